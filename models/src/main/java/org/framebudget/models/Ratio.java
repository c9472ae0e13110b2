package org.framebudget.models;

import java.math.BigInteger;

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

    /** Start of period {@code index}, computed from the index so that it never drifts; whole nanoseconds, rounded down. */
    public long instantNs(long index) {
        return BigInteger.valueOf(index)
                .multiply(BigInteger.valueOf(den))
                .multiply(BigInteger.valueOf(NS_PER_S))
                .divide(BigInteger.valueOf(num))
                .longValueExact();
    }
}
