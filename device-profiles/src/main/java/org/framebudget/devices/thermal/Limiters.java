package org.framebudget.devices.thermal;

import java.util.Arrays;
import java.util.List;
import org.framebudget.devices.Sourced;
import org.framebudget.devices.UnitProfile;
import org.framebudget.models.InputException;
import org.framebudget.models.Suggestions;

/**
 * All limiters of a device at run time. A unit runs at the slowest state any of them asks for. Between changes nothing is
 * allocated.
 */
public final class Limiters {
    private static final double NS_PER_S = 1e9;
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
        UnitClocks[] clocks = units.stream().map(UnitClocks::of).toArray(UnitClocks[]::new);
        limiters = profiles.stream()
                .map(p -> new Builder(p, units, clocks, thermal).build(idleUnitW, idleDeviceW))
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

    /** Looks names up and checks numbers, once. */
    private record Builder(
            LimiterProfile profile, List<UnitProfile> units, UnitClocks[] clocks, ThermalProfile thermal) {

        Limiter build(double[] idleUnitW, double idleDeviceW) {
            // Java 17 has no switch over sealed types
            if (profile instanceof LimiterProfile.StepWise p) {
                int unit = unit(p.unit());
                return new StepWiseLimiter(
                        p, unit, node(p.node()), state("slowest_state", p.slowestState(), unit), pollNs(p.pollS()));
            }
            if (profile instanceof LimiterProfile.PowerLimit p) {
                int unit = unit(p.unit());
                boolean device = p.scope().equals("device");
                if (!device && !p.scope().equals("unit")) {
                    throw bad("scope: there is no '" + p.scope() + "'; it must be device or unit.");
                }
                above("averaging_s", p.averagingS(), 0);
                above("limit_w", p.limitW(), 0);
                return new PowerLimiter(
                        p,
                        unit,
                        device,
                        state("slowest_state", p.slowestState(), unit),
                        pollNs(p.pollS()),
                        device ? idleDeviceW : idleUnitW[unit]);
            }
            if (profile instanceof LimiterProfile.ClockCeiling p) {
                return clockCeiling(p);
            }
            return skinPolicy((LimiterProfile.SkinPolicy) profile);
        }

        private Limiter clockCeiling(LimiterProfile.ClockCeiling p) {
            if (p.ramps().isEmpty()) {
                throw bad("ramps: there is none; it needs at least one.");
            }
            double reachedDegC = Double.NEGATIVE_INFINITY;
            double reachedMhz = Double.POSITIVE_INFINITY;
            for (LimiterProfile.Ramp r : p.ramps()) {
                boolean rises = r.fromDegC().value() >= reachedDegC
                        && r.toDegC().value() >= r.fromDegC().value();
                boolean slows = r.fromMhz().value() <= reachedMhz
                        && r.toMhz().value() <= r.fromMhz().value();
                if (!rises || !slows) {
                    throw bad("ramps: the ramp from " + r.fromDegC().value() + " °C is out of order; temperatures must"
                            + " rise and clocks fall from ramp to ramp.");
                }
                reachedDegC = r.toDegC().value();
                reachedMhz = r.toMhz().value();
            }
            int unit = unit(p.unit());
            return new ClockCeilingLimiter(p, unit, node(p.node()), clocks[unit], pollNs(p.pollS()));
        }

        private Limiter skinPolicy(LimiterProfile.SkinPolicy p) {
            int severities = SkinPolicyLimiter.SEVERITIES;
            if (p.hotDegC().size() != severities || p.hysteresisK().size() != severities) {
                throw bad("hot_deg_c has " + p.hotDegC().size() + " entries and hysteresis_k "
                        + p.hysteresisK().size() + "; both need " + severities + ", NONE to SHUTDOWN.");
            }
            double[] hotDegC = p.hotDegC().stream()
                    .mapToDouble(s -> s == null ? Double.NaN : s.value())
                    .toArray();
            double[] hysteresisK =
                    p.hysteresisK().stream().mapToDouble(Sourced::value).toArray();
            int[][] limit = new int[units.size()][severities];
            for (LimiterProfile.StateLimit l : p.stateLimits()) {
                int unit = unit(l.unit());
                if (l.bySeverity().size() != severities) {
                    throw bad("state_limits of '" + l.unit() + "': "
                            + l.bySeverity().size() + " entries; it needs " + severities + ", NONE to SHUTDOWN.");
                }
                for (int s = 0; s < severities; s++) {
                    limit[unit][s] = state(
                            "state_limits of '" + l.unit() + "'", l.bySeverity().get(s), unit);
                }
            }
            VirtualSensors sensors = new VirtualSensors("limiter '" + p.name() + "'", p.sensors(), thermal);
            return new SkinPolicyLimiter(
                    p.name(),
                    sensors,
                    sensors.position("limiter '" + p.name() + "': policy_sensor", p.policySensor()),
                    pollNs(p.idlePollS()),
                    pollNs(p.throttledPollS()),
                    hotDegC,
                    hysteresisK,
                    limit,
                    p.budgets(),
                    p.budgets().stream().mapToInt(b -> unit(b.unit())).toArray(),
                    clocks);
        }

        private int unit(String id) {
            List<String> ids = units.stream().map(UnitProfile::id).toList();
            int index = ids.indexOf(id);
            if (index < 0) {
                throw bad("unit: there is no '" + id + "'. " + Suggestions.advice(id, ids));
            }
            return index;
        }

        private int node(String id) {
            int index = thermal.nodeIndex(id);
            if (index < 0) {
                List<String> ids =
                        thermal.nodes().stream().map(ThermalProfile.Node::id).toList();
                throw bad("node: there is no '" + id + "'. " + Suggestions.advice(id, ids));
            }
            return index;
        }

        private int state(String key, Sourced value, int unit) {
            int slowest = clocks[unit].slowest();
            if (value.value() != Math.rint(value.value()) || value.value() < 0 || value.value() > slowest) {
                throw bad(key + ": " + value.value() + " is no operating point of '" + clocks[unit].id()
                        + "'; it must be a whole number from 0 to " + slowest + ".");
            }
            return (int) value.value();
        }

        private long pollNs(Sourced pollS) {
            above("poll_s", pollS, 0.001);
            return Math.round(pollS.value() * NS_PER_S);
        }

        private void above(String key, Sourced value, double bound) {
            if (!(value.value() > bound)) {
                throw bad(key + ": " + value.value() + " is too small; it must be above " + bound + ".");
            }
        }

        private InputException bad(String problem) {
            return new InputException("limiter '" + profile.name() + "': " + problem);
        }
    }
}
