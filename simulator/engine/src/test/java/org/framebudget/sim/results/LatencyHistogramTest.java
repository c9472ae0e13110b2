package org.framebudget.sim.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LatencyHistogramTest {
    @Test
    void countMeanAndLargestAreExactAndQuantilesLessThanABucketOff() {
        for (int seed = 1; seed <= 10; seed++) {
            Random random = new Random(seed);
            long[] values = new long[10_000];
            LatencyHistogram histogram = new LatencyHistogram();
            long sum = 0;
            for (int i = 0; i < values.length; i++) {
                // from single nanoseconds to hours
                values[i] = (long) Math.exp(random.nextDouble() * 30);
                histogram.record(values[i]);
                sum += values[i];
            }
            Arrays.sort(values);
            assertEquals(values.length, histogram.count());
            assertEquals((double) sum / values.length, histogram.meanNs());
            assertEquals(sum, histogram.sumNs());
            assertEquals(values[values.length - 1], histogram.maxNs());
            for (double q : new double[] {0, 0.001, 0.25, 0.5, 0.9, 0.99, 0.999, 1}) {
                long exact = values[(int) Math.max(0, Math.ceil(q * values.length) - 1)];
                long got = histogram.quantileNs(q);
                assertTrue(Math.abs(got - exact) <= exact / 128, q + ": " + got + " for " + exact);
            }
            assertEquals(values[values.length - 1], histogram.quantileNs(1));
        }
    }

    @Test
    void quantilesOfASpreadAreNotTooHighByABucket() {
        // eight buckets of 0.13 ms from 33.3 ms on, evenly full
        long from = 254L << 17;
        long width = 8L << 17;
        LatencyHistogram histogram = new LatencyHistogram();
        for (int i = 0; i < 10_000; i++) {
            histogram.record(from + i * width / 10_000);
        }
        for (int percent = 1; percent < 100; percent++) {
            long level = from + percent * width / 100;
            assertEquals(level, histogram.quantileNs(percent / 100.0), width / 5_000.0, percent + " %");
            assertEquals(percent / 100.0, histogram.fractionAtOrBelow(level), 0.0002);
        }
    }

    @Test
    void quantilesRiseWithTheFractionAndStayBelowTheLargest() {
        Random random = new Random(9);
        for (int round = 0; round < 50; round++) {
            LatencyHistogram histogram = new LatencyHistogram();
            int count = 1 + random.nextInt(300);
            for (int i = 0; i < count; i++) {
                histogram.record((long) Math.exp(random.nextDouble() * 12));
            }
            long last = 0;
            for (double q = 0; q <= 1; q += 0.001) {
                long now = histogram.quantileNs(q);
                assertTrue(now >= last && now <= histogram.maxNs(), "q " + q);
                // the inverse: so many are at or below it, and fewer just before it
                assertTrue(histogram.fractionAtOrBelow(now) >= q - 1e-12, "q " + q);
                assertTrue(now == 0 || histogram.fractionAtOrBelow(now - 1) < q + 1.0 / count, "q " + q);
                last = now;
            }
        }
    }

    @Test
    void durationsThatHaveABucketOfTheirOwnAreExact() {
        LatencyHistogram histogram = new LatencyHistogram();
        for (int i = 0; i < 256; i++) {
            histogram.record(i);
        }
        for (int i = 0; i < 256; i++) {
            assertEquals(i, histogram.quantileNs((i + 1) / 256.0));
            assertEquals((i + 1) / 256.0, histogram.fractionAtOrBelow(i));
        }
    }

    @Test
    void everyBucketHoldsItsOwnUpperEndAndTheNextNumberLiesInTheNextBucket() {
        for (int index = 0; index < 56 * 128; index++) {
            long upper = LatencyHistogram.upperNs(index);
            if (upper < 0 || upper == Long.MAX_VALUE) {
                break;
            }
            assertEquals(index, LatencyHistogram.index(upper));
            assertEquals(index + 1, LatencyHistogram.index(upper + 1));
            assertEquals(upper + 1, LatencyHistogram.lowerNs(index + 1));
        }
    }

    @Test
    void theLargestDurationFits() {
        LatencyHistogram histogram = new LatencyHistogram();
        histogram.record(Long.MAX_VALUE);
        assertEquals(Long.MAX_VALUE, histogram.quantileNs(0.5));
    }

    @Test
    void addedHistogramsAreTheHistogramOfAll() {
        Random random = new Random(4);
        LatencyHistogram all = new LatencyHistogram();
        LatencyHistogram sum = new LatencyHistogram();
        for (int part = 0; part < 5; part++) {
            LatencyHistogram one = new LatencyHistogram();
            for (int i = 0; i < 1_000; i++) {
                long value = random.nextInt(1 << 25);
                all.record(value);
                one.record(value);
            }
            sum.add(one);
        }
        sum.add(new LatencyHistogram());
        assertEquals(all.count(), sum.count());
        assertEquals(all.meanNs(), sum.meanNs());
        assertEquals(all.sumNs(), sum.sumNs());
        assertEquals(all.maxNs(), sum.maxNs());
        for (double q = 0; q <= 1; q += 0.01) {
            assertEquals(all.quantileNs(q), sum.quantileNs(q));
        }
    }

    @Test
    void aShiftedHistogramIsThatOfLongerDurations() {
        Random random = new Random(6);
        LatencyHistogram from = new LatencyHistogram();
        LatencyHistogram direct = new LatencyHistogram();
        long lead = 38_333_333;
        for (int i = 0; i < 10_000; i++) {
            long value = 1_000_000 + random.nextInt(50_000_000);
            from.record(value);
            direct.record(value + lead);
        }
        LatencyHistogram shifted = from.shifted(lead);
        assertEquals(direct.count(), shifted.count());
        assertEquals(direct.meanNs(), shifted.meanNs(), 1e-6);
        assertEquals(direct.sumNs(), shifted.sumNs());
        assertEquals(direct.maxNs(), shifted.maxNs());
        for (double q : new double[] {0.01, 0.5, 0.9, 0.99, 0.999}) {
            assertEquals(direct.quantileNs(q), shifted.quantileNs(q), 0.004 * direct.quantileNs(q), "q " + q);
        }
        assertEquals(direct.maxNs(), shifted.quantileNs(1));
        assertEquals(0, new LatencyHistogram().shifted(lead).count());
    }

    @Test
    void aClearedHistogramIsLikeANewOne() {
        LatencyHistogram histogram = new LatencyHistogram();
        for (long value : new long[] {0, 1, 127, 128, 255, 256, 1_000_000, 33_333_333}) {
            histogram.record(value);
        }
        histogram.clear();
        assertEquals(0, histogram.count());
        assertEquals(0, histogram.quantileNs(0.99));
        assertTrue(Double.isNaN(histogram.meanNs()));
        assertTrue(Double.isNaN(histogram.fractionAtOrBelow(10)));
        histogram.record(500);
        assertEquals(500, histogram.quantileNs(0.001));
        assertEquals(0.0, histogram.fractionAtOrBelow(400));
        assertEquals(1.0, histogram.fractionAtOrBelow(500));
    }

    @Test
    void countsBeyondAnIntStayExact() {
        LatencyHistogram many = new LatencyHistogram();
        many.record(100);
        many.record(5_000);
        // doubled 40 times: 2^40 of each
        for (int i = 0; i < 40; i++) {
            many.add(many);
        }
        assertEquals(1L << 41, many.count());
        assertEquals(2_550, many.meanNs(), 1e-9);
        assertEquals(100, many.quantileNs(0.5));
        assertEquals(5_000, many.quantileNs(0.51), 5_000 / 128.0);
        assertEquals(5_000, many.quantileNs(1));
        many.record(5_000);
        assertEquals((1L << 41) + 1, many.count());
        assertEquals((1L << 41) + 1, many.shifted(7).count());
        many.clear();
        assertEquals(0, many.count());
        many.record(100);
        assertEquals(1, many.count());
    }
}
