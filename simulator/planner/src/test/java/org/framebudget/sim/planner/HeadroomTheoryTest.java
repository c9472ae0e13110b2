package org.framebudget.sim.planner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.framebudget.sim.scenario.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The largest value against queueing theory, exactly. */
class HeadroomTheoryTest {
    private static final double PER_S = 12;
    private static final double DURATION_S = 10_000;
    private static final double MOST = 0.05;

    @TempDir
    Path folder;

    /** A recorded camera whose frames come at random: every frame takes n times 10 ms, one frame at a time. */
    @Test
    void poissonFramesWithAResponseTimeLimitFitAsManyInferencesAsMD1Says() throws IOException {
        PlannerBench bench = new PlannerBench(folder);
        StringBuilder trace = new StringBuilder("time_s\n");
        Random random = new Random(3);
        for (double atS = 0.1; atS < DURATION_S; atS += Math.max(2e-6, -Math.log(1 - random.nextDouble()) / PER_S)) {
            trace.append(Math.rint(atS * 1e6) / 1e6).append('\n');
        }
        Files.writeString(folder.resolve("poisson.csv"), trace);
        List<Double> found = new ArrayList<>();
        List<Double> theory = new ArrayList<>();
        for (int budgetMs = 40; budgetMs <= 400; budgetMs += 30) {
            int most = most(budgetMs);
            // the trace is one sample; theory has to be clear on both sides
            if (late(most, budgetMs) > 0.8 * MOST || late(most + 1, budgetMs) < 1.2 * MOST) {
                continue;
            }
            Scenario scenario = bench.read(
                    PlannerBench.ONE_STAGE.replace(
                            "work, postprocess: {unit: cpu, mean_ms: 20}",
                            "find, infer: {network: ten, input: 224x224, precision: int8, unit: npu}"),
                    "duration_s=" + DURATION_S,
                    "cameras.cam.trace=poisson.csv",
                    "pipelines.see.frames_in_flight_max=1",
                    "pipelines.see.queue={policy: FIFO, capacity: 1000}",
                    "pipelines.see.budget_ms=" + budgetMs,
                    "slo={miss_fraction_max: " + MOST + "}");
            theory.add((double) most);
            found.add(bench.largest(scenario, Axis.Name.INFERENCES));
        }
        assertEquals(theory, found);
        assertTrue(theory.size() >= 5 && theory.stream().distinct().count() >= 4, theory.toString());
    }

    private static int most(int budgetMs) {
        int most = 0;
        while (late(most + 1, budgetMs) <= MOST) {
            most++;
        }
        return most;
    }

    /** Share of M/D/1 whose wait and service of n times 10 ms take longer. */
    private static double late(int n, int budgetMs) {
        double serviceS = 0.01 * n;
        double waitS = budgetMs * 1e-3 - serviceS;
        return PER_S * serviceS >= 1 || waitS < 0 ? 1 : HeadroomsTest.waitsLonger(PER_S, serviceS, waitS);
    }
}
