@echo off
rem Starts Framebudget on Windows. Builds it first where nothing is built or a source is newer than the last build.
rem Set FRAMEBUDGET_BUILD=never to start what is built; FRAMEBUDGET_JAVA_OPTS adds options of the Java virtual machine.
rem Standard output belongs to the program: everything this script or the build says goes to standard error.
rem No path is written inside a block in parentheses: one such as 'Program Files (x86)' would close the block.
setlocal
set "ROOT=%~dp0."
set "STAMP=%ROOT%\ui\target\built.stamp"
set "LIB=%ROOT%\ui\target\lib"
if not exist "%ROOT%\pom.xml" set "LIB=%ROOT%\lib"

set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
"%JAVA%" -version >nul 2>&1
if errorlevel 1 (
  echo framebudget: Java is missing. Install a JDK 17 or newer and set JAVA_HOME to its folder. 1>&2
  exit /b 4
)
rem an option that Java has since version 17
"%JAVA%" --enable-native-access=ALL-UNNAMED -version >nul 2>&1
if errorlevel 1 (
  echo framebudget: Java is too old. Install a JDK 17 or newer and set JAVA_HOME to its folder. 1>&2
  exit /b 4
)

if not exist "%ROOT%\pom.xml" goto start
if "%FRAMEBUDGET_BUILD%"=="never" goto start
if not exist "%STAMP%" goto build
if not exist "%LIB%\class-path" goto build
rem paths reach PowerShell by the environment, where an apostrophe or a bracket in them does no harm
powershell -NoProfile -NonInteractive -Command "$t = (Get-Item -LiteralPath $env:STAMP).LastWriteTimeUtc; $n = @(Get-ChildItem -LiteralPath $env:ROOT -Recurse -Depth 2 -Filter pom.xml) + @(Get-ChildItem -LiteralPath (Join-Path $env:ROOT '.mvn') -Force -Recurse) + @(Get-ChildItem -LiteralPath $env:ROOT -Recurse -Depth 3 -Directory -Filter main | Where-Object { $_.FullName -match '\\src\\main$' } | ForEach-Object { Get-ChildItem -LiteralPath $_.FullName -Recurse }); if (@($n | Where-Object { $_.LastWriteTimeUtc -gt $t }).Count -gt 0) { exit 1 }"
if not errorlevel 1 goto start

:build
"%JAVA%c" -version >nul 2>&1
if errorlevel 1 (
  echo framebudget: the Java compiler is missing. Install a JDK 17 or newer and set JAVA_HOME to its folder. 1>&2
  exit /b 4
)
where mvn >nul 2>&1
if errorlevel 1 (
  echo framebudget: Maven is missing. Install Maven 3.8.1 or newer and put it on the PATH. 1>&2
  exit /b 4
)
echo framebudget: building; the first time this downloads libraries and takes some minutes. 1>&2
if not exist "%ROOT%\target" mkdir "%ROOT%\target"
rem dated before the build, so that a file changed during it counts as newer
type nul > "%ROOT%\target\built.stamp.new"
if not exist "%ROOT%\target\built.stamp.new" (
  echo framebudget: the program has to be built, but its folder cannot be written. 1>&2
  exit /b 4
)
rem every jar in that folder is on the class path: those of an earlier build must not be
if exist "%LIB%" rmdir /s /q "%LIB%"
pushd "%ROOT%"
call mvn -q -B -Dstyle.color=never -Dquickly package <nul 1>&2
if errorlevel 1 (
  popd
  echo framebudget: the build failed; the reason stands above. 1>&2
  exit /b 4
)
popd
move /y "%ROOT%\target\built.stamp.new" "%STAMP%" >nul

:start
if not exist "%LIB%\class-path" (
  echo framebudget: nothing is built yet. Unset FRAMEBUDGET_BUILD, or install the released package again. 1>&2
  exit /b 4
)
rem marks beyond ASCII only where the console's code page is UTF-8
set "UNICODE=false"
chcp | findstr "65001" >nul 2>&1
if not errorlevel 1 set "UNICODE=true"
rem the window keeps little but makes and drops much: the heap must not grow to a share of the memory
set "WINDOW="
if "%~1"=="ui" set "WINDOW=-Xms116m -XX:MaxNewSize=36m -XX:SurvivorRatio=1 -XX:TargetSurvivorRatio=95 -XX:MinHeapFreeRatio=15 -XX:MaxHeapFreeRatio=30"
rem from Java 22 on, only that console tells a terminal from a file
"%JAVA%" -XX:+UseSerialGC -XX:+IgnoreUnrecognizedVMOptions -XX:FreqInlineSize=150 -XX:-UsePerfData -Xshare:auto -Xlog:disable -Xlog:all=error:stderr -XX:+DisplayVMOutputToStderr --enable-native-access=ALL-UNNAMED -Dfile.encoding=UTF-8 -Djava.awt.headless=true %WINDOW% %FRAMEBUDGET_JAVA_OPTS% "-Dframebudget.home=%ROOT%" -Dframebudget.unicode=%UNICODE% -Djdk.console=java.base -cp "%LIB%\*" org.framebudget.sim.cli.Main %*
exit /b %ERRORLEVEL%
