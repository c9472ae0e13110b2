package org.framebudget.sim.pipeline;

import org.framebudget.sim.results.LatencyHistogram;
import org.framebudget.sim.results.RunResult;
import org.jspecify.annotations.Nullable;

/** Percentiles as the contract wants them: none above 1 − 10/n. */
final class Percentiles {
    private Percentiles() {}

    /** The histogram's distribution, each duration {@code leadNs} longer. */
    static RunResult.Latency latency(LatencyHistogram histogram, long leadNs) {
        boolean any = histogram.count() > 0;
        double leadMs = leadNs * 1e-6;
        return new RunResult.Latency(
                any ? leadMs + histogram.meanNs() * 1e-6 : null,
                plus(ms(histogram, 0.5), leadMs),
                plus(ms(histogram, 0.9), leadMs),
                plus(ms(histogram, 0.95), leadMs),
                plus(ms(histogram, 0.99), leadMs),
                plus(ms(histogram, 0.999), leadMs),
                any ? leadMs + histogram.maxNs() * 1e-6 : null);
    }

    private static @Nullable Double plus(@Nullable Double ms, double leadMs) {
        return ms == null ? null : ms + leadMs;
    }

    /** In milliseconds; null with fewer than ten values above it. */
    static @Nullable Double ms(LatencyHistogram histogram, double fraction) {
        // rounded, since 0.001 has no exact double
        return Math.round(histogram.count() * (1 - fraction) * 1e6) < 10_000_000L
                ? null
                : histogram.quantileNs(fraction) * 1e-6;
    }
}
