package org.framebudget.sim.hil;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.devices.latency.LatencyPredictor;
import org.framebudget.devices.latency.LatencyQuery;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;
import org.framebudget.sim.host.ThisMachine;
import org.framebudget.sim.scenario.Schemas;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command with a device that needs no network, in real time. */
class HilCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long MS = 1_000_000;

    static final String SCENARIO = """
            schema: framebudget/scenario/v1
            name: Short
            duration_s: 1.5
            seed: 7
            devices:
              - {id: box, profile: raspberry-pi-4}
            cameras:
              - {id: door, device: box, width_px: 640, height_px: 480, fps: 40, jitter_ms: 1}
            pipelines:
              - id: people
                camera: door
                budget_ms: 30
                queue: {policy: LATEST}
                stages:
                  - {id: prepare, preprocess: {unit: cpu, mean_ms: 1, cv: 0.2}}
                  - {id: find, infer: {network: mobilenet_v1_0.25, input: 128x128, precision: int8, unit: cpu}}
            slo: {miss_fraction_max: 0.5}
            """;

    @TempDir
    Path folder;

    private HilRig rig;

    @BeforeEach
    void rig() {
        rig = new HilRig(folder, new ThisMachine());
    }

    private int run(FakeTarget target, String... arguments) throws IOException {
        return rig.run(target, arguments);
    }

    private static JsonNode timeless(JsonNode result) {
        ObjectNode copy = result.deepCopy();
        copy.remove(List.of("mode", "wall_s"));
        return copy;
    }

    @Test
    void everyInferenceIsAnsweredByTheDeviceAndARecordingGivesTheSameResultAgain() throws IOException {
        Path recording = folder.resolve("run.fbhil");
        FakeTarget device = new FakeTarget(5 * MS, -1);
        assertEquals(
                0,
                run(
                        device,
                        "--device",
                        "box=local",
                        "--json",
                        "--record",
                        recording.toString(),
                        "--out",
                        folder + "/o"));
        assertTrue(device.closed);
        JsonNode result = rig.printed();
        assertEquals("hardware", result.get("mode").asText());
        JsonNode hardware = result.get("hardware").get(0);
        assertEquals("measured", hardware.get("quantities").get("inference").asText());
        assertEquals("open loop in heat", hardware.get("heat").asText());
        assertTrue(hardware.get("valid").asBoolean(), hardware.toString());
        JsonNode stream = result.get("streams").get(0);
        long processed = stream.get("processed").asLong();
        assertTrue(processed > 30, "of 60 frames " + processed);
        // what the device measured is what the stage took; only handing over comes on top
        double inferMs = stream.get("stages").get(1).get("mean_ms").asDouble();
        double invokeMs =
                hardware.get("networks").get(0).get("invoke_ms").get("p50").asDouble();
        assertTrue(invokeMs >= 5 && invokeMs <= 7.01, invokeMs + " ms");
        assertTrue(inferMs >= 5, inferMs + " ms");
        assertEquals(
                40,
                hardware.get("load").get("zones_deg_c").get("cpu").get("max").asDouble());
        assertEquals(
                List.of(new Recording.Stream("people", List.of("prepare", "find"))),
                RecordingFile.read(recording).recording().head().streams());
        for (String file : List.of("result.json", "prediction.json", "twin.json")) {
            assertTrue(Files.exists(folder.resolve("o").resolve(file)), file);
        }
        assertEquals(
                List.of(),
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(Schemas.text("twin-v1"), InputFormat.JSON)
                        .validate(Files.readString(folder.resolve("o/twin.json")), InputFormat.JSON));

        assertEquals(0, run(device, "--device", "box=replay:" + recording, "--json"));
        assertEquals(1, rig.opened.size(), "no device is needed");
        JsonNode again = rig.printed();
        assertEquals("replayed", again.get("mode").asText());
        assertEquals(timeless(result), timeless(again));
        assertFalse(Files.exists(folder.resolve("run.fbhil.partial")));
    }

    @Test
    void aProfilesTimesAreDoubtedInItsPredictionAndNotWhereHardwareWasMeasured() throws IOException {
        String infer = "pipelines.people.stages.find.infer.";
        for (String[] known : new String[][] {
            {"mobilenet_v1_1.0", "people.find: conditions differ"}, {"mobilenet_v1_0.25", "scaled from measurements"}
        }) {
            run(
                    new FakeTarget(5 * MS, -1),
                    "--device",
                    "box=local",
                    "--json",
                    "--set",
                    "duration_s=0.2",
                    "--set",
                    "cameras.door.fps=2",
                    "--set",
                    infer + "network=" + known[0],
                    "--set",
                    infer + "input=224x224",
                    "--out",
                    folder + "/o");
            JsonNode prediction =
                    JSON.readTree(folder.resolve("o/prediction.json").toFile());
            assertTrue(prediction.get("warnings").toString().contains(known[1]), prediction.get("warnings") + "");
            String warnings = rig.printed().get("warnings").toString();
            assertFalse(warnings.contains("find: "), warnings);
        }
    }

    @Test
    void aRecordingOfAnotherScenarioSeedOrDeviceIsRefused() throws IOException {
        Path recording = folder.resolve("run.fbhil");
        run(new FakeTarget(5 * MS, -1), "--device", "box=local", "--set", "duration_s=0.2", "--record", recording + "");
        String replay = "box=replay:" + recording;
        assertThrows(InputException.class, () -> run(new FakeTarget(1, -1), "--device", replay));
        InputException other = assertThrows(
                InputException.class,
                () -> run(new FakeTarget(1, -1), "--device", replay, "--set", "duration_s=0.2", "--seed", "8"));
        assertTrue(other.getMessage().contains("seed 7; here"), other.getMessage());

        InputException useless = assertThrows(
                InputException.class,
                () -> run(new FakeTarget(1, -1), "--device", replay, "--record", folder.resolve("b.fbhil") + ""));
        assertTrue(useless.getMessage().startsWith("--record: has no place in a replay"), useless.getMessage());
        InputException calibrated = assertThrows(
                InputException.class, () -> run(new FakeTarget(1, -1), "--device", replay, "--update", "host"));
        assertTrue(calibrated.getMessage().contains("framebudget calibrate host"), calibrated.getMessage());
        Path inOut = Files.createDirectory(folder.resolve("o")).resolve("result.json");
        Files.move(recording, inOut);
        InputException input = assertThrows(
                InputException.class,
                () -> run(new FakeTarget(1, -1), "--device", "box=replay:" + inOut, "--out", inOut.getParent() + ""));
        assertTrue(input.getMessage().contains("result.json', which is also the input"), input.getMessage());
    }

    @Test
    void aDeviceThatIsLostEndsTheRunAndLeavesWhatWasRecorded() throws IOException {
        Path recording = folder.resolve("run.fbhil");
        FakeTarget device = new FakeTarget(5 * MS, 10);
        MachineException lost = assertThrows(
                MachineException.class, () -> run(device, "--device", "box=local", "--record", recording + ""));
        assertTrue(lost.getMessage().startsWith("The fake device is gone. What was recorded"), lost.getMessage());
        assertTrue(device.closed);
        assertFalse(Files.exists(recording));
        RecordingFile.Read read = RecordingFile.read(folder.resolve("run.fbhil.partial"));
        assertEquals(10, read.recording().inferences().size());
        assertEquals("the run broke off, after 10 inferences", read.damage());
        assertFalse(HardwareSummary.of(read.recording()).valid());

        run(device, "--device", "box=replay:" + recording + ".partial", "--json");
        List<String> warnings = new ArrayList<>();
        rig.printed().get("warnings").forEach(warning -> warnings.add(warning.asText()));
        assertTrue(
                warnings.stream().anyMatch(warning -> warning.startsWith("box: the recording ends after 10 inf")),
                warnings.toString());

        Path made = folder.resolve("profiles");
        InputException none = assertThrows(
                InputException.class,
                () -> run(
                        device,
                        "--device",
                        "box=replay:" + recording + ".partial",
                        "--update",
                        "my-pi",
                        "--out",
                        made + ""));
        assertEquals(
                "--update: no profile is made of a run that does not count: the run did not come to its end.",
                none.getMessage());
        assertTrue(Files.exists(made.resolve("twin.json")), "what was asked for beside it is there");
        assertFalse(Files.exists(made.resolve("my-pi.yaml")));
    }

    @Test
    void optionsThatATargetHasNoUseForAreRefused() {
        for (String[] wrong : new String[][] {
            {"box=local", "--sustained", "10"},
            {"box=agent://localhost:1", "--cool-down", "40"},
            {"box=replay:run.fbhil", "--benchmark-unit", "gpu"},
            {"box=ssh://pi@localhost", "--runs", "3"},
            {"box=adb", "--warmup", "5"},
            {"box=adb:1", "--pixels", "pattern"},
            {"box=replay:run.fbhil", "--runs", "2"},
            {"box=replay:run.fbhil", "--warmup", "5"},
            {"box=replay:run.fbhil", "--impose-clock", "600"}
        }) {
            InputException e = assertThrows(
                    InputException.class,
                    () -> run(new FakeTarget(1, -1), "--device", wrong[0], wrong[1], wrong[2]),
                    String.join(" ", wrong));
            assertTrue(e.getMessage().startsWith(wrong[1] + ": "), e.getMessage());
            assertTrue(e.getMessage().contains("Leave it out"), e.getMessage());
        }
        assertEquals(List.of(), rig.opened);
    }

    @Test
    void whatHardwareCannotDoIsSaidBeforeAnythingRuns() {
        for (String[] wrong : new String[][] {
            {"box=teapot", "names no target"},
            {"pan=local", "has no device 'pan'. It has box."},
            {"box=replay:" + "nowhere.fbhil", "cannot be read"}
        }) {
            InputException e =
                    assertThrows(InputException.class, () -> run(new FakeTarget(1, -1), "--device", wrong[0]));
            assertTrue(e.getMessage().contains(wrong[1]), e.getMessage());
        }
        // also where this machine was not calibrated
        InputException unknown = assertThrows(
                InputException.class,
                () -> run(
                        new FakeTarget(1, -1),
                        "--device",
                        "box=local",
                        "--set",
                        "devices.box.profile=host",
                        "--set",
                        "pipelines.people.stages.find.infer.network=mobilenet_v9"));
        assertTrue(unknown.getMessage().contains("'mobilenet_v9'"), unknown.getMessage());
        assertThrows(InputException.class, () -> run(new FakeTarget(1, -1), "--device", "box=local", "--runs", "0"));
        assertThrows(
                InputException.class,
                () -> run(new FakeTarget(1, -1), "--device", "box=local", "--pixels", "/nowhere"));
        assertEquals(List.of(), rig.opened);
    }

    @Test
    void peopleGetTheVerdictAndTheTwin() throws IOException {
        assertEquals(
                0, run(new FakeTarget(5 * MS, -1), "--device", "box=local", "--runs", "2", "--set", "duration_s=1"));
        String text = rig.text();
        assertTrue(text.contains("Twin of 'box' and fake"), text);
        assertTrue(text.lines().anyMatch(line -> line.startsWith("met") && line.endsWith("hardware")), text);
        assertTrue(text.contains("latency p50, ms"), text);
        assertTrue(text.lines().anyMatch(line -> line.matches("temperature, degC +junction +simulated .*")), text);
        assertTrue(text.lines().anyMatch(line -> line.matches("temperature, degC +cpu +measured +40.00 .*")), text);
        assertTrue(text.lines().anyMatch(line -> line.matches("clock, MHz +fastest core +measured +1500.00 .*")), text);
        assertFalse(text.contains("reports no"), text);
        assertTrue(text.contains("open loop in heat"), text);
        assertNotEquals(-1, text.indexOf("The twin"), text);
    }

    @Test
    void whatWasMeasuredBecomesANewProfileWithItsEvidence() throws IOException {
        Path made = folder.resolve("profiles");
        run(
                new FakeTarget(5 * MS, -1),
                "--device",
                "box=local",
                "--set",
                "duration_s=0.5",
                "--update",
                "my-pi",
                "--out",
                made.toString());
        DeviceProfile profile = new ProfileRepository(made).load("my-pi", folder);
        double ms = new LatencyPredictor(profile)
                .measured(new LatencyQuery("mobilenet_v1_0.25", 128, 128, "int8", "cpu", 0))
                .orElseThrow()
                .meanMs();
        assertTrue(ms >= 5 && ms <= 7, ms + " ms");
        assertTrue(Files.exists(made.resolve("my-pi-fit/twin.json")));
        InputException again = assertThrows(
                InputException.class,
                () -> run(new FakeTarget(1, -1), "--device", "box=local", "--update", "my-pi", "--out", made + ""));
        assertTrue(again.getMessage().contains("already"), again.getMessage());
    }
}
