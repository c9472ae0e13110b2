package org.framebudget.sim.results;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Counts of non-negative durations in log-linear buckets: 128 to each power of two, so a quantile is at most 0.8 % too
 * high; count, sum and largest are exact. Recording allocates nothing. Histograms add up, so every
 * replication keeps its own.
 */
public final class LatencyHistogram {
    private static final int SUB_BITS = 7;
    private static final int SUB = 1 << SUB_BITS;

    private static final int BUCKETS = (64 - SUB_BITS) << SUB_BITS;

    /** Counts as int, since half the memory means half the cache; what does not fit any more stands in {@code spilled}. */
    private final int[] counts = new int[BUCKETS];

    private long @Nullable [] spilled;
    private long sumNs;
    private long maxNs;

    /** Adds one duration; it must not be negative. */
    public void record(long durationNs) {
        int bucket = index(durationNs);
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
        for (int i = 0; i < counts.length; i++) {
            put(i, at(i) + other.at(i));
        }
        sumNs += other.sumNs;
        maxNs = Math.max(maxNs, other.maxNs);
    }

    /** The same durations, each longer by {@code offsetNs}; their places within a bucket are lost anew. */
    public LatencyHistogram shifted(long offsetNs) {
        LatencyHistogram other = new LatencyHistogram();
        for (int i = 0; i < counts.length; i++) {
            long inBucket = at(i);
            if (inBucket > 0) {
                int to = index(Math.min(maxNs, upperNs(i)) + offsetNs);
                other.put(to, other.at(to) + inBucket);
            }
        }
        long count = count();
        other.sumNs = sumNs + count * offsetNs;
        other.maxNs = count == 0 ? 0 : maxNs + offsetNs;
        return other;
    }

    /** Forgets everything. */
    public void clear() {
        Arrays.fill(counts, 0, index(maxNs) + 1, 0);
        spilled = null;
        sumNs = 0;
        maxNs = 0;
    }

    /** How many there are: counted when asked, so that recording has less to do. */
    public long count() {
        long count = 0;
        for (int i = 0; i < BUCKETS; i++) {
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
     * The smallest recorded level that at least {@code fraction} of all durations do not exceed, at most 0.8 % too high;
     * 0 while empty.
     */
    public long quantileNs(double fraction) {
        long count = count();
        long need = Math.max(1, (long) Math.ceil(fraction * count));
        long seen = 0;
        for (int i = 0; i < counts.length && count > 0; i++) {
            seen += at(i);
            if (seen >= need) {
                return Math.min(maxNs, upperNs(i));
            }
        }
        return maxNs;
    }

    /** Share of durations at or below a level (to the bucket's upper end); NaN while empty. */
    public double fractionAtOrBelow(long levelNs) {
        long count = count();
        if (count == 0) {
            return Double.NaN;
        }
        long seen = 0;
        for (int i = 0, last = index(levelNs); i <= last; i++) {
            seen += at(i);
        }
        return (double) seen / count;
    }

    private long at(int bucket) {
        return spilled == null ? counts[bucket] : counts[bucket] + spilled[bucket];
    }

    private void put(int bucket, long count) {
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

    static long upperNs(int index) {
        int group = index >> SUB_BITS;
        if (group <= 1) {
            return index;
        }
        int shift = group - 1;
        return ((long) ((index & (SUB - 1)) + SUB + 1) << shift) - 1;
    }
}
