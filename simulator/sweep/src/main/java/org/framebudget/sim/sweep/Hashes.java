package org.framebudget.sim.sweep;

/** Numbers that look random and depend on what they are made of alone: the same on every machine, in every order. */
final class Hashes {
    /** 2^64 over the golden ratio, odd: the step of SplitMix64. */
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    /** Seeds of scenarios have 53 bits, so that a JSON reader keeps them. */
    private static final int SEED_SHIFT = 11;

    private static final double STEP_53 = 0x1.0p-53;

    private Hashes() {}

    /** The seed of a point's scenario; its replications count from there as those of any run. */
    static long seed(long sweepSeed, long point) {
        return of(sweepSeed, point) >>> SEED_SHIFT;
    }

    /** 64 bits of two numbers. */
    static long of(long a, long b) {
        return mix(mix(a + GOLDEN) + GOLDEN * (b + 1));
    }

    /** 64 bits of a number and a name: FNV-1a, then mixed. */
    static long of(long a, String name) {
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x100000001B3L;
        }
        return of(a, hash);
    }

    /** In [0, 1), in steps of 2^-53. */
    static double uniform(long hash) {
        return (hash >>> SEED_SHIFT) * STEP_53;
    }

    /** SplitMix64's finaliser (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014). */
    private static long mix(long x) {
        long z = (x ^ (x >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
