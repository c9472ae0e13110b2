package org.framebudget.sim.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.scenario.Scenario;
import org.junit.jupiter.api.Test;

/** Bounds refuse what they can prove and nothing else; what they refuse fails when simulated. */
class CannotMeetTest {
    private static final ProfileRepository PROFILES = new ProfileRepository((Path) null);

    private static boolean refused(String... sets) {
        return refused(Bench.scenario(Bench.ONE_CAMERA, sets));
    }

    private static boolean refused(Scenario scenario) {
        RunPlan plan = RunPlan.of(scenario, PROFILES);
        boolean refused = CannotMeet.inSteadyState(SteadyState.wire(plan));
        if (refused) {
            assertFalse(simulated(plan.scenario()), "refused, but it meets");
        }
        assertEquals(simulated(plan.scenario()), SustainedVerdict.of(plan));
        return refused;
    }

    private static boolean simulated(Scenario scenario) {
        return SteadyState.of(scenario, PROFILES).orElseThrow().outcome().result().slo().checks().stream()
                .allMatch(RunResult.Check::met);
    }

    @Test
    void aCameraThatIsSlowerThanTheResultsAskedFor() {
        assertTrue(refused("slo={useful_fps_min: 30.1}"));
        assertTrue(refused("slo={processed_fps_min: 30.1}"));
        assertFalse(refused("slo={processed_fps_min: 29.9}"));
        // a frame more or less is within what begins and ends: that is for the simulation to say
        assertFalse(refused("slo={processed_fps_min: 30.001}"));
    }

    @Test
    void serviceTimesThatAddUpToMoreThanTheBudget() {
        String late = "pipelines.see.budget_ms=9.9";
        assertTrue(refused(late, "slo={miss_fraction_max: 0.01}"));
        assertTrue(refused(late, "slo={miss_fraction_max: 0.9}"));
        assertFalse(refused(late, "slo={miss_fraction_max: 1}"));
        assertFalse(refused("pipelines.see.budget_ms=10.1", "slo={miss_fraction_max: 0.01}"));
    }

    @Test
    void aStationThatCannotKeepUp() {
        // 50 ms a frame: 20 of 30 frames a second go through, a third is missed
        String slow = "pipelines.see.stages.find.infer.network=fifty";
        String budget = "pipelines.see.budget_ms=1000";
        assertTrue(refused(slow, budget, "slo={miss_fraction_max: 0.3}"));
        assertFalse(refused(slow, budget, "slo={miss_fraction_max: 0.35}"));
    }

    @Test
    void whatIsDrawnProvesNothing() {
        String drawn = Bench.ONE_CAMERA.replace(
                "infer: {network: ten, input: 224x224, precision: int8, unit: npu}",
                "postprocess: {unit: cpu, mean_ms: 200, cv: 0.1}");
        assertFalse(refused(Bench.scenario(drawn, "slo={miss_fraction_max: 0.01}")));
        assertTrue(refused(Bench.scenario(drawn.replace(", cv: 0.1", ""), "slo={miss_fraction_max: 0.01}")));
        assertFalse(refused("slo={useful_fps_min: 30.1}", "cameras.cam.jitter_ms=1"));
        assertFalse(refused("slo={useful_fps_min: 30.1}", "cameras.cam.motion_fraction=0.5"));
    }
}
