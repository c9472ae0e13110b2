package org.framebudget.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.framebudget.sim.planner.PlanResult;
import org.framebudget.sim.results.RunResult;
import org.junit.jupiter.api.Test;

/** Throttling on a cool day and on a warm one, and the frame rate that never throttles. */
class NeverThrottledScenarioTest {
    private static final String NAME = "phone-never-throttled";
    private static final String COOL = "environment.ambient_deg_c=16";
    private static final String WARM = "environment.ambient_deg_c=25";

    private static double firstS(RunResult result) {
        Double firstS = result.devices().get(0).throttle().firstS();
        assertNotNull(firstS);
        return firstS;
    }

    @Test
    void onACoolDayItThrottlesLaterAndKeepsAHigherRate() {
        RunResult cool = Shipped.result(NAME, COOL);
        RunResult warm = Shipped.result(NAME, WARM);
        assertFalse(warm.slo().met());
        assertTrue(firstS(cool) > firstS(warm) + 60, firstS(cool) + " against " + firstS(warm));
        double coolFps = Shipped.steady(NAME, COOL).streams().get(0).processedFps();
        double warmFps = Shipped.steady(NAME, WARM).streams().get(0).processedFps();
        assertTrue(coolFps > warmFps + 1, coolFps + " against " + warmFps);
    }

    @Test
    void theHighestRateThatNeverThrottlesIsHigherOnACoolDayAndHolds() {
        double cool = most(COOL);
        double warm = most(WARM);
        assertTrue(warm > 0 && cool > warm, cool + " against " + warm);
        RunResult at = Shipped.steady(NAME, WARM, "cameras.back.fps=" + warm);
        assertEquals(0, at.devices().get(0).throttle().timeFraction());
        RunResult above = Shipped.steady(NAME, WARM, "cameras.back.fps=" + (warm + 1));
        assertTrue(above.devices().get(0).throttle().timeFraction() > 0, "one frame a second more throttles");
    }

    private static double most(String ambient) {
        PlanResult.Headroom headroom = Shipped.headroomOfFps(NAME, ambient);
        Double most = headroom.maxSustained();
        assertNotNull(most);
        String binding = headroom.binding();
        assertNotNull(binding);
        assertTrue(binding.contains("throttled_fraction_max"), binding);
        return most;
    }
}
