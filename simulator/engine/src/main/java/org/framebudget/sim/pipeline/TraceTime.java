package org.framebudget.sim.pipeline;

import java.util.Arrays;
import org.framebudget.sim.random.RandomStream;

/**
 * A recorded series replayed in blocks (circular block bootstrap: Politis and Romano, 1992), so that neighbouring jobs
 * stay as alike as they were.
 */
public final class TraceTime extends ServiceTime {
    private final RandomStream random;
    private final double meanNs;
    private final double[] ratios;
    private final int blockJobs;
    private int next;
    private int leftInBlock;

    /** Replays {@code ratios} (mean 1) around {@code meanNs}. */
    public TraceTime(RandomStream random, double meanNs, double[] ratios, int blockJobs) {
        this.random = random;
        this.meanNs = meanNs;
        this.ratios = ratios.clone();
        this.blockJobs = Math.min(blockJobs, ratios.length);
    }

    @Override
    public long nextNs(long nowNs) {
        if (leftInBlock == 0) {
            next = random.index(ratios.length);
            leftInBlock = blockJobs;
        }
        leftInBlock--;
        double ratio = ratios[next];
        next = next + 1 == ratios.length ? 0 : next + 1;
        return capped((long) (meanNs * ratio));
    }

    @Override
    public double meanNs() {
        return meanNs;
    }

    @Override
    double leastNs() {
        return meanNs * Arrays.stream(ratios).min().orElse(0);
    }
}
