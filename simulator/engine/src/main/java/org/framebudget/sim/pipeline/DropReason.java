package org.framebudget.sim.pipeline;

/** Why a captured frame was never processed. */
public enum DropReason {
    /** A newer frame took its place (keep only latest). */
    REPLACED,
    /** The queue was full and the newest goes. */
    FULL,
    /** The queue was full and the oldest goes. */
    OLDEST,
    /** The pipeline was busy and there is no queue. */
    BUSY,
    /** The unit that had it was lost, or its stream gave the unit up. */
    UNIT_LOST,
    /** The device had been killed or its battery was empty. */
    KILLED
}
