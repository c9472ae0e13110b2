package org.framebudget.sim.pipeline;

import java.util.function.DoubleConsumer;

/**
 * How to run a scenario.
 *
 * @param replications independent repetitions with other random numbers, at least 1
 * @param threads replications at the same time, at least 1
 * @param timeline true to record the first replication over time
 * @param log true to record every frame of the first replication
 * @param draws sets of values for what the profiles leave open, each one more replication, for prediction intervals; 0 for
 *     none, else at least {@link #DRAWS_MIN}
 * @param progress told the finished share, 0 to 1, now and then, from any thread
 */
public record RunOptions(
        int replications, int threads, boolean timeline, boolean log, int draws, DoubleConsumer progress) {
    /** Fewer draws have no quantile of 2.5 %. */
    public static final int DRAWS_MIN = 40;

    /** One replication, nothing recorded. */
    public static final RunOptions PLAIN = new RunOptions(1, 1, false, false, share -> {});

    /** Without draws. */
    public RunOptions(int replications, int threads, boolean timeline, boolean log, DoubleConsumer progress) {
        this(replications, threads, timeline, log, 0, progress);
    }

    /** Throws {@link IllegalArgumentException} for less than one replication or thread, or for too few draws. */
    public RunOptions {
        if (replications < 1 || threads < 1) {
            throw new IllegalArgumentException("A run needs at least one replication and one thread, not "
                    + replications + " and " + threads + ".");
        }
        if (draws != 0 && draws < DRAWS_MIN) {
            throw new IllegalArgumentException(
                    "A prediction interval needs at least " + DRAWS_MIN + " draws, not " + draws + ".");
        }
    }
}
