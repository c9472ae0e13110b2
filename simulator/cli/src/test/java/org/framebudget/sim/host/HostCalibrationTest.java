package org.framebudget.sim.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.Evidence;
import org.framebudget.devices.IdleRamp;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.devices.SourceKind;
import org.framebudget.devices.Sourced;
import org.framebudget.devices.UnitProfile;
import org.framebudget.devices.latency.JitterProfile;
import org.framebudget.devices.latency.LatencyRow;
import org.framebudget.models.MachineException;
import org.framebudget.models.runtime.MeasureListener;
import org.framebudget.models.runtime.MeasureRecord;
import org.framebudget.models.runtime.MeasureRequest;
import org.framebudget.sim.pipeline.RunOptions;
import org.framebudget.sim.pipeline.RunOutcome;
import org.framebudget.sim.pipeline.Simulation;
import org.framebudget.sim.scenario.ScenarioReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine that is known to the last digit is measured, written down, read back and predicted. */
class HostCalibrationTest {
    @TempDir
    Path folder;

    private FakeRuntime runtime = new FakeRuntime(Path.of(""));
    private Path profiles = Path.of("");

    @BeforeEach
    void folders() throws IOException {
        runtime = new FakeRuntime(Files.createDirectory(folder.resolve("system")));
        profiles = folder.resolve("home/profiles");
    }

    private HostReport calibrate(HostOptions options) {
        return HostCalibration.run(runtime, options, (fraction, leftS, doing) -> {});
    }

    private DeviceProfile profile() {
        return new ProfileRepository(profiles).load("host", folder);
    }

    @Test
    void theProfileHoldsWhatTheMachineDoesAndPredictsTheOtherHalf() {
        HostReport report = calibrate(HostOptions.full(profiles, 2, 5));
        DeviceProfile profile = profile();
        assertEquals(Evidence.MEASURED_HERE, profile.evidence());
        assertEquals("This machine: A \"Processor\", 2 GHz, 2 cores", profile.name());
        assertEquals(HostPlan.shipped(HostPlan.Half.FIT, 2).jobs().size(), report.levels());
        LatencyRow row = profile.latency()
                .find("mobilenet_v1_0.25", 224, 224, "fp32", "cpu", 1)
                .orElseThrow();
        assertTrue(row.reference());
        assertEquals("own_measurement", row.source().cite());
        UnitProfile cpu = profile.units().get(0);
        assertEquals(1.5, cpu.coldFirstFactor().value(), 0.01);
        assertEquals(2100, cpu.operatingPoints().get(0).clockMhz().value());
        IdleRamp ramp = cpu.idleRamp();
        assertNotNull(ramp);
        assertEquals(1, ramp.factor().value(), 1e-3);
        assertEquals(FakeRuntime.PAUSE_MS, ramp.extraMs().value(), 1e-3);
        assertEquals(2, profile.memory().packedWeightsFactor().value(), 1e-3);
        assertEquals(4, profile.memory().runtimeMb().value(), 1e-2);

        HostCheck.Result check =
                HostCheck.run(runtime, HostOptions.full(profiles, 2, 5), profile, (fraction, leftS, doing) -> {});
        assertEquals(
                HostPlan.shipped(HostPlan.Half.CHECK, 2).jobs().size(),
                check.lines().size());
        double sum = 0;
        for (HostCheck.Line line : check.lines()) {
            sum += Math.abs(line.errorFraction());
        }
        assertTrue(
                sum / check.lines().size() < 0.05,
                "mean error " + sum / check.lines().size());
        assertFalse(check.pauses().isEmpty());
        for (HostCheck.Pause pause : check.pauses()) {
            assertEquals(0, pause.errorFraction(), 0.01, pause.toString());
        }
    }

    @Test
    void whatHoldsInferencesUpIsInWhatASimulationDraws() throws IOException {
        calibrate(HostOptions.quick(profiles, 1));
        JitterProfile.Slowdown jitter = assertInstanceOf(
                JitterProfile.Slowdown.class, profile().units().get(0).jitter());
        double slowed = (6 * 1.005 + 2) / 7;
        assertEquals(slowed, jitter.meanOverCalm(), 0.01);
        LatencyRow calm = profile().latency().rows().stream()
                .filter(row -> row.latencyMs() > 2 * jitter.workMs())
                .findFirst()
                .orElseThrow();
        assertEquals("calm", calm.statistic());
        Path file = Files.writeString(folder.resolve("one.yaml"), """
                schema: framebudget/scenario/v1
                name: One network
                duration_s: 60
                seed: 1
                devices: [{id: box, profile: host}]
                cameras: [{id: cam, device: box, width_px: 640, height_px: 480, fps: 10}]
                pipelines:
                  - id: p
                    camera: cam
                    budget_ms: 100
                    stages:
                      - {id: infer, infer: {network: %s, input: %dx%d, precision: %s, unit: cpu, threads: 1}}
                """.formatted(
                        calm.network(), calm.inputWidthPx(), calm.inputHeightPx(), calm.precision()));
        RunOutcome outcome = Simulation.run(
                ScenarioReader.read(file, List.of(), null), new ProfileRepository(profiles), RunOptions.PLAIN);
        double meanMs = outcome.result().streams().get(0).stages().get(0).meanMs();
        double pausedMs = calm.latencyMs() + FakeRuntime.PAUSE_MS;
        assertEquals(slowed * pausedMs, meanMs, 0.03 * pausedMs);
    }

    @Test
    void nobodyIsHeldUpByMoreThanTheTimeAllows() {
        runtime.secondsPerRun = 2;
        HostReport report = calibrate(HostOptions.quick(profiles, 2));
        assertTrue(report.seconds() < 60 * HostOptions.QUICK_MINUTES + 3, report.seconds() + " s");
        assertTrue(report.runs() < HostPlan.shipped(HostPlan.Half.FIT, 2).jobs().size());
        assertEquals(report.runs(), profile().latency().rows().size());
    }

    @Test
    void tooLittleTimeStillGivesAProfileThatPredicts() {
        calibrate(HostOptions.full(profiles, 2, 0.01));
        assertEquals(HostRounds.LEAST_RUNS, profile().latency().rows().size());
    }

    @Test
    void coresThatOthersHaveGiveNoRows() {
        runtime.otherCores = 1;
        HostReport report = calibrate(HostOptions.full(profiles, 2, 2));
        assertTrue(report.crowded() > 0);
        assertTrue(profile().latency().rows().stream().allMatch(row -> row.threads() == 1));
    }

    @Test
    void aCalibrationThatEndsEarlyLeavesTheOldProfileWithItsRunsAndNothingOfItsOwn() throws IOException {
        calibrate(HostOptions.quick(profiles, 1));
        Map<Path, String> before = files();
        assertTrue(before.size() >= 4, before.keySet().toString());
        FakeRuntime broken = new FakeRuntime(runtime.root);
        broken.failure = new MachineException("It hangs.", new IOException());
        broken.failAfter = 10;
        runtime = broken;
        assertThrows(MachineException.class, () -> calibrate(HostOptions.quick(profiles, 1)));
        assertEquals(before, files());
        for (String file : broken.files) {
            assertFalse(Files.exists(Path.of(file)), file);
        }
    }

    private Map<Path, String> files() throws IOException {
        Map<Path, String> texts = new TreeMap<>();
        try (Stream<Path> all = Files.walk(profiles)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                texts.put(file, Files.readString(file));
            }
        }
        return texts;
    }

    @Test
    void aScenarioRunsOnTheCalibratedMachine() throws IOException {
        calibrate(HostOptions.quick(profiles, 1));
        Path file = Files.writeString(folder.resolve("scenario.yaml"), """
                schema: framebudget/scenario/v1
                name: This machine
                duration_s: 20
                seed: 1
                environment: {ambient_deg_c: 25}
                devices: [{id: here, profile: host}]
                cameras: [{id: front, device: here, width_px: 640, height_px: 480, fps: 30, exposure_ms: 10}]
                pipelines:
                  - id: classify
                    camera: front
                    budget_ms: 33.3
                    queue: {policy: LATEST}
                    stages:
                      - {id: prepare, preprocess: {unit: cpu}}
                      - {id: classify, infer: {network: mobilenet_v1_0.75, input: 224x224, precision: fp32, unit: cpu}}
                slo: {miss_fraction_max: 0.01}
                """);
        RunOutcome outcome = Simulation.run(
                ScenarioReader.read(file, List.of(), null), new ProfileRepository(profiles), RunOptions.PLAIN);
        assertTrue(outcome.result().streams().get(0).captured() > 590);
    }

    @Test
    void progressGrowsAndEndsWithTheTime() {
        List<Double> fractions = new ArrayList<>();
        HostCalibration.run(
                runtime, HostOptions.full(profiles, 1, 3), (fraction, leftS, doing) -> fractions.add(fraction));
        assertEquals(fractions.stream().sorted().toList(), fractions);
        assertTrue(fractions.get(fractions.size() - 1) > 0.9);
    }

    @Test
    void measuredPowerTakesThePlaceOfAssumptions() throws IOException {
        Path battery = Files.createDirectories(runtime.root.resolve("sys/class/power_supply/BAT0"));
        Files.writeString(battery.resolve("type"), "Battery\n");
        Files.writeString(battery.resolve("status"), "Discharging\n");
        Path watts = Files.writeString(battery.resolve("power_now"), "5000000\n");
        runtime = new FakeRuntime(runtime.root) {
            @Override
            public MeasureRecord measure(MeasureRequest request, MeasureListener listener) {
                try {
                    Files.writeString(watts, "12500000\n");
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                return super.measure(request, listener);
            }
        };
        assertTrue(calibrate(HostOptions.quick(profiles, 1)).powerMeasured());
        assertEquals(5, profile().power().baseW().value());
        Sourced activeW = profile().units().get(0).operatingPoints().get(0).activeW();
        assertEquals(7.5, activeW.value());
        assertEquals(SourceKind.MEASURED, activeW.source().kind());
    }
}
