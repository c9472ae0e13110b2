package org.framebudget.sim.hil;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.sim.hil.remote.DeviceState;
import org.framebudget.sim.hil.remote.RemoteRecord;
import org.framebudget.sim.pipeline.DeviceInference;
import org.framebudget.sim.pipeline.ScenarioFiles;
import org.framebudget.sim.scenario.Scenario;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A scenario on times that a device's own program measured. */
class RemoteAnswersTest {
    private static final DeviceState COOL =
            new DeviceState("now", Map.of("cpu", 41.5), "cpu", 41.5, List.of(1500.0), List.of(), List.of(), null);

    @TempDir
    Path folder;

    private Scenario scenario;
    private Bench bench;

    @BeforeEach
    void read() throws Exception {
        Path file = Files.writeString(folder.resolve("s.yaml"), """
                schema: framebudget/scenario/v1
                name: Measured
                duration_s: 100
                seed: 7
                devices:
                  - {id: box, profile: raspberry-pi-4}
                cameras:
                  - {id: door, device: box, width_px: 640, height_px: 480, fps: 30}
                pipelines:
                  - id: people
                    camera: door
                    budget_ms: 33
                    stages:
                      - {id: find, infer: {network: mobilenet_v1_0.25, input: 128x128, precision: int8, unit: cpu, threads: 2}}
                """);
        scenario = ScenarioFiles.read(file, List.of(), null, new ProfileRepository(null));
        bench = new Bench(scenario, new ProfileRepository(null), "box");
    }

    private static RemoteRecord.Times times(double mean, double sd) {
        return new RemoteRecord.Times(50L, mean, mean - sd, mean + sd, sd, null, null, null);
    }

    private static RemoteRecord.Run ran(RemoteRecord.Times times, RemoteRecord.@Nullable Series series) {
        return ran(times, series, null);
    }

    private static RemoteRecord.Run ran(
            RemoteRecord.Times times, RemoteRecord.@Nullable Series series, RemoteRecord.@Nullable Cooled cooled) {
        return new RemoteRecord.Run(
                "n",
                "n.tflite",
                "ab",
                1,
                "cpu",
                2,
                "TFLite benchmark_model",
                List.of(),
                "",
                null,
                1,
                null,
                1,
                times,
                null,
                cooled,
                COOL,
                COOL,
                series,
                List.of(),
                List.of());
    }

    private Bench.Ran onMeasured(RemoteRecord.Run run, @Nullable Path file) {
        List<DeviceInference> inferences = bench.inferences();
        assertEquals(2, inferences.get(0).threads());
        RemoteRecord record = new RemoteRecord(
                RemoteRecord.SCHEMA,
                "now",
                "ssh://pi@pi",
                new RemoteRecord.Device("Pi", "Linux", "aarch64", null, 4),
                new RemoteRecord.Program("benchmark_model", null),
                List.of(run),
                List.of(),
                List.of(),
                null);
        Recording.Head head = RemoteBench.head(
                "1", scenario, bench.predict(share -> {}).result(), "box", inferences, record, Map.of());
        return bench.onMeasured(head, record.runs(), file);
    }

    @Test
    void timesHaveTheMeanAndSpreadThatWereMeasuredAndAreRecorded() {
        Path file = folder.resolve("r.fbhil");
        Bench.Ran ran = onMeasured(ran(times(10, 2), null), file);
        double[] ms = ran.recording().inferences().stream()
                .mapToDouble(each -> each.invokeNs() * 1e-6)
                .toArray();
        // the last frames are still on their way
        assertEquals(3000, ms.length, 5);
        double mean = Arrays.stream(ms).average().orElseThrow();
        double sd = Math.sqrt(Arrays.stream(ms)
                .map(each -> (each - mean) * (each - mean))
                .average()
                .orElseThrow());
        // four standard errors
        assertEquals(10, mean, 4 * 2 / Math.sqrt(ms.length));
        assertEquals(2, sd, 0.2);
        assertEquals(ran.recording(), RecordingFile.read(file).recording());
        Map<String, String> quantities = HardwareSummary.of(ran.recording()).quantities();
        assertTrue(quantities.get("inference").contains("benchmark_model"), quantities.toString());
        assertEquals(1, HardwareSummary.warnings(ran.recording()).size(), "back to back is not in an application");
        assertEquals(
                ran.outcome().result().streams(),
                bench.replay(file, ran.recording(), share -> {})
                        .outcome()
                        .result()
                        .streams());
    }

    @Test
    void aDeviceThatCouldNotBeWaitedForIsNotSaidToBeCool() {
        RemoteRecord.Cooled blind = new RemoteRecord.Cooled(40, 600, 0, false, null, null);
        Bench.Ran ran = onMeasured(ran(times(10, 2), null, blind), null);
        List<String> warnings = Cautions.with(ran.outcome().result(), ran.recording(), bench.inferences())
                .warnings();
        assertTrue(
                warnings.contains("box: measured while not cooled down: the device shows no temperature."),
                warnings.toString());
        RemoteRecord.Cooled cool = new RemoteRecord.Cooled(40, 600, 15, true, 48.0, 39.0);
        Bench.Ran other = onMeasured(ran(times(10, 2), null, cool), null);
        assertFalse(Cautions.with(other.outcome().result(), other.recording(), bench.inferences())
                .warnings()
                .toString()
                .contains("cooled down"));
    }

    @Test
    void aDeviceThatSlowsDownWhileItIsMeasuredDoesSoInTheScenario() {
        RemoteRecord.Series series = new RemoteRecord.Series(
                60,
                5,
                0.9,
                null,
                List.of(
                        new RemoteRecord.Window(0, 5, times(10, 0), null, COOL),
                        new RemoteRecord.Window(50, 5, times(25, 0), null, COOL)));
        Bench.Ran ran = onMeasured(ran(times(17, 7), series), null);
        for (InferenceRecord each : ran.recording().inferences()) {
            assertEquals(each.startNs() < 50_000_000_000L ? 10_000_000 : 25_000_000, each.invokeNs());
        }
        assertEquals(2, ran.recording().samples().size());
    }
}
