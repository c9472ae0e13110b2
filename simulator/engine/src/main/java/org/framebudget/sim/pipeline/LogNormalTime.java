package org.framebudget.sim.pipeline;

import org.framebudget.sim.random.RandomStream;

/** Lognormal, independent draws: a convenience for a positive, right-skewed spread, not a law. */
public final class LogNormalTime extends ServiceTime {
    private final RandomStream random;
    private final double meanNs;
    private final double mu;
    private final double sigma;

    /** Drawn one ahead, so that the exponential is not in the way of the event that needs it. */
    private long nextNs;

    /**
     * A lognormal of this mean and coefficient of variation: {@code sigma² = ln(1 + cv²)}, {@code mu = ln(mean) −
     * sigma²/2}.
     */
    public LogNormalTime(RandomStream random, double meanNs, double cv) {
        double variance = StrictMath.log(1 + cv * cv);
        this.random = random;
        this.meanNs = meanNs;
        this.sigma = StrictMath.sqrt(variance);
        this.mu = StrictMath.log(meanNs) - variance / 2;
        this.nextNs = drawNs();
    }

    @Override
    public long nextNs(long nowNs) {
        long drawn = nextNs;
        nextNs = drawNs();
        return drawn;
    }

    @Override
    public double meanNs() {
        return meanNs;
    }

    private long drawNs() {
        return capped((long) PortableExp.exp(mu + sigma * random.gaussian()));
    }
}
