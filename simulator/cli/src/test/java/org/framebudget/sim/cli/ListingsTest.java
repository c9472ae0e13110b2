package org.framebudget.sim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.framebudget.sim.report.ResultJson;
import org.framebudget.sim.report.TextStyle;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.results.Twin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListingsTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    private int run(String... args) {
        out.reset();
        err.reset();
        return new Cli(new Terminal(out, err, new TextStyle(false, true), false), new FakeBackend()).execute(args);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void devicesAreAlignedInATable() {
        assertEquals(0, run("devices"));
        assertEquals("""
                DEVICE          NAME                   UNITS  LATENCIES                   ROWS  ASSUMED
                pixel-4         Device pixel-4         npu    published, TensorFlow Lite     2        7
                raspberry-pi-4  Device raspberry-pi-4  npu    published, TensorFlow Lite     2        7
                """, out());
    }

    @Test
    void belowTheDevicesStandsWhatAttachesToAnyOfThem() {
        out.reset();
        FakeBackend withStick = new FakeBackend() {
            @Override
            public List<String> acceleratorIds() {
                return List.of("coral-usb");
            }
        };
        assertEquals(
                0, new Cli(new Terminal(out, err, new TextStyle(false, true), false), withStick).execute("devices"));
        assertTrue(
                out().endsWith("Any device takes +coral-usb, as in DEVICE+coral-usb; listed are those it was measured"
                        + " with.\n"));
    }

    @Test
    void devicesAsJsonCarryTheSameFacts() throws IOException {
        assertEquals(0, run("devices", "--json"));
        JsonNode first = new ObjectMapper().readTree(out()).get("devices").get(0);
        assertEquals("pixel-4", first.get("id").asText());
        assertEquals(7, first.get("assumed_values").asInt());
        assertEquals("npu", first.get("units").get(0).asText());
    }

    @Test
    void aProfileShowsEveryNumberWithItsSourceAndARangeWhereItIsAssumed() {
        assertEquals(0, run("devices", "show", "pixel-4"));
        assertTrue(out().contains("npu   1 [paper2026]  0.5 (0.25–0.75, assumed) [guess]"), out());
        assertTrue(out().contains("efficientnet_lite0  224x224  int8       npu         -  5.3"), out());
        assertTrue(out().contains("1 more rows of other series are evidence only"), out());
        assertTrue(out().contains("[paper2026] A paper."), out());
        assertEquals(0, run("devices", "show", "--all", "pixel-4"));
        assertTrue(out().contains("paper2026 (evidence)"), out());
    }

    @Test
    void aProfileShowsItsCurvesFitMemoryAndTimeConstants() {
        assertEquals(0, run("devices", "show", "pixel-4"));
        assertTrue(out().contains("npu   npu             1  ████████████████  0.5  ████████████████"), out());
        assertTrue(out().contains("Fitted latency model"), out());
        assertTrue(out().contains("pointwise    one MAC of a 1x1 convolution, ms"), out());
        assertTrue(out().contains("MEMORY"), out());
        assertTrue(out().contains("Time constants: "), out());
    }

    @Test
    void aProfileAsJsonCarriesEveryNumberWithItsSource() throws IOException {
        assertEquals(0, run("devices", "show", "pixel-4", "--json"));
        JsonNode profile = new ObjectMapper().readTree(out());
        JsonNode npu = profile.get("units").get(0);
        assertEquals(0.25, npu.get("idle_w").get("low").asDouble());
        assertEquals("ASSUMED", npu.get("idle_w").get("kind").asText());
        assertEquals(8, npu.get("latency_fits").get(0).get("parameters").size());
        assertEquals(2, profile.get("latency").size());
        assertEquals("[paper2026] A paper.", profile.get("sources").get(0).asText());
    }

    @Test
    void anUnknownProfileNamesTheNearest() {
        assertEquals(2, run("devices", "show", "pixel4"));
        assertEquals("framebudget: profile: 'pixel4' is not known. Maybe 'pixel-4'?\n", err());
    }

    @Test
    void networksSayWhatIsUnknown() throws IOException {
        assertEquals(0, run("networks"));
        assertEquals("""
                NETWORK           TASK            INPUT px  MACS M  PARAMETERS M  ACCURACY  METRIC
                mobilenet_v1_1.0  classification       224     569          4.24     0.709  top-1 ImageNet
                unknown_net       detection            300       -             -         -  -
                """, out());
        assertEquals(0, run("networks", "--json"));
        JsonNode network = new ObjectMapper().readTree(out()).get("networks").get(0);
        assertEquals(568_740_352L, network.get("macs").asLong());
        assertEquals("table2026", network.get("accuracy_source").asText());
        assertEquals("A. Author: A paper, 2026", network.get("paper").asText());
        assertEquals("Apache-2.0", network.get("licence").asText());
    }

    @Test
    void checkTakesAFileForWhatItsSchemaSays() throws IOException {
        Path scenario = Files.writeString(folder.resolve("s.yaml"), "# comment\nschema: framebudget/scenario/v1\n");
        assertEquals(0, run("check", scenario.toString()));
        assertEquals(scenario + ": valid (framebudget/scenario/v1).\nOne camera.\n", out());

        Path unknown = Files.writeString(folder.resolve("u.yaml"), "schema: framebudget/scenaro/v1\n");
        assertEquals(2, run("check", unknown.toString()));
        assertEquals(
                "framebudget: " + unknown
                        + ": schema: 'framebudget/scenaro/v1' is not known. Maybe 'framebudget/scenario/v1'?\n",
                err());
    }

    @Test
    void checkTakesTwinReportsAndRecordsOfBenchmarkModel() throws IOException {
        Twin twin = new Twin(
                Twin.SCHEMA,
                new RunResult.ScenarioRef("Small", "ab"),
                "box",
                "local",
                "cd",
                1,
                1,
                true,
                "The twin holds.",
                List.of(),
                List.of(),
                List.of(),
                null,
                RunResult.HARDWARE,
                null,
                List.of());
        String record = """
                {"schema": "framebudget/remote/v1", "measured_at": "now", "target": "adb", "program": {"path": "b"},
                 "device": {"os": "Android", "architecture": "aarch64", "cores": 8}, "runs": [], "refused": [], "warnings": []}
                """;
        for (String text : List.of(ResultJson.text(twin), record)) {
            Path file = Files.writeString(folder.resolve("d.json"), text);
            assertEquals(0, run("check", file.toString()), err());
            assertTrue(out().startsWith(file + ": valid (framebudget/"), out());
            Files.writeString(file, text.replaceFirst("\"schema\"", "\"colour\": 1, \"schema\""));
            assertEquals(2, run("check", file.toString()));
            assertTrue(err().contains("colour"), err());
        }
    }

    @Test
    void checkRefusesWhatIsNoTextFile() throws IOException {
        assertEquals(2, run("check", folder.toString()));
        assertEquals("framebudget: " + folder + ": is a folder. Give the name of a file in it.\n", err());
        assertEquals(2, run("check", folder.resolve("none").toString()));
        Path binary = Files.write(folder.resolve("b"), new byte[] {(byte) 0xc3, 0x28, (byte) 0xff});
        assertEquals(2, run("check", binary.toString()));
        assertEquals("framebudget: " + binary + ": is not UTF-8 text. Save it as UTF-8.\n", err());
    }

    @Test
    void compareNeedsTwoReadableResults() throws IOException {
        Path a = Files.writeString(folder.resolve("a.json"), "{}");
        assertEquals(0, run("compare", a.toString(), a.toString()));
        assertEquals("side by side\n", out());
        assertEquals(2, run("compare", a.toString()));
        assertEquals(
                "framebudget compare: missing required parameter: 'B.json'. See 'framebudget help compare'.\n", err());
        Path missing = folder.resolve("b.json");
        assertEquals(2, run("compare", a.toString(), missing.toString()));
        assertEquals("framebudget: " + missing + ": there is no such file.\n", err());
    }
}
