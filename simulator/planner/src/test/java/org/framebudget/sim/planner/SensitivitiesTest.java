package org.framebudget.sim.planner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.sim.pipeline.Trials;
import org.framebudget.sim.scenario.KnownIds;
import org.framebudget.sim.scenario.Scenario;
import org.framebudget.sim.scenario.ScenarioReader;
import org.framebudget.sim.scenario.ScenarioTemplates;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the answer hangs on, against theory. */
class SensitivitiesTest {
    /** 10 ms, ASSUMED between 8 and 12. */
    private static final String PREPARE = PlannerBench.ONE_STAGE.replace(
            "work, postprocess: {unit: cpu, mean_ms: 20}", "work, preprocess: {unit: cpu}");

    private static final String SERVICE_TIME = "bench units[cpu].preprocess_fixed_ms";

    @TempDir
    Path folder;

    private PlannerBench bench;

    @BeforeEach
    void copyTheProfile() {
        bench = new PlannerBench(folder);
    }

    private static Sensitivities.Answer of(Scenario scenario, ProfileRepository profiles, int threads) {
        try (Parallel parallel = new Parallel(threads)) {
            return new Sensitivities(scenario, new Trials(scenario, profiles, 1), parallel).of(share -> {});
        }
    }

    private List<PlanResult.Sensitivity> of(Scenario scenario) {
        return of(scenario, bench.profiles, 2).all();
    }

    private static PlanResult.Sensitivity named(List<PlanResult.Sensitivity> all, String parameter) {
        return all.stream()
                .filter(s -> s.parameter().equals(parameter))
                .findFirst()
                .orElseThrow(() -> new AssertionError(parameter + " is not among " + all));
    }

    @Test
    void aServiceTimeAtItsEndsMissesOneLessMuOverLambda() {
        // latest frame kept, 150 fps against 125, 100 and 83.3 answers a second
        PlanResult.Sensitivity time = named(of(bench.read(PREPARE, "cameras.cam.fps=150")), SERVICE_TIME);
        assertEquals(8, time.low());
        assertEquals(12, time.high());
        assertEquals(1 - 125 / 150.0, time.missFractionLow(), 0.002);
        assertEquals(1 - 100 / 150.0, time.missFractionNow(), 0.002);
        assertEquals(1 - 1000 / 12.0 / 150, time.missFractionHigh(), 0.002);
        assertFalse(time.turnsVerdict(), "it is missed at every value");
    }

    @Test
    void whatCouldTurnTheVerdictIsMarkedAndTheStrongestStandsFirst() {
        // 90 fps: 10 ms fit, 12 ms do not
        List<PlanResult.Sensitivity> all = of(bench.read(PREPARE, "cameras.cam.fps=90"));
        assertEquals(SERVICE_TIME, all.get(0).parameter());
        assertTrue(all.get(0).turnsVerdict());
        assertEquals(0, all.get(0).missFractionLow());
        assertEquals(1 - 1000 / 12.0 / 90, all.get(0).missFractionHigh(), 0.002);
        for (int i = 1; i < all.size(); i++) {
            assertTrue(all.get(i - 1).effect() >= all.get(i).effect(), all + "");
        }
        assertFalse(named(all, "environment.ambient_deg_c").turnsVerdict(), "this device knows no heat");
    }

    @Test
    void ambientMovesByTenKelvin() {
        PlanResult.Sensitivity ambient =
                named(of(bench.read(PREPARE, "environment.ambient_deg_c=31")), "environment.ambient_deg_c");
        assertEquals(21, ambient.low());
        assertEquals(41, ambient.high());
    }

    @Test
    void motionHalvesTheInferencesAtItsLowEnd() {
        String text = PlannerBench.ONE_STAGE.replace(
                "work, postprocess: {unit: cpu, mean_ms: 20}",
                "find, infer: {network: ten, input: 224x224, precision: int8, unit: npu}");
        PlanResult.Sensitivity motion = named(of(bench.read(text, "cameras.cam.fps=150")), "cameras.motion_fraction");
        assertEquals(0.5, motion.low());
        assertEquals(1, motion.high());
        assertEquals(1 / 3.0, motion.missFractionHigh(), 0.002);
        assertTrue(motion.missFractionLow() < 0.6 * motion.missFractionHigh(), motion + "");
    }

    @Test
    void aWornBatteryAndALowChargeCanTurnTheVerdict() throws IOException {
        ProfileRepository profiles = new ProfileRepository((Path) null);
        Path file = folder.resolve("phone.yaml");
        Files.writeString(file, ScenarioTemplates.text("phone"));
        Scenario scenario = ScenarioReader.read(
                file,
                List.of("duration_s=20", "slo={battery_hours_min: 2}"),
                null,
                new KnownIds(profiles.ids(), List.of()));
        List<PlanResult.Sensitivity> all = of(scenario, profiles, 2).all();
        PlanResult.Sensitivity charge = named(all, "devices.battery.start_fraction");
        assertTrue(charge.turnsVerdict(), charge + "");
        assertEquals(0.2, charge.low());
        PlanResult.Sensitivity age = named(all, "pixel-4 battery age");
        assertEquals(0.8, age.low());
        assertEquals(1, age.high());
        assertEquals(
                all.size(),
                all.stream().map(PlanResult.Sensitivity::parameter).distinct().count(),
                "each stands once");
    }

    @Test
    void aLongScenarioIsCutAndThatIsSaid() {
        Scenario scenario = bench.read(PREPARE, "duration_s=4000");
        assertTrue(
                of(scenario, bench.profiles, 2)
                        .notes()
                        .contains(
                                "Sensitivity was simulated over the first 1000 s alone, in one replication; what shows later,"
                                        + " as heat may, it does not know."),
                "30 000 frames at 30 a second");
        assertEquals(List.of(), of(bench.read(PREPARE), bench.profiles, 2).notes());
    }

    @Test
    void threadsChangeNothing() {
        Scenario scenario = bench.read(PREPARE, "cameras.cam.fps=90", "cameras.cam.jitter_ms=2");
        assertEquals(of(scenario, bench.profiles, 1), of(scenario, bench.profiles, 3));
    }
}
