package org.framebudget.sim.random;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.SharedStateContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * One stream of random numbers: xoshiro256++ (Blackman and Vigna, Scrambled Linear Pseudorandom Number Generators, 2021).
 * The normal sampler is our own, since a library's lies too many calls deep to be compiled into the event loop; the
 * others come from Commons RNG.
 */
public final class RandomStream implements UniformRandomProvider {
    // Bits of 1.0 and 3.0. Random bits are set into the fraction of a number and not converted from a whole number,
    // since the
    // conversion instruction waits for whatever its target register held, here the end of an earlier exponential.
    private static final long ONE = 0x3FF0000000000000L;
    private static final long THREE = 0x4008000000000000L;

    private final SharedStateContinuousSampler exponential = ZigguratSampler.Exponential.of(this);
    private long s0;
    private long s1;
    private long s2;
    private long s3;
    private final long first;

    RandomStream(long seed) {
        long step = RandomStreams.GOLDEN;
        s0 = RandomStreams.mix(seed + step);
        s1 = RandomStreams.mix(seed + 2 * step);
        s2 = RandomStreams.mix(seed + 3 * step);
        s3 = RandomStreams.mix(seed + 4 * step);
        first = s0;
    }

    /** Something has been drawn from it. */
    boolean drawn() {
        return s0 != first;
    }

    @Override
    public long nextLong() {
        long result = Long.rotateLeft(s0 + s3, 23) + s0;
        long t = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= t;
        s3 = Long.rotateLeft(s3, 45);
        return result;
    }

    /** Uniform in [0, 1), in steps of 2^-52. */
    public double uniform() {
        return Double.longBitsToDouble((nextLong() >>> 12) | ONE) - 1;
    }

    /** Uniform whole number in [0, bound). */
    public int index(int bound) {
        return nextInt(bound);
    }

    /** Normal with mean 0 and standard deviation 1. */
    public double gaussian() {
        long bits = nextLong();
        int layer = (int) bits & Ziggurat.LAYER_MASK;
        double place = Double.longBitsToDouble((bits >>> 12) ^ THREE) - 3;
        return Math.abs(place) < Ziggurat.INSIDE[layer]
                ? place * Ziggurat.EDGE[layer]
                : Ziggurat.gaussianAtEdge(this, layer, place);
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
