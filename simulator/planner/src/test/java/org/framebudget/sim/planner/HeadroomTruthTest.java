package org.framebudget.sim.planner;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.framebudget.sim.scenario.Scenario;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two hundred random scenarios: the largest value holds and the next one fails, judged by another program. */
class HeadroomTruthTest {
    private static final int SCENARIOS = 200;

    /** Runs of the reference behind each judgement; of several cameras as many as the product takes, since the worst of them counts. */
    private static final int RUNS = 100;

    private static final int RUNS_OF_CAMERAS = 20;

    /** Of one camera, as the worst of several depends on how long one looks. */
    private static final int SCENARIOS_SUSTAINED = 60;

    /** Of the reference, and more until its limit allows so many misses. */
    private static final int RUNS_SUSTAINED = 8;

    private static final double MISSES_SUSTAINED = 1000;

    private static final double WARM_S = 600;

    private static final double SUSTAINED_S = 600;

    /** Other scenarios with other random numbers: {@code -Dframebudget.truth.seed=…}. */
    private static final long SEED = Long.getLong("framebudget.truth.seed", 20261126);

    /** Exposure 0.1, readout 1, image processor 1, delivery 1. */
    private static final double DELIVERY_MS = 3.1;

    @TempDir
    Path folder;

    @Test
    void theLargestValueHoldsAndTheNextOneFails() {
        judge(SCENARIOS, false);
    }

    @Test
    void theLargestSustainedValueHoldsAndTheNextOneFails() {
        judge(SCENARIOS_SUSTAINED, true);
    }

    private void judge(int scenarios, boolean sustained) {
        PlannerBench bench = new PlannerBench(folder);
        Random random = new Random(SEED);
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < scenarios; i++) {
            boolean cameras = i % 4 == 3 && !sustained;
            boolean latest = i % 2 == 0;
            double serviceMs = Math.rint(10 * (4 + 40 * random.nextDouble())) / 10;
            double cv = List.of(0.0, 0.1, 0.25, 0.5).get(random.nextInt(4));
            double budgetMs = Math.rint(serviceMs * (1.5 + 3 * random.nextDouble()));
            double most = List.of(0.01, 0.02, 0.05, 0.1).get(random.nextInt(4));
            double fps = cameras ? 1 + random.nextInt(5) : Math.max(1, Math.rint(500 / serviceMs));
            Scenario scenario = bench.read(
                    PlannerBench.ONE_STAGE,
                    "seed=" + (SEED % 1_000_000 + i),
                    "cameras.cam.fps=" + fps,
                    "cameras.cam.count=" + (cameras ? Math.max(1, (int) (400 / serviceMs / fps)) : 1),
                    "pipelines.see.budget_ms=" + budgetMs,
                    "pipelines.see.queue=" + (latest ? "{policy: LATEST}" : "{policy: FIFO, capacity: 1000}"),
                    "pipelines.see.stages.work.postprocess.mean_ms=" + serviceMs,
                    "pipelines.see.stages.work.postprocess.cv=" + cv,
                    "pipelines.see.frames_in_flight_max=1000",
                    "slo={miss_fraction_max: " + most + "}");
            cases.add(new Case(scenario, cameras, latest, fps, serviceMs, cv, budgetMs, most));
        }
        List<String> wrong = cases.parallelStream()
                .map(each -> judge(bench, each, sustained))
                .filter(Objects::nonNull)
                .toList();
        assertTrue(
                wrong.size() <= scenarios / 20, wrong.size() + " of " + scenarios + ":\n" + String.join("\n", wrong));
    }

    private record Case(
            Scenario scenario,
            boolean cameras,
            boolean latest,
            double fps,
            double serviceMs,
            double cv,
            double budgetMs,
            double most) {
        String inWords() {
            return (cameras ? "cameras of " + fps + " fps" : "fps") + (latest ? ", latest" : "") + ", " + serviceMs
                    + " ms, cv " + cv + ", budget " + budgetMs + " ms, at most " + most;
        }

        double missed(double value, boolean sustained) {
            SlowReference reference = new SlowReference(
                    cameras ? (int) value : 1, cameras ? fps : value, serviceMs, cv, budgetMs, DELIVERY_MS, latest);
            long seed = Double.doubleToLongBits(value * serviceMs) ^ SEED;
            double allowed = most * (cameras ? fps : value) * SUSTAINED_S;
            return sustained
                    ? reference.missFraction(
                            (int) Math.max(RUNS_SUSTAINED, MISSES_SUSTAINED / allowed),
                            WARM_S,
                            WARM_S + SUSTAINED_S,
                            seed)
                    : reference.missFraction(cameras ? RUNS_OF_CAMERAS : RUNS, 0, 60, seed);
        }
    }

    /** What is wrong; null where nothing is. */
    private static @Nullable String judge(PlannerBench bench, Case each, boolean sustained) {
        Axis.Name name = each.cameras ? Axis.Name.CAMERAS : Axis.Name.FPS;
        Axis axis = new Axes(each.scenario, bench.trials(each.scenario, 0))
                .all().stream().filter(a -> a.name() == name).findFirst().orElseThrow();
        double largest = Objects.requireNonNull(
                sustained ? bench.largestSustained(each.scenario, name) : bench.largest(each.scenario, name));
        int at = axis.values().indexOf(largest);
        double here = at < 0 ? 0 : each.missed(largest, sustained);
        if (at + 1 == axis.values().size()) {
            return each.inWords() + ": " + largest + " is the last value, and misses " + here;
        }
        double next = each.missed(axis.values().get(at + 1), sustained);
        if (here > each.most * (1 + Decision.INDIFFERENCE)) {
            return each.inWords() + ": " + largest + " misses " + here;
        }
        return next < each.most * (1 - Decision.INDIFFERENCE)
                ? each.inWords() + ": " + largest + " is the most, and the next misses " + next
                : null;
    }
}
