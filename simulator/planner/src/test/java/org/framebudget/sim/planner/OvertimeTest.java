package org.framebudget.sim.planner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.framebudget.models.InputException;
import org.framebudget.sim.scenario.Scenario;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Overtime queries where the answer is known. */
class OvertimeTest {
    /** 10 ms an inference, no spread. */
    private static final String QUERY = PlannerBench.ONE_STAGE
            .replace(
                    "work, postprocess: {unit: cpu, mean_ms: 20}",
                    "work, infer: {network: ten, input: 224x224, precision: int8, unit: npu}")
            .replace("frames_in_flight_max: 100", "queue: {policy: DROP_WHEN_BUSY}");

    @TempDir
    Path folder;

    private PlannerBench bench;

    @BeforeEach
    void writeTheProfile() {
        bench = new PlannerBench(folder);
    }

    private Overtime.Answer of(String axis, long queries, String... sets) {
        Scenario scenario = bench.read(QUERY, sets);
        return Overtime.of(scenario, bench.profiles, new Overtime.Question(axis, queries, 0.99), 2);
    }

    @Test
    void withoutSpreadAQueryHasAsManyInferencesAsFitIntoTheInterval() {
        for (int fps : new int[] {3, 9, 19, 40}) {
            Overtime.Answer answer = of("inferences", 2_000, "cameras.cam.fps=" + fps, "slo.miss_fraction_max=0.01");
            assertEquals(Math.floor(100.0 / fps), answer.most(), fps + " fps");
            Overtime.Step next = answer.next();
            assertNotNull(next);
            assertEquals(answer.most() + 1, next.size());
            assertTrue(next.overtimeFraction() > 0.4, next.toString());
        }
    }

    @Test
    void tooFewQueriesDoNotShowThatThereAreNoOvertimeOnes() {
        // 1 - 0.01^(1/n) is at most 1 % from 459 queries on without one
        assertEquals(
                0,
                of("inferences", 300, "cameras.cam.fps=19", "slo.miss_fraction_max=0.01")
                        .most());
        Overtime.Answer enough = of("inferences", 480, "cameras.cam.fps=19", "slo.miss_fraction_max=0.01");
        assertEquals(5, enough.most());
        Overtime.Step at = enough.at();
        assertNotNull(at);
        assertEquals(1 - StrictMath.pow(0.01, 1.0 / at.queries()), at.upperFraction(), 1e-9);
    }

    @Test
    void anAxisThatDoesNotGrowIsRefused() {
        InputException e = assertThrows(InputException.class, () -> of("fps", 1_000));
        assertEquals("--axis: 'fps' is not known. Give cameras or inferences.", e.getMessage());
        e = assertThrows(InputException.class, () -> of("cameras", 3));
        assertTrue(e.getMessage().startsWith("--queries: 3 is out of range."), e.getMessage());
    }
}
