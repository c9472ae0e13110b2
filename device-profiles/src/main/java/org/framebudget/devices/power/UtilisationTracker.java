package org.framebudget.devices.power;

/**
 * Per-entity load tracking of Linux in its continuous form: an exponential average of "was running" whose memory halves every
 * 32 ms (32 periods of 1,024 µs with {@code y^32 = 0.5}; kernel documentation, scheduler/schedutil). The kernel's own periods
 * are 2.4 % longer; this form rounds them to a millisecond as that documentation does.
 */
public final class UtilisationTracker {
    private static final double HALF_LIFE_NS = 32e6;

    private double utilisation;

    /** Advances by an interval in which the task ran all the time or not at all. */
    public void advance(long dtNs, boolean running) {
        double kept = StrictMath.exp(-StrictMath.log(2) * dtNs / HALF_LIFE_NS);
        utilisation = running ? 1 - (1 - utilisation) * kept : utilisation * kept;
    }

    /** Share of time running as the scheduler sees it, 0 to 1. */
    public double utilisation() {
        return utilisation;
    }

    /** Time of uninterrupted running from the present utilisation to {@code target}, in ns; 0 where it is reached. */
    public double nsToReach(double target) {
        if (!(target < 1)) {
            throw new IllegalArgumentException("Utilisation " + target + " is never reached; it must be below 1.");
        }
        return Math.max(0, -HALF_LIFE_NS * StrictMath.log((1 - target) / (1 - utilisation)) / StrictMath.log(2));
    }
}
