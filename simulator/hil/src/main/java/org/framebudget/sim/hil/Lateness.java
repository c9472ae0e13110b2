package org.framebudget.sim.hil;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.framebudget.sim.results.Hardware;

/** How late things happened, as a histogram from a microsecond to an hour with three digits. Not for several threads. */
final class Lateness {
    private static final long MOST_US = 3_600_000_000L;

    /** Upper ends of the buckets that results show, in microseconds. */
    private static final long[] BUCKETS_US = {
        10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 1_000_000
    };

    private final Histogram us = new Histogram(MOST_US, 3);

    void record(long ns) {
        us.recordValue(Math.max(0, Math.min(MOST_US, Math.round(ns * 1e-3))));
    }

    /** In short, in milliseconds. */
    Hardware.Spread spread() {
        long n = us.getTotalCount();
        return n == 0
                ? new Hardware.Spread(0, null, null, null, null)
                : new Hardware.Spread(n, atMs(50), atMs(95), atMs(99), us.getMaxValue() * 1e-3);
    }

    /** With its buckets up to the largest. */
    Hardware.Pacing pacing(Hardware.Spread releaseMs) {
        List<Double> atMostMs = new ArrayList<>();
        List<Long> counts = new ArrayList<>();
        long below = 0;
        for (long upUs : BUCKETS_US) {
            if (below == us.getTotalCount()) {
                break;
            }
            long upTo = us.getCountBetweenValues(0, upUs);
            atMostMs.add(upUs * 1e-3);
            counts.add(upTo - below);
            below = upTo;
        }
        if (below < us.getTotalCount()) {
            atMostMs.add(us.getMaxValue() * 1e-3);
            counts.add(us.getTotalCount() - below);
        }
        return new Hardware.Pacing(
                us.getTotalCount(), atMs(50), atMs(99), us.getMaxValue() * 1e-3, atMostMs, counts, releaseMs);
    }

    private double atMs(double percentile) {
        return us.getValueAtPercentile(percentile) * 1e-3;
    }
}
