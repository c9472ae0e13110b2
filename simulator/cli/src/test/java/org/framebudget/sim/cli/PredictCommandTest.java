package org.framebudget.sim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.framebudget.models.network.InputSize;
import org.framebudget.models.network.Precision;
import org.framebudget.sim.report.TextStyle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code predict} and {@code validate} with real answers. */
class PredictCommandTest {
    private final Product product = new Product();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    private int run(String... arguments) {
        out.reset();
        err.reset();
        return new Cli(new Terminal(printer(out), printer(err), new TextStyle(false, true), false), product)
                .execute(arguments);
    }

    private static PrintStream printer(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }

    private JsonNode json(String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--json");
        assertEquals(ExitStatus.DONE, run(all.toArray(String[]::new)), err.toString(StandardCharsets.UTF_8));
        return new ObjectMapper().readTree(out.toByteArray());
    }

    @Test
    void aPredictionScaledFromMediansIsAMedianAsInARun() throws Exception {
        for (String size : List.of("224x224", "192x192")) {
            JsonNode answer = json(
                    "predict",
                    "--device",
                    "galaxy-s24",
                    "--unit",
                    "npu",
                    "--network",
                    "mobilenet_v2_1.0",
                    "--input",
                    size);
            double level = answer.at("/latency_ms/mean").asDouble();
            assertEquals(level, answer.at("/latency_ms/p50").asDouble(), 1e-9, answer + "");
        }
    }

    @Test
    void thePredictionHasEveryKeyOfTheContract() throws Exception {
        JsonNode answer = json(
                "predict",
                "--device",
                "pixel-3",
                "--network",
                "mobilenet_v1_1.0",
                "--input",
                "192x192",
                "--unit",
                "cpu",
                "--precision",
                "fp32");
        assertEquals("pixel-3", answer.get("device").asText());
        assertEquals("[192,192]", answer.get("input").toString());
        assertEquals("scaled", answer.get("basis").asText());
        assertEquals(4, answer.get("threads").asInt());
        double low = answer.get("interval95_ms").get(0).asDouble();
        double high = answer.get("interval95_ms").get(1).asDouble();
        double p50 = answer.get("latency_ms").get("p50").asDouble();
        assertTrue(low < p50
                && p50 < high
                && p50 <= answer.get("latency_ms").get("p90").asDouble());
        assertEquals(418_000_000, answer.get("macs").asLong(), 4_000_000);
        assertTrue(answer.get("weights_mb").asDouble() > 16
                && answer.get("peak_memory_mb").asDouble() > 30);
        assertTrue(answer.get("energy_mj").asDouble() > 0);
        assertFalse(answer.get("sources").isEmpty());
    }

    @Test
    void unitAndPrecisionAreChosenWhereTheyAreOpen() throws Exception {
        JsonNode answer = json("predict", "--device", "raspberry-pi-4+coral-usb", "--network", "ssd_mobilenet_v1");
        assertEquals("tpu", answer.get("unit").asText());
        assertEquals("int8", answer.get("precision").asText());
        assertEquals("measured", answer.get("basis").asText());
        assertEquals(15.09, answer.get("latency_ms").get("mean").asDouble(), 0.01);
    }

    @Test
    void aFileOfOnesOwnIsPredictedByItsLayers() throws Exception {
        Path file = folder.resolve("own.tflite");
        product.exportNetwork("mobilenet_v2_0.5", InputSize.square(160), Precision.INT8, file);
        JsonNode answer = json("predict", "--device", "raspberry-pi-4", "--network", file.toString());
        assertEquals("int8", answer.get("precision").asText());
        assertEquals("roofline", answer.get("basis").asText());
        assertEquals(2L * Files.size(file) > 0, answer.get("macs").asLong() > 40_000_000);
    }

    @Test
    void theTextSaysBasisAndInterval() {
        assertEquals(ExitStatus.DONE, run("predict", "--device", "pixel-2", "--network", "resnet50", "--unit", "cpu"));
        String text = out.toString(StandardCharsets.UTF_8);
        assertTrue(text.contains("roofline: other networks were measured on this unit"), text);
        assertTrue(text.contains("(95 %)"), text);
    }

    @Test
    void badInputIsRefusedWithWhatWouldBeRight() {
        assertEquals(ExitStatus.BAD_INPUT, run("predict", "--device", "pixel-9", "--network", "resnet50"));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("pixel-"), err.toString(StandardCharsets.UTF_8));
        assertEquals(ExitStatus.BAD_INPUT, run("predict", "--device", "pixel-3", "--network", "resnet5"));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("resnet50"), err.toString(StandardCharsets.UTF_8));
        assertEquals(
                ExitStatus.BAD_INPUT, run("predict", "--device", "pixel-3", "--network", "resnet50", "--unit", "tpu"));
        assertTrue(
                err.toString(StandardCharsets.UTF_8).contains("It has: cpu, gpu, nnapi"),
                err.toString(StandardCharsets.UTF_8));
        assertEquals(
                ExitStatus.BAD_INPUT,
                run("predict", "--device", "pixel-3", "--network", "resnet50", "--threads", "-1"));
        assertEquals(0, out.size());
    }

    @Test
    void theValidationHasEveryKeyOfTheContract() throws Exception {
        JsonNode answer = json("validate");
        JsonNode row = answer.get("rows").get(0);
        for (String key : List.of(
                "device",
                "unit",
                "network",
                "input",
                "precision",
                "measured_ms",
                "predicted_ms",
                "error_fraction",
                "held_out",
                "source")) {
            assertTrue(row.has(key), key);
        }
        JsonNode summary = answer.get("summary").get(0);
        for (String key : List.of("device", "n", "mape", "within_10_percent")) {
            assertTrue(summary.has(key), key);
        }
        assertTrue(answer.get("grids").size() > 40 && answer.get("sustained").size() > 5);
        assertTrue(answer.get("power").size() > 30 && answer.get("percentiles").size() > 20);
        assertTrue(answer.get("power_median_error").get("blind").asDouble() > 0);
        assertEquals(ExitStatus.DONE, run("validate", "--device", "pixel-2", "--rows"));
        assertEquals(ExitStatus.DONE, run("validate", "--device", "redmi-note-12r"));
        String redmi = out.toString(StandardCharsets.UTF_8);
        assertTrue(redmi.contains("No measured power is known here of redmi-note-12r."), redmi);
        assertTrue(redmi.contains("mobilebert"), redmi);
        assertEquals(ExitStatus.BAD_INPUT, run("validate", "--device", "pixel"));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("pixel-"));
    }

    @Test
    void aProfileThatDoesNotLoadIsReportedAsJsonToo() throws Exception {
        Path file = folder.resolve("p.yaml");
        Files.writeString(file, "schema: framebudget/profile/v1\nid: p\nnmae: P\n");
        assertEquals(ExitStatus.BAD_INPUT, run("devices", "validate", "--json", file.toString()));
        JsonNode answer = new ObjectMapper().readTree(out.toByteArray());
        assertEquals(false, answer.get("valid").asBoolean(true));
        JsonNode error = answer.get("errors").get(0);
        assertEquals("nmae", error.get("key").asText());
        assertEquals(3, error.get("line").asInt());
        assertEquals("Maybe 'name'?", error.get("right").asText());
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("nmae: unknown key. Maybe 'name'?"));
        assertEquals(ExitStatus.BAD_INPUT, run("devices", "validate", "--json", ""));
    }

    @Test
    void aSizeFarTooLargeIsCalledTooLarge() {
        assertEquals(
                ExitStatus.BAD_INPUT,
                run("predict", "--device", "pixel-4", "--network", "resnet50", "--input", "100000x100000"));
        assertEquals(
                "framebudget: --input: The input 100000x100000 is outside 32 to 4096 pixels a side.\n",
                err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void anEmptyNameIsNoFolder() {
        for (String[] arguments : new String[][] {
            {"networks", "show", ""},
            {"predict", "--device", "pixel-4", "--network", ""},
            {"predict", "--device", "", "--network", "resnet50"},
            {"devices", "show", ""},
            {"devices", "validate", ""},
            {"validate", "--device", ""}
        }) {
            assertEquals(ExitStatus.BAD_INPUT, run(arguments));
            String said = err.toString(StandardCharsets.UTF_8);
            assertTrue(said.contains("is empty") || said.contains("has no name"), said);
        }
    }
}
