package org.framebudget.sim.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.framebudget.devices.Source;
import org.framebudget.devices.SourceKind;
import org.framebudget.devices.Sourced;
import org.framebudget.devices.latency.JitterProfile;
import org.framebudget.devices.latency.LevelKind;
import org.framebudget.sim.random.RandomStream;
import org.framebudget.sim.random.RandomStreams;
import org.junit.jupiter.api.Test;

/** Means and spreads of the sources of service times; tolerances are four standard errors. */
class ServiceTimeTest {
    private static final int N = 400_000;
    private static final Source SOURCE = new Source(SourceKind.ASSUMED, "test", null);

    private static RandomStream draws() {
        return new RandomStreams(17, 0).stream("service");
    }

    private static Sourced number(double value) {
        return new Sourced(value, value, value, SOURCE);
    }

    @Test
    void aLognormalHasItsMeanAndItsCoefficientOfVariation() {
        for (double cv : new double[] {0.05, 0.25, 0.8}) {
            ServiceTime time = new LogNormalTime(draws(), 5e6, cv);
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < N; i++) {
                double x = time.nextNs(0) / 5e6;
                sum += x;
                squares += (x - 1) * (x - 1);
            }
            assertEquals(1, sum / N, 4 * cv / Math.sqrt(N));
            // kurtosis of a lognormal: w^4 + 2 w^3 + 3 w^2 - 3 with w = 1 + cv^2
            double w = 1 + cv * cv;
            double kurtosis = w * w * w * w + 2 * w * w * w + 3 * w * w - 3;
            assertEquals(cv * cv, squares / N, 4 * cv * cv * Math.sqrt((kurtosis - 1) / N));
            assertEquals(5e6, time.meanNs());
        }
    }

    @Test
    void aTwoStateTimeHasItsMeanItsShareAndItsRuns() {
        double fraction = 0.1;
        double run = 5;
        double factor = 3;
        // no spread within a state, so that a job tells its state
        TwoStateTime time = new TwoStateTime(draws(), 1e6, 0, fraction, run, factor, 0);
        double quietNs = 1e6 / (1 - fraction + fraction * factor);
        long contended = 0;
        long runs = 0;
        double sum = 0;
        boolean before = false;
        for (int i = 0; i < N; i++) {
            long ns = time.nextNs(0);
            boolean now = ns > quietNs * 2;
            assertEquals(now ? quietNs * factor : quietNs, ns, 2);
            contended += now ? 1 : 0;
            runs += now && !before ? 1 : 0;
            before = now;
            sum += ns;
        }
        // variance of the share: p (1 - p) / n (1 + r) / (1 - r), r = 1 - enter - leave
        double leave = 1 / run;
        double enter = leave * fraction / (1 - fraction);
        double r = 1 - enter - leave;
        double error = Math.sqrt(fraction * (1 - fraction) / N * (1 + r) / (1 - r));
        assertEquals(fraction, (double) contended / N, 4 * error);
        assertEquals(1e6, sum / N, 4 * error * quietNs * (factor - 1) + 2);
        // lengths of runs are geometric: standard deviation run sqrt(1 - leave)
        assertEquals(run, (double) contended / runs, 4 * run * Math.sqrt((1 - leave) / runs));
    }

    @Test
    void aRecordedSeriesIsReplayedInBlocksAndKeepsItsMean() {
        double[] ratios = new double[100];
        for (int i = 0; i < 100; i++) {
            ratios[i] = (i + 0.5) / 50;
        }
        TraceTime time = new TraceTime(draws(), 1e6, ratios, 10);
        double sum = 0;
        int[] starts = new int[100];
        for (int block = 0; block < N / 10; block++) {
            int first = (int) (time.nextNs(0) / 2e4);
            starts[first]++;
            sum += ratios[first];
            for (int i = 1; i < 10; i++) {
                int expected = (first + i) % 100;
                assertEquals((long) (1e6 * ratios[expected]), time.nextNs(0));
                sum += ratios[expected];
            }
        }
        // every row starts a block equally often, the last ones too: so each row is drawn equally often
        for (int count : starts) {
            assertEquals(N / 1_000.0, count, 4.5 * Math.sqrt(N / 1_000.0));
        }
        assertEquals(1, sum / N, 4 * 0.58 / Math.sqrt(N / 10.0));
    }

    @Test
    void aLongJobTakesTheMeanOfManySlowdownsAndVariesLess() {
        List<Double> ratios = new ArrayList<>();
        RandomStream values = new RandomStreams(3, 1).stream("values");
        for (int i = 0; i < 20_000; i++) {
            ratios.add(values.index(4) == 0 ? 2.5 : 0.5);
        }
        double mean = ratios.stream().mapToDouble(d -> d).average().orElseThrow();
        JitterProfile.Slowdown slowdown =
                new JitterProfile.Slowdown(ratios.stream().map(d -> d / mean).toList(), 5, 1, 1.2, SOURCE);
        // independent values: the variance of a mean of n is that of one over n
        double variance = 0.75 * 0.25 * 4;
        for (int valuesAJob : List.of(1, 16)) {
            double calmMs = 5.0 * valuesAJob;
            double meanNs = calmMs * 1e6 * ServiceTimes.meanOver(LevelKind.CALM, slowdown, calmMs * 1e6);
            assertEquals(1.2 * calmMs * 1e6, meanNs, 1);
            ServiceTime time = ServiceTimes.of(slowdown, meanNs, draws());
            double sum = 0;
            double squares = 0;
            int count = 40_000;
            for (int i = 0; i < count; i++) {
                double ratio = time.nextNs(i * 1_000_000_000L) / meanNs;
                sum += ratio;
                squares += ratio * ratio;
            }
            double drawn = squares / count - sum / count * sum / count;
            assertEquals(1, sum / count, 0.03);
            assertEquals(variance / valuesAJob, drawn, 0.06 * variance / valuesAJob);
        }
    }

    @Test
    void aSlowdownGoesOnWhileNobodyWorks() {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            ratios.add((i + 0.5) / 100);
        }
        // each value is 5 ms of work, which takes 10 ms on average
        JitterProfile.Slowdown slowdown = new JitterProfile.Slowdown(ratios, 5, 50, 2, SOURCE);
        ServiceTime time = ServiceTimes.of(slowdown, 10e6, draws());
        int first = (int) (time.nextNs(0) / 1e5);
        for (int i = 1; i < 50; i++) {
            double expected = ratios.get((first + i) % 200);
            assertEquals(expected, time.nextNs(i * 10_000_000L + 1_000) / 10e6, 1e-6);
        }
        int second = (int) (time.nextNs(500_000_000L) / 1e5);
        assertEquals(ratios.get((second + 1) % 200), time.nextNs(510_000_000L) / 10e6, 1e-6, "another block");
    }

    @Test
    void aPublishedMedianBecomesTheMedianOfWhatIsDrawn() {
        JitterProfile twoState =
                new JitterProfile.TwoState(number(0.02), number(0.02), number(3), number(1.1), number(0.1));
        List<Double> recorded = new ArrayList<>();
        for (int i = 0; i < 1_001; i++) {
            recorded.add(Math.exp(0.3 * Math.sin(i)));
        }
        double mean = recorded.stream().mapToDouble(d -> d).average().orElseThrow();
        JitterProfile trace =
                new JitterProfile.Trace(recorded.stream().map(d -> d / mean).toList(), 50, SOURCE);
        JitterProfile slowdown =
                new JitterProfile.Slowdown(recorded.stream().map(d -> d / mean).toList(), 5, 50, 1.3, SOURCE);
        for (JitterProfile jitter : List.of(twoState, trace, new JitterProfile.None(SOURCE), slowdown)) {
            double medianNs = 10e6;
            ServiceTime time = ServiceTimes.of(
                    jitter, medianNs * ServiceTimes.meanOver(LevelKind.MEDIAN, jitter, medianNs), draws());
            long[] drawn = new long[N];
            for (int i = 0; i < N; i++) {
                drawn[i] = time.nextNs(i * 1_000_000_000L);
            }
            Arrays.sort(drawn);
            assertEquals(
                    medianNs, drawn[N / 2], 0.005 * medianNs, jitter.getClass().getSimpleName());
            double meanNs = Arrays.stream(drawn).average().orElseThrow();
            assertTrue(Math.abs(meanNs / time.meanNs() - 1) < 0.01);
        }
    }
}
