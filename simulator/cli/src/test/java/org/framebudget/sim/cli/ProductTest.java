package org.framebudget.sim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.models.InputException;
import org.framebudget.models.network.Precision;
import org.framebudget.sim.pipeline.RunOptions;
import org.framebudget.sim.pipeline.RunOutcome;
import org.framebudget.sim.pipeline.Simulation;
import org.framebudget.sim.planner.Basis;
import org.framebudget.sim.report.Paper;
import org.framebudget.sim.report.TextStyle;
import org.framebudget.sim.report.UnitValidation;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.scenario.Scenario;
import org.framebudget.sim.scenario.ScenarioReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands' questions with real answers, on the templates. */
class ProductTest {
    private final Product product = new Product();

    @TempDir
    Path folder;

    private Scenario template(String name, String... sets) throws IOException {
        Path file = folder.resolve(name + ".yaml");
        Files.writeString(file, product.template(name));
        return product.readScenario(file, List.of(sets), null);
    }

    private RunResult run(Scenario scenario) {
        return product.run(
                scenario,
                new Backend.RunRequest(
                        1,
                        0,
                        1,
                        folder.resolve("out"),
                        folder.resolve("trace.json"),
                        folder.resolve("frames.csv"),
                        "framebudget run x",
                        share -> {}));
    }

    @Test
    void everyTemplateResolves() throws IOException {
        for (String name : product.templates()) {
            Scenario scenario = template(name);
            product.resolve(scenario);
            assertFalse(product.describe(scenario).isBlank(), name);
        }
    }

    @Test
    void theFrameTableAgreesWithTheResult() throws IOException {
        Scenario scenario = template("phone", "duration_s=20");
        RunResult result = run(scenario);
        RunResult.Stream stream = result.streams().get(0);
        List<String> lines = Files.readAllLines(folder.resolve("frames.csv"));
        assertEquals(stream.captured(), lines.size() - 1);
        long inFlight = 0;
        double latencyMaxMs = 0;
        double photonMaxMs = 0;
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            if (cells[8].equals("in_flight")) {
                inFlight++;
                assertEquals(List.of("", "", ""), List.of(cells[5], cells[6], cells[7]), line);
                continue;
            }
            latencyMaxMs = Math.max(latencyMaxMs, Double.parseDouble(cells[6]));
            photonMaxMs = Math.max(photonMaxMs, Double.parseDouble(cells[7]));
        }
        assertEquals(stream.inFlight(), inFlight);
        assertEquals(stream.latencyMs().max(), latencyMaxMs, 1e-6);
        // the table computes it from the frame's start, the engine from the photon: one nanosecond of rounding
        assertEquals(stream.photonToResultMs().max(), photonMaxMs, 2e-6);
    }

    @Test
    void theTraceHoldsEveryFrameWithItsQueueItsClockAndItsLimiter() throws IOException {
        Scenario scenario = template("pi-cameras", "duration_s=20");
        RunResult result = run(scenario);
        JsonNode trace =
                new ObjectMapper().readTree(folder.resolve("trace.json").toFile());
        List<JsonNode> frames = new ArrayList<>();
        StreamSupport.stream(trace.get("traceEvents").spliterator(), false)
                .filter(event -> event.path("name").asText().startsWith("frame "))
                .forEach(frames::add);
        long ended = result.streams().stream()
                .mapToLong(s -> s.onTime() + s.late() + s.dropped())
                .sum();
        long open = frames.stream()
                .filter(frame -> frame.get("name").asText().endsWith(" in flight"))
                .count();
        assertEquals(ended, frames.size() - open);
        assertTrue(open > 0, "none in flight at the end");
        for (JsonNode frame : frames) {
            JsonNode args = frame.get("args");
            assertTrue(args.has("queue_length") && args.has("clock_fraction") && args.has("limiter"), frame.toString());
            assertEquals(args.get("outcome").asText().equals("dropped"), args.has("dropped_because"), frame.toString());
        }
    }

    @Test
    void theTraceNamesTheWaysOverALinkAmongTheStages() throws IOException {
        String text = """
                schema: framebudget/scenario/v1
                name: Two rooms
                duration_s: 5
                devices: [{id: phone, profile: pixel-4}, {id: edge, profile: raspberry-pi-4, count: 2}]
                links: [{id: wifi, from: phone, to: edge, rtt_ms: 10, bandwidth_mbit_s: 100}]
                cameras: [{id: back, device: phone, width_px: 640, height_px: 480, fps: 2, count: 3}]
                pipelines:
                  - id: see
                    camera: back
                    budget_ms: 500
                    stages:
                      - {id: prepare, preprocess: {unit: cpu, mean_ms: 2}}
                      - {id: find, device: edge, infer: {network: ssd_mobilenet_v1, input: 300x300, precision: int8, unit: cpu}}
                      - {id: draw, postprocess: {unit: cpu, mean_ms: 1}}
                """;
        run(ScenarioReader.read(text, "s.yaml", folder, List.of(), null));
        JsonNode trace =
                new ObjectMapper().readTree(folder.resolve("trace.json").toFile());
        List<String> names = trace.get("traceEvents").findValuesAsText("name");
        for (String stage : List.of("prepare", "wifi", "find", "wifi-back", "draw")) {
            assertTrue(names.contains(stage), stage);
        }
    }

    @Test
    void theWrittenResultIsThePrintedOne() throws IOException {
        RunResult result = run(template("phone", "duration_s=2"));
        assertEquals(
                product.toJson(result).strip(),
                Files.readString(folder.resolve("out/result.json")).strip());
        assertTrue(product.verdict(result, TextStyle.PLAIN)
                .contains(result.scenario().name()));
        Path written = folder.resolve("out/result.json");
        assertTrue(product.compare(written, written, TextStyle.PLAIN).contains("Same scenario, same seed."));
    }

    @Test
    void anIncompleteResultIsToldInTheWordsOfCheck() throws IOException {
        run(template("phone", "duration_s=2"));
        Path whole = folder.resolve("out/result.json");
        String text = Files.readString(whole);
        assertComplaint(": /streams/0: required property 'late' not found.", text.replaceFirst("\"late\": \\d+,", ""));
        assertComplaint(
                ": /streams/0/late: string found, integer expected.",
                text.replaceFirst("\"late\": \\d+,", "\"late\": \"x\","));
        assertComplaint(
                ": /streams/0/late: null found, integer expected.",
                text.replaceFirst("\"late\": \\d+,", "\"late\": null,"));
        Path later = Files.writeString(
                folder.resolve("later.json"), text.replaceFirst("\"late\"", "\"of_a_later_version\": 1, \"late\""));
        assertTrue(product.compare(whole, later, TextStyle.PLAIN).contains("Same scenario, same seed."));
    }

    private void assertComplaint(String words, String text) throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.json"), text);
        String expected = broken + words + " The schema framebudget/result/v1 says what is right.";
        assertEquals(
                expected,
                assertThrows(InputException.class, () -> product.compare(broken, broken, TextStyle.PLAIN))
                        .getMessage());
        assertEquals(
                expected,
                assertThrows(InputException.class, () -> SchemaCheck.validate(broken, text, "framebudget/result/v1"))
                        .getMessage());
    }

    /** A plan takes seconds: one for each template, with all that it leaves behind. */
    private record Planned(Scenario scenario, Backend.PlanAnswer answer, byte[] pdf, String json) {}

    /** With a battery that does not last as long as it asks, and without one: between them they have all that a plan can have. */
    private static final Map<String, String[]> PLANS = Map.of(
            "phone", new String[] {"duration_s=5", "slo.battery_hours_min=9"},
            "pi-cameras", new String[] {"duration_s=5", "cameras.yard.count=1", "cameras.yard.motion_fraction=1"});

    private static final Map<String, Planned> PLANNED = new HashMap<>();

    private Planned planned(String name) throws IOException {
        Planned known = PLANNED.get(name);
        if (known != null) {
            return known;
        }
        Scenario scenario = template(name, PLANS.get(name));
        Path plans = folder.resolve("plans");
        Backend.PlanAnswer answer = product.plan(
                scenario,
                new Backend.PlanRequest(
                        2, null, plans, Paper.A4, "framebudget plan x", TextStyle.PLAIN, Basis.SUSTAINED, share -> {}));
        Planned made = new Planned(
                scenario,
                answer,
                Files.readAllBytes(plans.resolve("plan.pdf")),
                Files.readString(plans.resolve("plan.json")));
        PLANNED.put(name, made);
        return made;
    }

    @Test
    void aPlanIsAPdfAndAJsonWithTheSameVerdict() throws IOException {
        Planned phone = planned("phone");
        assertEquals("%PDF-", new String(phone.pdf(), 0, 5, StandardCharsets.US_ASCII));
        JsonNode json = new ObjectMapper().readTree(phone.answer().json());
        assertEquals("framebudget/plan/v1", json.get("schema").asText());
        assertEquals(
                run(phone.scenario()).slo().met(),
                json.get("verdict").get("meets").asBoolean());
        assertEquals(json, new ObjectMapper().readTree(phone.json()));
    }

    @Test
    void aPlanHoldsExactlyItsUnitsAgainstMeasurements() throws IOException {
        Planned phone = planned("phone");
        Scenario.Infer infer = Objects.requireNonNull(phone.scenario().pipelines().get(0).everyWork().stream()
                .filter(stage -> stage.infer() != null)
                .findFirst()
                .orElseThrow()
                .infer());
        RunOutcome outcome = Simulation.run(
                phone.scenario(), new ProfileRepository(null), new RunOptions(1, 1, false, false, 0, share -> {}));
        List<UnitValidation> validation = PlanValidation.of(phone.scenario(), outcome);
        assertEquals(1, validation.size());
        UnitValidation only = validation.get(0);
        assertEquals(
                List.of(outcome.profiles().get(0).id(), infer.unit(), infer.precision()),
                List.of(only.profile(), only.unit(), only.precision()));
        assertEquals(List.of(infer.network()), only.networks());
        assertFalse(only.rows().isEmpty());
        assertTrue(only.rows().stream()
                .allMatch(row ->
                        row.unit().equals(infer.unit()) && row.precision().equals(infer.precision())));
    }

    @Test
    void checkAndDevicesValidateSayTheSameOfAProfile() throws IOException {
        String shipped = resource("/profiles/raspberry-pi-4.yaml");
        String oneLine = new ObjectMapper()
                .writeValueAsString(new ObjectMapper(new YAMLFactory()).readTree(shipped))
                .replaceFirst("\\{(\"schema\":\"[^\"]*\"),(\"id\":\"[^\"]*\"),", "{$2,$1,");
        String[][] files = {
            {"sound.yaml", shipped, "0"},
            {"a+b.yaml", shipped, "0"},
            {"line.json", oneLine, "0"},
            {"key.yaml", shipped.replace("base_node:", "base_nodes:"), "2"},
            {"range.yaml", shipped.replace("base_w: {value: 2.65", "base_w: {value: -1"), "2"},
            {"node.yaml", shipped.replace("base_node: board", "base_node: skin"), "2"},
            {"version.yaml", shipped.replace("profile/v1", "profile/v2"), "2"},
        };
        for (String[] file : files) {
            Path path = folder.resolve(file[0]);
            Files.writeString(path, file[1]);
            ByteArrayOutputStream checked = new ByteArrayOutputStream();
            ByteArrayOutputStream validated = new ByteArrayOutputStream();
            assertEquals(Integer.parseInt(file[2]), execute(checked, "check", path.toString()), file[0]);
            assertEquals(
                    Integer.parseInt(file[2]), execute(validated, "devices", "validate", path.toString()), file[0]);
            if (!file[0].startsWith("version")) {
                assertEquals(validated.toString(StandardCharsets.UTF_8), checked.toString(StandardCharsets.UTF_8));
            }
        }
    }

    private int execute(ByteArrayOutputStream both, String... args) {
        return new Cli(new Terminal(both, both, TextStyle.PLAIN, false), product).execute(args);
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = ProductTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void whatIsWrittenFollowsTheShippedSchemas() throws IOException {
        for (String name : product.templates()) {
            Scenario scenario = template(name, "duration_s=5");
            run(scenario);
            Path result = folder.resolve("out/result.json");
            SchemaCheck.validate(result, Files.readString(result), "framebudget/result/v1");
        }
        for (String name : PLANS.keySet()) {
            Path plan = folder.resolve("plan.json");
            String text = planned(name).json();
            SchemaCheck.validate(plan, text, "framebudget/plan/v1");
            String broken = text.replaceFirst("\"meets\": (true|false)", "\"meets\": 3");
            assertNotEquals(text, broken);
            assertThrows(InputException.class, () -> SchemaCheck.validate(plan, broken, "framebudget/plan/v1"));
        }
    }

    @Test
    void thePlanSaysTheSameOnTheTerminalAndInItsJsonInWords() throws IOException {
        Backend.PlanAnswer answer = planned("phone").answer();
        String why = new ObjectMapper()
                .readTree(answer.json())
                .get("verdict")
                .get("why")
                .asText();
        assertTrue(why.startsWith("Does not meet: battery life is 2."), why);
        assertTrue(why.contains("(asked: at least 9 h)"), why);
        assertFalse((why + answer.summary()).contains("battery_hours_min"), answer.summary());
        assertTrue(answer.summary().contains(why.substring(0, why.indexOf(").") + 2)), answer.summary());
    }

    @Test
    void aMistypedNetworkIsReportedWithItsLine() throws IOException {
        Path file = folder.resolve("typo.yaml");
        Files.writeString(file, product.template("phone").replace("efficientnet_lite0", "efficientnet_lit0"));
        String message = assertThrows(InputException.class, () -> product.readScenario(file, List.of(), null))
                .getMessage();
        assertTrue(
                message.matches("(?s).*typo\\.yaml:\\d+: .*'efficientnet_lit0'.*Maybe 'efficientnet_lite0'\\?"),
                message);
    }

    @Test
    void aMistypedNetworkOfASubstituteIsReportedWithItsLine() throws IOException {
        Path file = folder.resolve("typo.yaml");
        Files.writeString(
                file,
                product.template("phone")
                        .replace("unit: npu}}", "unit: npu}, on_failure: {unit: cpu, network: efficientnet_lit0}}"));
        String message = assertThrows(InputException.class, () -> product.readScenario(file, List.of(), null))
                .getMessage();
        assertTrue(
                message.matches("(?s).*typo\\.yaml:\\d+: .*on_failure\\.network: 'efficientnet_lit0'.*"
                        + "Maybe 'efficientnet_lite0'\\?"),
                message);
    }

    @Test
    void aProfileShowsReferencesThatStandBesideIt() throws IOException {
        Files.writeString(folder.resolve("citations.bib"), "@misc{mine2026, title = {My own meter}}\n");
        Path file = Files.writeString(folder.resolve("mine.yaml"), pixel4("mine", "mine2026"));
        assertTrue(product.citations(product.device(file.toString(), folder), file.toString(), folder).stream()
                .anyMatch(text -> text.equals("[mine2026] My own meter")));
    }

    private static String pixel4(String id, String cite) throws IOException {
        try (var in = ProductTest.class.getResourceAsStream("/profiles/pixel-4.yaml")) {
            return new String(
                            java.util.Objects.requireNonNull(in).readAllBytes(),
                            java.nio.charset.StandardCharsets.UTF_8)
                    .replace("id: pixel-4", "id: " + id)
                    .replace("cite: gizmodo_pixel_4", "cite: " + cite);
        }
    }

    @Test
    void everyDeviceShowsItself() {
        for (String id : product.deviceIds()) {
            var profile = product.device(id, folder);
            String text = new ProfileText(profile, TextStyle.PLAIN)
                    .text(product.assumedValues(profile), product.citations(profile, id, folder), true);
            assertTrue(text.startsWith(id + ": "), text);
            assertTrue(text.chars().allMatch(c -> c < 128 || Character.isLetter(c) || c == '\u00b0'), id);
        }
    }

    @Test
    void anExportedNetworkIsAFileAndAnUnknownOneNamesTheNearest() throws IOException {
        Path file = folder.resolve("net.tflite");
        Backend.Exported done = product.exportNetwork("mobilenet_v1_0.25", null, Precision.INT8, file);
        assertEquals("224x224", done.input().toString());
        assertEquals(Files.size(file), done.bytes());
        assertTrue(done.bytes() > 470_000 && done.bytes() < 650_000, "470 thousand weights: " + done.bytes());
        String message = assertThrows(
                        InputException.class,
                        () -> product.exportNetwork("mobilenet_v1_0.2", null, Precision.INT8, file))
                .getMessage();
        assertTrue(message.contains("Maybe 'mobilenet_v1_0.25'?"), message);
    }
}
