package org.framebudget.sim.planner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.sim.pipeline.RunOptions;
import org.framebudget.sim.pipeline.Simulation;
import org.framebudget.sim.pipeline.Trials;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.scenario.KnownIds;
import org.framebudget.sim.scenario.Scenario;
import org.framebudget.sim.scenario.ScenarioReader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans of scenarios that cannot work, or that need nothing. */
class HopelessTest {
    @TempDir
    Path folder;

    private PlannerBench bench;

    @BeforeEach
    void copyTheProfile() {
        bench = new PlannerBench(folder);
    }

    /** What a plan says of what is impossible and of what could be done instead. */
    private record Tried(List<String> contradictions, Alternatives.Answer answer) {
        List<PlanResult.Alternative> alternatives() {
            return answer.alternatives();
        }

        PlanResult.@Nullable Nearest nearest() {
            return answer.nearest();
        }
    }

    private Tried tried(String... sets) {
        return tried(bench.read(PlannerBench.ONE_STAGE, sets), true, bench.profiles);
    }

    private static Tried tried(Scenario scenario, boolean asked, ProfileRepository profiles) {
        Trials trials = new Trials(scenario, profiles, 0);
        try (Parallel parallel = new Parallel(2)) {
            return new Tried(
                    Contradictions.of(
                            scenario,
                            trials,
                            Simulation.run(scenario, profiles, RunOptions.PLAIN).result()),
                    new Alternatives(scenario, asked, trials, parallel).of(List.of(), share -> {}));
        }
    }

    @Test
    void moreResultsThanFramesAreAContradictionAndAFasterCameraMeets() {
        Tried plan = tried("slo={miss_fraction_max: 0.001, useful_fps_min: 40}");
        assertEquals(
                List.of("40 useful results a second are asked for, and the camera cam gives no more than 30 frames"),
                plan.contradictions());
        PlanResult.Alternative first = plan.alternatives().get(0);
        assertTrue(first.change().startsWith("50 instead of 30 fps"), first.change());
        assertTrue(first.meets() && first.cheapest());
        assertNull(plan.nearest());
    }

    @Test
    void whereNothingMeetsTheNearestSaysByHowMuchItMisses() {
        // 20 ms of each frame: never more than 50 results a second
        Tried plan = tried("slo={useful_fps_min: 70}");
        PlanResult.Nearest nearest = Objects.requireNonNull(plan.nearest());
        assertEquals("90 instead of 30 fps, if the camera's sensor gives them", nearest.change());
        RunResult.Check fails = nearest.fails().get(0);
        assertEquals("useful_fps_min", fails.name());
        assertEquals(50, Objects.requireNonNull(fails.actual()), 0.5);
        assertTrue(plan.alternatives().stream().noneMatch(PlanResult.Alternative::meets));
    }

    @Test
    void lessPowerThanTheCameraTakesIsAContradiction() {
        // 0.3 W a stream and 10 nJ a pixel, 30 times 640 × 480: 0.392 W
        assertEquals(
                List.of("0.2 W above idle are asked of box, and its cameras alone take 0.392 W"),
                tried("slo={app_power_w_max: 0.2}").contradictions());
        Tried plan = tried("slo={power_w_max: 1.5}");
        assertEquals(
                List.of("1.5 W are asked of box, and idle with its screen and its cameras it takes 1.69 W"),
                plan.contradictions());
        assertNotNull(plan.nearest());
    }

    @Test
    void aBudgetShorterThanTheWorkIsAContradiction() {
        Tried plan = tried("pipelines.see.budget_ms=15");
        assertEquals(
                List.of(
                        "a result of see is due after 15 ms, and its stages take 20 ms on average though no frame waits and"
                                + " each network runs where it is fastest"),
                plan.contradictions());
        PlanResult.Nearest nearest = Objects.requireNonNull(plan.nearest());
        assertEquals("miss_fraction_max", nearest.fails().get(0).name());
        assertEquals(List.of(), tried("pipelines.see.budget_ms=25").contradictions());
    }

    @Test
    void aPhotonThatIsDeliveredTooLateIsAContradiction() {
        List<String> all = tried("cameras.cam.delivery_ms=50", "slo={photon_to_result_p99_ms_max: 40}")
                .contradictions();
        assertTrue(all.get(0).startsWith("a result within 40 ms of the photon is asked for"), all.get(0));
    }

    @Test
    void moreAccuracyThanWasEverPublishedIsAContradiction() {
        Tried plan = tried(
                ScenarioReader.read(
                        Path.of("../../scenarios/library/phone-population/scenario.yaml"),
                        List.of("duration_s=20", "slo={accuracy_min: 0.95}"),
                        null,
                        KnownIds.ANY),
                true,
                new ProfileRepository((Path) null));
        List<String> all = plan.contradictions();
        assertTrue(
                all.get(0)
                        .startsWith(
                                "an accuracy of 95 % is asked for, and the best network for classification that is known"),
                all.get(0));
        PlanResult.Nearest nearest = Objects.requireNonNull(plan.nearest());
        assertEquals("accuracy_min", nearest.fails().get(0).name());
        String best = all.get(0).replaceFirst(".*known, ", "").replaceFirst(",.*", "");
        assertTrue(String.valueOf(nearest.change()).startsWith(best + " at "), nearest.change());
    }

    @Test
    void whatMeetsAsItStandsNeedsNoCheapestMending() {
        Tried plan = tried();
        assertTrue(plan.alternatives().stream().anyMatch(PlanResult.Alternative::meets));
        assertTrue(plan.alternatives().stream().noneMatch(PlanResult.Alternative::cheapest));
        assertNull(plan.nearest());
        assertEquals(List.of(), plan.contradictions());
    }

    @Test
    void whatAsksForNothingNeedsNoCheapestMending() {
        // half of the frames are dropped, and nobody minds
        Tried plan = tried(bench.read(PlannerBench.ONE_STAGE, "cameras.cam.fps=100"), false, bench.profiles);
        assertTrue(plan.alternatives().stream().noneMatch(PlanResult.Alternative::cheapest));
        assertNull(plan.nearest());
    }

    @Test
    void mostRoomStandsFirstWhereNothingNeedsMending() {
        // 1 W above idle for 60 % of the time; half the rate takes half of it
        Tried plan = tried("slo={app_power_w_max: 2}");
        List<Double> powers = plan.alternatives().stream()
                .filter(PlanResult.Alternative::meets)
                .map(a -> Objects.requireNonNull(a.powerW()))
                .toList();
        assertEquals(powers.stream().sorted().toList(), powers, "less power, more room: " + plan.alternatives());
    }

    @Test
    void aPlanSaysWhatIsImpossible() {
        PlanResult plan = CapacityPlanner.plan(
                        bench.read(PlannerBench.ONE_STAGE, "duration_s=5", "slo={useful_fps_min: 70}"),
                        bench.profiles,
                        new CapacityPlanner.Effort(1, 0, 0, new Grid.Steps(2, 2)),
                        2,
                        share -> {})
                .result();
        assertEquals(1, Objects.requireNonNull(plan.contradictions()).size());
        assertNotNull(plan.nearest());
    }
}
