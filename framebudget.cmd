@echo off
rem Starts Framebudget on Windows. Builds it first where nothing is built or a source is newer than the last build.
rem Set FRAMEBUDGET_BUILD=never to start what is built; FRAMEBUDGET_JAVA_OPTS adds options of the Java virtual machine.
setlocal
set "ROOT=%~dp0."
set "STAMP=%ROOT%\ui\target\built.stamp"
set "LIB=%ROOT%\ui\target\lib"
if not exist "%ROOT%\pom.xml" set "LIB=%ROOT%\lib"

set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
"%JAVA%" -version >nul 2>&1
if errorlevel 1 (
  echo framebudget: Java is missing. Install a JDK 17 or newer and set JAVA_HOME. 1>&2
  exit /b 4
)

if not exist "%ROOT%\pom.xml" goto start
if "%FRAMEBUDGET_BUILD%"=="never" goto start
if not exist "%STAMP%" goto build
if not exist "%LIB%\class-path" goto build
powershell -NoProfile -Command "$t=(Get-Item '%STAMP%').LastWriteTimeUtc; $n=Get-ChildItem '%ROOT%' -Recurse -File -Include pom.xml | Where-Object { $_.FullName -notmatch '\\target\\' }; $n+=Get-ChildItem '%ROOT%' -Directory -Recurse -Filter main | Where-Object { $_.FullName -match '\\src\\main$' } | Get-ChildItem -Recurse -File; if ($n | Where-Object { $_.LastWriteTimeUtc -gt $t } | Select-Object -First 1) { exit 1 }"
if not errorlevel 1 goto start

:build
where mvn >nul 2>&1
if errorlevel 1 (
  echo framebudget: Maven is missing. Install Maven 3.8.1 or newer and put it on the PATH. 1>&2
  exit /b 4
)
echo framebudget: building; the first time this downloads libraries and takes some minutes. 1>&2
if not exist "%ROOT%\target" mkdir "%ROOT%\target"
type nul > "%ROOT%\target\built.stamp.new"
pushd "%ROOT%"
call mvn -q -B -Dquickly package 1>&2
if errorlevel 1 (
  popd
  echo framebudget: the build failed; the reason stands above. 1>&2
  exit /b 4
)
popd
move /y "%ROOT%\target\built.stamp.new" "%STAMP%" >nul

:start
"%JAVA%" -XX:+UseSerialGC -Xshare:auto -Dfile.encoding=UTF-8 -Djava.awt.headless=true %FRAMEBUDGET_JAVA_OPTS% "-Dframebudget.home=%ROOT%" -cp "%LIB%\*" org.framebudget.sim.cli.Main %*
exit /b %ERRORLEVEL%
