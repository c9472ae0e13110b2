package org.framebudget.sim.hil;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a run leaves that a signal ends. */
@Timeout(60)
class HilSignalTest {
    @TempDir
    Path folder;

    private List<Path> temporary(Path in) throws IOException {
        try (Stream<Path> found = Files.list(in)) {
            return found.filter(path -> path.getFileName().toString().startsWith("framebudget-hil-"))
                    .toList();
        }
    }

    @Test
    void clocksAreGivenBackAndOnlyTheRecordingStays() throws Exception {
        Path core = Files.createDirectories(folder.resolve("sys/devices/system/cpu/cpu0/cpufreq"));
        Files.writeString(core.resolve("cpuinfo_min_freq"), "600000\n");
        Files.writeString(core.resolve("cpuinfo_max_freq"), "1500000\n");
        Path limit = Files.writeString(core.resolve("scaling_max_freq"), "1400000\n");
        Path scenario = Files.writeString(
                folder.resolve("s.yaml"), HilCommandTest.SCENARIO.replace("duration_s: 1.5", "duration_s: 50"));
        Path temp = Files.createDirectory(folder.resolve("tmp"));
        Path partial = folder.resolve("run.fbhil.partial");
        Path said = folder.resolve("said");
        Process run = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.io.tmpdir=" + temp,
                        "-cp",
                        System.getProperty("java.class.path"),
                        HilSignalMain.class.getName(),
                        folder.toString(),
                        scenario.toString(),
                        "--device",
                        "box=local",
                        "--impose-clock",
                        "1000",
                        "--record",
                        folder.resolve("run.fbhil").toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        while (run.isAlive() && !(Files.exists(partial) && Files.size(partial) > 0)) {
            Thread.sleep(20);
        }
        assertTrue(run.isAlive(), () -> text(said));
        assertEquals("1000000", Files.readString(limit));
        assertEquals(1, temporary(temp).size());
        Thread.sleep(500);
        run.toHandle().destroy();
        assertTrue(run.waitFor(20, TimeUnit.SECONDS));
        assertEquals(143, run.exitValue(), () -> text(said));
        assertEquals("1400000", Files.readString(limit));
        assertEquals(List.of(), temporary(temp));
        assertEquals("box", RecordingFile.read(partial).recording().head().device());
        assertTrue(text(said).contains("scaling_max_freq was 1400000 kHz on cpu0"), text(said));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
