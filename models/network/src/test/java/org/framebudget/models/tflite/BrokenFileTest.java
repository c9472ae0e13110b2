package org.framebudget.models.tflite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.flatbuffers.FlatBufferBuilder;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.framebudget.models.InputException;
import org.framebudget.models.network.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.lite.schema.Model;
import org.tensorflow.lite.schema.OperatorCode;
import org.tensorflow.lite.schema.SubGraph;
import org.tensorflow.lite.schema.TensorType;

/** Files that are no model, and models whose offsets and lengths lie. */
class BrokenFileTest {
    @TempDir
    Path folder;

    private static String message(byte[] bytes) {
        return assertThrows(InputException.class, () -> TestModel.read(bytes)).getMessage();
    }

    private static String message(Path file) {
        String message = assertThrows(InputException.class, () -> TfliteReader.read(file))
                .getMessage();
        assertTrue(message.startsWith(file + ": "), message);
        return message.substring(file.toString().length() + 2);
    }

    private static byte[] begins(String text) {
        return Arrays.copyOf(text.getBytes(StandardCharsets.ISO_8859_1), 1_000);
    }

    @Test
    void whatIsNoFileIsSaid() throws IOException {
        assertEquals("is a folder. Give the name of a .tflite file in it.", message(folder));
        assertEquals("there is no such file.", message(folder.resolve("none.tflite")));
        Path device = Path.of("/dev/null");
        if (Files.exists(device)) {
            assertEquals("is a pipe or a device. Store the model in a file.", message(device));
        }
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aNameThatLeadsNowhereIsTheUsersMistake() throws IOException {
        Path circle = folder.resolve("circle.tflite");
        Files.createSymbolicLink(circle, circle);
        assertTrue(message(circle).startsWith("cannot be opened: Too many levels of symbolic links"));
        Path below = Files.createFile(folder.resolve("file")).resolve("m.tflite");
        assertEquals("cannot be opened: Not a directory.", message(below));
    }

    @Test
    void aFileOfTwoGibibytesIsRefusedBeforeItIsRead() throws IOException {
        Path file = folder.resolve("huge.tflite");
        Files.write(file, TestModels.custom().bytes());
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(1L << 31);
        }
        assertEquals(
                "2147483648 bytes are too many. Models of less than 2 GiB (2147483648 bytes) are read.", message(file));
    }

    @Test
    void anotherFormatIsNamed() {
        String not = "m.tflite: is not a .tflite file: ";
        assertEquals("m.tflite: the file is empty.", message(new byte[0]));
        assertEquals(
                not + "the file ends after 7 bytes. Every .tflite file has 'TFL3' there.",
                message("1234TFL".getBytes(StandardCharsets.US_ASCII)));
        assertEquals(not + "found 'TFL2' at byte 4. Every .tflite file has 'TFL3' there.", message(begins("1234TFL2")));
        assertEquals(
                not + "found the bytes 00 00 00 00 at byte 4. Every .tflite file has 'TFL3' there.",
                message(new byte[1_000]));
        assertEquals(not + "found 'ion!' at byte 4. Every .tflite file has 'TFL3' there.", message(begins("version!")));
        assertTrue(message(begins("version https://git-lfs.github.com/spec/v1"))
                .endsWith("It is a pointer of Git LFS: fetch the model with 'git lfs pull'."));
        assertTrue(message(begins("PK\u0003\u0004")).endsWith("It is a ZIP archive: unpack it."));
        assertTrue(message(begins("\u0089HDF\r\n\u001a\n"))
                .endsWith("It is a Keras file: convert it with tf.lite.TFLiteConverter."));
        assertTrue(message(begins("<!DOCTYPE html>")).endsWith("It is a web page: the download went wrong."));
    }

    @Test
    void everyTruncationIsRefusedOrReadsAsIfWhole() {
        for (Map.Entry<String, byte[]> model : TestModels.all().entrySet()) {
            byte[] bytes = model.getValue();
            int refused = 0;
            for (int length = 0; length < bytes.length; length += bytes.length < 2_000 ? 1 : 7) {
                refused += FuzzTest.read(Arrays.copyOf(bytes, length), model.getKey() + " cut at " + length) ? 0 : 1;
            }
            assertTrue(refused > 100, model.getKey());
        }
    }

    @Test
    void randomBytesBehindTheRightMagicAreRefused() {
        Random random = new Random(20_261_126);
        for (int round = 0; round < 500; round++) {
            byte[] bytes = new byte[8 + random.nextInt(5_000)];
            random.nextBytes(bytes);
            System.arraycopy("TFL3".getBytes(StandardCharsets.US_ASCII), 0, bytes, 4, 4);
            if (round % 2 == 0) {
                ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(0, random.nextInt(bytes.length));
            }
            FuzzTest.read(bytes, "round " + round);
        }
    }

    @Test
    void anOffsetBeyondTheEndIsNamedWithItsPlace() {
        byte[] bytes = TestModels.custom().bytes();
        int size = bytes.length;
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int root = buffer.getInt(0);
        buffer.putInt(0, -16);
        assertEquals(
                "m.tflite: model: table: 4 bytes at byte 4294967280 do not lie in a file of " + size
                        + " bytes. It is damaged or incomplete.",
                message(bytes));
        buffer.putInt(0, root);
        buffer.putInt(root, root + 1);
        assertEquals(
                "m.tflite: model: list of fields: 4 bytes at byte -1 do not lie in a file of " + size
                        + " bytes. It is damaged or incomplete.",
                message(bytes));
    }

    @Test
    void aLengthBeyondTheEndIsNamedWithItsPlace() {
        byte[] bytes = TestModels.custom().bytes();
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int name = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("boxes");
        buffer.putInt(name - 4, -1);
        assertEquals(
                "m.tflite: subgraph 0, tensor 1: name: 4294967295 bytes at byte " + name + " do not lie in a file of "
                        + bytes.length + " bytes. It is damaged or incomplete.",
                message(bytes));
    }

    @Test
    void everythingPointingToOneLongTextEndsSoon() {
        // 60,000 tensors share one name of 2,000 bytes: a small file that asks for 120 MB
        FlatBufferBuilder builder = new FlatBufferBuilder();
        int name = builder.createString("n".repeat(2_000));
        org.tensorflow.lite.schema.Tensor.startTensor(builder);
        org.tensorflow.lite.schema.Tensor.addName(builder, name);
        org.tensorflow.lite.schema.Tensor.addType(builder, TensorType.INT8);
        int tensor = org.tensorflow.lite.schema.Tensor.endTensor(builder);
        int[] tensors = new int[60_000];
        Arrays.fill(tensors, tensor);
        int vector = SubGraph.createTensorsVector(builder, tensors);
        SubGraph.startSubGraph(builder);
        SubGraph.addTensors(builder, vector);
        byte[] bytes = model(builder, SubGraph.endSubGraph(builder), buffer(builder, 0, 0));
        String message = message(bytes);
        assertTrue(message.startsWith("m.tflite: subgraph 0, tensor "), message);
        assertTrue(
                message.endsWith(": lists and texts add up to more than the whole file. No model shares that many."),
                message);
    }

    @Test
    void numbersOutsideTheTablesAreFoundWhereTheyAre() {
        byte[] model = outside(4_096, 8);
        byte[] whole = Arrays.copyOf(model, 4_096 + 8);
        whole[4_096] = 3;
        whole[4_100] = 5;
        Tensor read = TestModel.read(whole).network().tensor(0);
        assertTrue(read.constant());
        assertEquals(java.util.List.of(3, 5), read.values());
        assertEquals(
                "m.tflite: buffer 0: its 8 bytes are stored at byte 4096, and the file ends at 4103."
                        + " It is damaged or incomplete.",
                message(Arrays.copyOf(model, 4_096 + 7)));
        assertTrue(message(outside(-1, 8)).contains("its 8 bytes are stored at byte 18446744073709551615,"));
        assertTrue(message(outside(16, -1)).contains("its 18446744073709551615 bytes are stored at byte 16,"));
    }

    /** A model whose one stored tensor has its numbers at a place of the file, as models above 2 GiB have. */
    private static byte[] outside(long offset, long size) {
        TestModel test = TestModels.custom();
        TestModel.Graph graph = test.graphs.get(0);
        graph.tensors.get(0).setType(TensorType.INT32);
        graph.tensors.get(0).setShape(new int[] {2});
        FlatBufferBuilder builder = new FlatBufferBuilder();
        graph.tensor("spare", TensorType.INT8, 0);
        graph.tensors.subList(1, 4).forEach(tensor -> tensor.setBuffer(1));
        return model(
                builder, SubGraph.pack(builder, graph.table()), buffer(builder, offset, size), buffer(builder, 0, 0));
    }

    /** A buffer with the fields of schema 3c, which the generated classes lack. */
    private static int buffer(FlatBufferBuilder builder, long offset, long size) {
        builder.startTable(3);
        builder.addLong(1, offset, 0);
        builder.addLong(2, size, 0);
        return builder.endTable();
    }

    private static byte[] model(FlatBufferBuilder builder, int subgraph, int... buffers) {
        int custom = builder.createString("custom");
        int code = OperatorCode.createOperatorCode(builder, (byte) 32, custom, 1, 32);
        int codes = Model.createOperatorCodesVector(builder, new int[] {code});
        int subgraphs = Model.createSubgraphsVector(builder, new int[] {subgraph});
        int stored = Model.createBuffersVector(builder, buffers);
        Model.startModel(builder);
        Model.addVersion(builder, 3);
        Model.addOperatorCodes(builder, codes);
        Model.addSubgraphs(builder, subgraphs);
        Model.addBuffers(builder, stored);
        Model.finishModelBuffer(builder, Model.endModel(builder));
        return builder.sizedByteArray();
    }
}
