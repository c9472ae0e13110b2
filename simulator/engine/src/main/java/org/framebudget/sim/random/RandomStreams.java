package org.framebudget.sim.random;

import java.util.ArrayList;
import java.util.List;

/**
 * Random streams by name. A stream depends on (seed, replication, name) alone, so a further process leaves the draws of
 * all others as they were.
 */
public final class RandomStreams {
    /** 2^64 over the golden ratio, odd: the step of SplitMix64. */
    static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final long base;
    private final List<RandomStream> made = new ArrayList<>();

    /** Streams of one replication, counted from 0. */
    public RandomStreams(long seed, int replication) {
        base = mix(mix(seed) + GOLDEN * (replication + 1L));
    }

    /** The stream of this name, at its start. */
    public RandomStream stream(String name) {
        long hash = 0xCBF29CE484222325L; // FNV-1a, 64 bit
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x100000001B3L;
        }
        RandomStream stream = new RandomStream(mix(base ^ mix(hash)));
        made.add(stream);
        return stream;
    }

    /** Something has been drawn from one of its streams: another replication may differ. */
    public boolean drawn() {
        return made.stream().anyMatch(RandomStream::drawn);
    }

    /** SplitMix64's finaliser (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014). */
    static long mix(long x) {
        long z = (x ^ (x >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
