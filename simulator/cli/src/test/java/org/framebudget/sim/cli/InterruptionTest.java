package org.framebudget.sim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.framebudget.models.SafeFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class InterruptionTest {
    @TempDir
    Path folder;

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aProcessThatIsToldToEndSaysSoOnceAndKeepsTheSignalsStatus() throws Exception {
        Path err = folder.resolve("err");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "run",
                        "/dev/stdin")
                .redirectError(err.toFile())
                .start();
        OutputStream scenario = process.getOutputStream();
        // more than a pipe holds: once it is through, the program is at work, and waits for the rest
        scenario.write("# a comment\n".repeat(20_000).getBytes(StandardCharsets.UTF_8));
        scenario.flush();
        process.toHandle().destroy(); // Process.destroy closes the program's input too, which then reads its end
        assertEquals(143, process.waitFor());
        assertEquals("framebudget: interrupted; nothing was written.\n", Files.readString(err));
        scenario.close();
    }

    @Test
    void whatWasWrittenBeforeIsNamed() throws IOException {
        Path file = folder.resolve("result.json");
        SafeFiles.writeText(file, "{}");
        List<Path> written = SafeFiles.written();
        assertEquals(file, written.get(written.size() - 1));
        assertEquals(
                "interrupted; written before that: a, b.", Interruption.message(List.of(Path.of("a"), Path.of("b"))));
    }
}
