package org.framebudget.sim.planner;

/** Which time of a device's life a plan recommends it for. */
public enum Basis {
    /** Its first minute. */
    BURST,
    /** What it comes to: its thirtieth minute, or the steady state of a shorter scenario. */
    SUSTAINED
}
