package org.framebudget.sim.host;

import java.util.Arrays;
import org.framebudget.models.runtime.MeasureRecord;
import org.jspecify.annotations.Nullable;

/**
 * One run of one job.
 *
 * @param job what ran
 * @param threads it ran on
 * @param round counts from 1
 * @param calmMs see {@link #calmMs(long[])}
 * @param latenciesNs by the clock on the wall, back to back
 * @param record everything else that was measured
 */
record HostTiming(HostPlan.Job job, int threads, int round, double calmMs, long[] latenciesNs, MeasureRecord record) {
    /**
     * A window is this part of a run, and one inference at least: a fixed number of inferences would find a short network in a calmer moment
     * than one whose whole run is a few of them, and one record of slow-downs is held against both.
     */
    private static final int WINDOWS = 4;
    /** Cores beyond those there are that make inferences wait for each other. */
    private static final double CROWDED_CORES = 0.25;

    static HostTiming of(HostPlan.Job job, int threads, int round, HostBench.Ran ran) {
        return new HostTiming(job, threads, round, calmMs(ran.timesNs()), ran.latenciesNs(), ran.record());
    }

    /**
     * The level that other work on the machine disturbs least: the smallest median of a quarter of the run, of inferences in a row. A mean
     * or median over the run would measure the others too.
     */
    static double calmMs(long[] timesNs) {
        if (timesNs.length == 0) {
            throw new IllegalArgumentException("a run has at least one inference");
        }
        long best = Long.MAX_VALUE;
        int window = (timesNs.length + WINDOWS - 1) / WINDOWS;
        for (int end = window; end <= timesNs.length; end++) {
            long[] sorted = Arrays.copyOfRange(timesNs, end - window, end);
            Arrays.sort(sorted);
            best = Math.min(best, (sorted[(window - 1) / 2] + sorted[window / 2]) / 2);
        }
        return best / 1e6;
    }

    /** True where the run needed more cores than others had left: threads that wait for each other take several times as long. */
    boolean crowded(int cores) {
        Double others = record.otherCores();
        return threads > 1 && others != null && others + threads > cores + CROWDED_CORES;
    }

    @Nullable
    Double peakMb() {
        return record.memory().peakMb();
    }
}
