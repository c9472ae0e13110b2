package org.framebudget.sim.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.devices.UnitProfile;
import org.framebudget.devices.latency.JitterProfile;
import org.framebudget.devices.latency.JitterQuantiles;
import org.framebudget.sim.random.RandomStreams;
import org.junit.jupiter.api.Test;

/** What is drawn from every shipped recording against the recording itself: quantiles, and how long slow frames last. */
class RecordedJitterTest {
    private static final int BLOCKS = 8_000;
    private static final double[] SHARES = {0.1, 0.5, 0.9, 0.99};

    /** The shipped recordings by where they come from. */
    private static Map<String, JitterProfile.Trace> traces() {
        ProfileRepository repository = new ProfileRepository(null);
        Map<String, JitterProfile.Trace> traces = new LinkedHashMap<>();
        for (String id : repository.ids()) {
            DeviceProfile profile = repository.load(id, Path.of("."));
            for (UnitProfile unit : profile.units()) {
                if (unit.jitter() instanceof JitterProfile.Trace trace) {
                    traces.putIfAbsent(trace.source().cite(), trace);
                }
            }
        }
        return traces;
    }

    private static double[] recorded(JitterProfile.Trace trace) {
        return trace.ratios().stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double[] drawn(JitterProfile.Trace trace, int blockJobs) {
        ServiceTime time = new TraceTime(new RandomStreams(5, 0).stream("jitter"), 1e9, recorded(trace), blockJobs);
        double[] drawn = new double[BLOCKS * trace.blockJobs()];
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = time.nextNs(0) / 1e9;
        }
        return drawn;
    }

    /** Mean length of runs of frames slower than a limit. */
    private static double meanRun(double[] ratios, double limit) {
        int slow = 0;
        int runs = 0;
        boolean before = false;
        for (double ratio : ratios) {
            boolean now = ratio > limit;
            slow += now ? 1 : 0;
            runs += now && !before ? 1 : 0;
            before = now;
        }
        return (double) slow / runs;
    }

    private static double quantile(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) (share * sorted.length)];
    }

    @Test
    void quantilesThatARecordingKnowsComeOut() {
        assertEquals(2, traces().size());
        traces().forEach((cite, trace) -> {
            double[] drawn = drawn(trace, trace.blockJobs());
            for (double share : SHARES) {
                Double known = JitterQuantiles.of(trace, share);
                assertNotNull(known);
                assertEquals(1, quantile(drawn, share) / known, 0.01, cite + " at " + share);
            }
        });
    }

    /** A run is cut at the ends of a block, so it comes out shorter by up to its length over the block's. */
    @Test
    void slowFramesLastAsLongAsTheyWereRecorded() {
        traces().forEach((cite, trace) -> {
            double[] drawn = drawn(trace, trace.blockJobs());
            for (double share : new double[] {0.5, 0.9}) {
                double limit = quantile(recorded(trace), share);
                double run = meanRun(recorded(trace), limit);
                double cut = run / trace.blockJobs();
                String name = cite + " above " + share + ", recorded " + run;
                assertTrue(meanRun(drawn, limit) / run > 1 - cut - 0.03, name);
                assertTrue(meanRun(drawn, limit) / run < 1.03, name);
            }
        });
    }

    /** The check above tells: drawn one by one, frames above the median would come in runs of two. */
    @Test
    void drawnOneByOneSlowFramesWouldBeScattered() {
        JitterProfile.Trace trace = traces().get("mlperf_honor_100");
        assertNotNull(trace);
        double limit = quantile(recorded(trace), 0.5);
        double run = meanRun(recorded(trace), limit);
        double scattered = meanRun(drawn(trace, 1), limit);
        assertEquals(2, scattered, 0.05, "independent draws");
        assertTrue(run > 1.3 * scattered, "recorded " + run);
    }
}
