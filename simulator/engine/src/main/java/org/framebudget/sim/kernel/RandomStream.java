package org.framebudget.sim.kernel;

import org.apache.commons.rng.core.source64.XoShiRo256PlusPlus;
import org.apache.commons.rng.sampling.distribution.SharedStateContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/** One stream of random numbers: xoshiro256++ with ziggurat samplers. */
public final class RandomStream {
    private final XoShiRo256PlusPlus bits;
    private final SharedStateContinuousSampler gaussian;
    private final SharedStateContinuousSampler exponential;

    RandomStream(long seed) {
        long[] state = new long[4];
        for (int i = 0; i < state.length; i++) {
            state[i] = RandomStreams.mix(seed + (i + 1) * 0x9E3779B97F4A7C15L);
        }
        bits = new XoShiRo256PlusPlus(state);
        gaussian = ZigguratSampler.NormalizedGaussian.of(bits);
        exponential = ZigguratSampler.Exponential.of(bits);
    }

    /** Uniform in [0, 1). */
    public double uniform() {
        return bits.nextDouble();
    }

    /** Uniform whole number in [0, bound). */
    public int index(int bound) {
        return bits.nextInt(bound);
    }

    /** Normal with mean 0 and standard deviation 1. */
    public double gaussian() {
        return gaussian.sample();
    }

    /** Exponential with mean 1. */
    public double exponential() {
        return exponential.sample();
    }

    /** Poisson by counting unit-rate arrivals: exact, and quick for the small means frames have. */
    public int poisson(double mean) {
        int count = 0;
        for (double t = exponential(); t < mean; t += exponential()) {
            count++;
        }
        return count;
    }
}
