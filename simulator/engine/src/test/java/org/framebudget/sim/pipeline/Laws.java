package org.framebudget.sim.pipeline;

import org.framebudget.sim.random.RandomStream;
import org.framebudget.sim.random.RandomStreams;

/** Distributions of service times for queueing tests. */
final class Laws {
    private Laws() {}

    /** A service time with this mean, for one replication. */
    interface Law {
        ServiceTime of(int replication, double meanNs);
    }

    static Law fixed() {
        return (replication, meanNs) -> new FixedTime(Math.round(meanNs));
    }

    static Law logNormal(double cv) {
        return (replication, meanNs) -> new LogNormalTime(draws(replication), meanNs, cv);
    }

    static Law exponential() {
        return (replication, meanNs) -> {
            RandomStream draws = draws(replication);
            return new ServiceTime() {
                @Override
                public long nextNs(long nowNs) {
                    return Math.round(meanNs * draws.exponential());
                }

                @Override
                public double meanNs() {
                    return meanNs;
                }
            };
        };
    }

    private static RandomStream draws(int replication) {
        return new RandomStreams(11, replication).stream("service");
    }
}
