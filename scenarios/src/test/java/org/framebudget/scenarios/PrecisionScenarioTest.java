package org.framebudget.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.framebudget.sim.planner.PlanResult;
import org.framebudget.sim.results.RunResult;
import org.junit.jupiter.api.Test;

/** The quantised network is the slower one. */
class PrecisionScenarioTest {
    private static final String NAME = "quantised-slower-than-float";
    private static final String FLOAT = "pipelines.enlarge.stages.enlarge.infer.precision=fp16";

    @Test
    void theFloatNetworkMeetsWhatTheQuantisedOneMisses() {
        RunResult int8 = Shipped.result(NAME);
        RunResult fp16 = Shipped.result(NAME, FLOAT);
        assertFalse(int8.slo().met());
        assertTrue(fp16.slo().met());
        // one result each 41 ms, and every frame
        assertEquals(1000 / 41.0, int8.streams().get(0).processedFps(), 0.25);
        assertEquals(25, fp16.streams().get(0).processedFps(), 0.1);
        assertEquals(0, fp16.streams().get(0).missFraction());
    }

    @Test
    void aPlanOffersTheFloatNetworkSimulatedAndItMeets() {
        List<PlanResult.Alternative> all = Shipped.plan(NAME, "duration_s=10").alternatives();
        PlanResult.Alternative other = precision(all, "Network in fp16 instead of int8");
        assertTrue(other.meets());
        assertEquals(0, other.missFraction());
    }

    @Test
    void aPlanOfTheFloatNetworkDoesNotPutTheQuantisedOneFirst() {
        List<PlanResult.Alternative> all =
                Shipped.plan(NAME, "duration_s=10", FLOAT).alternatives();
        PlanResult.Alternative other = precision(all, "Network in int8 instead of fp16");
        assertFalse(other.meets());
        assertFalse(other.cheapest());
        assertTrue(all.stream().takeWhile(a -> a != other).anyMatch(PlanResult.Alternative::meets));
    }

    private static PlanResult.Alternative precision(List<PlanResult.Alternative> all, String change) {
        return all.stream()
                .filter(a -> a.change().startsWith(change))
                .findFirst()
                .orElseThrow(() -> new AssertionError(all.toString()));
    }
}
