package org.framebudget.devices.thermal;

/**
 * Linux's step_wise governor on one node (drivers/thermal/gov_step_wise.c): above the trip and not falling, one state slower;
 * below trip minus hysteresis and not rising, one faster; else as it is. The trend is the sign of the change since the last
 * poll, level at the first.
 */
final class StepWiseLimiter implements Limiter {
    private final LimiterProfile.StepWise profile;
    private final int unit;
    private final int node;
    private final int slowest;
    private final long pollNs;
    private long nextPollNs;
    private double lastDegC = Double.NaN;
    private int state;

    StepWiseLimiter(LimiterProfile.StepWise profile, int unit, int node, int slowest, long pollNs) {
        this.profile = profile;
        this.unit = unit;
        this.node = node;
        this.slowest = slowest;
        this.pollNs = pollNs;
        this.nextPollNs = pollNs;
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
        boolean falling = degC < lastDegC;
        boolean rising = degC > lastDegC;
        lastDegC = degC;
        double tripDegC = profile.tripDegC().value();
        if (degC >= tripDegC && !falling) {
            state = Math.min(state + 1, slowest);
        } else if (degC < tripDegC - profile.hysteresisK().value() && !rising) {
            state = Math.max(state - 1, 0);
        }
    }

    @Override
    public int state(int ofUnit) {
        return ofUnit == unit ? state : 0;
    }
}
