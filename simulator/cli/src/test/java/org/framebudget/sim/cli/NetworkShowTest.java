package org.framebudget.sim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.framebudget.sim.report.TextStyle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkShowTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    private int run(Backend backend, String... args) {
        out.reset();
        err.reset();
        return new Cli(new Terminal(out, err, new TextStyle(false, true), false), backend).execute(args);
    }

    private int show(Backend backend, String... args) {
        String[] all = new String[args.length + 2];
        all[0] = "networks";
        all[1] = "show";
        System.arraycopy(args, 0, all, 2, args.length);
        return run(backend, all);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private JsonNode json() throws IOException {
        return new ObjectMapper().readTree(out());
    }

    @Test
    void operatorsAreAlignedAndAddedUp() {
        assertEquals(0, show(new FakeBackend(), "net"));
        assertEquals("""
                net
                Input 1x32x32x3, fp32, 3 operators.

                #  OPERATOR  OUTPUT     KERNEL  MACS M  SHARE %  WEIGHTS kB  ACTIVATIONS kB
                0  CONV_2D   1x16x16x8  3x3/2   0.0553    100.0        0.90           20.48
                1  MEAN      1x8                     0      0.0           0            8.22
                2  SOFTMAX   1x8                     0      0.0           0          0.0640
                   total                        0.0553    100.0        0.90           28.77

                0.0553 M multiply-accumulates, 0.0002 M parameters in 0.0009 MB, activations of at most 0.0205 MB at once, \
                1.9 multiply-accumulates per byte moved.
                """, out());
    }

    @Test
    void theJsonHoldsTheContract() throws IOException {
        assertEquals(0, show(new FakeBackend(), "net", "--input", "64x32", "--precision", "int8", "--json"));
        JsonNode net = json();
        assertEquals("net", net.get("id").asText());
        assertEquals("[64,32]", net.get("input").toString());
        assertEquals("int8", net.get("precision").asText());
        assertEquals(16L * 32 * 8 * 27, net.get("macs").asLong());
        assertEquals(8 * 27 + 8, net.get("parameters").asLong());
        assertEquals(8 * 27 + 4 * 8, net.get("weights_bytes").asLong());
        assertEquals(
                64 * 32 * 3 + 16 * 32 * 8 + 8, net.get("activation_peak_bytes").asLong());
        assertTrue(net.get("complete").asBoolean());
        JsonNode conv = net.get("operators").get(0);
        assertEquals(0, conv.get("index").asInt());
        assertEquals("CONV_2D", conv.get("kind").asText());
        assertEquals("[1,16,32,8]", conv.get("output_shape").toString());
        assertEquals(16L * 32 * 8 * 27, conv.get("macs").asLong());
        assertEquals(8 * 27 + 4 * 8, conv.get("weight_bytes").asLong());
        assertEquals(64 * 32 * 3 + 16 * 32 * 8, conv.get("activation_bytes").asLong());
        assertEquals(3, net.get("operators").size());
        assertFalse(net.has("file"));
    }

    @Test
    void whatASizeAndAPrecisionAreIsSaid() {
        assertEquals(2, show(new FakeBackend(), "net", "--input", "64"));
        assertEquals(
                "framebudget: --input: The input '64' is not a size. Write width x height, as in 224x224.\n", err());
        assertEquals(2, show(new FakeBackend(), "net", "--precision", "int9"));
        assertEquals("framebudget: --precision: 'int9' is not known. Maybe 'int8'?\n", err());
        assertEquals(2, show(new FakeBackend(), "net", "--precision", "hybrid"));
        assertEquals("framebudget: --precision: 'hybrid' is not known. Known: fp32, fp16, int8.\n", err());
    }

    @Test
    void aFileTellsWhatIsInIt() throws IOException {
        Path file = TinyModel.write(folder.resolve("tiny.tflite"));
        assertEquals(0, show(new Product(), file.toString()), err());
        assertTrue(out().startsWith(file + ": tiny\nInput 1x4x8x1, uint8, 2 operators.\n"), out());
        assertTrue(out().contains("CUSTOM edgetpu-custom-op  1x32"), out());
        List<String> notes = out().lines().toList();
        assertEquals(
                List.of(
                        "1 operator of unknown cost (?): custom, recurrent, control flow, or sized only at run time."
                                + " The true total is higher.",
                        "Not counted: 1 subgraph that control flow calls as often as the data asks for.",
                        "1 tensor of a size that may change at run time, counted as stored; --input WxH sets"
                                + " the picture's."),
                notes.subList(notes.size() - 3, notes.size()));

        assertEquals(0, show(new Product(), file.toString(), "--json"));
        JsonNode net = json();
        assertEquals("[8,4]", net.get("input").toString());
        assertEquals("uint8", net.get("precision").asText());
        assertEquals(320, net.get("macs").asLong());
        assertFalse(net.get("complete").asBoolean());
        assertEquals(
                "edgetpu-custom-op",
                net.get("operators").get(0).get("custom_name").asText());
        assertFalse(net.get("operators").get(0).get("known").asBoolean());
        assertEquals(64, net.get("file").get("sha256").asText().length());
        assertEquals(Files.size(file), net.get("file").get("bytes").asLong());
        assertEquals(2, net.get("file").get("subgraphs").size());
    }

    @Test
    void aFileKeepsItsOwnPrecision() throws IOException {
        Path file = TinyModel.write(folder.resolve("tiny.tflite"));
        assertEquals(0, show(new Product(), file.toString(), "--precision", "int8"), err());
        assertEquals(2, show(new Product(), file.toString(), "--precision", "fp16"));
        assertEquals(
                "framebudget: " + file + ": --precision fp16: the file's network is uint8. Leave --precision out.\n",
                err());
    }

    @Test
    void aFileIsShownAtTheSizeAskedFor() throws IOException {
        Path file = folder.resolve("v1.tflite");
        assertEquals(
                0, run(new Product(), "networks", "export", "mobilenet_v1_0.25", file.toString(), "--input", "64x96"));
        assertEquals(0, show(new Product(), "mobilenet_v1_0.25", "--input", "160x128", "--json"));
        JsonNode known = json();
        assertEquals(0, show(new Product(), file.toString(), "--input", "160x128", "--json"), err());
        JsonNode net = json();
        for (String key : List.of("input", "macs", "parameters", "activation_peak_bytes", "operators")) {
            assertEquals(known.get(key), net.get(key), key);
        }
        assertEquals(known.get("macs"), net.get("file").get("subgraphs").get(0).get("macs"));
        assertTrue(net.get("resized").asBoolean());
        assertEquals(0, net.get("warnings").size());
        assertEquals("", err());

        assertEquals(0, show(new Product(), file.toString(), "--input", "160x128"));
        assertTrue(out().endsWith("\nAt this size by TensorFlow Lite; the file's own input is 1x96x64x3.\n"), out());
        assertEquals(0, show(new Product(), file.toString(), "--input", "64x96", "--json"));
        assertFalse(json().get("resized").asBoolean());
    }

    @Test
    void whyAFileCannotHaveASizeIsSaid() throws IOException {
        Path file = TinyModel.write(folder.resolve("tiny.tflite"));
        assertEquals(2, show(new Product(), file.toString(), "--input", "64x32"));
        assertEquals(
                "framebudget: " + file + ": needs the custom operator 'edgetpu-custom-op', which TensorFlow Lite itself"
                        + " does not have. It is compiled for an Edge TPU and runs nowhere else; measure the file it was"
                        + " compiled from.\n",
                err());
        assertEquals("", out());
    }

    @Test
    void anIdIsToldFromAFile() throws IOException {
        assertEquals(2, show(new Product(), "mobilenet_v1_1"));
        assertEquals("framebudget: The network 'mobilenet_v1_1' is unknown. Maybe 'mobilenet_v1_1.0'?\n", err());
        assertEquals(0, show(new Product(), "mobilenet_v1_1.0", "--input", "128x96", "--precision", "fp16", "--json"));
        assertEquals("[128,96]", json().get("input").toString());
        assertEquals("fp16", json().get("precision").asText());
        assertEquals(0, show(new Product(), "mobilenet_v1_1.0"));
        assertTrue(out().startsWith("mobilenet_v1_1.0\nInput 1x224x224x3, fp32, 30 operators.\n"), out());
        Path missing = folder.resolve("none.tflite");
        assertEquals(2, show(new Product(), missing.toString()));
        assertEquals("framebudget: " + missing + ": there is no such file.\n", err());
        assertEquals(2, show(new Product(), folder.toString()));
        assertEquals("framebudget: " + folder + ": is a folder. Give the name of a .tflite file in it.\n", err());
        Path text = Files.writeString(folder.resolve("model"), "this is no model");
        assertEquals(2, show(new Product(), text.toString()));
        assertEquals(
                "framebudget: " + text
                        + ": is not a .tflite file: found the bytes 20 69 73 20 at byte 4."
                        + " Every .tflite file has 'TFL3' there.\n",
                err());
    }

    @Test
    void theArgumentIsNeeded() {
        assertEquals(2, show(new FakeBackend()));
        assertTrue(err().startsWith("framebudget networks show: missing required parameter:"), err());
    }
}
