package org.framebudget.models.runtime.child;

import org.HdrHistogram.Histogram;
import org.framebudget.models.runtime.Distribution;
import org.jspecify.annotations.Nullable;

/** Collects times in fixed memory: percentiles to a thousandth of their value, everything else exactly. */
final class LatencyRecorder {
    /** An hour; what takes longer counts as that in the percentiles. */
    private static final long MOST_NS = 3_600_000_000_000L;

    private static final int DIGITS = 3;
    /** Values above a percentile that it has to rest on. */
    private static final int VALUES_ABOVE = 10;

    private final Histogram histogram = new Histogram(MOST_NS, DIGITS);
    private long n;
    private double meanNs;
    private double squares;
    private long minNs = Long.MAX_VALUE;
    private long maxNs;

    void record(long ns) {
        histogram.recordValue(Math.max(0, Math.min(MOST_NS, ns)));
        n++;
        // Welford's update
        double before = ns - meanNs;
        meanNs += before / n;
        squares += before * (ns - meanNs);
        minNs = Math.min(minNs, ns);
        maxNs = Math.max(maxNs, ns);
    }

    void reset() {
        histogram.reset();
        n = 0;
        meanNs = 0;
        squares = 0;
        minNs = Long.MAX_VALUE;
        maxNs = 0;
    }

    long n() {
        return n;
    }

    double meanMs() {
        return ms(meanNs);
    }

    /** The median of however few values, for comparisons within a run. */
    double medianMs() {
        return ms(percentileNs(50));
    }

    Distribution distribution() {
        if (n == 0) {
            throw new IllegalStateException("no value was recorded");
        }
        return new Distribution(
                n,
                ms(meanNs),
                ms(minNs),
                percentileMs(50),
                percentileMs(90),
                percentileMs(95),
                percentileMs(99),
                ms(maxNs),
                n < 2 ? null : ms(Math.sqrt(squares / (n - 1))));
    }

    /** Absent where fewer than ten values lie above: p at most 1 - 10/n. */
    @Nullable
    Double percentileMs(int percent) {
        return n * (100L - percent) < 100L * VALUES_ABOVE ? null : ms(percentileNs(percent));
    }

    private double percentileNs(int percent) {
        // a bucket answers with its upper end, which may lie beyond the largest value in it
        return Math.max(minNs, Math.min(maxNs, histogram.getValueAtPercentile(percent)));
    }

    /** Milliseconds to the nanosecond. */
    static double ms(double ns) {
        return Math.rint(ns) / 1e6;
    }
}
