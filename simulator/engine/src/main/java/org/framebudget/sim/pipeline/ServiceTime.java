package org.framebudget.sim.pipeline;

/** Where service times come from. An abstract class: one virtual call per job. */
public abstract class ServiceTime {
    /** No job takes longer, so that an instant plus a duration always fits a long; 73 years. */
    static final long LONGEST_NS = Long.MAX_VALUE / 4;

    /** At most {@link #LONGEST_NS}. */
    static long capped(long ns) {
        return Math.min(ns, LONGEST_NS);
    }

    /** The next service time in nanoseconds, at least 0, for a job that starts at {@code nowNs}. */
    public abstract long nextNs(long nowNs);

    /** Mean in nanoseconds. */
    public abstract double meanNs();

    /** No service time is shorter; 0 where that is all that can be said. */
    double leastNs() {
        return 0;
    }
}
