package org.framebudget.devices.thermal;

import java.util.Arrays;
import java.util.List;
import org.framebudget.devices.UnitProfile;
import org.framebudget.models.InputException;

/**
 * All limiters of a device at run time. A unit runs at the slowest state any of them asks for. Between changes nothing is
 * allocated.
 */
public final class Limiters {
    private static final int NOBODY = -1;

    private final Limiter[] limiters;
    private final int[] state;
    /** Per unit the limiter that asks for its present state. */
    private final int[] holder;
    /** Per unit the limiter behind the last change of its state. */
    private final int[] cause;

    private long nextPollNs;

    /**
     * Limiters of a profile, all at rest.
     *
     * @param idleUnitW idle power by unit, where averages over a unit start
     * @param idleDeviceW idle power of the device, where averages over the device start
     * @throws InputException for an unknown unit, node or sensor and for numbers that make no sense
     */
    public Limiters(
            List<LimiterProfile> profiles,
            List<UnitProfile> units,
            ThermalProfile thermal,
            double[] idleUnitW,
            double idleDeviceW) {
        UnitClocks[] clocks = units.stream().map(UnitClocks::new).toArray(UnitClocks[]::new);
        limiters = profiles.stream()
                .map(p -> new LimiterFactory(p, units, clocks, thermal).build(idleUnitW, idleDeviceW))
                .toArray(Limiter[]::new);
        state = new int[units.size()];
        cause = new int[units.size()];
        Arrays.fill(cause, NOBODY);
        holder = cause.clone();
        findNextPoll();
    }

    /** Earliest poll of any limiter; {@link Long#MAX_VALUE} where there is none. */
    public long nextPollNs() {
        return nextPollNs;
    }

    /** Tells every limiter the mean powers of the interval that just ended. */
    public void observe(long dtNs, double[] unitW, double deviceW) {
        for (Limiter limiter : limiters) {
            limiter.observe(dtNs, unitW, deviceW);
        }
    }

    /**
     * Runs every poll that is due.
     *
     * @return true where a unit's state changed
     */
    public boolean poll(long nowNs, double[] nodeDegC) {
        if (nowNs < nextPollNs) {
            return false;
        }
        for (Limiter limiter : limiters) {
            while (limiter.nextPollNs() <= nowNs) {
                limiter.poll(nodeDegC);
            }
        }
        findNextPoll();
        boolean changed = false;
        for (int unit = 0; unit < state.length; unit++) {
            changed |= settle(unit);
        }
        return changed;
    }

    /** Cooling state of a unit: position in its operating points, 0 = fastest. */
    public int state(int unit) {
        return state[unit];
    }

    /**
     * Name of the limiter behind the last change of a unit's state: the one that asked for a slower state, or the one that let
     * go for a faster one.
     *
     * @throws IllegalStateException before the first change
     */
    public String reason(int unit) {
        if (cause[unit] == NOBODY) {
            throw new IllegalStateException("The clock of unit " + unit + " has not changed yet.");
        }
        return limiters[cause[unit]].name();
    }

    private boolean settle(int unit) {
        int slowest = 0;
        int asks = NOBODY;
        for (int i = 0; i < limiters.length; i++) {
            int wanted = limiters[i].state(unit);
            if (wanted > slowest) {
                slowest = wanted;
                asks = i;
            }
        }
        int before = state[unit];
        if (slowest != before) {
            state[unit] = slowest;
            // a faster clock is owed to the one that held the slower one
            cause[unit] = slowest > before ? asks : holder[unit];
        }
        holder[unit] = asks;
        return slowest != before;
    }

    private void findNextPoll() {
        long earliestNs = Long.MAX_VALUE;
        for (Limiter limiter : limiters) {
            earliestNs = Math.min(earliestNs, limiter.nextPollNs());
        }
        nextPollNs = earliestNs;
    }
}
