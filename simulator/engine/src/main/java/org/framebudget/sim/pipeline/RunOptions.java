package org.framebudget.sim.pipeline;

import java.util.function.DoubleConsumer;

/**
 * How to run a scenario.
 *
 * @param replications independent repetitions with other random numbers, at least 1
 * @param threads replications at the same time, at least 1
 * @param timeline true to record the first replication over time
 * @param log true to record every frame of the first replication
 * @param progress told the finished share, 0 to 1, now and then, from any thread
 */
public record RunOptions(int replications, int threads, boolean timeline, boolean log, DoubleConsumer progress) {
    /** One replication, nothing recorded. */
    public static final RunOptions PLAIN = new RunOptions(1, 1, false, false, share -> {});

    /** Throws {@link IllegalArgumentException} for less than one replication or thread. */
    public RunOptions {
        if (replications < 1 || threads < 1) {
            throw new IllegalArgumentException("A run needs at least one replication and one thread, not "
                    + replications + " and " + threads + ".");
        }
    }
}
