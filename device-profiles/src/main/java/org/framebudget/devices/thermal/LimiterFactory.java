package org.framebudget.devices.thermal;

import java.util.Arrays;
import java.util.List;
import org.framebudget.devices.Sourced;
import org.framebudget.devices.UnitProfile;
import org.framebudget.models.InputException;
import org.framebudget.models.Suggestions;

/** Makes a limiter of its profile: looks names up and checks numbers, once. */
final class LimiterFactory {
    private static final double NS_PER_S = 1e9;

    private final LimiterProfile profile;
    private final List<UnitProfile> units;
    private final UnitClocks[] clocks;
    private final ThermalProfile thermal;

    LimiterFactory(LimiterProfile profile, List<UnitProfile> units, UnitClocks[] clocks, ThermalProfile thermal) {
        this.profile = profile;
        this.units = units;
        this.clocks = clocks;
        this.thermal = thermal;
    }

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
        int[][] ceiling = new int[units.size()][severities];
        for (int unit = 0; unit < ceiling.length; unit++) {
            Arrays.fill(ceiling[unit], clocks[unit].slowest());
        }
        for (LimiterProfile.StateLimit l : p.stateLimits()) {
            int unit = unit(l.unit());
            fill(limit[unit], l.bySeverity(), unit);
            if (!l.ceilingBySeverity().isEmpty()) {
                fill(ceiling[unit], l.ceilingBySeverity(), unit);
            }
        }
        VirtualSensors sensors = new VirtualSensors("limiter '" + p.name() + "'", p.sensors(), thermal);
        LimiterProfile.Trigger trigger = p.trigger();
        return new SkinPolicyLimiter(
                p.name(),
                sensors,
                sensors.position("limiter '" + p.name() + "': policy_sensor", p.policySensor()),
                trigger == null
                        ? null
                        : new PollTrigger(
                                sensors.position("limiter '" + p.name() + "': trigger", trigger.sensor()),
                                pollNs(trigger.idlePollS()),
                                pollNs(trigger.throttledPollS()),
                                trigger.hotDegC().value(),
                                trigger.hysteresisK().value()),
                pollNs(p.idlePollS()),
                pollNs(p.throttledPollS()),
                hotDegC,
                hysteresisK,
                limit,
                ceiling,
                p.budgets(),
                p.budgets().stream().mapToInt(b -> unit(b.unit())).toArray(),
                clocks);
    }

    private void fill(int[] states, List<Sourced> bySeverity, int unit) {
        String key = "state_limits of '" + clocks[unit].id() + "'";
        if (bySeverity.size() != states.length) {
            throw bad(key + ": " + bySeverity.size() + " entries; it needs " + states.length + ", NONE to SHUTDOWN.");
        }
        for (int s = 0; s < states.length; s++) {
            states[s] = state(key, bySeverity.get(s), unit);
        }
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
