package org.framebudget.sim.sweep;

/**
 * The numbers 0 to n − 1 in a random order, each found by its place without the others: a Feistel network over the next power
 * of four, walked until it comes back below n (Black and Rogaway, Ciphers with Arbitrary Finite Domains, 2002).
 */
final class Permutation {
    private static final int ROUNDS = 6;

    private final long size;
    private final long key;
    private final int halfBits;
    private final long halfMask;

    /** @param size at least 1, at most 2^60 */
    Permutation(long size, long key) {
        this.size = size;
        this.key = key;
        int bits = Math.max(2, 64 - Long.numberOfLeadingZeros(size - 1));
        halfBits = (bits + 1) / 2;
        halfMask = (1L << halfBits) - 1;
    }

    /** What stands at a place. */
    long at(long place) {
        long value = place;
        do {
            value = shuffled(value);
        } while (value >= size);
        return value;
    }

    private long shuffled(long value) {
        long left = value >>> halfBits;
        long right = value & halfMask;
        for (int round = 0; round < ROUNDS; round++) {
            long next = left ^ (Hashes.of(key + round, right) & halfMask);
            left = right;
            right = next;
        }
        return (left << halfBits) | right;
    }
}
