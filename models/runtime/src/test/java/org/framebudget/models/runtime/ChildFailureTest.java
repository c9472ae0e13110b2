package org.framebudget.models.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the child does, the caller gets one message and goes on. */
class ChildFailureTest {
    @TempDir
    Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void writeModel() {
        file = TinyModel.anySize(32).write(folder.resolve("m.tflite"));
    }

    private MeasureRequest request(double timeLimitS) {
        return new MeasureRequest(file, null, 1, false, 1, 10, 0, List.of(), 0, false, false, 1, timeLimitS);
    }

    private String failed(Class<?> child, double timeLimitS) {
        String message = assertThrows(
                        MachineException.class,
                        () -> RuntimeRun.measure(request(timeLimitS), MeasureListener.NONE, child.getName()))
                .getMessage();
        assertTrue(message.startsWith(file + ": "), message);
        return message.substring((file + ": ").length());
    }

    /** Says what it does, then ends without an answer. */
    static final class Halts {
        public static void main(String[] args) {
            System.out.println(ChildProtocol.PROGRESS + "0.5 making the first inference");
            System.err.println("last words");
            Runtime.getRuntime().halt(7);
        }
    }

    @Test
    void aChildThatEndsIsReportedWithItsLastWords() {
        assertEquals(
                "the process of TensorFlow Lite ended while making the first inference with status 7: last words.",
                failed(Halts.class, 60));
    }

    /** Reads from an address that is not there, as broken native code does. */
    static final class Crashes {
        public static void main(String[] args) throws ReflectiveOperationException {
            Field field = sun.misc.Unsafe.class.getDeclaredField("theUnsafe");
            field.setAccessible(true);
            ((sun.misc.Unsafe) field.get(null)).getByte(8L);
        }
    }

    @Test
    void aCrashIsReportedAndLeavesNoFile() throws IOException {
        List<Path> before = files(Path.of(""));
        String message = failed(Crashes.class, 60);
        assertTrue(message.startsWith("TensorFlow Lite crashed while starting (SIGSEGV"), message);
        assertEquals(before, files(Path.of("")), "no report of the virtual machine beside the program");
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder.toAbsolutePath())) {
            return files.sorted().toList();
        }
    }

    /** Never ends by itself. */
    static final class Hangs {
        public static void main(String[] args) throws InterruptedException {
            Thread.sleep(TimeUnit.MINUTES.toMillis(2));
        }
    }

    @Test
    void aHangEndsAtTheTimeLimit() {
        assertEquals(
                "no answer within 1 s; stopped while starting. If it is that slow, allow more time (--time-limit).",
                failed(Hangs.class, 1));
        assertEquals(List.of(), children(), "it is gone");
    }

    private static List<ProcessHandle> children() {
        return ProcessHandle.current().children().filter(ProcessHandle::isAlive).toList();
    }

    @Test
    void anInterruptedCallerGetsItsThreadBack() throws InterruptedException {
        StringBuilder message = new StringBuilder();
        Thread caller = new Thread(() -> message.append(failed(Hangs.class, 60)));
        caller.start();
        while (children().isEmpty()) {
            assertTrue(caller.isAlive(), message.toString());
            Thread.sleep(10);
        }
        caller.interrupt();
        caller.join(TimeUnit.SECONDS.toMillis(20));
        assertFalse(caller.isAlive());
        assertEquals("the run was interrupted while starting.", message.toString());
        assertEquals(List.of(), children());
    }

    /** Needs more Java memory than it has. */
    static final class Grows {
        public static void main(String[] args) {
            long[] all = new long[1 << 30];
            System.out.println(all.length);
        }
    }

    @Test
    void memoryThatRunsOutIsReported() {
        String message = failed(Grows.class, 60);
        assertTrue(message.contains("status 1: Exception in thread \"main\" java.lang.OutOfMemoryError"), message);
    }

    /** Prints without end, between other output. */
    static final class Floods {
        public static void main(String[] args) {
            for (int i = 0; i < 200_000; i++) {
                System.err.println("ERROR: /home/build/tensorflow/lite/a.cc:12 line " + i % 7 + ".");
                System.out.println("noise");
            }
            System.out.println(ChildProtocol.FAULT + "{\"kind\":\"INPUT\",\"problem\":\"is odd\",\"quoteLog\":true}");
            Runtime.getRuntime().halt(3);
        }
    }

    @Test
    void aFloodOfOutputIsReadInBoundedMemoryAndQuotedInShort() {
        InputException refused = assertThrows(
                InputException.class,
                () -> RuntimeRun.measure(request(60), MeasureListener.NONE, Floods.class.getName()));
        assertEquals(file + ": is odd (TensorFlow Lite: line 0; line 1; line 2).", refused.getMessage());
    }

    /** A parent to be killed: it starts a long measurement. */
    static final class Parent {
        public static void main(String[] args) {
            MeasureRequest request = new MeasureRequest(
                    Path.of(args[0]), null, 1, false, 60, 1_000_000_000, 0, List.of(), 0, false, false, 1, 90.0);
            RuntimeRun.measure(request, new MeasureListener() {
                @Override
                public void progress(double fraction) {
                    System.out.println("progress " + fraction);
                }
            });
        }
    }

    @Test
    void aKilledParentLeavesNoChildBehind() throws Exception {
        Process parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Parent.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .start();
        try {
            waitFor(parent.getInputStream(), "progress");
            List<ProcessHandle> children = parent.children().toList();
            assertEquals(1, children.size());
            parent.destroyForcibly();
            children.get(0).onExit().get(20, TimeUnit.SECONDS);
        } finally {
            parent.descendants().forEach(ProcessHandle::destroyForcibly);
            parent.destroyForcibly();
        }
    }

    static void waitFor(InputStream in, String word) throws IOException {
        StringBuilder seen = new StringBuilder();
        byte[] buffer = new byte[4096];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            seen.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
            if (seen.indexOf(word) >= 0) {
                return;
            }
        }
        throw new AssertionError("ended early: " + seen);
    }

    private String refused(Path broken) {
        return assertThrows(
                        InputException.class, () -> RuntimeRun.measure(MeasureRequest.of(broken), MeasureListener.NONE))
                .getMessage();
    }

    @Test
    void whatIsNoModelIsRefusedBeforeAnyProcessStarts() throws IOException {
        Path missing = folder.resolve("missing.tflite");
        assertEquals(missing + ": there is no such file.", refused(missing));
        assertEquals(folder + ": is a folder. Give the name of a .tflite file in it.", refused(folder));
        Path broken = folder.resolve("broken.tflite");
        Files.write(broken, new byte[0]);
        assertEquals(broken + ": the file is empty.", refused(broken));
        Files.write(broken, new byte[] {1, 2, 3});
        assertEquals(
                broken + ": is not a .tflite file: the file ends after 3 bytes. Every .tflite file has 'TFL3' there.",
                refused(broken));
        Files.writeString(broken, "<html><body>");
        assertEquals(
                broken + ": is not a .tflite file: found 'l><b' at byte 4. It is a web page: the download went wrong.",
                refused(broken));
        try (RandomAccessFile sparse = new RandomAccessFile(broken.toFile(), "rw")) {
            sparse.setLength(1L << 31);
        }
        assertEquals(
                broken + ": 2147483648 bytes are too many. Models of less than 2 GiB (2147483648 bytes) are read.",
                refused(broken));
    }

    @Test
    void aDamagedModelIsRefusedWithThePlaceOfTheDamage() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        Path broken = folder.resolve("geändert.tflite");
        Files.write(broken, Arrays.copyOf(whole, whole.length / 2));
        String message = refused(broken);
        assertTrue(
                message.matches("\\Q" + broken + "\\E: .+: 4 bytes at byte \\d+ do not lie in a file of "
                        + whole.length / 2 + " bytes. It is damaged or incomplete."),
                message);
    }
}
