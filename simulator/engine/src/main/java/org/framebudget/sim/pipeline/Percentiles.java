package org.framebudget.sim.pipeline;

import org.framebudget.sim.results.LatencyHistogram;
import org.framebudget.sim.results.RunResult;
import org.jspecify.annotations.Nullable;

/** Percentiles as the contract wants them: none above 1 − 10/n. */
final class Percentiles {
    private Percentiles() {}

    static RunResult.Latency latency(LatencyHistogram histogram) {
        boolean any = histogram.count() > 0;
        return new RunResult.Latency(
                any ? histogram.meanNs() * 1e-6 : null,
                ms(histogram, 0.5),
                ms(histogram, 0.9),
                ms(histogram, 0.95),
                ms(histogram, 0.99),
                ms(histogram, 0.999),
                any ? histogram.maxNs() * 1e-6 : null);
    }

    /** In milliseconds; null with fewer than ten values above it. */
    static @Nullable Double ms(LatencyHistogram histogram, double fraction) {
        // rounded, since 0.001 has no exact double
        return Math.round(histogram.count() * (1 - fraction) * 1e6) < 10_000_000L
                ? null
                : histogram.quantileNs(fraction) * 1e-6;
    }
}
