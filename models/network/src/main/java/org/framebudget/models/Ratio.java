package org.framebudget.models;

/**
 * An exact rate as a fraction of integers, as in {@code 30000/1001} frames per second.
 *
 * @param num numerator, positive
 * @param den denominator, positive
 */
public record Ratio(long num, long den) {
    private static final long NS_PER_S = 1_000_000_000L;

    /** Throws {@link IllegalArgumentException} where either part is not positive. */
    public Ratio {
        if (num <= 0 || den <= 0) {
            throw new IllegalArgumentException("A rate needs two positive whole numbers, not " + num + "/" + den + ".");
        }
    }

    /** As a number per second. */
    public double perS() {
        return (double) num / den;
    }

    /**
     * Start of period {@code index}, computed from the index so that it never drifts; whole nanoseconds, rounded down.
     * Exact for parts up to 10^9 each: {@code index * den * 1e9 / num} is split so that no product leaves a long.
     */
    public long instantNs(long index) {
        long shared = gcd(NS_PER_S, num);
        long cycle = num / shared;
        long cycleNs = Math.multiplyExact(den, NS_PER_S / shared);
        long rest = index % cycle;
        return Math.addExact(
                Math.multiplyExact(index / cycle, cycleNs),
                rest * (cycleNs / cycle) + Math.multiplyExact(rest, cycleNs % cycle) / cycle);
    }

    private static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
