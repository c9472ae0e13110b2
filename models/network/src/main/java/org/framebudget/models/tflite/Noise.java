package org.framebudget.models.tflite;

/**
 * Uniform random numbers with mean 0 and variance 1, one for each place of a tensor. A number depends on (seed, tensor's name,
 * place) alone, so places are asked in any order and one more tensor leaves all others as they were.
 */
final class Noise {
    /** 2^64 over the golden ratio, odd: the step of SplitMix64. */
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    /** Half the width of a uniform distribution of variance 1, in units of 2^-52. */
    private static final double HALF_WIDTH = Math.sqrt(3) / (1L << 52);

    private final long base;

    Noise(long seed, String name) {
        long hash = 0xCBF29CE484222325L; // FNV-1a, 64 bit
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x100000001B3L;
        }
        base = mix(mix(seed + GOLDEN) ^ mix(hash));
    }

    double at(long place) {
        return (mix(base + GOLDEN * (place + 1)) >> 11) * HALF_WIDTH;
    }

    /** SplitMix64's finaliser (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014). */
    private static long mix(long x) {
        long z = (x ^ (x >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
