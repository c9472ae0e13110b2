package org.framebudget.sim.planner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.framebudget.models.InputException;
import org.framebudget.sim.scenario.Scenario;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users with different devices, against theory. */
class PopulationTest {
    private static final double EXACT = 1e-12;

    /** 10 ms for a frame every 33; a unit that takes 50 answers 20 a second. */
    private static final String FIND = PlannerBench.ONE_STAGE.replace(
            "{id: work, postprocess: {unit: cpu, mean_ms: 20}}",
            "{id: find, infer: {network: ten, input: 224x224, precision: int8, unit: npu}}");

    private static final String TWO =
            "population: {devices: [{profile: bench.yaml, share: 0.3}, {profile: other.yaml, share: 0.7}]}\n";

    @TempDir
    Path folder;

    private PlannerBench bench;

    @BeforeEach
    void copyTheProfile() {
        bench = new PlannerBench(folder);
    }

    private PlanResult.Population of(Scenario scenario, int draws, int threads) {
        try (Parallel parallel = new Parallel(threads)) {
            return new Population(
                            scenario,
                            Objects.requireNonNull(scenario.population()),
                            bench.trials(scenario, draws),
                            60,
                            parallel)
                    .of(share -> {});
        }
    }

    @Test
    void twoProfilesWithKnownAnswersGiveExactlyTheirShares() {
        bench.other(PlannerBench.row("int8", "npu", 50));
        PlanResult.Population all = of(bench.read(FIND + TWO), 40, 2);
        assertEquals(0.3, all.usersMeetingFraction(), EXACT);
        assertEquals(0.3, all.usersMeetingBurstFraction(), EXACT);
        assertEquals(0.3, Objects.requireNonNull(all.usersMeetingSustainedFraction()), EXACT);
        assertEquals(List.of(0.3, 0.3), all.usersMeetingPrediction95());
        // the last frame of 1800 is still under way
        assertEquals(0.3 + 0.7 * 2 / 3, all.framesMeetingFraction(), 0.002);
        PlanResult.PopulationCell slow = all.cells().get(1);
        assertEquals("other", slow.profile());
        assertEquals(1 / 3.0, slow.missFraction(), 0.002);
        assertEquals(0.0, slow.probabilityMeets());
        assertTrue(String.valueOf(slow.reason()).contains("miss_fraction_max"), slow.reason());
        assertEquals(1.0, all.cells().get(0).probabilityMeets());
        assertNull(all.cells().get(0).reason());
    }

    @Test
    void aProfileThatCannotRunItCountsAsNotMeeting() {
        bench.other(PlannerBench.row("int8", "npu", 50).replace("ten", "fifty"));
        PlanResult.Population all = of(bench.read(FIND + TWO), 40, 2);
        assertEquals(0.3, all.usersMeetingFraction(), EXACT);
        assertEquals(0.3, all.framesMeetingFraction(), 0.001);
        assertEquals(
                "No unit of other runs ten at 224 × 224 px.", all.cells().get(1).reason());
        assertEquals(List.of(0.3, 0.3), all.usersMeetingPrediction95());
        assertTrue(
                all.notes()
                        .contains("other cannot run it and counts as not meeting:"
                                + " No unit of other runs ten at 224 × 224 px."),
                all.notes().toString());
    }

    @Test
    void inTheHeatOnlyThoseMeetWhoAreInCoolAir() {
        // about 3 W over 5 K/W: 15 K above the air
        String text = FIND.replace("miss_fraction_max: 0.001", "skin_deg_c_max: 40, miss_fraction_max: 0.001")
                + "population:\n  devices: [{profile: bench.yaml, share: 1}]\n"
                + "  ambient_deg_c: [{value: 16, share: 0.25}, {value: 35, share: 0.75}]\n";
        PlanResult.Population all = of(bench.read(text), 40, 2);
        assertEquals(0.25, all.usersMeetingFraction(), EXACT);
        assertEquals(List.of(0.25, 0.25), all.usersMeetingPrediction95());
        assertEquals(35, all.cells().get(1).ambientDegC());
        assertTrue(String.valueOf(all.cells().get(1).reason()).contains("skin_deg_c_max"));
    }

    @Test
    void whatAProfileLeavesOpenWidensTheShareByItsOwnUsersAlone() {
        // 33 ms of a frame every 33.3: half of what is possible is too slow
        bench.other(PlannerBench.row("int8", "npu", 33));
        PlanResult.Population all = of(bench.read(FIND + TWO), 40, 2);
        assertEquals(1, all.usersMeetingFraction(), EXACT);
        double probability = Objects.requireNonNull(all.cells().get(1).probabilityMeets());
        assertTrue(probability > 0.2 && probability < 0.8, "probability " + probability);
        List<Double> interval = Objects.requireNonNull(all.usersMeetingPrediction95());
        assertEquals(0.3, interval.get(0), 1e-9);
        assertEquals(1, interval.get(1), 1e-9);
    }

    @Test
    void partsThatDoNotDependOnEachOtherRarelyAllFail() {
        // each of three thirds fails in one of five draws: none of them in 0.2³ < 2.5 %, one alone in 12 %
        double third = 1.0 / 3;
        double[] part = {0, third, third, third, third};
        List<Double> interval = ShareInterval.around(1, List.of(part, part, part));
        assertEquals(third, interval.get(0), 1e-4);
        assertEquals(1, interval.get(1), 1e-4);
        assertEquals(List.of(0.0, 0.4), ShareInterval.around(0.4, List.of()));
    }

    @Test
    void theNumberOfThreadsChangesNothing() {
        bench.other(PlannerBench.row("int8", "npu", 33));
        Scenario scenario = bench.read(FIND + TWO);
        assertEquals(of(scenario, 40, 1), of(scenario, 40, 3));
    }

    @Test
    void withoutDrawsThereIsNoInterval() {
        bench.other(PlannerBench.row("int8", "npu", 33));
        PlanResult.Population all = of(bench.read(FIND + TWO), 0, 1);
        assertNull(all.usersMeetingPrediction95());
        assertNull(all.cells().get(0).probabilityMeets());
    }

    @Test
    void anUnknownUnitIsAMistakeBeforeAnythingIsSimulated() {
        Scenario scenario = bench.read(FIND + "population: {devices: [{profile: bench.yaml, share: 1, unit: gpu}]}\n");
        InputException e = assertThrows(
                InputException.class,
                () -> CapacityPlanner.plan(scenario, bench.profiles, 1, share -> fail("Work was done: " + share)));
        assertTrue(
                String.valueOf(e.getMessage())
                        .endsWith("population.devices.0.unit: bench has no unit 'gpu'. It has: cpu, npu."),
                e.getMessage());
    }

    @Test
    void sharesWithoutASourceAreCalledAssumed() {
        bench.other(PlannerBench.row("int8", "npu", 20));
        assertEquals(
                List.of("The shares of devices are ASSUMED: no source is given for them."),
                of(bench.read(FIND + TWO), 0, 1).notes());
        assertEquals(
                List.of(),
                of(bench.read(FIND + TWO.replace("{devices", "{source: counted, devices")), 0, 1)
                        .notes());
    }

    @Test
    void aPlanCarriesThePopulation() {
        bench.other(PlannerBench.row("int8", "npu", 50));
        CapacityPlan plan = CapacityPlanner.plan(
                bench.read(FIND + TWO),
                bench.profiles,
                new CapacityPlanner.Effort(1, 0, 0, Grid.Steps.PLAN),
                2,
                s -> {});
        PlanResult.Population all = plan.result().population();
        assertNotNull(all);
        assertEquals(0.3, all.usersMeetingFraction(), EXACT);
        assertTrue(plan.result().warnings().stream().noneMatch(warning -> warning.startsWith("population: ")));
        assertTrue(plan.result().warnings().containsAll(all.notes()));
    }
}
