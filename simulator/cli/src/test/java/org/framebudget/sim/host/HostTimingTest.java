package org.framebudget.sim.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.framebudget.models.network.InputSize;
import org.framebudget.models.network.Precision;
import org.framebudget.models.runtime.MeasureListener;
import org.framebudget.models.runtime.MeasureRecord;
import org.framebudget.models.runtime.MeasureRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostTimingTest {
    @TempDir
    Path folder;

    @Test
    void theCalmestQuarterInARowIsTheLevelOfARunThatOthersDisturb() {
        long[] ns = new long[40];
        Arrays.fill(ns, 9_000_000);
        Arrays.fill(ns, 12, 22, 4_000_000);
        ns[15] = 2_000_000; // one that is fast by chance is no level
        assertEquals(4, HostTiming.calmMs(ns));
        ns[12] = 9_000_000; // nine in a row and one outside are a quarter as well
        assertEquals(4, HostTiming.calmMs(ns));
        assertEquals(4, HostTiming.calmMs(new long[] {7_000_000, 5_000_000, 4_000_000}), "one of three");
        assertEquals(4.5, HostTiming.calmMs(new long[] {7_000_000, 5_000_000, 4_000_000, 9_000_000, 4_000_000}));
    }

    /** One record of slow-downs is held against short and long networks, so their levels have to be as calm as each other. */
    @Test
    void aShortAndALongNetworkOnTheSameMachineAreFoundEquallyCalm() {
        double shorter = 0;
        double longer = 0;
        double four = 0;
        int runs = 400;
        for (int run = 0; run < runs; run++) {
            // pieces of a millisecond, slowed down by what stays for about ten of them
            Random random = new Random(run);
            double[] pieceMs = new double[400];
            double state = 0;
            for (int i = 0; i < pieceMs.length; i++) {
                state = 0.9 * state + 0.04 * random.nextGaussian();
                pieceMs[i] = Math.exp(state);
            }
            shorter += calmShare(pieceMs, 1) / runs;
            longer += calmShare(pieceMs, 50) / runs;
            four += calmShare(pieceMs, 100) / runs;
        }
        assertTrue(shorter < 0.97, "calm at " + shorter + " of the mean");
        assertEquals(shorter, longer, 0.02);
        assertEquals(shorter, four, 0.03, "of four inferences the fastest, where noise counts");
    }

    /** The level over the mean, of a network that takes so many of the pieces. */
    private static double calmShare(double[] pieceMs, int pieces) {
        long[] ns = new long[pieceMs.length / pieces];
        for (int i = 0; i < ns.length * pieces; i++) {
            ns[i / pieces] += Math.round(pieceMs[i] * 1e6);
        }
        return HostTiming.calmMs(ns) * 1e6 / Arrays.stream(ns).average().orElseThrow();
    }

    @Test
    void theTimeOnACoreCountsWhereItIsKnown() {
        HostTiming timing = timing(1, 1, 1.0, 3, new HostBench.Ran(record(1, 1), new long[] {8_000_000}, Map.of()));
        assertEquals(8, timing.calmMs());
        HostTiming known = timing(
                1, 1, 1.0, 3, new HostBench.Ran(record(1, 1), new long[] {8_000_000}, Map.of(0.0, new long[] {5_000_000
                })));
        assertEquals(5, known.calmMs());
    }

    @Test
    void aRunOnCoresThatOthersHaveIsNoLevel() {
        List<HostTiming> timings = List.of(
                timing(2, 1, 1.0, 3, ran(2, 1.0, 9)),
                timing(2, 2, 0.1, 3, ran(2, 0.1, 6)),
                timing(2, 3, 1, 3, ran(2, 1, 5)));
        HostLevel level = HostLevel.of(timings, 2).get(0);
        assertEquals(6, level.levelMs(), "the third was as crowded as the first");
        assertFalse(level.crowded());
        assertEquals(3, level.rounds());
        assertEquals(0.5, level.spreadFraction(), 1e-12);
        assertTrue(HostLevel.of(timings.subList(0, 1), 2).get(0).crowded());
        assertFalse(HostLevel.of(timings.subList(0, 1), 4).get(0).crowded(), "four cores have room for both");
    }

    private HostBench.Ran ran(int threads, double otherCores, double ms) {
        return new HostBench.Ran(record(threads, otherCores), new long[] {Math.round(ms * 1e6)}, Map.of());
    }

    private HostTiming timing(int threads, int round, double otherCores, int cores, HostBench.Ran ran) {
        return HostTiming.of(
                new HostPlan.Job("mobilenet_v1_0.25", InputSize.square(64), Precision.FP32, threads > 1),
                threads,
                round,
                ran);
    }

    private MeasureRecord record(int threads, double otherCores) {
        FakeRuntime runtime = new FakeRuntime(folder);
        runtime.otherCores = otherCores;
        Path file = runtime.networkFile("mobilenet_v1_0.25", InputSize.square(64), Precision.FP32, folder);
        return runtime.measure(
                new MeasureRequest(file, null, threads, false, 1, 10, 1, List.of(), 0, false, true, 1, null),
                MeasureListener.NONE);
    }
}
