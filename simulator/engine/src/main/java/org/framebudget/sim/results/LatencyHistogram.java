package org.framebudget.sim.results;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Counts of non-negative durations in log-linear buckets: 128 to each power of two, the narrowest a nanosecond wide and
 * none wider than 0.8 % of its values. Count, sum and largest are exact; of a bucket's durations it is taken that they lie
 * evenly spread over it, so a quantile is off by less than a bucket's width. Recording allocates nothing. Histograms add
 * up, so every replication keeps its own.
 */
public final class LatencyHistogram {
    private static final int SUB_BITS = 7;
    private static final int SUB = 1 << SUB_BITS;

    private static final int BUCKETS = (64 - SUB_BITS) << SUB_BITS;

    /** Buckets more at a time: four powers of two. */
    private static final int GROWTH = SUB << 2;

    /**
     * Counts as int, since half the memory means half the cache; what does not fit any more stands in {@code spilled}. As long as the
     * largest needs, since short runs have many of these.
     */
    private int[] counts = {};

    private long @Nullable [] spilled;
    private long sumNs;
    private long maxNs;

    /** Adds one duration; it must not be negative. */
    public void record(long durationNs) {
        int bucket = index(durationNs);
        if (bucket >= counts.length) {
            grow(bucket);
        }
        if (++counts[bucket] < 0) {
            counts[bucket] = 0;
            spill(bucket, 1L << 31);
        }
        sumNs += durationNs;
        if (durationNs > maxNs) {
            maxNs = durationNs;
        }
    }

    /** Adds everything the other one holds. */
    public void add(LatencyHistogram other) {
        int last = index(other.maxNs);
        for (int i = 0; i <= last; i++) {
            put(i, at(i) + other.at(i));
        }
        sumNs += other.sumNs;
        maxNs = Math.max(maxNs, other.maxNs);
    }

    /** The same durations, each longer by {@code offsetNs}; those of a bucket move together, by its middle. */
    public LatencyHistogram shifted(long offsetNs) {
        LatencyHistogram other = new LatencyHistogram();
        long count = count();
        if (count == 0) {
            return other;
        }
        for (int i = 0; i <= index(maxNs); i++) {
            // the largest goes by itself, since its bucket has to be the last one
            long inBucket = i == index(maxNs) ? at(i) - 1 : at(i);
            if (inBucket > 0) {
                long lowest = lowerNs(i);
                int to = index(lowest + (Math.min(maxNs, upperNs(i)) - lowest) / 2 + offsetNs);
                other.put(to, other.at(to) + inBucket);
            }
        }
        other.maxNs = maxNs + offsetNs;
        int last = index(other.maxNs);
        other.put(last, other.at(last) + 1);
        other.sumNs = sumNs + count * offsetNs;
        return other;
    }

    /** Forgets everything. */
    public void clear() {
        Arrays.fill(counts, 0);
        spilled = null;
        sumNs = 0;
        maxNs = 0;
    }

    /** How many there are: counted when asked, so that recording has less to do. */
    public long count() {
        long count = 0;
        int last = index(maxNs);
        for (int i = 0; i <= last; i++) {
            count += at(i);
        }
        return count;
    }

    /** Exact mean in nanoseconds; NaN while empty. */
    public double meanNs() {
        long count = count();
        return count == 0 ? Double.NaN : (double) sumNs / count;
    }

    /** Exact sum. */
    public long sumNs() {
        return sumNs;
    }

    /** Exact largest; 0 while empty. */
    public long maxNs() {
        return maxNs;
    }

    /**
     * The smallest duration that at least {@code fraction} of all durations do not exceed; less than a bucket's width off,
     * rising with the fraction, exact up to 256 ns, for the largest, and where all are equal; 0 while empty.
     */
    public long quantileNs(double fraction) {
        long count = count();
        long need = Math.max(1, (long) Math.ceil(fraction * count));
        if (need >= count || allEqual(count)) {
            return maxNs;
        }
        int bucket = 0;
        long before = 0;
        while (before + at(bucket) < need) {
            before += at(bucket);
            bucket++;
        }
        return placeNs(bucket, need - before, at(bucket));
    }

    /** Share of durations at or below a level, the inverse of {@link #quantileNs}; NaN while empty. */
    public double fractionAtOrBelow(long levelNs) {
        long count = count();
        if (count == 0 || levelNs >= maxNs || allEqual(count)) {
            return count == 0 ? Double.NaN : levelNs >= maxNs ? 1 : 0;
        }
        int bucket = index(levelNs);
        long seen = 0;
        for (int i = 0; i < bucket; i++) {
            seen += at(i);
        }
        long inBucket = at(bucket);
        // by halves, the number of those whose place is not beyond the level
        long within = 0;
        long beyond = inBucket + 1;
        while (beyond - within > 1) {
            long rank = within + (beyond - within) / 2;
            if (placeNs(bucket, rank, inBucket) <= levelNs) {
                within = rank;
            } else {
                beyond = rank;
            }
        }
        return (double) (seen + within) / count;
    }

    private boolean allEqual(long count) {
        return sumNs == count * maxNs;
    }

    /** Where the duration of this rank, from 1 on, lies in its bucket: each in the middle of an equal part of it. */
    private long placeNs(int bucket, long rank, long inBucket) {
        long lowest = lowerNs(bucket);
        double width = Math.min(maxNs, upperNs(bucket)) - lowest + 1.0;
        return lowest + (long) ((rank - 0.5) / inBucket * width);
    }

    private void grow(int bucket) {
        counts = Arrays.copyOf(counts, Math.min(BUCKETS, (bucket / GROWTH + 1) * GROWTH));
    }

    private long at(int bucket) {
        if (bucket >= counts.length) {
            return 0;
        }
        return spilled == null ? counts[bucket] : counts[bucket] + spilled[bucket];
    }

    private void put(int bucket, long count) {
        if (bucket >= counts.length) {
            if (count == 0) {
                return;
            }
            grow(bucket);
        }
        counts[bucket] = (int) (count & Integer.MAX_VALUE);
        if (spilled != null) {
            spilled[bucket] = 0;
        }
        if (count > Integer.MAX_VALUE) {
            spill(bucket, count - counts[bucket]);
        }
    }

    private void spill(int bucket, long count) {
        long[] into = spilled == null ? new long[BUCKETS] : spilled;
        into[bucket] += count;
        spilled = into;
    }

    static int index(long value) {
        int shift = 63 - Long.numberOfLeadingZeros(value | (SUB - 1)) - SUB_BITS;
        // values below 2 * SUB have a bucket of their own: group 0 and 1 are the identity
        return shift <= 0 ? (int) value : (shift << SUB_BITS) + (int) (value >>> shift);
    }

    static long lowerNs(int index) {
        return index == 0 ? 0 : upperNs(index - 1) + 1;
    }

    static long upperNs(int index) {
        int group = index >> SUB_BITS;
        if (group <= 1) {
            return index;
        }
        int shift = group - 1;
        return ((long) ((index & (SUB - 1)) + SUB + 1) << shift) - 1;
    }
}
