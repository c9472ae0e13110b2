package org.framebudget.sim.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.sim.results.RunResult;
import org.junit.jupiter.api.Test;

/** A steady state is counted until its misses lie on one side of their limit, or so near that either answer will do. */
class MissDoubtTest {
    private static final ProfileRepository PROFILES = new ProfileRepository((Path) null);
    private static final double TEN_MINUTES_S = 600;

    /** 10 ms and a lognormal time that is above 28.44 ms for one frame in a hundred; no frame meets another. */
    private static final String ONE_IN_A_HUNDRED =
            Bench.ONE_CAMERA.replace("budget_ms: 33", "budget_ms: 38.44").replace("fps: 30", "fps: 10")
                    + "      - {id: draw, postprocess: {unit: cpu, mean_ms: 15, cv: 0.3}}\n";

    private static RunResult steady(String text, String... sets) {
        RunPlan plan = RunPlan.of(Bench.scenario(text, sets), PROFILES);
        RunResult result = SteadyState.of(plan).orElseThrow().outcome().result();
        assertEquals(result.slo().met(), SustainedVerdict.of(plan));
        return result;
    }

    @Test
    void missesFarFromTheirLimitAreCountedTenMinutes() {
        for (double limit : new double[] {0, 0.002, 0.03, 0.1, 1}) {
            RunResult result = steady(ONE_IN_A_HUNDRED, "slo.miss_fraction_max=" + limit);
            assertEquals(TEN_MINUTES_S, result.simulatedS(), "at most " + limit);
            assertEquals(limit > 0.01, result.slo().met(), "at most " + limit);
        }
    }

    @Test
    void missesNearTheirLimitAreCountedUntilTheyTell() {
        for (double limit : new double[] {0.0085, 0.0117}) {
            RunResult result = steady(ONE_IN_A_HUNDRED, "slo.miss_fraction_max=" + limit);
            assertTrue(result.simulatedS() >= 2 * TEN_MINUTES_S, limit + ": " + result.simulatedS());
            assertEquals(limit > 0.01, result.slo().met(), "at most " + limit);
        }
    }

    @Test
    void atTheirLimitTheyAreCountedUntilEitherAnswerWillDo() {
        RunResult result = steady(ONE_IN_A_HUNDRED, "slo.miss_fraction_max=0.01");
        assertTrue(result.simulatedS() >= 4 * TEN_MINUTES_S, result.simulatedS() + "");
        assertEquals(0.01, result.streams().get(0).missFraction(), 0.001);
    }

    @Test
    void theStrictestLimitOfACameraCounts() {
        RunResult result = steady(
                ONE_IN_A_HUNDRED, "slo={miss_fraction_max: 0.1, cameras: [{camera: cam, miss_fraction_max: 0.0085}]}");
        assertTrue(result.simulatedS() >= 2 * TEN_MINUTES_S, result.simulatedS() + "");
        assertTrue(!result.slo().met());
    }

    @Test
    void withoutAMissThereHaveToBeFramesEnoughForThree() {
        String[] never = {"pipelines.see.budget_ms=1000", "slo.miss_fraction_max=0.0003"};
        assertEquals(2 * TEN_MINUTES_S, steady(ONE_IN_A_HUNDRED, never).simulatedS(), "1.8 in ten minutes");
        assertEquals(TEN_MINUTES_S, steady(Bench.ONE_CAMERA, never).simulatedS(), "nothing is drawn");
    }
}
