package org.framebudget.sim.pipeline;

import org.framebudget.devices.ClockStep;
import org.jspecify.annotations.Nullable;

/** The limit cycle of a governor, seen in the turns of a unit's clock within the counted time. */
final class ClockCycles {
    /** Fewer turns downwards say nothing of a period. */
    private static final int DOWNS_MIN = 3;

    /**
     * Turns downwards of one unit's clock.
     *
     * @param firstNs when the first was, where there was one
     */
    private record Downs(int count, long firstNs, long lastNs) {
        static Downs of(DeviceRun device, int unit) {
            double clock = 0;
            boolean falling = false;
            long firstNs = -1;
            long lastNs = -1;
            int downs = 0;
            for (ClockStep step : device.clockSteps()) {
                if (step.unit() != unit) {
                    continue;
                }
                boolean falls = step.clockFraction() < clock;
                if (falls && !falling) {
                    firstNs = downs == 0 ? step.atNs() : firstNs;
                    lastNs = step.atNs();
                    downs++;
                }
                falling = falls;
                clock = step.clockFraction();
            }
            return new Downs(downs, firstNs, lastNs);
        }
    }

    private ClockCycles() {}

    /** Longest mean time between two turns downwards of the same unit's clock. */
    static @Nullable Double longestS(Run run) {
        Double longest = null;
        for (DeviceRun device : run.devices) {
            for (int unit = 0; unit < device.units().size(); unit++) {
                Downs downs = Downs.of(device, unit);
                if (downs.count() >= DOWNS_MIN) {
                    double periodS = (downs.lastNs() - downs.firstNs()) * 1e-9 / (downs.count() - 1);
                    longest = longest == null ? periodS : Math.max(longest, periodS);
                }
            }
        }
        return longest;
    }

    /**
     * A bound on what {@link #longestS} can be at a later instant, in seconds: what is left, from a unit's first turn on, over
     * at least two periods and all that have already been.
     */
    static double longestByS(Run run, long endNs) {
        double longest = 0;
        for (DeviceRun device : run.devices) {
            if (device.profile.limiters().isEmpty()) {
                continue;
            }
            for (int unit = 0; unit < device.units().size(); unit++) {
                Downs downs = Downs.of(device, unit);
                long firstNs = downs.count() == 0 ? run.nowNs() : downs.firstNs();
                longest = Math.max(longest, (endNs - firstNs) * 1e-9 / Math.max(DOWNS_MIN - 1, downs.count() - 1));
            }
        }
        return longest;
    }
}
