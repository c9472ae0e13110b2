package org.framebudget.sim.hil;

/** Reaches a device; separate so that tests need none. */
@FunctionalInterface
interface OpenTarget {
    /**
     * @throws org.framebudget.models.InputException where it is named or configured wrongly
     * @throws org.framebudget.models.MachineException where it cannot be reached
     */
    Target open(Targets named);
}
