package org.framebudget.models.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;
import org.framebudget.models.catalogue.Catalogue;
import org.framebudget.models.network.InputSize;
import org.framebudget.models.network.Precision;
import org.framebudget.models.tflite.NetworkExport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.lite.schema.BuiltinOperator;
import org.tensorflow.lite.schema.TensorType;

/** Real networks in a real child. */
class InferenceServerTest {
    @TempDir
    Path folder;

    private final Answers answers = new Answers();

    @Test
    void twoNetworksAnswerSideBySideEachInTheOrderOfItsQuestions() throws Exception {
        Path mobilenet = folder.resolve("mobilenet.tflite");
        NetworkExport.export(Catalogue.network("mobilenet_v1_0.25", new InputSize(96, 96), Precision.INT8), mobilenet);
        Path tiny = TinyModel.anySize(64).write(folder.resolve("tiny.tflite"));
        try (InferenceServer server = InferenceServer.start(answers, 30)) {
            InferenceServer.Loaded first = server.load(InferenceRequest.of(mobilenet, 3));
            InferenceServer.Loaded second = server.load(new InferenceRequest(tiny, new InputSize(96, 48), 2, 1, null));
            assertEquals(64, first.sha256().length());
            assertEquals(3, first.warmupNs().size());
            assertTrue(first.loadNs() > 0 && first.warmupNs().stream().allMatch(ns -> ns > 0), first.toString());
            assertEquals("2.20.0", first.kernels().version());
            assertEquals("xnnpack", first.kernels().path());
            assertEquals(2, second.kernels().threads());
            assertTrue(first.roundTripNs() > 0);
            Double residentMb = server.memory().residentMb();
            if (System.getProperty("os.name").equals("Linux")) {
                assertNotNull(residentMb);
                assertNotNull(second.peakMemoryMb());
            }
            assertTrue(residentMb == null
                    || residentMb > 10 && residentMb <= server.memory().peakMb());

            long askedNs = System.nanoTime();
            for (int i = 0; i < 100; i++) {
                server.invoke(first.id(), i);
                server.invoke(second.id(), 1000 + i);
            }
            server.invoke(first.id(), Long.MIN_VALUE);
            List<Answers.Answer> all = answers.next(201);
            assertEquals(
                    LongStream.concat(LongStream.range(0, 100), LongStream.of(Long.MIN_VALUE))
                            .boxed()
                            .toList(),
                    all.stream()
                            .map(Answers.Answer::job)
                            .filter(job -> job < 1000)
                            .toList());
            assertEquals(
                    LongStream.range(1000, 1100).boxed().toList(),
                    all.stream()
                            .map(Answers.Answer::job)
                            .filter(job -> job >= 1000)
                            .toList());
            for (Answers.Answer answer : all) {
                assertTrue(answer.invokeNs() > 0 && answer.convertNs() == 0, answer.toString());
                assertTrue(answer.arrivedNs() - askedNs >= answer.invokeNs(), answer.toString());
            }
        }
        assertEquals(0, answers.losses());
    }

    @Test
    void aFileThatCannotRunIsRefusedWithThePlaceOfTheDamageAndTheServerGoesOn() throws Exception {
        Path whole = TinyModel.anySize(32).write(folder.resolve("whole.tflite"));
        byte[] bytes = Files.readAllBytes(whole);
        Path broken = folder.resolve("broken.tflite");
        Files.write(broken, Arrays.copyOf(bytes, bytes.length / 2));
        Path sized = TinyModel.ownSizeOnly(64).write(folder.resolve("sized.tflite"));
        try (InferenceServer server = InferenceServer.start(answers, 30)) {
            String message = refused(server, InferenceRequest.of(broken, 0));
            assertTrue(message.matches("\\Q" + broken + "\\E: .+ at byte \\d+ do not lie in a file of .*"), message);
            message = refused(server, new InferenceRequest(sized, new InputSize(96, 96), 1, 0, null));
            assertTrue(
                    message.startsWith(sized + ": TensorFlow Lite cannot run this network at 96x96 (TensorFlow Lite: ")
                            && message.contains("RESHAPE"),
                    message);
            assertEquals(
                    folder.resolve("none") + ": there is no such file.",
                    refused(server, InferenceRequest.of(folder.resolve("none"), 0)));
            server.invoke(server.load(InferenceRequest.of(whole, 0)).id(), 7);
            assertEquals(7, answers.next().job());
        }
    }

    @Test
    void framesAreConvertedBeforeEachInferenceAndTimedApart() throws Exception {
        Path network = TinyModel.anySize(64).write(folder.resolve("m.tflite"));
        Path numbers = TinyModel.unary((byte) BuiltinOperator.LOGISTIC, TensorType.FLOAT32, 0, 1, 8)
                .write(folder.resolve("n.tflite"));
        FrameFile frames = new FrameFile(folder.resolve("frames"), 320, 240, 3);
        Files.write(frames.file(), new byte[(int) (3 * frames.frameBytes())]);
        try (InferenceServer server = InferenceServer.start(answers, 30)) {
            int id = server.load(new InferenceRequest(network, null, 1, 2, frames))
                    .id();
            Files.delete(frames.file());
            for (int i = 0; i < 7; i++) {
                server.invoke(id, i);
            }
            for (Answers.Answer answer : answers.next(7)) {
                assertTrue(answer.convertNs() > 0 && answer.invokeNs() > 0, answer.toString());
            }
            String message = refused(server, new InferenceRequest(numbers, null, 1, 0, frames));
            assertTrue(message.startsWith(numbers + ": frames cannot be put into its inputs, "), message);
        }
    }

    private static String refused(InferenceServer server, InferenceRequest request) {
        return assertThrows(InputException.class, () -> server.load(request)).getMessage();
    }

    @Test
    void aProcessThatIsKilledInMidInferenceIsLostOnce() throws Exception {
        Path file = TinyModel.anySize(512).write(folder.resolve("m.tflite"));
        try (InferenceServer server = InferenceServer.start(answers, 30)) {
            int network =
                    server.load(InferenceRequest.of(file, 0), "people 32x32").id();
            for (int i = 0; i < 2000; i++) {
                server.invoke(network, i);
            }
            answers.next(3);
            ProcessHandle.of(server.pid()).orElseThrow().destroyForcibly();
            assertEquals(
                    "people 32x32: the process of TensorFlow Lite was killed (SIGKILL) while running inferences, from outside:"
                            + " by somebody, or by the system where memory ran out, which its log then says. Run it again.",
                    answers.loss());
            server.invoke(network, 3000); // does nothing any more
            String message = assertThrows(MachineException.class, () -> server.load(InferenceRequest.of(file, 0)))
                    .getMessage();
            assertTrue(message.contains("was killed"), message);
        }
        assertEquals(0, answers.losses());
        assertNothingIsLeft();
    }

    @Test
    void closingInMidInferenceLeavesNothingBehindAndSaysNothing() throws Exception {
        Path file = TinyModel.anySize(512).write(folder.resolve("m.tflite"));
        InferenceServer server = InferenceServer.start(answers, 30);
        int network = server.load(InferenceRequest.of(file, 0)).id();
        for (int i = 0; i < 2000; i++) {
            server.invoke(network, i);
        }
        answers.next();
        server.close();
        assertNothingIsLeft();
        assertEquals(0, answers.losses());
        server.close();
    }

    static void assertNothingIsLeft() throws IOException, InterruptedException {
        assertEquals(
                List.of(),
                ProcessHandle.current()
                        .children()
                        .filter(ProcessHandle::isAlive)
                        .toList());
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("child's")) {
                thread.join(10_000);
                assertTrue(!thread.isAlive(), thread.getName());
            }
        }
    }
}
