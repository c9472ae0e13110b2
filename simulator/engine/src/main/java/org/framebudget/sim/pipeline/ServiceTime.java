package org.framebudget.sim.pipeline;

/** Where service times come from. An abstract class: one virtual call per job. */
public abstract class ServiceTime {
    /** The next service time in nanoseconds, at least 0, for a job that starts at {@code nowNs}. */
    public abstract long nextNs(long nowNs);

    /** Mean in nanoseconds. */
    public abstract double meanNs();
}
