package org.framebudget.sim.cli;

/** What the process tells its caller. */
public final class ExitStatus {
    /** Done. */
    public static final int DONE = 0;
    /** Bad usage or bad input. */
    public static final int BAD_INPUT = 2;
    /** {@code --check} was given and an objective is not met. */
    public static final int OBJECTIVE_MISSED = 3;
    /** Hardware or runtime failure. */
    public static final int FAILED = 4;

    private ExitStatus() {}
}
