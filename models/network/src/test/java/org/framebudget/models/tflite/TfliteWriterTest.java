package org.framebudget.models.tflite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.framebudget.models.network.Activation;
import org.framebudget.models.network.InputSize;
import org.framebudget.models.network.Network;
import org.framebudget.models.network.NetworkBuilder;
import org.framebudget.models.network.Operator;
import org.framebudget.models.network.Options;
import org.framebudget.models.network.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.lite.schema.Buffer;
import org.tensorflow.lite.schema.Tensor;

class TfliteWriterTest {
    private static final List<Precision> PRECISIONS = List.of(Precision.FP32, Precision.FP16, Precision.INT8);

    @TempDir
    Path folder;

    @Test
    void theFileSaysWhatItIsAndNamesItsInputsAndOutputs() {
        Network network = Samples.everyKind(Precision.INT8);
        Written written = Written.of(network, 1, folder);
        assertEquals("TFL3", new String(written.bytes(), 4, 4, StandardCharsets.US_ASCII));
        assertEquals(3, written.model().version());
        assertTrue(
                written.model().description().contains("every_kind"),
                written.model().description());
        assertTrue(
                written.model().description().contains("not trained"),
                written.model().description());
        assertEquals("serving_default", written.model().signatureDefs(0).signatureKey());
        assertEquals("image", written.model().signatureDefs(0).inputs(0).name());
        assertEquals(2, written.model().signatureDefs(0).outputsLength());
        assertEquals(network.outputs().get(0), written.graph().outputs(0));
        assertEquals(network.tensors().size(), written.graph().tensorsLength());
        assertEquals(network.operators().size(), written.graph().operatorsLength());
    }

    @Test
    void storedNumbersAreWholeAndAlignedAndEverythingElseHasTheEmptyBuffer() {
        for (Precision precision : PRECISIONS) {
            Network network = Samples.everyKind(precision);
            Written written = Written.of(network, 1, folder);
            assertEquals(0, written.model().buffers(0).dataLength());
            long end = 0;
            for (org.framebudget.models.network.Tensor expected : network.tensors()) {
                Tensor tensor = written.graph().tensors(expected.index());
                assertEquals(expected.name(), tensor.name());
                assertEquals(expected.shape().size(), tensor.shapeLength());
                assertEquals(expected.constant(), tensor.buffer() != 0, expected.name());
                if (expected.constant()) {
                    Buffer buffer = written.model().buffers((int) tensor.buffer());
                    assertEquals(expected.bytes(), buffer.dataLength(), expected.name());
                    int start = buffer.dataAsByteBuffer().position();
                    assertEquals(0, start % 16, expected.name());
                    assertTrue(start >= end, "no two tensors share bytes");
                    end = start + expected.bytes();
                }
            }
            assertEquals(end, written.bytes().length);
        }
    }

    @Test
    void sizesAxesAndPaddingsAreStoredAsTheyAre() {
        Network network = Samples.everyKind(Precision.FP32);
        Written written = Written.of(network, 1, folder);
        for (org.framebudget.models.network.Tensor expected : network.tensors()) {
            if (expected.values() != null) {
                ByteBuffer data = written.data(written.graph().tensors(expected.index()));
                for (int value : expected.values()) {
                    assertEquals(value, data.getInt(), expected.name());
                }
            }
        }
    }

    @Test
    void theSameSeedGivesTheSameBytesOnEveryMachineAndAnotherSeedOthers() throws NoSuchAlgorithmException {
        Map<Precision, String> digests = new EnumMap<>(Precision.class);
        for (Precision precision : PRECISIONS) {
            byte[] first = Written.of(Samples.everyKind(precision), 1, folder).bytes();
            assertArrayEquals(
                    first, Written.of(Samples.everyKind(precision), 1, folder).bytes());
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(first);
            digests.put(precision, HexFormat.of().formatHex(hash, 0, 8));
            byte[] other = Written.of(Samples.everyKind(precision), 2, folder).bytes();
            assertEquals(first.length, other.length);
            int same = 0;
            for (int i = 0; i < first.length; i++) {
                same += first[i] == other[i] ? 1 : 0;
            }
            // the tables and the sizes are the same
            assertTrue(same < 0.9 * first.length, same + " of " + first.length);
        }
        assertEquals(
                Map.of(
                        Precision.FP32,
                        "5a360aace00b6944",
                        Precision.FP16,
                        "cd6f0b1965879dfb",
                        Precision.INT8,
                        "beb4f2698ceb4f2b"),
                digests);
    }

    @Test
    void weightsStandForTheSameNumbersInEveryPrecision() {
        float[] full = Written.of(Samples.oneConvolution(Precision.FP32, 32), 7, folder)
                .floats("op0/weights");
        Written half = Written.of(Samples.oneConvolution(Precision.FP16, 32), 7, folder);
        ByteBuffer halves = half.data(half.tensor("op0/weights"));
        Written eight = Written.of(Samples.oneConvolution(Precision.INT8, 32), 7, folder);
        Tensor weights = eight.tensor("op0/weights");
        ByteBuffer steps = eight.data(weights);
        for (int i = 0; i < full.length; i++) {
            assertEquals(full[i], HalfFloatTest.value(halves.getShort()), Math.abs(full[i]) / 2048 + 1e-7);
            float scale = weights.quantization().scale(i / 27);
            assertEquals(full[i], scale * steps.get(), scale * 0.501);
        }
    }

    @Test
    void operatorsHaveTheLowestVersionThatIsAbleToDoThem() {
        assertEquals(
                Map.ofEntries(
                        Map.entry("ADD", "1"),
                        Map.entry("AVERAGE_POOL_2D", "1"),
                        Map.entry("CONCATENATION", "1"),
                        Map.entry("CONV_2D", "1"),
                        Map.entry("DEPTHWISE_CONV_2D", "1 2"),
                        Map.entry("FULLY_CONNECTED", "1"),
                        Map.entry("HARD_SWISH", "1"),
                        Map.entry("LOGISTIC", "1"),
                        Map.entry("MAX_POOL_2D", "1"),
                        Map.entry("MEAN", "1"),
                        Map.entry("MUL", "1"),
                        Map.entry("PAD", "1"),
                        Map.entry("RESHAPE", "1"),
                        Map.entry("RESIZE_BILINEAR", "3"),
                        Map.entry("RESIZE_NEAREST_NEIGHBOR", "3"),
                        Map.entry("SOFTMAX", "1"),
                        Map.entry("SPLIT", "1")),
                versions(Precision.FP32));
        Map<String, String> half = versions(Precision.FP16);
        assertEquals("3", half.remove("DEQUANTIZE"));
        assertEquals(versions(Precision.FP32), half);
        assertEquals(
                Map.ofEntries(
                        Map.entry("ADD", "2"),
                        Map.entry("AVERAGE_POOL_2D", "2"),
                        Map.entry("CONCATENATION", "2"),
                        Map.entry("CONV_2D", "3"),
                        Map.entry("DEPTHWISE_CONV_2D", "3"),
                        Map.entry("FULLY_CONNECTED", "4"),
                        Map.entry("HARD_SWISH", "1"),
                        Map.entry("LOGISTIC", "2"),
                        Map.entry("MAX_POOL_2D", "2"),
                        Map.entry("MEAN", "2"),
                        Map.entry("MUL", "2"),
                        Map.entry("PAD", "2"),
                        Map.entry("RESHAPE", "1"),
                        Map.entry("RESIZE_BILINEAR", "3"),
                        Map.entry("RESIZE_NEAREST_NEIGHBOR", "3"),
                        Map.entry("SOFTMAX", "2"),
                        Map.entry("SPLIT", "2")),
                versions(Precision.INT8));
    }

    private Map<String, String> versions(Precision precision) {
        Written written = Written.of(Samples.everyKind(precision), 1, folder);
        Map<String, String> versions = new TreeMap<>();
        for (int c = 0; c < written.model().operatorCodesLength(); c++) {
            var code = written.model().operatorCodes(c);
            assertEquals(code.builtinCode(), code.deprecatedBuiltinCode());
            versions.merge(
                    org.tensorflow.lite.schema.BuiltinOperator.name(code.builtinCode()),
                    Integer.toString(code.version()),
                    (a, b) -> a + " " + b);
        }
        return versions;
    }

    @Test
    void whatNoBuilderMakesIsRefusedAndLeavesNoFile() {
        Network sample = Samples.oneConvolution(Precision.FP32, 8);
        Operator conv = sample.operators().get(0);
        for (Operator strange : List.of(
                new Operator(0, "TRANSPOSE_CONV", conv.options(), conv.inputs(), conv.outputs()),
                new Operator(0, "CUSTOM", new Options.Custom("x"), conv.inputs(), conv.outputs()),
                new Operator(0, "CONV_2D", conv.options(), List.of(0, 1, -1), conv.outputs()))) {
            Network network =
                    new Network("strange", sample.tensors(), List.of(strange), sample.inputs(), sample.outputs());
            Path file = folder.resolve("strange.tflite");
            String message = assertThrows(IllegalStateException.class, () -> TfliteWriter.write(network, 1, file))
                    .getMessage();
            assertTrue(message.contains(strange.kind()), message);
            assertFalse(Files.exists(file));
        }
    }

    /** Writes a file of 64 MB. */
    public static final class Large {
        public static void main(String[] args) {
            NetworkBuilder net = new NetworkBuilder("large", Precision.FP32);
            var flat = net.reshape(net.image(InputSize.square(64), 4), 1, -1);
            TfliteWriter.write(net.build(net.fullyConnected(flat, 1024, Activation.NONE)), 1, Path.of(args[0]));
        }
    }

    @Test
    void aFileIsLargerThanTheMemoryItTakesToWriteIt() throws IOException, InterruptedException {
        Path file = folder.resolve("large.tflite");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx24m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Large.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(new File(folder.toFile(), "log"))
                .start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue(), Files.readString(folder.resolve("log")));
        assertTrue(Files.size(file) > 64L << 20);
    }
}
