package org.framebudget.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafeFilesTest {
    @TempDir
    Path folder;

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aFileAppearsWholeAndReplacesTheOldOne() throws IOException {
        Path file = folder.resolve("result.json");
        SafeFiles.writeText(file, "one");
        SafeFiles.writeText(file, "zwei ß");
        assertEquals("zwei ß", Files.readString(file));
        assertEquals(List.of("result.json"), names());
    }

    @Test
    void aFailureKeepsTheOldFileAndLeavesNothing() throws IOException {
        Path file = folder.resolve("result.json");
        SafeFiles.writeText(file, "old");
        MachineException failure = assertThrows(
                MachineException.class,
                () -> SafeFiles.write(file, out -> {
                    out.write(1);
                    throw new IOException("No space left on device");
                }));
        assertEquals(
                file + ": could not be written: no space left on the device. Free some space or choose another folder.",
                failure.getMessage());
        assertThrows(
                IllegalStateException.class,
                () -> SafeFiles.write(file, out -> {
                    throw new IllegalStateException("bug");
                }));
        assertEquals("old", Files.readString(file));
        assertEquals(List.of("result.json"), names());
    }

    @Test
    void aFolderIsNotAFile() {
        InputException problem = assertThrows(InputException.class, () -> SafeFiles.writeText(folder, "x"));
        assertEquals(folder + ": is a folder. Give the name of a file in it.", problem.getMessage());
    }

    @Test
    void aMissingFolderIsNamed() {
        Path file = folder.resolve("absent").resolve("plan.pdf");
        InputException problem = assertThrows(InputException.class, () -> SafeFiles.writeText(file, "x"));
        assertEquals(
                file + ": the folder " + folder.resolve("absent") + " does not exist. Create it first.",
                problem.getMessage());
    }

    @Test
    void aFolderThatTakesNoFilesIsTheMachinesFault() {
        Path file = Path.of("/proc/plan.pdf");
        Assumptions.assumeTrue(Files.isDirectory(Path.of("/proc/self")), "needs Linux");
        MachineException problem = assertThrows(MachineException.class, () -> SafeFiles.writeText(file, "x"));
        assertFalse(problem.getMessage().contains(".tmp"), problem.getMessage());
    }

    @Test
    void aFullDeviceIsReportedAndStaysADevice() {
        Path full = Path.of("/dev/full");
        Assumptions.assumeTrue(Files.exists(full), "needs Linux");
        MachineException failure =
                assertThrows(MachineException.class, () -> SafeFiles.writeText(full, "x".repeat(100_000)));
        assertTrue(failure.getMessage().contains("no space left"), failure.getMessage());
        assertFalse(Files.isRegularFile(full));
    }

    @Test
    void aLinkStaysALink() throws IOException {
        Path real = Files.writeString(folder.resolve("real.json"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link.json"), real);
        SafeFiles.writeText(link, "new");
        assertTrue(Files.isSymbolicLink(link));
        assertEquals("new", Files.readString(real));
    }

    @Test
    void anInterruptedProcessLeavesNothing() throws Exception {
        Path file = Files.writeString(folder.resolve("kept.txt"), "old");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        HangsWhileWriting.class.getName(),
                        file.toString())
                .redirectError(new File("/dev/null"))
                .start();
        assertEquals('!', process.getInputStream().read(), "the child has begun to write");
        assertEquals(2, names().size());
        // SIGTERM, as by Ctrl-C or a job's time limit
        process.destroy();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(List.of("kept.txt"), names());
        assertEquals("old", Files.readString(file));
    }

    /** A process that is ended in the middle of a file. */
    static final class HangsWhileWriting {
        private HangsWhileWriting() {}

        public static void main(String[] args) {
            SafeFiles.write(Path.of(args[0]), out -> {
                out.write("half".getBytes(java.nio.charset.StandardCharsets.UTF_8));
                out.flush();
                System.out.write('!');
                System.out.flush();
                try {
                    Thread.sleep(60_000);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
    }
}
