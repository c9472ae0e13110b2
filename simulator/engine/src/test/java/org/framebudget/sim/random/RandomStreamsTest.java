package org.framebudget.sim.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import java.util.function.DoubleSupplier;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

/** Tolerances are four standard errors of the figure, from theory; draws are seeded, so a test passes always or never. */
class RandomStreamsTest {
    private static final int N = 1_000_000;

    @Test
    void aStreamDependsOnSeedReplicationAndNameAlone() {
        RandomStreams once = new RandomStreams(42, 0);
        once.stream("another").uniform();
        RandomStream a = once.stream("camera/infer");
        RandomStream b = new RandomStreams(42, 0).stream("camera/infer");
        for (int i = 0; i < 1_000; i++) {
            assertEquals(a.uniform(), b.uniform());
            assertEquals(a.gaussian(), b.gaussian());
            assertEquals(a.exponential(), b.exponential());
        }
    }

    @Test
    void streamsOfOtherSeedsReplicationsAndNamesDiffer() {
        Set<Double> first = new HashSet<>();
        int made = 0;
        for (long seed : new long[] {0, 1, 2, -1, 42, Long.MIN_VALUE, 9_007_199_254_740_991L}) {
            for (int replication = 0; replication < 20; replication++) {
                for (String name : new String[] {"", "a", "b", "ab", "ba", "a/b", "camera-1", "camera-2"}) {
                    first.add(new RandomStreams(seed, replication).stream(name).uniform());
                    made++;
                }
            }
        }
        assertEquals(made, first.size());
    }

    @Test
    void neighbouringStreamsAreUncorrelated() {
        // correlation of n independent pairs has standard error 1 / sqrt(n)
        int n = 100_000;
        double tolerance = 4 / Math.sqrt(n);
        RandomStream base = new RandomStreams(1, 0).stream("camera-1/infer");
        RandomStream[] others = {
            new RandomStreams(1, 0).stream("camera-2/infer"),
            new RandomStreams(2, 0).stream("camera-1/infer"),
            new RandomStreams(1, 1).stream("camera-1/infer")
        };
        double[] sum = new double[others.length];
        for (int i = 0; i < n; i++) {
            double x = base.gaussian();
            for (int k = 0; k < others.length; k++) {
                sum[k] += x * others[k].gaussian();
            }
        }
        for (double s : sum) {
            assertEquals(0, s / n, tolerance);
        }
    }

    @Test
    void uniformsFillAHundredCellsEvenly() {
        long[] cells = new long[100];
        long[] indices = new long[100];
        RandomStream stream = new RandomStreams(7, 0).stream("chi-square");
        for (int i = 0; i < N; i++) {
            double u = stream.uniform();
            assertTrue(u >= 0 && u < 1);
            cells[(int) (u * 100)]++;
            indices[stream.index(100)]++;
        }
        ChiSquaredDistribution chi = new ChiSquaredDistribution(99);
        assertTrue(chi.cumulativeProbability(chiSquare(cells)) < 0.9999);
        assertTrue(chi.cumulativeProbability(chiSquare(cells)) > 0.0001, "too even to be random");
        assertTrue(chi.cumulativeProbability(chiSquare(indices)) < 0.9999);
    }

    @Test
    void gaussianHasTheMomentsOfTheNormal() {
        RandomStream stream = new RandomStreams(3, 0).stream("gaussian");
        double[] m = moments(stream::gaussian);
        // variances of the sample moments: 1, 2, 15, 96 over n
        assertEquals(0, m[1], 4 / Math.sqrt(N));
        assertEquals(1, m[2], 4 * Math.sqrt(2.0 / N));
        assertEquals(0, m[3], 4 * Math.sqrt(15.0 / N));
        assertEquals(3, m[4], 4 * Math.sqrt(96.0 / N));
    }

    @Test
    void gaussianFillsItsCellsFromTailToTail() {
        // the sampler's last layer ends at 3.654: beyond it another method draws, so it has cells of its own
        double[] edges = {
            -4.2, -3.8, -3.6541528853610088, -3, -2, -1, -0.5, 0, 0.5, 1, 2, 3, 3.6541528853610088, 3.8, 4.2
        };
        NormalDistribution normal = new NormalDistribution();
        int n = 5_000_000;
        long[] counts = new long[edges.length + 1];
        RandomStream stream = new RandomStreams(8, 0).stream("tails");
        for (int i = 0; i < n; i++) {
            double x = stream.gaussian();
            int cell = 0;
            while (cell < edges.length && x >= edges[cell]) {
                cell++;
            }
            counts[cell]++;
        }
        double sum = 0;
        for (int cell = 0; cell <= edges.length; cell++) {
            double from = cell == 0 ? 0 : normal.cumulativeProbability(edges[cell - 1]);
            double to = cell == edges.length ? 1 : normal.cumulativeProbability(edges[cell]);
            double expected = n * (to - from);
            assertTrue(expected > 50);
            sum += (counts[cell] - expected) * (counts[cell] - expected) / expected;
        }
        double probability = new ChiSquaredDistribution(edges.length).cumulativeProbability(sum);
        assertTrue(probability > 0.0001 && probability < 0.9999, "chi-square " + sum);
    }

    @Test
    void exponentialHasTheMomentsOfTheUnitExponential() {
        RandomStream stream = new RandomStreams(3, 0).stream("exponential");
        double[] m = moments(() -> {
            double x = stream.exponential();
            assertTrue(x >= 0);
            return x;
        });
        // E[x^k] = k!; variance of the sample moment (2k)! - k!^2 over n
        assertEquals(1, m[1], 4 * Math.sqrt(1.0 / N));
        assertEquals(2, m[2], 4 * Math.sqrt(20.0 / N));
        assertEquals(6, m[3], 4 * Math.sqrt(684.0 / N));
    }

    @Test
    void poissonHasMeanAndVarianceOfItsParameter() {
        for (double mean : new double[] {0, 0.3, 2.5, 12}) {
            RandomStream stream = new RandomStreams(5, 0).stream("poisson");
            int n = 200_000;
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < n; i++) {
                int x = stream.poisson(mean);
                sum += x;
                squares += (x - mean) * (x - mean);
            }
            assertEquals(mean, sum / n, 4 * Math.sqrt(mean / n));
            // fourth central moment of a Poisson is m + 3 m^2
            assertEquals(mean, squares / n, 4 * Math.sqrt((mean + 2 * mean * mean) / n));
        }
    }

    private static double[] moments(DoubleSupplier draw) {
        double[] sum = new double[5];
        for (int i = 0; i < N; i++) {
            double x = draw.getAsDouble();
            double power = 1;
            for (int k = 0; k < 5; k++) {
                sum[k] += power;
                power *= x;
            }
        }
        for (int k = 0; k < 5; k++) {
            sum[k] /= N;
        }
        return sum;
    }

    private static double chiSquare(long[] cells) {
        double expected = (double) N / cells.length;
        double sum = 0;
        for (long count : cells) {
            sum += (count - expected) * (count - expected) / expected;
        }
        return sum;
    }
}
