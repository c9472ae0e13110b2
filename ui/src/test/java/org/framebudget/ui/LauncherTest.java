package org.framebudget.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the launcher script in a folder of its own, with stand-ins for Java and Maven that write down their calls. */
class LauncherTest {
    @TempDir
    Path temp;

    private Path home = Path.of("");
    private Path jdk = Path.of("");
    private Path tools = Path.of("");

    @BeforeEach
    void makeAProject() throws IOException {
        home = Files.createDirectories(temp.resolve("a folder with spaces"));
        jdk = temp.resolve("jdk");
        tools = Files.createDirectories(temp.resolve("tools"));
        Path launcher = Path.of(System.getProperty("user.dir")).resolveSibling("framebudget");
        script(home.resolve("framebudget"), Files.readString(launcher));
        Files.writeString(home.resolve("pom.xml"), "<project/>");
        source("models/src/main/java/A.java");
        java("17.0.15");
        script(jdk.resolve("bin/javac"), "#!/bin/sh\necho javac 17.0.15\n");
        // the stand-in for Maven is noisy on standard output and slow enough for a second start to meet it
        script(tools.resolve("mvn"), """
                #!/bin/sh
                echo "$@" >> mvn.calls
                echo "noise of the build"
                sleep 0.5
                while [ -e hold ]; do sleep 0.1; done
                mkdir -p ui/target/lib
                printf ./one.jar:./two.jar > ui/target/lib/class-path
                """);
    }

    private void java(String version) throws IOException {
        script(jdk.resolve("bin/java"), """
                #!/bin/sh
                case "$*" in
                    -version) echo 'openjdk version "%s" 2025-04-15' >&2 ;;
                    *Xshare:dump* | *DumpLoadedClassList*) ;;
                    *) for word in "$@"; do echo "[$word]"; done; echo "pid $$" ;;
                esac
                """.formatted(version));
    }

    private static void script(Path file, String text) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void source(String name) throws IOException {
        Path file = home.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "x");
    }

    /** A finished start. */
    private record Ended(int status, String out, String err) {}

    private Process launch(List<String> command, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(temp.toFile());
        builder.environment().put("JAVA_HOME", jdk.toString());
        builder.environment().put("PATH", tools + File.pathSeparator + System.getenv("PATH"));
        builder.environment().keySet().removeIf(key -> key.startsWith("FRAMEBUDGET_"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static Ended end(Process process) throws IOException, InterruptedException {
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        return new Ended(process.exitValue(), out, err);
    }

    private Ended start(String... arguments) throws IOException, InterruptedException {
        return start(Map.of(), arguments);
    }

    private Ended start(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(home.resolve("framebudget").toString());
        command.addAll(List.of(arguments));
        return end(launch(command, environment));
    }

    private int builds() throws IOException {
        Path calls = home.resolve("mvn.calls");
        return Files.exists(calls) ? Files.readAllLines(calls).size() : 0;
    }

    @Test
    void theFirstStartBuildsAndKeepsStandardOutputForTheProgram() throws Exception {
        Ended first = start("run", "a file.yaml", "*", "");
        assertEquals(0, first.status(), first.err());
        assertEquals(
                List.of("-q -B -Dstyle.color=never -Dquickly package"), Files.readAllLines(home.resolve("mvn.calls")));
        assertFalse(first.out().contains("noise"), first.out());
        assertTrue(first.err().contains("noise of the build"), first.err());
        Path lib = home.toRealPath().resolve("ui/target/lib");
        assertTrue(
                first.out().contains("[" + lib.resolve("one.jar") + ":" + lib.resolve("two.jar") + "]"), first.out());
        assertTrue(
                first.out().contains("[org.framebudget.sim.cli.Main]\n[run]\n[a file.yaml]\n[*]\n[]\n"), first.out());
        assertTrue(first.out().contains("[-Dframebudget.tty.out=false]"), first.out());
    }

    @Test
    void onlyASweepOnSparkBuildsAndLoadsSpark() throws Exception {
        script(tools.resolve("mvn"), """
                #!/bin/sh
                echo "$@" >> mvn.calls
                mkdir -p ui/target/lib simulator/sweep-spark/target
                printf ./one.jar > ui/target/lib/class-path
                printf /kept/spark.jar > simulator/sweep-spark/target/class-path
                touch simulator/sweep-spark/target/framebudget-sweep-spark-1.jar
                """);
        Path spark = home.toRealPath().resolve("simulator/sweep-spark");
        String loaded = "[" + spark.resolve("target/framebudget-sweep-spark-1.jar") + ":/kept/spark.jar]";
        for (String[] arguments : new String[][] {
            {"sweep", "a.yaml", "--engine", "spark"}, {"sweep", "--engine=spark", "a.yaml"}, {"cluster"}
        }) {
            String out = start(arguments).out();
            assertTrue(out.contains(loaded), out);
            assertTrue(out.contains("[@" + spark.resolve("java-options") + "]"), out);
        }
        assertEquals(
                List.of("-q -B -Dstyle.color=never -Dquickly -Pspark -pl simulator/sweep-spark -am package"),
                Files.readAllLines(home.resolve("mvn.calls")));
        for (String[] arguments : new String[][] {
            {"sweep", "a.yaml", "--engine", "local"}, {"query", "spark"}, {"run", "--engine", "spark"}
        }) {
            String out = start(arguments).out();
            assertFalse(out.contains("spark.jar"), out);
            assertTrue(
                    out.contains(
                            home.toRealPath().resolve("ui/target/lib/one.jar").toString()),
                    out);
        }
        assertEquals(2, builds());
    }

    @Test
    void theSecondStartDoesNotBuildAndSaysNothing() throws Exception {
        start("help");
        Ended second = start("help");
        assertEquals("", second.err());
        assertEquals(1, builds());
    }

    @Test
    void aChangedAnAddedAndARemovedSourceEachCauseABuild() throws Exception {
        start("help");
        Files.setLastModifiedTime(
                home.resolve("models/src/main/java/A.java"),
                FileTime.from(Instant.now().plusSeconds(1)));
        start("help");
        assertEquals(2, builds());
        Files.setLastModifiedTime(home.resolve("models/src/main/java/A.java"), FileTime.fromMillis(0));
        start("help");
        assertEquals(2, builds());
        source("models/src/main/resources/data.csv");
        start("help");
        assertEquals(3, builds());
        Files.delete(home.resolve("models/src/main/resources/data.csv"));
        start("help");
        assertEquals(4, builds());
        Files.setLastModifiedTime(
                home.resolve("pom.xml"), FileTime.from(Instant.now().plusSeconds(1)));
        start("help");
        assertEquals(5, builds());
        Files.setLastModifiedTime(home.resolve("pom.xml"), FileTime.fromMillis(0));
        source("models/network/src/main/java/B.java");
        start("help");
        assertEquals(6, builds(), "modules lie in modules");
    }

    @Test
    void aChangedTestOrOutputCausesNoBuild() throws Exception {
        start("help");
        source("models/src/test/java/ATest.java");
        source("models/target/x.class");
        start("help");
        assertEquals(1, builds());
    }

    @Test
    void twoStartsAtTheSameTimeBuildOnce() throws Exception {
        twoStarts(Map.of());
    }

    @Test
    void withoutFlockTwoStartsAtTheSameTimeStillBuildOnce() throws Exception {
        twoStarts(Map.of("PATH", pathWithout("flock")));
    }

    private void twoStarts(Map<String, String> environment) throws Exception {
        List<String> command = List.of(home.resolve("framebudget").toString(), "help");
        Path hold = Files.createFile(home.resolve("hold"));
        Process one = launch(command, environment);
        Process two;
        try {
            until(one, () -> Files.exists(home.resolve("mvn.calls")));
            two = launch(command, environment);
            InputStream said = two.getErrorStream();
            until(two, () -> said.available() > 0);
        } finally {
            Files.delete(hold);
        }
        Ended first = end(one);
        Ended second = end(two);
        assertTrue(second.err().contains("waiting for another start"), second.err());
        assertEquals(0, first.status(), first.err());
        assertEquals(0, second.status(), second.err());
        assertEquals(1, builds());
    }

    /** Waits until it is so, while a process lives, for a minute at most. */
    private static void until(Process lives, Callable<Boolean> so) throws Exception {
        long endNs = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (!so.call()) {
            assertTrue(lives.isAlive() && System.nanoTime() < endNs);
            Thread.sleep(20);
        }
    }

    @Test
    void aLockLeftBehindByADeadProcessIsTakenOver() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Path lock = Files.createDirectories(home.resolve("target/build.lock.d"));
        Files.writeString(lock.resolve("pid"), dead.pid() + "\n");
        Ended ended = start(Map.of("PATH", pathWithout("flock")), "help");
        assertEquals(0, ended.status(), ended.err());
        assertEquals(1, builds());
        assertFalse(Files.exists(lock));
    }

    /** The stand-ins and the standard tools that the launcher uses, except some. */
    private String pathWithout(String... missing) throws IOException {
        Path folder = Files.createTempDirectory(temp, "path");
        List<String> names = new ArrayList<>(List.of(
                "ls", "sed", "head", "find", "dirname", "readlink", "mkdir", "mv", "rm", "cat", "sleep", "flock"));
        names.removeAll(List.of(missing));
        for (String name : names) {
            Path real = Files.exists(Path.of("/usr/bin", name)) ? Path.of("/usr/bin", name) : Path.of("/bin", name);
            script(folder.resolve(name), "#!/bin/sh\nexec " + real + " \"$@\"\n");
        }
        return tools + File.pathSeparator + folder;
    }

    @Test
    void aFailedBuildIsStatusFourAndTriedAgain() throws Exception {
        script(tools.resolve("mvn"), "#!/bin/sh\necho call >> mvn.calls\necho 'cannot find symbol'\nexit 1\n");
        for (int i = 1; i <= 2; i++) {
            Ended ended = start("help");
            assertEquals(4, ended.status());
            assertEquals("", ended.out());
            assertTrue(
                    ended.err()
                            .endsWith("cannot find symbol\nframebudget: the build failed; the reason stands above.\n"),
                    ended.err());
            assertEquals(i, builds());
        }
    }

    @Test
    void aSymbolicLinkToALinkStartsTheSameProgram() throws Exception {
        Path bin = Files.createDirectories(temp.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("inner"), Path.of("../a folder with spaces/framebudget"));
        Files.createSymbolicLink(bin.resolve("fb"), Path.of("inner"));
        Ended ended = end(launch(List.of(bin.resolve("fb").toString(), "help"), Map.of()));
        assertEquals(0, ended.status(), ended.err());
        assertTrue(ended.out().contains("[-Dframebudget.home=" + home.toRealPath() + "]"), ended.out());
    }

    @Test
    void whatIsMissingIsNamedInOneLineWithItsPackage() throws Exception {
        Map<String, String> noMaven = Map.of("PATH", pathWithout());
        Files.delete(tools.resolve("mvn"));
        assertMissing("Maven is missing (Debian: apt-get install maven).", noMaven);
        Files.delete(jdk.resolve("bin/javac"));
        assertMissing("the Java compiler is missing (Debian: apt-get install openjdk-17-jdk).", noMaven);
        assertMissing(
                "Java is missing (Debian: apt-get install openjdk-17-jdk maven).",
                Map.of("PATH", pathWithout(), "JAVA_HOME", ""));
        assertMissing(
                "JAVA_HOME is '/nowhere', where there is no bin/java. Unset it or set it to a JDK 17 or newer"
                        + " (Debian: apt-get install openjdk-17-jdk maven).",
                Map.of("JAVA_HOME", "/nowhere"));
    }

    private void assertMissing(String message, Map<String, String> environment) throws Exception {
        Ended ended = start(environment, "help");
        assertEquals(4, ended.status());
        assertEquals("framebudget: " + message + "\n", ended.err());
        assertEquals("", ended.out());
    }

    @Test
    void anOldJavaIsRefusedAndANewOneIsAskedOnlyOnce() throws Exception {
        start("help");
        for (String old : List.of("11.0.2", "1.8.0_412")) {
            java(old);
            Ended ended = start("help");
            assertEquals(4, ended.status());
            assertTrue(ended.err().contains("version 17 or newer is needed"), ended.err());
        }
        java("25");
        assertEquals(0, start("help").status());
        assertEquals(
                "25", Files.readAllLines(home.resolve("ui/target/java.seen")).get(0));
    }

    @Test
    void signalsReachTheProgramSinceItTakesTheScriptsPlace() throws Exception {
        start("help");
        Process process = launch(List.of(home.resolve("framebudget").toString(), "help"), Map.of());
        Ended ended = end(process);
        assertTrue(ended.out().endsWith("pid " + process.pid() + "\n"), ended.out());
    }

    @Test
    void neverStartsWhatIsBuiltAndAReleaseNeedsNoSources() throws Exception {
        start("help");
        source("models/src/main/java/New.java");
        assertEquals(0, start(Map.of("FRAMEBUDGET_BUILD", "never"), "help").status());
        assertEquals(1, builds());

        Path release = Files.createDirectories(temp.resolve("release"));
        script(release.resolve("framebudget"), Files.readString(home.resolve("framebudget")));
        Files.createDirectories(release.resolve("lib"));
        Files.writeString(release.resolve("lib/class-path"), "./one.jar");
        Ended ended = end(launch(List.of(release.resolve("framebudget").toString(), "help"), Map.of()));
        assertEquals(0, ended.status(), ended.err());
        assertTrue(ended.out().contains("[" + release.toRealPath().resolve("lib/one.jar") + "]"), ended.out());
        assertFalse(Files.exists(release.resolve("target")), "a release is not written to");
    }

    @Test
    void theUsersOptionsReachJava() throws Exception {
        Ended ended = start(Map.of("FRAMEBUDGET_JAVA_OPTS", "-Xmx64m -Dx=y"), "help");
        assertTrue(ended.out().contains("[-Xmx64m]\n[-Dx=y]\n"), ended.out());
    }

    @Test
    void theWindowsHeapIsBoundedUnlessTheUserSaysOtherwise() throws Exception {
        String window = start(Map.of("FRAMEBUDGET_JAVA_OPTS", "-XX:MaxNewSize=1g"), "ui")
                .out();
        assertTrue(window.indexOf("[-XX:MaxNewSize=36m]") >= 0, window);
        assertTrue(window.indexOf("[-XX:MaxNewSize=1g]") > window.indexOf("[-XX:MaxNewSize=36m]"), window);
        assertFalse(window.contains("[-Xms8m]"), window);
        String small = start(Map.of("FRAMEBUDGET_JAVA_OPTS", "-Xmx100m"), "ui").out();
        assertTrue(small.indexOf("[-Xms8m]") > small.indexOf("[-Xms116m]"), "a heap below where it begins is no error");
        assertFalse(start("plan").out().contains("MaxNewSize"));
    }
}
