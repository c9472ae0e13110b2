package org.framebudget.sim.planner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.models.InputException;
import org.framebudget.sim.pipeline.RunOptions;
import org.framebudget.sim.pipeline.Simulation;
import org.framebudget.sim.pipeline.SteadyState;
import org.framebudget.sim.pipeline.Trials;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.scenario.KnownIds;
import org.framebudget.sim.scenario.Scenario;
import org.framebudget.sim.scenario.ScenarioReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The frontier against simulating every point as a whole, and against what is known without. */
class FrontierTest {
    private static final int RANDOM_SCENARIOS = 102;

    /** 10 ms on a network that nobody knows at other sizes, and a little less on the CPU. */
    private static final String TWO_STAGES = PlannerBench.ONE_STAGE
            .replace("mean_ms: 20", "mean_ms: 9.9")
            .replace(
                    "stages:\n",
                    "stages:\n      - {id: find, infer: {network: ten, input: 224x224, precision: int8, unit: npu}}\n");

    @TempDir
    Path folder;

    private PlannerBench bench;

    @BeforeEach
    void bench() {
        bench = new PlannerBench(folder);
    }

    private static List<PlanResult.FrontierPoint> frontier(
            Scenario scenario, ProfileRepository profiles, Grid.Steps steps, int threads) {
        try (Parallel parallel = new Parallel(threads)) {
            return new Frontier(
                            new Trials(scenario, profiles, 1),
                            Math.min(60, scenario.durationS()),
                            SteadyState.existsFor(scenario),
                            parallel)
                    .of(scenario, steps, share -> {});
        }
    }

    /** Both verdicts of every point, by plain runs of the whole length. */
    private static List<String> exhaustive(Scenario scenario, ProfileRepository profiles, Grid.Steps steps) {
        Trials trials = new Trials(scenario, profiles, 1);
        List<String> verdicts = new ArrayList<>();
        try (Parallel parallel = new Parallel(2)) {
            for (Grid grid : Grid.of(scenario, trials, steps)) {
                verdicts.addAll(parallel.map(grid.size(), at -> exhaustive(grid, at, trials, profiles)));
            }
        }
        return verdicts;
    }

    private static String exhaustive(Grid grid, int at, Trials trials, ProfileRepository profiles) {
        Scenario point = grid.at(at);
        double burstS = Math.min(60, point.durationS());
        int replications = Decision.of(trials.of(point).sample(burstS)).replications();
        RunResult burst = Simulation.run(
                        point.withDurationS(burstS),
                        profiles,
                        new RunOptions(replications, 1, false, false, share -> {}))
                .result();
        return verdict(grid.fps(at), grid.input(point), burst.meets(), sustained(point, profiles));
    }

    private static boolean sustained(Scenario point, ProfileRepository profiles) {
        try {
            return SteadyState.of(point, profiles)
                    .map(s -> s.outcome().result().slo().checks().stream().allMatch(RunResult.Check::met))
                    .orElse(false);
        } catch (InputException e) {
            return false;
        }
    }

    private static String verdict(double fps, List<Integer> input, boolean burst, Boolean sustained) {
        return fps + " fps " + input + ": " + burst + ", " + sustained;
    }

    private static List<String> verdicts(List<PlanResult.FrontierPoint> points) {
        return points.stream()
                .map(p -> verdict(p.fps(), p.input(), p.feasibleBurst(), Objects.requireNonNull(p.feasibleSustained())))
                .toList();
    }

    @Test
    void randomScenariosGetTheAnswerOfExhaustiveSimulation() {
        RandomScenarios random = new RandomScenarios(11);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < RANDOM_SCENARIOS; i++) {
            texts.add(random.next());
        }
        ProfileRepository profiles = new ProfileRepository((Path) null);
        int[] counts = new int[4];
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            Grid.Steps steps =
                    i % 3 == 0 ? new Grid.Steps(2, 2) : i % 3 == 1 ? new Grid.Steps(3, 1) : new Grid.Steps(1, 3);
            Scenario scenario = bench.read(text);
            List<PlanResult.FrontierPoint> points = frontier(scenario, profiles, steps, 2);
            assertEquals(exhaustive(scenario, profiles, steps), verdicts(points), text);
            for (PlanResult.FrontierPoint point : points) {
                counts[point.feasibleBurst() ? 1 : 0]++;
                counts[Boolean.TRUE.equals(point.feasibleSustained()) ? 3 : 2]++;
            }
        }
        for (int count : counts) {
            assertTrue(count > 60, "not everything the same: " + List.of(counts[0], counts[1], counts[2], counts[3]));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "phone-classify-30fps",
                "phone-throttling",
                "phone-cpu-mobilenet",
                "low-end-phone-cpu-mobilenet",
                "pi-one-camera-cpu",
                "pi-one-camera-coral",
                "pi-four-cameras-coral",
                "phone-cloud-and-local"
            })
    void libraryScenariosGetTheAnswerOfExhaustiveSimulation(String name) {
        ProfileRepository profiles = new ProfileRepository((Path) null);
        Scenario scenario = ScenarioReader.read(
                // Maven runs tests in the module's folder
                Path.of("../../scenarios/library/" + name + "/scenario.yaml"), List.of(), null, KnownIds.ANY);
        Grid.Steps steps = new Grid.Steps(2, 2);
        List<PlanResult.FrontierPoint> points = frontier(scenario, profiles, steps, 2);
        assertTrue(points.size() >= 4, points.size() + "");
        assertEquals(exhaustive(scenario, profiles, steps), verdicts(points));
    }

    @Test
    void aStationOfFixedTimeKeepsUpToItsReciprocal() {
        Scenario scenario = bench.read(TWO_STAGES);
        List<PlanResult.FrontierPoint> points = frontier(scenario, bench.profiles, new Grid.Steps(15, 1), 2);
        for (PlanResult.FrontierPoint point : points) {
            assertEquals(List.of(224, 224), point.input());
            assertEquals(point.fps() <= 100, point.feasibleBurst(), point.toString());
            assertEquals(point.fps() <= 100, point.feasibleSustained(), point.toString());
            double missed = Math.max(0, 1 - 100 / point.fps());
            assertEquals(missed, point.missFraction(), 0.02, point.toString());
        }
        assertEquals(15, points.size());
        assertTrue(points.stream().anyMatch(point -> point.fps() > 100));
    }

    @Test
    void aRateThatMeetsAboveOneThatFailsIsFound() {
        // delivery takes two frame intervals: slow cameras are late, fast ones overload the station
        bench.profile("delivery_intervals: 0", "delivery_intervals: 2");
        Scenario scenario = bench.read(
                TWO_STAGES.replace(", delivery_ms: 1", ""),
                "pipelines.see.budget_from=frame_start",
                "pipelines.see.budget_ms=100");
        List<Double> meets = frontier(scenario, bench.profiles, Grid.Steps.PLAN, 2).stream()
                .filter(PlanResult.FrontierPoint::feasibleBurst)
                .map(PlanResult.FrontierPoint::fps)
                .toList();
        assertEquals(List.of(30.0, 40.0, 50.0, 60.0, 75.0, 90.0), meets);
    }

    @Test
    void threadsChangeNothing() {
        Scenario scenario = bench.read(new RandomScenarios(5).next());
        ProfileRepository profiles = new ProfileRepository((Path) null);
        Grid.Steps steps = new Grid.Steps(4, 4);
        assertEquals(frontier(scenario, profiles, steps, 1), frontier(scenario, profiles, steps, 3));
    }

    @Test
    void aRecordedCameraHasOneRateAndNoSteadyState() throws java.io.IOException {
        java.nio.file.Files.writeString(folder.resolve("frames.csv"), "time_s\n0\n0.04\n0.08\n0.2\n0.3\n");
        Scenario scenario = bench.read("""
                schema: framebudget/scenario/v1
                name: Recorded
                duration_s: 1
                seed: 1
                devices: [{id: box, profile: raspberry-pi-4}]
                cameras: [{id: cam, device: box, width_px: 640, height_px: 480, fps: 25, trace: frames.csv}]
                pipelines:
                  - {id: see, camera: cam, budget_ms: 500, stages: [{id: find, infer: {network: mobilenet_v1_1.0, input: 224x224, precision: int8, unit: cpu}}]}
                slo: {miss_fraction_max: 0.5}
                """);
        List<PlanResult.FrontierPoint> points =
                frontier(scenario, new ProfileRepository((Path) null), new Grid.Steps(5, 5), 1);
        assertEquals(5, points.size());
        for (PlanResult.FrontierPoint point : points) {
            assertNull(point.feasibleSustained());
            assertNull(point.batteryHours());
            assertNotNull(point.averagePowerW());
        }
    }
}
