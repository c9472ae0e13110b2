package org.framebudget.devices.thermal;

import java.util.List;

/**
 * A clock ceiling by temperature: the Raspberry Pi firmware's soft limit and its progressive throttling, the PCIe Edge TPU's
 * steps. The ceiling of a temperature is that of the last ramp it has reached. A clock comes back only once the temperature is
 * the hysteresis below where it was taken.
 */
final class ClockCeilingLimiter implements Limiter {
    private final LimiterProfile.ClockCeiling profile;
    private final int unit;
    private final int node;
    private final UnitClocks clocks;
    private final long pollNs;
    private final double[] fromDegC;
    private final double[] toDegC;
    private final double[] fromMhz;
    private final double[] toMhz;
    private long nextPollNs;
    private int state;

    ClockCeilingLimiter(LimiterProfile.ClockCeiling profile, int unit, int node, UnitClocks clocks, long pollNs) {
        this.profile = profile;
        this.unit = unit;
        this.node = node;
        this.clocks = clocks;
        this.pollNs = pollNs;
        this.nextPollNs = pollNs;
        List<LimiterProfile.Ramp> ramps = profile.ramps();
        this.fromDegC = ramps.stream().mapToDouble(r -> r.fromDegC().value()).toArray();
        this.toDegC = ramps.stream().mapToDouble(r -> r.toDegC().value()).toArray();
        this.fromMhz = ramps.stream().mapToDouble(r -> r.fromMhz().value()).toArray();
        this.toMhz = ramps.stream().mapToDouble(r -> r.toMhz().value()).toArray();
    }

    @Override
    public String name() {
        return profile.name();
    }

    @Override
    public long nextPollNs() {
        return nextPollNs;
    }

    @Override
    public void poll(double[] nodeDegC) {
        nextPollNs += pollNs;
        double degC = nodeDegC[node];
        int needed = clocks.stateBelow(ceilingMhz(degC));
        int keepable = clocks.stateBelow(ceilingMhz(degC + profile.hysteresisK().value()));
        state = Math.max(needed, Math.min(state, keepable));
    }

    @Override
    public int state(int ofUnit) {
        return ofUnit == unit ? state : 0;
    }

    /** Infinite below the first ramp. */
    private double ceilingMhz(double degC) {
        int i = fromDegC.length - 1;
        while (i >= 0 && degC < fromDegC[i]) {
            i--;
        }
        if (i < 0) {
            return Double.POSITIVE_INFINITY;
        }
        if (degC >= toDegC[i]) {
            return toMhz[i];
        }
        return fromMhz[i] + (toMhz[i] - fromMhz[i]) * (degC - fromDegC[i]) / (toDegC[i] - fromDegC[i]);
    }
}
