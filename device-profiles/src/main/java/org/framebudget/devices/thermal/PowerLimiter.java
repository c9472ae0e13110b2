package org.framebudget.devices.thermal;

/**
 * A limit on exponentially averaged power, polled: above the limit one state slower, below the release fraction of it one
 * faster. The average starts at idle power and follows each interval's mean power exactly.
 */
final class PowerLimiter implements Limiter {
    private final LimiterProfile.PowerLimit profile;
    private final int unit;
    private final boolean wholeDevice;
    private final int slowest;
    private final long pollNs;
    private long nextPollNs;
    private double averageW;
    private int state;
    private long keptDtNs = -1;
    private double kept;

    PowerLimiter(
            LimiterProfile.PowerLimit profile, int unit, boolean wholeDevice, int slowest, long pollNs, double idleW) {
        this.profile = profile;
        this.unit = unit;
        this.wholeDevice = wholeDevice;
        this.slowest = slowest;
        this.pollNs = pollNs;
        this.nextPollNs = pollNs;
        this.averageW = idleW;
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
    public void observe(long dtNs, double[] unitW, double deviceW) {
        if (dtNs != keptDtNs) {
            keptDtNs = dtNs;
            kept = StrictMath.exp(-dtNs * 1e-9 / profile.averagingS().value());
        }
        double powerW = wholeDevice ? deviceW : unitW[unit];
        averageW = powerW + (averageW - powerW) * kept;
    }

    @Override
    public void poll(double[] nodeDegC) {
        nextPollNs += pollNs;
        double limitW = profile.limitW().value();
        if (averageW > limitW) {
            state = Math.min(state + 1, slowest);
        } else if (averageW < limitW * profile.releaseFraction().value()) {
            state = Math.max(state - 1, 0);
        }
    }

    @Override
    public int state(int ofUnit) {
        return ofUnit == unit ? state : 0;
    }
}
