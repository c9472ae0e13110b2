package org.framebudget.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.framebudget.sim.results.RunResult;
import org.junit.jupiter.api.Test;

/** An accelerator that slows while it has nothing to do. */
class SleepyScenarioTest {
    private static final String NAME = "sleepy-accelerator";
    private static final double WARM_MS = 1.75;

    private static RunResult at(String fps, double durationS, String... more) {
        String[] sets = new String[more.length + 2];
        sets[0] = "cameras.door.fps=" + fps;
        sets[1] = "duration_s=" + durationS;
        System.arraycopy(more, 0, sets, 2, more.length);
        return Shipped.result(NAME, sets);
    }

    private static double p50(RunResult result) {
        Double p50 = result.streams().get(0).latencyMs().p50();
        assertNotNull(p50);
        return p50;
    }

    private static double p99(RunResult result) {
        Double p99 = result.streams().get(0).latencyMs().p99();
        assertNotNull(p99);
        return p99;
    }

    @Test
    void theLessOftenFramesComeTheSlowerEachOneIs() {
        RunResult often = at("30", 60);
        RunResult seldom = at("1", 1200);
        RunResult rarely = at("0.1", 12_000);
        // 31, 998 and 9,998 ms without work
        assertEquals(WARM_MS, p50(often), 0.03 * WARM_MS);
        assertEquals(2.1 * WARM_MS, p50(seldom), 0.03 * 2.1 * WARM_MS);
        assertEquals(6 * WARM_MS, p50(rarely), 0.03 * 6 * WARM_MS);
        assertTrue(p99(often) < p99(seldom) && p99(seldom) < p99(rarely), "p99 too");
        // a benchmark without pauses promises what the camera with one frame a second does not get
        assertTrue(often.slo().met());
        assertTrue(!seldom.slo().met());
    }

    @Test
    void keptWarmItIsAsFastAsEverAndTakesItsActivePowerAllTheTime() {
        RunResult sleeps = at("1", 1200);
        RunResult warm = at("1", 1200, "pipelines.detect.stages.detect.infer.keep_warm=true");
        assertEquals(WARM_MS, p50(warm), 0.03 * WARM_MS);
        assertTrue(warm.slo().met());
        double moreW =
                warm.devices().get(0).averagePowerW() - sleeps.devices().get(0).averagePowerW();
        // 120 W instead of 15 W, but for the 3.7 ms of each second that it works anyway
        assertEquals(105, moreW, 1);
    }
}
