package org.framebudget.sim.pipeline;

/** Always the same. */
public final class FixedTime extends ServiceTime {
    private final long valueNs;

    /** A constant service time. */
    public FixedTime(long valueNs) {
        this.valueNs = valueNs;
    }

    @Override
    public long nextNs(long nowNs) {
        return valueNs;
    }

    @Override
    public double meanNs() {
        return valueNs;
    }

    @Override
    double leastNs() {
        return valueNs;
    }
}
