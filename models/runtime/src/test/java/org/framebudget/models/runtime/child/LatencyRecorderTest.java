package org.framebudget.models.runtime.child;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.framebudget.models.runtime.Distribution;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LatencyRecorderTest {
    private static LatencyRecorder oneTo(int n) {
        LatencyRecorder recorder = new LatencyRecorder();
        for (int i = n; i >= 1; i--) {
            recorder.record(i * 1_000_000L);
        }
        return recorder;
    }

    private static void assertNear(double expected, @Nullable Double actual) {
        assertNotNull(actual);
        assertTrue(actual >= expected && actual <= expected * 1.001, expected + " and " + actual);
    }

    @Test
    void aKnownSeriesHasItsKnownStatistics() {
        // 1 to 1000 ms: mean (n+1)/2, variance n(n+1)/12
        Distribution d = oneTo(1000).distribution();
        assertEquals(1000, d.n());
        assertEquals(500.5, d.mean(), 1e-9);
        assertEquals(1, d.min());
        assertEquals(1000, d.max());
        assertNotNull(d.sd());
        assertEquals(Math.sqrt(1000 * 1001 / 12.0), d.sd(), 1e-6);
        assertNear(500, d.p50());
        assertNear(900, d.p90());
        assertNear(950, d.p95());
        assertNear(990, d.p99());
    }

    @Test
    void aPercentileNeedsTenValuesAboveIt() {
        assertNull(oneTo(19).distribution().p50());
        assertNotNull(oneTo(20).distribution().p50());
        assertNull(oneTo(99).distribution().p90());
        assertNotNull(oneTo(100).distribution().p90());
        assertNull(oneTo(199).distribution().p95());
        assertNotNull(oneTo(200).distribution().p95());
        assertNull(oneTo(999).distribution().p99());
    }

    @Test
    void oneValueIsItsOwnMeanWithoutSpread() {
        Distribution d = oneTo(1).distribution();
        assertEquals(new Distribution(1, 1, 1, null, null, null, null, 1, null), d);
    }

    @Test
    void noPercentileLiesBeyondTheLargestValue() {
        LatencyRecorder recorder = new LatencyRecorder();
        for (int i = 0; i < 2000; i++) {
            recorder.record(123_456_789);
        }
        Distribution d = recorder.distribution();
        assertEquals(123.456789, d.p99());
        assertEquals(0, recorder.distribution().sd());
    }

    @Test
    void aRecorderStartsAnew() {
        LatencyRecorder recorder = oneTo(1000);
        recorder.reset();
        assertEquals(0, recorder.n());
        assertThrows(IllegalStateException.class, recorder::distribution);
        recorder.record(2_000_000);
        assertEquals(2, recorder.distribution().min());
        assertEquals(2, recorder.distribution().max());
    }

    @Test
    void aRunSlowsWhereThreeWindowsInARowAreATenthSlower() {
        List<Double> medians = new ArrayList<>(List.of(10.0, 10.1, 9.9, 10.0, 10.0));
        medians.addAll(List.of(10.5, 12.0, 10.9, 11.2, 11.3, 11.4, 12.0, 12.0));
        assertEquals(8, Slowing.firstSlow(medians));
        assertEquals(1.14, Slowing.slowdown(medians));
        assertNull(Slowing.firstSlow(medians.subList(0, 8)), "one hiccup is no slowing");
        assertNull(Slowing.firstSlow(medians.subList(0, 4)));
        assertNull(Slowing.slowdown(medians.subList(0, 7)));
    }

    @Test
    void windowsGrowWithTheRun() {
        assertEquals(1, Slowing.windowS(120));
        assertEquals(10, Slowing.windowS(600));
        assertEquals(60, Slowing.windowS(3600));
        assertEquals(600, Slowing.windowS(86_400));
    }
}
