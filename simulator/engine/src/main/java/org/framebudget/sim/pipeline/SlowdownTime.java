package org.framebudget.sim.pipeline;

import org.framebudget.devices.latency.JitterProfile;
import org.framebudget.sim.random.RandomStream;

/**
 * Work on a machine that others slow down, as it was recorded: a job takes the mean of as many successive values as it is long. Time goes
 * on in the record while it goes on in the simulation, busy or not, for as long as a block; then another block begins (circular block
 * bootstrap, as in {@link TraceTime}).
 */
final class SlowdownTime extends ServiceTime {
    private final RandomStream random;
    private final double meanNs;
    /** Sum of the first values; those of the beginning stand behind the last once more, as far as a job reaches. */
    private final double[] sums;

    private final int values;
    private final int valuesAJob;
    private final double valueNs;
    private final double blockNs;
    private long blockBegunNs;
    private int blockBegin = -1;

    /** Replays around {@code meanNs}. */
    SlowdownTime(RandomStream random, double meanNs, JitterProfile.Slowdown recorded) {
        this.random = random;
        this.meanNs = meanNs;
        this.values = recorded.ratios().size();
        this.valuesAJob = recorded.valuesOf(meanNs * 1e-6 / recorded.meanOverCalm());
        this.sums = new double[values + valuesAJob + 1];
        for (int i = 0; i + 1 < sums.length; i++) {
            sums[i + 1] = sums[i] + recorded.ratios().get(i % values);
        }
        this.valueNs = recorded.workMs() * 1e6 * recorded.meanOverCalm();
        this.blockNs = valueNs * Math.min(values, recorded.blockValues());
    }

    @Override
    public long nextNs(long nowNs) {
        long inBlockNs = nowNs - blockBegunNs;
        if (blockBegin < 0 || inBlockNs < 0 || inBlockNs >= blockNs) {
            blockBegin = random.index(values);
            blockBegunNs = nowNs;
            inBlockNs = 0;
        }
        int at = (blockBegin + (int) (inBlockNs / valueNs)) % values;
        return capped((long) (meanNs * (sums[at + valuesAJob] - sums[at]) / valuesAJob));
    }

    @Override
    public double meanNs() {
        return meanNs;
    }

    @Override
    double leastNs() {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i + valuesAJob < sums.length; i++) {
            least = Math.min(least, sums[i + valuesAJob] - sums[i]);
        }
        return meanNs * least / valuesAJob;
    }
}
