package org.framebudget.models.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Field;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.framebudget.models.MachineException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens to a child that serves, its listener hears of it once and nothing hangs. */
class InferenceFailureTest {
    @TempDir
    Path folder;

    private final Answers answers = new Answers();
    private Path file = Path.of("");

    @BeforeEach
    void writeModel() {
        file = TinyModel.anySize(32).write(folder.resolve("m.tflite"));
    }

    /** Serves as the child does, up to the first inference. */
    private static void serveUntilAsked() throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String place = in.readLine().substring(ChildProtocol.SERVE.length());
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.startsWith(ChildProtocol.LOAD)) {
                SocketChannel jobs = SocketChannel.open(UnixDomainSocketAddress.of(place));
                ChildProtocol.Loaded loaded = new ChildProtocol.Loaded(
                        "", 1, List.of(), new MeasureRecord.Kernels("x", "1", "plain", 1, 1, 0, 1), null, List.of());
                System.out.print("unfinished");
                System.out.println("\n" + ChildProtocol.LOADED + "0 " + ChildProtocol.line(loaded));
                for (int i = 0; i < ChildProtocol.PINGS; i++) {
                    jobs.read(ByteBuffer.allocate(Long.BYTES));
                    System.out.println("\n" + ChildProtocol.DONE + "0 " + i + " 0 0");
                }
                jobs.read(ByteBuffer.allocate(Long.BYTES));
                return;
            }
        }
    }

    /** Reads from an address that is not there, as broken native code does. */
    static final class Crashes {
        public static void main(String[] args) throws Exception {
            serveUntilAsked();
            Field field = sun.misc.Unsafe.class.getDeclaredField("theUnsafe");
            field.setAccessible(true);
            ((sun.misc.Unsafe) field.get(null)).getByte(8L);
        }
    }

    /** Never answers. */
    static final class Hangs {
        public static void main(String[] args) throws Exception {
            serveUntilAsked();
            Thread.sleep(TimeUnit.MINUTES.toMillis(2));
        }
    }

    /** Ends before it has read anything. */
    static final class Ends {
        public static void main(String[] args) {
            System.err.println("ran into std::bad_alloc");
            Runtime.getRuntime().halt(1);
        }
    }

    private String lost(Class<?> child, double limitS) throws Exception {
        try (InferenceServer server = InferenceServer.start(answers, limitS, child.getName())) {
            server.invoke(server.load(InferenceRequest.of(file, 0)).id(), 1);
            String message = answers.loss();
            assertTrue(message.startsWith(file + ": "), message);
            return message.substring((file + ": ").length());
        } finally {
            assertEquals(0, answers.losses());
            InferenceServerTest.assertNothingIsLeft();
        }
    }

    @Test
    void aCrashInMidInferenceIsReportedWithItsSignal() throws Exception {
        String message = lost(Crashes.class, 60);
        assertTrue(message.startsWith("TensorFlow Lite crashed while running inferences (SIGSEGV"), message);
    }

    @Test
    void anInferenceThatHangsEndsAtTheTimeLimit() throws Exception {
        assertEquals("no answer within 2 s; stopped while running inferences.", lost(Hangs.class, 2));
    }

    @Test
    void aProcessThatEndsDuringALoadIsReportedToWhoLoads() throws Exception {
        try (InferenceServer server = InferenceServer.start(answers, 60, Ends.class.getName())) {
            String message = assertThrows(MachineException.class, () -> server.load(InferenceRequest.of(file, 0)))
                    .getMessage();
            assertTrue(message.contains("TensorFlow Lite ran out of memory while "), message);
            assertEquals(message, answers.loss());
        }
        InferenceServerTest.assertNothingIsLeft();
    }

    /** A parent to be killed: it has inferences made. */
    static final class Parent {
        public static void main(String[] args) throws Exception {
            Answers answers = new Answers();
            InferenceServer server = InferenceServer.start(answers, 60);
            int network = server.load(InferenceRequest.of(Path.of(args[0]), 0)).id();
            for (int i = 0; i < 10_000; i++) {
                server.invoke(network, i);
            }
            answers.next();
            System.out.println("progress");
            Thread.sleep(TimeUnit.MINUTES.toMillis(2));
        }
    }

    @Test
    void aKilledParentLeavesNoServerBehind() throws Exception {
        Path slow = TinyModel.anySize(512).write(folder.resolve("slow.tflite"));
        Process parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + Files.createDirectory(folder.resolve("temporary")),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Parent.class.getName(),
                        slow.toString())
                .redirectErrorStream(true)
                .start();
        try {
            ChildFailureTest.waitFor(parent.getInputStream(), "progress");
            List<ProcessHandle> children = parent.children().toList();
            assertEquals(1, children.size());
            parent.destroyForcibly();
            children.get(0).onExit().get(20, TimeUnit.SECONDS);
            try (Stream<Path> left = Files.list(folder.resolve("temporary"))) {
                assertEquals(
                        List.of(),
                        left.filter(path -> path.toString().contains("framebudget"))
                                .toList());
            }
        } finally {
            parent.descendants().forEach(ProcessHandle::destroyForcibly);
            parent.destroyForcibly();
        }
    }

    @Test
    void linesBetweenNoiseAreFoundWhateverTheirPieces() {
        List<String> found = new ArrayList<>();
        ServerLines lines = new ServerLines(new ServerLines.Taker() {
            @Override
            public void done(int network, long job, long invokeNs, long convertNs, long arrivedNs) {
                found.add(network + " " + job + " " + invokeNs + " " + convertNs);
            }

            @Override
            public void line(String text) {
                found.add(text);
            }
        });
        String text = "noise\n@progress 0 a\nunfinished\n@done 1 -9223372036854775808 9223372036854775807 0\n\n@x ü";
        lines.readAll(new ByteArrayInputStream((text + "x".repeat(20_000) + "\n").getBytes(StandardCharsets.UTF_8)));
        assertEquals(
                List.of("@progress 0 a", "1 -9223372036854775808 9223372036854775807 0", "@x ü" + "x".repeat(20_000)),
                found);
    }
}
