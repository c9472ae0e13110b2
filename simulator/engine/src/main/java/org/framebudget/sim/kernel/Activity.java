package org.framebudget.sim.kernel;

/**
 * Something that wakes up at one instant at a time: it has at most one pending event. The order in which activities are
 * registered decides between events at the same instant.
 */
public abstract class Activity {
    static final long IDLE = -1;

    /** Position in registration order; set by {@link Simulator#register}. */
    int slot = -1;

    /** Instant of the pending event, or {@link #IDLE}. */
    long dueNs = IDLE;

    /** The pending event has come; {@code nowNs} is the simulator's clock. The activity may be scheduled again at once. */
    protected abstract void wake(long nowNs);

    /** True while an event is pending. */
    public final boolean pending() {
        return dueNs != IDLE;
    }

    /** Instant of the pending event in nanoseconds; meaningless where none is pending. */
    public final long dueNs() {
        return dueNs;
    }
}
