package org.framebudget.models.tflite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.framebudget.models.network.Activation;
import org.framebudget.models.network.ElementType;
import org.framebudget.models.network.InputSize;
import org.framebudget.models.network.Network;
import org.framebudget.models.network.NetworkBuilder;
import org.framebudget.models.network.NetworkCost;
import org.framebudget.models.network.Operator;
import org.framebudget.models.network.Options;
import org.framebudget.models.network.Padding;
import org.framebudget.models.network.Precision;
import org.framebudget.models.network.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.lite.schema.BuiltinOperator;
import org.tensorflow.lite.schema.BuiltinOptionsUnion;
import org.tensorflow.lite.schema.SparsityParametersT;
import org.tensorflow.lite.schema.TensorType;

class TfliteReaderTest {
    @TempDir
    Path folder;

    @Test
    void aTypeNewerThanTheSchemasClassesIsRead() {
        TestModel model = new TestModel();
        TestModel.Graph graph = model.graph("main");
        int in = graph.tensor("x", (byte) 18, 1, 4); // BFLOAT16
        int out = graph.tensor("y", (byte) 18, 1, 4);
        graph.operator(model.code("LOGISTIC"), new BuiltinOptionsUnion(), new int[] {in}, new int[] {out});
        graph.inputs = new int[] {in};
        graph.outputs = new int[] {out};
        assertEquals(ElementType.BFLOAT16, model.read().network().image().type());
        assertEquals(8, model.read().network().image().bytes());
    }

    @Test
    void whatIsReadBackEqualsWhatWasWritten() {
        for (Precision precision : List.of(Precision.FP32, Precision.FP16, Precision.INT8)) {
            Network network = TestModels.network(precision);
            Network read = TestModel.of(network).read().network();
            assertEquals(network.tensors(), read.tensors());
            assertEquals(network.operators(), read.operators());
            assertEquals(network, read);
            assertEquals(NetworkCost.of(network), NetworkCost.of(read));
        }
    }

    @Test
    void aFileTellsItsSizeItsHashAndWhatItsMakerWrote() throws IOException, NoSuchAlgorithmException {
        byte[] bytes = TestModel.of(TestModels.network(Precision.FP32)).bytes();
        Path path = Files.write(folder.resolve("net.tflite"), bytes);
        TfliteFile file = TfliteReader.read(path);
        assertEquals(path.toString(), file.name());
        assertEquals(path.toString(), file.network().name());
        assertEquals(bytes.length, file.fileBytes());
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
        assertEquals(HexFormat.of().formatHex(digest), file.sha256());
        assertEquals(3, file.schemaVersion());
        assertEquals("made by a test", file.description());
        assertEquals(0, file.customOperators() + file.unknownOperators() + file.dynamicTensors());
    }

    @Test
    void customOperatorsKeepTheirNameAndHaveNoKnownCost() {
        TfliteFile file = TestModels.custom().read();
        Operator operator = file.network().operators().get(0);
        assertEquals("CUSTOM", operator.kind());
        assertEquals(new Options.Custom("TFLite_Detection_PostProcess"), operator.options());
        assertEquals(List.of(0, -1), operator.inputs(), "an absent input keeps its place");
        assertEquals(1, file.customOperators());
        NetworkCost cost = NetworkCost.of(file.network());
        assertFalse(cost.complete());
        assertEquals(8 * 8 * 3 + 160 + 4, cost.activationBytes());
    }

    @Test
    void everySubgraphIsRead() {
        TfliteFile file = TestModels.branches().read();
        assertEquals(
                List.of("m.tflite", "m.tflite#cond", "m.tflite#subgraph 2"),
                file.subgraphs().stream().map(Network::name).toList());
        assertEquals("LESS", file.subgraphs().get(1).operators().get(0).kind());
        assertEquals(List.of(), file.subgraphs().get(1).tensor(1).shape(), "a number without extents");
        assertEquals(List.of(0), file.subgraphs().get(2).outputs());
        assertFalse(NetworkCost.of(file.network()).complete(), "how often a loop runs is not in the file");
    }

    @Test
    void anExtentThatIsOnlyKnownAtRunTimeKeepsWhatIsStored() {
        TfliteFile file = TestModels.dynamic().read();
        assertEquals(List.of(1, 4), file.network().image().shape());
        assertEquals(List.of(0, 2), file.network().tensor(4).shape());
        assertEquals(1, file.dynamicTensors());
        assertEquals(16, NetworkCost.of(file.network()).operators().get(1).activationReadBytes() - 16);
    }

    @Test
    void anOperatorFromTheFutureIsKeptUnderItsCode() {
        TfliteFile file = TestModels.unknown().read();
        assertEquals("UNKNOWN_999", file.network().operators().get(0).kind());
        assertEquals(1, file.unknownOperators());
        assertFalse(NetworkCost.of(file.network()).complete());
    }

    @Test
    void theLargerOfTheTwoOperatorCodesCounts() {
        TestModel model = TestModels.custom();
        TestModel.Graph graph = model.graphs.get(0);
        graph.operator(
                model.code(BuiltinOperator.RELU6, 0, null), none(), ints(0), ints(graph.tensor("a", TensorType.UINT8)));
        graph.operator(
                model.code(0, BuiltinOperator.RELU6, null), none(), ints(0), ints(graph.tensor("b", TensorType.UINT8)));
        graph.operator(
                model.code(127, BuiltinOperator.GELU, null),
                none(),
                ints(0),
                ints(graph.tensor("c", TensorType.UINT8)));
        List<String> kinds =
                model.read().network().operators().stream().map(Operator::kind).toList();
        assertEquals(List.of("CUSTOM", "RELU6", "RELU6", "GELU"), kinds);
    }

    @Test
    void aTransposedConvolutionTakesItsKernelFromItsWeights() {
        Network network = TestModels.transposed().read().network();
        assertEquals(
                new Options.Window(2, 2, 2, 2, 1, 1, Padding.VALID, Activation.NONE),
                network.operators().get(0).options());
        assertEquals(List.of(1, 8, 8, 2), network.tensor(0).values());
        assertEquals(4 * 4 * 3 * 2 * 2 * 2, NetworkCost.of(network).macs());
    }

    @Test
    void legacyHybridAndWideModelsAreToldApart() {
        assertEquals(Precision.UINT8, precision(TensorType.UINT8, TensorType.UINT8, TensorType.INT32, 4));
        assertEquals(Precision.INT8, precision(TensorType.INT8, TensorType.INT8, TensorType.INT32, 4));
        assertEquals(Precision.HYBRID, precision(TensorType.FLOAT32, TensorType.INT8, TensorType.FLOAT32, 4));
        assertEquals(Precision.INT16X8, precision(TensorType.INT16, TensorType.INT8, TensorType.INT64, 8));
    }

    private static Precision precision(byte activation, byte weights, byte bias, int biasBytes) {
        TestModel model = new TestModel();
        TestModel.Graph graph = model.graph("main");
        int in = graph.tensor("x", activation, 1, 6);
        int matrix = graph.stored("w", weights, 12, 2, 6);
        int added = graph.stored("b", bias, 2 * biasBytes, 2);
        int out = graph.tensor("y", activation, 1, 2);
        graph.operator(model.code("FULLY_CONNECTED"), none(), ints(in, matrix, added), ints(out));
        graph.inputs = ints(in);
        graph.outputs = ints(out);
        Network network = model.read().network();
        NetworkCost cost = NetworkCost.of(network);
        assertEquals(12, cost.macs());
        assertEquals(14, cost.parameters());
        assertEquals(12 + 2 * biasBytes, cost.weightsBytes());
        assertNull(network.tensor(added).values(), "a bias shapes nothing");
        assertEquals(
                new Options.Fused(Activation.NONE), network.operators().get(0).options());
        return cost.precision();
    }

    @Test
    void smallWholeNumbersAreKeptAndLargeListsAreNot() {
        TestModel model = TestModels.custom();
        TestModel.Graph graph = model.graphs.get(0);
        int shape = graph.tensor("shape", TensorType.INT32, 2);
        graph.last().setBuffer(model.buffer(TestModel.ints(List.of(-1, 7))));
        int wide = graph.tensor("wide", TensorType.INT64, 2);
        ByteBuffer two = ByteBuffer.allocate(16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(-3)
                .putLong(1 << 20);
        graph.last().setBuffer(model.buffer(two.array()));
        int huge = graph.tensor("huge", TensorType.INT64, 1);
        graph.last().setBuffer(model.buffer(new byte[] {0, 0, 0, 0, 0, 1, 0, 0}));
        int most = graph.stored("most", TensorType.INT32, 256, 64);
        int many = graph.stored("many", TensorType.INT32, 260, 65);
        int real = graph.stored("real", TensorType.FLOAT32, 8, 2);
        Network network = model.read().network();
        assertEquals(List.of(-1, 7), network.tensor(shape).values());
        assertEquals(List.of(-3, 1 << 20), network.tensor(wide).values());
        assertNull(network.tensor(huge).values());
        assertEquals(64, Arrays.asList(network.tensor(most).values().toArray()).size());
        assertNull(network.tensor(many).values());
        assertNull(network.tensor(real).values());
        assertTrue(network.tensor(real).constant());
    }

    @Test
    void everyTypeOfNumberIsRead() {
        TestModel model = TestModels.custom();
        TestModel.Graph graph = model.graphs.get(0);
        int first = graph.tensors.size();
        for (byte type = 0; type < TensorType.names.length; type++) {
            graph.tensor(TensorType.names[type], type, 4);
        }
        for (Tensor tensor : model.read().network().tensors().subList(first, first + TensorType.names.length)) {
            List<String> opaque = List.of("STRING", "RESOURCE", "VARIANT");
            assertEquals(
                    opaque.contains(tensor.name()) ? "OPAQUE" : tensor.name(),
                    tensor.type().name());
        }
        assertTrue(TensorType.names.length >= 18);
    }

    @Test
    void sparseNumbersAndTextsHaveNoFixedSize() {
        TestModel model = TestModels.custom();
        TestModel.Graph graph = model.graphs.get(0);
        int sparse = graph.stored("sparse", TensorType.FLOAT32, 8, 10, 10);
        SparsityParametersT sparsity = new SparsityParametersT();
        sparsity.setTraversalOrder(ints(0, 1));
        graph.last().setSparsity(sparsity);
        int text = graph.stored("text", TensorType.STRING, 13, 2);
        Network network = model.read().network();
        assertTrue(network.tensor(sparse).constant());
        assertEquals(400, network.tensor(sparse).bytes());
        assertEquals(ElementType.OPAQUE, network.tensor(text).type());
    }

    @Test
    void namesStayInOneLineAndCannotCommandATerminal() {
        TestModel model = TestModels.custom();
        model.graphs.get(0).tensors.get(0).setName("a\n\u001b[31mb\u202e");
        model.model.setDescription("x".repeat(5_000));
        model.codes.get(0).setCustomCode("edgetpu\tcustom");
        TfliteFile file = model.read();
        assertEquals("a\uFFFD\uFFFD[31mb\uFFFD", file.network().tensor(0).name());
        assertEquals("x".repeat(2_000) + "…", file.description());
        assertEquals(
                new Options.Custom("edgetpu\uFFFDcustom"),
                file.network().operators().get(0).options());
    }

    @Test
    void whatIsAppendedToAModelIsNoPartOfIt() {
        byte[] bytes = TestModels.custom().bytes();
        TfliteFile file = TestModel.read(Arrays.copyOf(bytes, bytes.length + 1_000));
        assertEquals(bytes.length + 1_000, file.fileBytes());
        assertEquals(TestModels.custom().read().network(), file.network());
    }

    @Test
    void readingTakesLessThanTwiceTheFile() throws IOException {
        NetworkBuilder builder = new NetworkBuilder("n", Precision.FP32);
        Tensor row = builder.reshape(builder.image(InputSize.square(32), 1), 1, 1_024);
        Network network = builder.build(builder.fullyConnected(row, 1_000, Activation.NONE));
        Path path = Files.write(
                folder.resolve("heavy.tflite"), TestModel.of(network).bytes());
        TfliteReader.read(path);
        ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long beforeBytes = memory.getCurrentThreadAllocatedBytes();
        TfliteFile file = TfliteReader.read(path);
        long takenBytes = memory.getCurrentThreadAllocatedBytes() - beforeBytes;
        assertTrue(file.fileBytes() > 4_000_000 && takenBytes < 2 * file.fileBytes(), takenBytes + " bytes");
    }

    @Test
    void aLargeFileIsMappedAndReadsAlike() throws IOException {
        byte[] bytes = TestModels.custom().bytes();
        Path path = Files.write(folder.resolve("large.tflite"), bytes);
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(70 << 20);
        }
        TfliteFile file = TfliteReader.read(path);
        assertEquals(70 << 20, file.fileBytes());
        assertEquals(1, file.customOperators());
    }

    private static BuiltinOptionsUnion none() {
        return new BuiltinOptionsUnion();
    }

    private static int[] ints(int... values) {
        return values;
    }
}
