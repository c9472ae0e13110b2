package org.framebudget.sim.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.framebudget.sim.results.Quantiles;
import org.framebudget.sim.results.RunResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How sure: what the profile does not know, beside what the sample does not show. */
class PredictionIntervalTest {
    private static final double PERIOD_MS = 1e3 / 30;
    private static final int DRAWS = 200;

    /** 50 ms of work every 33.3 ms: the unit never rests, and of every S ms of work one frame of S / T comes through. */
    private static final String[] OVERLOAD = {
        "pipelines.see.stages.find.infer.network=fifty", "pipelines.see.budget_ms=1000", "duration_s=60"
    };

    @TempDir
    Path folder;

    private static RunOptions options(int replications, int threads, int draws) {
        return new RunOptions(replications, threads, false, false, draws, share -> {});
    }

    private static RunResult.Stream overloaded(int draws, double missFractionMax) {
        String[] sets = List.of(OVERLOAD[0], OVERLOAD[1], OVERLOAD[2], "slo.miss_fraction_max=" + missFractionMax)
                .toArray(String[]::new);
        return Bench.run(options(1, 1, draws), Bench.ONE_CAMERA, sets)
                .result()
                .streams()
                .get(0);
    }

    /** Spread of the logarithm of a time, half its 95 % interval over 1.96. */
    private static double sd(RunResult.Stream stream) {
        List<Double> interval =
                Objects.requireNonNull(stream.stages().get(0).invoke()).interval95Ms();
        return StrictMath.log(interval.get(1) / interval.get(0)) / 2 / 1.959964;
    }

    private static double missed(double serviceMs) {
        return 1 - PERIOD_MS / serviceMs;
    }

    @Test
    void anOverloadedUnitOfLognormalSpeedMissesWhatTheClosedFormSays() {
        RunResult.Stream stream = overloaded(DRAWS, 0.5);
        double sd = sd(stream);
        assertEquals(missed(50), stream.missFraction(), 0.002);
        List<Double> interval = Objects.requireNonNull(stream.missFractionPrediction95());
        // four standard errors of a 2.5 % quantile from n draws: sqrt(p (1 - p) / n) over the density there
        double within = 4 * Math.sqrt(0.025 * 0.975 / DRAWS) / 0.05845 * sd;
        double slow = 50 * StrictMath.exp(1.96 * sd);
        double fast = 50 * StrictMath.exp(-1.96 * sd);
        assertEquals(missed(fast), interval.get(0), PERIOD_MS / fast * within + 0.002);
        assertEquals(missed(slow), interval.get(1), PERIOD_MS / slow * within + 0.002);
        assertTrue(interval.get(0) < missed(50) - 0.03 && interval.get(1) > missed(50) + 0.03, interval + "");
    }

    @Test
    void theProbabilityOfMeetingIsThatOfBeingFastEnough() {
        for (double allowedMs : new double[] {48, 50, 52}) {
            RunResult.Stream stream = overloaded(DRAWS, missed(allowedMs));
            double expected =
                    new NormalDistribution().cumulativeProbability(StrictMath.log(allowedMs / 50) / sd(stream));
            Double met = stream.probabilityMeets();
            double error = Math.sqrt(expected * (1 - expected) / DRAWS);
            assertEquals(expected, Objects.requireNonNull(met), 4 * error);
        }
    }

    @Test
    void withoutObjectivesThereIsNothingToMeet() {
        RunResult.Stream stream = Bench.run(options(1, 1, 40), Bench.ONE_CAMERA, "duration_s=1")
                .result()
                .streams()
                .get(0);
        assertNull(stream.probabilityMeets());
        assertNotNull(stream.missFractionPrediction95());
    }

    @Test
    void aDeviceThatEndsMeetsNothing() {
        RunResult.Stream stream = Bench.run(
                        options(1, 1, 40),
                        Bench.ONE_CAMERA,
                        "duration_s=1",
                        "limits.memory_mb=5",
                        "slo.miss_fraction_max=1")
                .result()
                .streams()
                .get(0);
        assertEquals(0.0, stream.probabilityMeets());
    }

    /** The bench with ranges of hardly any width. */
    private String exact() {
        Bench.file(folder, "bench-latency.csv", Bench.resource("bench-latency.csv"));
        return Bench.file(
                folder,
                "exact.yaml",
                Bench.resource("bench.yaml").replace("spread_fraction: 0.1", "spread_fraction: 0.001"));
    }

    @Test
    void whereNothingIsOpenOnlySamplingErrorIsLeft() throws IOException {
        String text = Bench.ONE_CAMERA
                .replace("bench.yaml", exact())
                .replace(
                        "{id: find, infer: {network: ten, input: 224x224, precision: int8, unit: npu}}",
                        "{id: find, postprocess: {unit: cpu, mean_ms: 25, cv: 0.4}}");
        RunResult.Stream stream =
                Bench.run(options(6, 2, 60), text).result().streams().get(0);
        List<Double> ci95 = Objects.requireNonNull(stream.missFractionCi95());
        assertTrue(ci95.get(0) < ci95.get(1), "misses are drawn");
        List<Double> prediction = Objects.requireNonNull(stream.missFractionPrediction95());
        assertEquals(ci95.get(0), prediction.get(0), 1e-12);
        assertEquals(ci95.get(1), prediction.get(1), 1e-12);
    }

    @Test
    void theIntervalHoldsTheConfidenceIntervalAndDrawsChangeNoOtherFigure() {
        String[] sets = {"duration_s=5", "slo.miss_fraction_max=0.2"};
        RunResult plain = Bench.run(options(4, 1, 0), Bench.BUSY_PHONE, sets).result();
        RunResult drawn = Bench.run(options(4, 1, 40), Bench.BUSY_PHONE, sets).result();
        assertEquals(ofDevices(plain), ofDevices(drawn));
        assertEquals(plain.slo(), drawn.slo());
        assertEquals(plain.events(), drawn.events());
        for (int s = 0; s < plain.streams().size(); s++) {
            RunResult.Stream a = plain.streams().get(s);
            RunResult.Stream b = drawn.streams().get(s);
            assertEquals(a.missFraction(), b.missFraction());
            assertEquals(a.missFractionCi95(), b.missFractionCi95());
            assertEquals(a.latencyMs(), b.latencyMs());
            List<Double> ci95 = Objects.requireNonNull(b.missFractionCi95());
            List<Double> prediction = Objects.requireNonNull(b.missFractionPrediction95());
            assertTrue(prediction.get(0) <= ci95.get(0) && ci95.get(1) <= prediction.get(1), b.id());
        }
        RunResult.Battery alone = Objects.requireNonNull(plain.devices().get(0).battery());
        assertNull(alone.hoursToEmptyPrediction95());
        List<Double> ci95 = Objects.requireNonNull(alone.hoursToEmptyCi95());
        assertEquals(ci95, alone.interval95());
        RunResult.Battery battery =
                Objects.requireNonNull(drawn.devices().get(0).battery());
        List<Double> hours = Objects.requireNonNull(battery.hoursToEmptyPrediction95());
        assertEquals(hours, battery.interval95());
        assertTrue(hours.get(0) < ci95.get(0) && ci95.get(1) < hours.get(1), "power is assumed: " + hours);
    }

    /** All but the one figure that draws give. */
    private static String ofDevices(RunResult result) {
        JsonNode devices = new ObjectMapper().valueToTree(result.devices());
        devices.forEach(device -> ((ObjectNode) device.get("battery")).remove("hours_to_empty_prediction95"));
        return devices.toString();
    }

    @Test
    void aSeedGivesTheSameBytesOnAnyNumberOfThreads() {
        String[] sets = {"duration_s=2", "slo.miss_fraction_max=0.2"};
        String one =
                Bench.json(Bench.run(options(3, 1, 40), Bench.BUSY_PHONE, sets).result());
        String two =
                Bench.json(Bench.run(options(3, 2, 40), Bench.BUSY_PHONE, sets).result());
        assertEquals(one, two);
    }

    @Test
    void quantilesAreThoseOfAFurtherDraw() {
        double[] sorted = new double[39];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = i + 1;
        }
        assertEquals(1, Quantiles.of(sorted, 0.025), 1e-12);
        assertEquals(39, Quantiles.of(sorted, 0.975), 1e-12);
        assertEquals(20, Quantiles.of(sorted, 0.5), 1e-12);
        assertEquals(1, Quantiles.of(sorted, 0.001), "never beyond what was seen");
    }
}
