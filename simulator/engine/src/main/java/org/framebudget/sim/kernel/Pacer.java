package org.framebudget.sim.kernel;

/** Holds simulated time back to another clock, as hardware in the loop needs it. */
@FunctionalInterface
public interface Pacer {
    /**
     * Waits until the instant {@code dueNs} of simulated time may happen. May schedule events meanwhile, for what came from
     * outside the simulation.
     *
     * @return false where it did: the next event may be another one now, and the instant is asked for again
     */
    boolean awaitDue(long dueNs);
}
