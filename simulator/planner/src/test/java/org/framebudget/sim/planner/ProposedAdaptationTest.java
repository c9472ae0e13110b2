package org.framebudget.sim.planner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;
import org.framebudget.sim.pipeline.RunOptions;
import org.framebudget.sim.pipeline.Simulation;
import org.framebudget.sim.pipeline.Trials;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.scenario.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProposedAdaptationTest {
    /** The work of {@code phone-throttling} for any number of people. */
    private static final String PHONE = """
            schema: framebudget/scenario/v1
            name: Heavy
            duration_s: 1800
            seed: 42
            devices:
              - {id: phone, profile: pixel-6, screen_fraction: 0.5}
            cameras:
              - {id: back, device: phone, width_px: 1920, height_px: 1080, fps: 30, exposure_ms: 8}
            pipelines:
              - id: people
                camera: back
                budget_ms: 33.3
                stages:
                  - {id: prepare, preprocess: {unit: cpu}}
                  - id: classify
                    infer: {network: mobilenet_edgetpu_1.75, input: 224x224, precision: int8, unit: npu, per_frame: 8}
                  - {id: draw, postprocess: {unit: cpu, mean_ms: 2.0}}
            """;

    @TempDir
    Path folder;

    private Optional<PlanResult.Adaptation> proposal(int threads, String... sets) {
        PlannerBench bench = new PlannerBench(folder);
        Scenario scenario = bench.read(PHONE, sets);
        RunResult whole =
                Simulation.run(scenario, bench.profiles, RunOptions.PLAIN).result();
        try (Parallel parallel = new Parallel(threads)) {
            return new ProposedAdaptation(new Trials(scenario, bench.profiles, 1), parallel).of(scenario, whole);
        }
    }

    @Test
    void aPhoneThatThrottlesIsToldOfARuleAndOfTheBestRateFromTheStart() {
        PlanResult.Adaptation rule = proposal(2).orElseThrow();
        assertEquals(30, rule.minute());
        assertTrue(rule.usefulFpsRule() > 1.2 * rule.usefulFpsNone(), rule.toString());
        assertTrue(rule.switches() >= 1 && rule.switches() <= 30, rule.toString());
        assertTrue(rule.usefulFpsStatic() > 0 && rule.staticFps() < 30, rule.toString());
        assertEquals("adaptation: [{when: {throttled: true, for_s: 60}, do: {fps: 15}}]", rule.rule());
        String words = ProposedAdaptation.sentence(rule);
        assertTrue(words.contains(" fps from the start give "), words);
        assertEquals(rule.staticWins(), words.contains("Better without a rule"), words);
        assertEquals(Optional.of(rule), proposal(1));
    }

    @Test
    void theRuleAsItIsWrittenGivesWhatIsPromised() {
        PlanResult.Adaptation rule = proposal(2).orElseThrow();
        PlannerBench bench = new PlannerBench(folder);
        Scenario written = bench.read(PHONE + rule.rule() + "\n");
        RunResult result =
                Simulation.run(written, bench.profiles, RunOptions.PLAIN).result();
        assertEquals(rule.usefulFpsRuleMean(), result.streams().get(0).usefulFps(), 1e-9);
    }

    @Test
    void whatStaysAsGoodAsItWasNeedsNoRule() {
        // six people: twice as slow in the end and still in time
        assertFalse(proposal(1, "pipelines.people.stages.classify.infer.per_frame=6")
                .isPresent());
        // too short to get hot
        assertFalse(proposal(1, "duration_s=120").isPresent());
        // rules are there
        assertFalse(proposal(1, "adaptation=[{when: {skin_deg_c_above: 42}, do: {fps: 20}}]")
                .isPresent());
    }
}
