package org.framebudget.sim.kernel;

/** Holds simulated time back to another clock, as hardware in the loop needs it. */
@FunctionalInterface
public interface Pacer {
    /** Returns when the instant {@code dueNs} of simulated time may happen. */
    void awaitDue(long dueNs);
}
