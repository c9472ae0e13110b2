package org.framebudget.sim.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
    void tenCalmInferencesInARowAreTheLevelOfARunThatOthersDisturb() {
        long[] ns = new long[300];
        Arrays.fill(ns, 9_000_000);
        Arrays.fill(ns, 120, 130, 4_000_000);
        ns[125] = 2_000_000; // one that is fast by chance is no level
        assertEquals(4, HostTiming.calmMs(ns));
        assertEquals(5, HostTiming.calmMs(new long[] {7_000_000, 5_000_000, 4_000_000}), "all of fewer than ten");
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
