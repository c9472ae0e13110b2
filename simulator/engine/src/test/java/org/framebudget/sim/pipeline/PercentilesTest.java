package org.framebudget.sim.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.framebudget.sim.results.LatencyHistogram;
import org.framebudget.sim.results.RunResult;
import org.junit.jupiter.api.Test;

class PercentilesTest {
    private static LatencyHistogram of(int count) {
        LatencyHistogram histogram = new LatencyHistogram();
        for (int i = 1; i <= count; i++) {
            histogram.record(i * 1_000L);
        }
        return histogram;
    }

    @Test
    void aPercentileNeedsTenValuesAboveIt() {
        int[] enough = {20, 100, 200, 1_000, 10_000};
        double[] fractions = {0.5, 0.9, 0.95, 0.99, 0.999};
        for (int i = 0; i < enough.length; i++) {
            assertNotNull(Percentiles.ms(of(enough[i]), fractions[i]), "p" + fractions[i]);
            assertNull(Percentiles.ms(of(enough[i] - 1), fractions[i]), "p" + fractions[i]);
        }
    }

    @Test
    void anEmptyDistributionSaysNothing() {
        assertEquals(
                new RunResult.Latency(null, null, null, null, null, null, null),
                Percentiles.latency(new LatencyHistogram(), 0));
    }

    @Test
    void meanAndMaximumAreThereFromTheFirstValueOn() {
        RunResult.Latency latency = Percentiles.latency(of(1), 0);
        assertEquals(0.001, latency.mean());
        assertEquals(0.001, latency.max());
        assertNull(latency.p50());
    }

    @Test
    void aShortRunPrintsNoHighPercentile() {
        RunResult.Stream stream = Bench.one();
        assertNotNull(stream.latencyMs().p95());
        assertNull(stream.latencyMs().p99());
        assertNull(stream.photonToResultMs().p999());
        assertNull(stream.stages().get(0).p99Ms());
        assertNull(stream.resultGapP99Ms());
        RunResult.Stream longer = Bench.one("duration_s=400");
        assertNotNull(longer.latencyMs().p99());
        assertNotNull(longer.latencyMs().p999());
    }
}
