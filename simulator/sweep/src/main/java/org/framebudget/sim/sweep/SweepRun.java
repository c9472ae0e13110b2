package org.framebudget.sim.sweep;

import org.framebudget.models.MachineException;

/** A sweep that an engine is about to run, once. */
public interface SweepRun {
    /**
     * Runs until all points have a row or {@link #stop} is called; every point that was finished is then in the store.
     *
     * @throws MachineException where a machine failed; what was finished before is in the store
     */
    Progress run();

    /** Lets what is finished be written and ends; the points in between are given up. From any thread. */
    void stop();

    /** Waits until {@link #run} has written its last row, for a while at most; false where that is not over. */
    boolean awaitEnd(long seconds) throws InterruptedException;

    /** How far it is. From any thread. */
    Progress now();
}
