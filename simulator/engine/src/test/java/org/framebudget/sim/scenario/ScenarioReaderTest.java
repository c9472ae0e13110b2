package org.framebudget.sim.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.framebudget.models.InputException;
import org.framebudget.models.Ratio;
import org.framebudget.sim.scenario.Scenario.BudgetFrom;
import org.framebudget.sim.scenario.Scenario.CameraSpec;
import org.framebudget.sim.scenario.Scenario.Dispatch;
import org.framebudget.sim.scenario.Scenario.Infer;
import org.framebudget.sim.scenario.Scenario.Outage;
import org.framebudget.sim.scenario.Scenario.PipelineSpec;
import org.framebudget.sim.scenario.Scenario.Policy;
import org.framebudget.sim.scenario.Scenario.PoweredBy;
import org.framebudget.sim.scenario.Scenario.QueueSpec;
import org.framebudget.sim.scenario.Scenario.Scheduling;
import org.framebudget.sim.scenario.Scenario.WhenFull;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenarioReaderTest {
    static final String BASE = Resources.text("/org/framebudget/sim/scenario/base.yaml");

    /** The example of the documentation: required keys, and little else. */
    static final String SMALL = """
            schema: framebudget/scenario/v1
            name: Small
            duration_s: 10
            devices:
              - {id: phone, profile: pixel-4}
            cameras:
              - {id: back, device: phone, width_px: 1280, height_px: 720, fps: 30}
            pipelines:
              - id: classify
                camera: back
                budget_ms: 33.3
                stages:
                  - {id: prepare, preprocess: {unit: cpu}}
                  - {id: run, infer: {network: efficientnet_lite0, input: 224x192, precision: int8, unit: npu}}
                  - {id: draw, postprocess: {unit: cpu, mean_ms: 1.0}}
            """;

    @TempDir
    Path folder;

    static Scenario read(String text, String... sets) {
        return ScenarioReader.read(text, "s.yaml", Path.of("."), List.of(sets), null);
    }

    private static String messageOf(String text, String fileName) {
        return assertThrows(
                        InputException.class, () -> ScenarioReader.read(text, fileName, Path.of("."), List.of(), null))
                .getMessage();
    }

    private String messageOfFile(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("s.yaml"), bytes);
        String message = assertThrows(InputException.class, () -> ScenarioReader.read(file, List.of(), null))
                .getMessage();
        assertTrue(message.startsWith(file.toString()), message);
        return message.substring(file.toString().length());
    }

    @Test
    void everyDefaultIsFilledInAndTold() {
        Scenario s = read(SMALL);
        assertEquals(1, s.seed());
        assertEquals(25.0, s.environment().ambientDegC());
        assertEquals(
                new Scenario.DeviceUse(
                        "phone",
                        "pixel-4",
                        1.0,
                        null,
                        null,
                        null,
                        null,
                        Scheduling.FIFO,
                        1,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        Scenario.Conditions.BENCH),
                s.devices().get(0));
        assertEquals(
                new CameraSpec(
                        "back",
                        "phone",
                        1280,
                        720,
                        new Ratio(30, 1),
                        1,
                        10.0,
                        null,
                        null,
                        null,
                        null,
                        0.0,
                        null,
                        null,
                        PoweredBy.DEVICE,
                        List.of()),
                s.cameras().get(0));
        PipelineSpec p = s.pipelines().get(0);
        assertEquals(List.of("back"), p.cameras());
        assertEquals(BudgetFrom.DELIVERY, p.budgetFrom());
        assertEquals(0, p.priority());
        assertEquals(1, p.framesInFlightMax());
        assertNull(p.staleMs());
        assertNull(p.displayHz());
        assertEquals(new QueueSpec(Policy.LATEST, 1, WhenFull.DROP_OLDEST), p.queue());
        assertNull(p.stages().get(0).queue());
        assertEquals(
                new Infer(
                        "efficientnet_lite0",
                        224,
                        192,
                        "int8",
                        "npu",
                        null,
                        1.0,
                        false,
                        List.of(),
                        Dispatch.SERIAL,
                        false,
                        null),
                p.stages().get(1).infer());
        assertEquals(
                List.of(
                        "seed: 1 (default)",
                        "environment.ambient_deg_c: 25 (default)",
                        "devices.phone.battery.start_fraction: 1 (default)",
                        "devices.phone.start_deg_c: ambient (default)",
                        "devices.phone.screen_fraction: screen off (default)",
                        "devices.phone.case: none (default)",
                        "devices.phone.fan: none (default)",
                        "devices.phone.scheduling: FIFO (default)",
                        "devices.phone.count: 1 (default)",
                        "cameras.back.count: 1 (default)",
                        "cameras.back.exposure_ms: 10 (default)",
                        "cameras.back.phase_ms: 0 (default)",
                        "cameras.back.readout_ms: the profile's (default)",
                        "cameras.back.isp_ms: the profile's (default)",
                        "cameras.back.delivery_ms: the profile's (default)",
                        "cameras.back.jitter_ms: 0 (default)",
                        "cameras.back.motion_fraction: 1, always motion (default)",
                        "cameras.back.powered_by: device (default)",
                        "pipelines.classify.budget_from: delivery (default)",
                        "pipelines.classify.priority: 0 (default)",
                        "pipelines.classify.frames_in_flight_max: 1 (default)",
                        "pipelines.classify.queue.policy: LATEST (default)",
                        "pipelines.classify.stages.prepare.preprocess.mean_ms: the profile's cost per pixel (default)",
                        "pipelines.classify.stages.prepare.preprocess.cv: 0, a fixed time (default)",
                        "pipelines.classify.stages.run.infer.threads: those of the profile's reference series (default)",
                        "pipelines.classify.stages.run.infer.per_frame: 1 (default)",
                        "pipelines.classify.stages.run.infer.dispatch: SERIAL (default)",
                        "pipelines.classify.stages.run.infer.keep_warm: false (default)",
                        "pipelines.classify.stages.draw.postprocess.cv: 0, a fixed time (default)",
                        "adaptation: [] (default)",
                        "offline: false (default)"),
                s.assumptions());
    }

    @Test
    void everyStatedValueIsTaken() {
        Scenario s = read(BASE);
        assertEquals("Two rooms", s.name());
        assertEquals(60.0, s.durationS());
        assertEquals(7, s.seed());
        assertEquals(0.9, s.devices().get(0).batteryStartFraction());
        assertEquals(new Ratio(30_000, 1_001), s.cameras().get(1).fps());
        assertEquals(
                new QueueSpec(Policy.FIFO, 3, WhenFull.DROP_NEWEST),
                s.pipelines().get(0).queue());
        assertEquals(List.of("back", "front"), s.pipelines().get(1).cameras());
        Scenario.StageSpec find = s.pipelines().get(1).stages().get(0);
        assertEquals("edge", find.device());
        assertEquals(
                new Infer(
                        "ssd_mobilenet_v1",
                        300,
                        300,
                        "fp32",
                        "gpu",
                        null,
                        2.5,
                        true,
                        List.of(),
                        Dispatch.SERIAL,
                        false,
                        null),
                find.infer());
        assertEquals(
                List.of(new Scenario.LinkSpec("wifi", "phone", "edge", 4, 100, 0, List.of(new Outage(10, 2)))),
                s.links());
        assertEquals(0.01, s.slo().missFractionMax());
        assertNull(s.slo().usefulFpsMin());
        assertEquals(50.0, s.limits().memoryMb());
    }

    @Test
    void everyObjectiveReachesItsOwnField() {
        Scenario.Slo slo = read(
                        SMALL,
                        "slo={miss_fraction_max: 0.1, processed_fps_min: 2, useful_fps_min: 3, accuracy_min: 0.4,"
                                + " consecutive_miss_max: 5, result_gap_p99_ms_max: 6, photon_to_result_p99_ms_max: 7,"
                                + " battery_hours_min: 8, skin_deg_c_max: 9, junction_deg_c_max: 10, power_w_max: 11,"
                                + " app_power_w_max: 12, memory_mb_max: 13, throttled_fraction_max: 0.14}")
                .slo();
        assertEquals(
                new Scenario.Slo(0.1, 2.0, 3.0, 0.4, 5, 6.0, 7.0, 8.0, 9.0, 10.0, 11.0, 12.0, 13.0, 0.14, List.of()),
                slo);
    }

    @Test
    void jsonAndYamlGiveTheSameScenario() throws IOException {
        for (String yaml : List.of(BASE, SMALL, ScenarioTemplates.text("pi-cameras"))) {
            Object tree = new ObjectMapper(new YAMLFactory()).readValue(yaml, Object.class);
            String json = new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(tree);
            Scenario fromYaml = read(yaml);
            Scenario fromJson = ScenarioReader.read(json, "s.json", Path.of("."), List.of(), null);
            assertEquals(withoutHash(fromYaml), withoutHash(fromJson));
        }
    }

    private static Scenario withoutHash(Scenario s) {
        return new Scenario(
                s.name(),
                s.durationS(),
                s.seed(),
                s.environment(),
                s.devices(),
                s.cameras(),
                s.pipelines(),
                s.adaptation(),
                s.slo(),
                s.limits(),
                s.links(),
                s.offline(),
                s.fleet(),
                s.assumptions(),
                "",
                s.baseDir(),
                Places.NONE,
                s.population());
    }

    @Test
    void aRuleIsReadWithItsDefaultsAndToldInWords() {
        Scenario s = read(BASE.replace(
                "adaptation: []",
                "adaptation: [{pipeline: classify, when: {skin_deg_c_above: 42, for_s: 5},"
                        + " do: {fps: 15, input: 192x192, unit: cpu}},"
                        + " {when: {battery_fraction_below: 0.2}, do: {every_nth_frame: 2},"
                        + " until: {battery_fraction_above: 0.3, for_s: 60}}]"));
        assertTrue(s.assumptions().contains("adaptation.0.until: skin below 42 °C for 5 s (default)"));
        assertEquals(
                List.of(
                        "Rule 1 of classify: when skin above 42 °C for 5 s, 15 fps, input 192x192, on cpu, until skin below"
                                + " 42 °C for 5 s.",
                        "Rule 2: when battery below 20 %, one frame in 2, until battery above 30 % for 60 s."),
                ScenarioText.sentences(s, device -> true).stream()
                        .filter(sentence -> sentence.startsWith("Rule "))
                        .toList());
        assertEquals(
                "run-rule-1",
                s.adaptation()
                        .get(0)
                        .insteadOf(s.pipelines().get(0).stages().get(1))
                        .id());
        assertNull(s.adaptation().get(0).insteadOf(s.pipelines().get(0).stages().get(0)));
    }

    @Test
    void brokenJsonNamesItsLine() {
        assertEquals(
                "s.json:2: is not valid JSON: Non-standard token 'NaN'. Give a finite number.",
                messageOf("{\n\"duration_s\": NaN}", "s.json"));
        assertTrue(messageOf("{\n\"name\": \"a\",,\n}", "s.json").startsWith("s.json:2: is not valid JSON: "));
        assertTrue(messageOf("{\n\"name\": \"a\"\n", "s.json").startsWith("s.json:3: is not valid JSON: "));
        assertEquals(
                "s.json:3: name: this key is here twice, first on line 2. Keep one of them.",
                messageOf("{\n\"name\": \"a\",\n\"name\": \"b\"}", "s.json"));
    }

    @Test
    void depthAndAliasesAreLimited() {
        assertEquals(
                "s.yaml:1: is nested more than 50 levels deep. Fewer than 10 are enough.",
                messageOf("[".repeat(5_000), "s.yaml"));
        assertTrue(messageOf("[".repeat(100_000), "s.json").startsWith("s.json:1: "));
        String bomb = "a: &a [x, x]\nb: &b [" + "*a, ".repeat(101) + "*a]\n";
        assertEquals("s.yaml:2: this is alias number 101. At most 100 aliases are read.", messageOf(bomb, "s.yaml"));
    }

    @Test
    void anAliasStandsForItsAnchor() {
        String anchored = SMALL.replace("preprocess: {unit: cpu}", "queue: &q {policy: FIFO}, preprocess: {unit: cpu}")
                .replace("camera: back", "camera: back\n    queue: *q");
        String ordered = SMALL.replace("camera: back", "camera: back\n    queue: &q {policy: FIFO, capacity: 4}")
                .replace("preprocess: {unit: cpu}", "queue: *q, preprocess: {unit: cpu}");
        PipelineSpec p = read(ordered).pipelines().get(0);
        assertEquals(new QueueSpec(Policy.FIFO, 4, WhenFull.DROP_NEWEST), p.queue());
        assertEquals(p.queue(), p.stages().get(0).queue());
        assertEquals(
                "s.yaml:11: the alias '*q' has no anchored list or mapping before it. Anchor one as '&q', or write the value"
                        + " out.",
                messageOf(anchored, "s.yaml"));
    }

    @Test
    void filesThatAreNoTextAreRefused() throws IOException {
        assertEquals(": is not UTF-8 text. Save it as UTF-8.", messageOfFile(new byte[] {'a', ':', (byte) 0xff}));
        assertEquals(": is not UTF-8 text. Save it as UTF-8.", messageOfFile(SMALL.getBytes(StandardCharsets.UTF_16)));
        assertEquals(
                ": is not UTF-8 text. Save it as UTF-8.",
                messageOfFile(SMALL.replace("Small", "Größe").getBytes(Charset.forName("windows-1252"))));
        assertEquals(
                ": is larger than 1 MB. A scenario is a few pages; put series into a CSV.",
                messageOfFile(new byte[(1 << 20) + 1]));
        assertEquals(
                folder + ": is a folder. Give the scenario file in it.",
                assertThrows(InputException.class, () -> ScenarioReader.read(folder, List.of(), null))
                        .getMessage());
        Path absent = folder.resolve("absent.yaml");
        assertEquals(
                absent + ": there is no such file. 'framebudget new' prints a template to start from.",
                assertThrows(InputException.class, () -> ScenarioReader.read(absent, List.of(), null))
                        .getMessage());
    }

    @Test
    void aByteOrderMarkAndWindowsLineEndsAreFine() {
        assertEquals(withoutHash(read(SMALL)), withoutHash(read("\uFEFF" + SMALL.replace("\n", "\r\n"))));
    }

    @Test
    void setsReachEveryPartAndWinInOrder() {
        Scenario s = read(
                SMALL,
                "cameras.back.fps=15",
                "cameras.back.fps=29.97",
                "pipelines.classify.stages.run.infer.input=192x160",
                "devices.phone.battery.start_fraction=0.5",
                "slo.miss_fraction_max=0.02",
                "pipelines.classify.queue={policy: FIFO, capacity: 4}",
                "pipelines.classify.stages.1.infer.per_frame.mean=2.5",
                "pipelines.classify.cameras=[back]",
                "environment.ambient_deg_c=-5",
                "seed=9");
        assertEquals(new Ratio(2997, 100), s.cameras().get(0).fps());
        Infer infer = s.pipelines().get(0).stages().get(1).infer();
        assertEquals(
                new Infer(
                        "efficientnet_lite0",
                        192,
                        160,
                        "int8",
                        "npu",
                        null,
                        2.5,
                        true,
                        List.of(),
                        Dispatch.SERIAL,
                        false,
                        null),
                infer);
        assertEquals(0.5, s.devices().get(0).batteryStartFraction());
        assertEquals(0.02, s.slo().missFractionMax());
        assertEquals(
                new QueueSpec(Policy.FIFO, 4, WhenFull.DROP_NEWEST),
                s.pipelines().get(0).queue());
        assertEquals(-5.0, s.environment().ambientDegC());
        assertEquals(9, s.seed());
        assertTrue(s.assumptions().stream().noneMatch(a -> a.startsWith("seed")));
    }

    @Test
    void aSetOfAnOutageTakesItsIndex() {
        assertEquals(
                List.of(new Outage(20, 2)),
                read(BASE, "links.wifi.outage.0.at_s=20").links().get(0).outages());
    }

    @Test
    void theSeedOverrideWinsAndIsChecked() {
        Path here = Path.of(".");
        assertEquals(
                99,
                ScenarioReader.read(BASE, "s.yaml", here, List.of("seed=8"), 99L)
                        .seed());
        assertEquals(
                "--seed -1: seed: -1 is out of range. Give a whole number from 0 to 9007199254740991.",
                assertThrows(InputException.class, () -> ScenarioReader.read(BASE, "s.yaml", here, List.of(), -1L))
                        .getMessage());
    }

    @Test
    void theHashIsThatOfTheFileAndChangesWithSets() throws Exception {
        Path file = Files.writeString(folder.resolve("s.yaml"), BASE);
        String sum = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(BASE.getBytes(StandardCharsets.UTF_8)));
        assertEquals(sum, ScenarioReader.read(file, List.of(), null).sha256());
        assertEquals(sum, ScenarioReader.read(file, List.of(), 5L).sha256());
        String ab = ScenarioReader.read(file, List.of("seed=1", "duration_s=5"), null)
                .sha256();
        String ba = ScenarioReader.read(file, List.of("duration_s=5", "seed=1"), null)
                .sha256();
        assertEquals(3, List.of(sum, ab, ba).stream().distinct().count());
        assertEquals(
                folder.toAbsolutePath().normalize(),
                ScenarioReader.read(file, List.of(), null).baseDir());
    }

    @Test
    void aDefaultExposureGivesWayToAShortFrame() {
        Scenario s = read(SMALL, "cameras.back.fps=240");
        assertEquals(1000.0 / 240, s.cameras().get(0).exposureMs());
        assertTrue(s.assumptions().contains("cameras.back.exposure_ms: 4.167 (default 10, cut to the frame interval)"));
        Scenario dark = read(SMALL, "cameras.back.exposure_ms=60", "cameras.back.low_light_fps=15");
        assertEquals(new Ratio(15, 1), dark.cameras().get(0).lowLightFps());
        assertEquals(60.0, dark.cameras().get(0).exposureMs());
    }

    @Test
    void knownIdsAreCheckedWhereGiven() throws IOException {
        Path file = Files.writeString(folder.resolve("s.yaml"), SMALL);
        KnownIds known = new KnownIds(List.of("pixel-6", "raspberry-pi-4"), List.of("efficientnet_lite0"));
        assertEquals(
                file + ":5: devices.phone.profile: 'pixel-4' is not a known profile. Maybe 'pixel-6'?",
                assertThrows(InputException.class, () -> ScenarioReader.read(file, List.of(), null, known))
                        .getMessage());
        KnownIds others = new KnownIds(List.of("pixel-4"), List.of("yolov8n"));
        assertEquals(
                file + ":14: pipelines.classify.stages.run.infer.network: 'efficientnet_lite0' is not a known network."
                        + " 'framebudget networks' lists them.",
                assertThrows(InputException.class, () -> ScenarioReader.read(file, List.of(), null, others))
                        .getMessage());
        Files.writeString(folder.resolve("my.tflite"), "");
        List<String> ownNetwork = List.of("pipelines.classify.stages.run.infer.network=my.tflite");
        KnownIds pixel4 = new KnownIds(List.of("pixel-4"), List.of("yolov8n"));
        Scenario s = ScenarioReader.read(file, ownNetwork, null, pixel4);
        assertEquals("my.tflite", s.pipelines().get(0).stages().get(1).infer().network());
    }
}
