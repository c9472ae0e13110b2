package org.framebudget.sim.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.framebudget.devices.latency.LabAndField;
import org.framebudget.devices.latency.LatencyModel;
import org.framebudget.devices.latency.LatencyQuery;
import org.framebudget.devices.latency.LevelKind;
import org.framebudget.devices.latency.Prediction;
import org.framebudget.sim.scenario.Scenario.FieldTrace;
import org.junit.jupiter.api.Test;

/** Times of an application instead of a benchmark's. */
class FieldLatencyTest {
    private static final int DRAWS = 400;

    private static StageLatency bench() {
        Prediction ten = new Prediction(
                new LatencyQuery("ten", 1, 1, "int8", "npu", 0),
                10,
                10,
                10,
                LatencyModel.Basis.MEASURED,
                1,
                null,
                null,
                List.of(),
                List.of());
        return new StageLatency(ten, LevelKind.MEAN, null, 0, 0, 0, null, null);
    }

    @Test
    void theIntervalOfARecordIsThatOfTheMeansOfItsBatches() {
        // ten batches of ten: the means 19.5 and 20.5 five times each, standard deviation sqrt(10 / 9) / 2, t of nine
        // degrees 2.2622
        List<Double> latenciesMs = IntStream.range(0, 100)
                .mapToObj(i -> i / 10 % 2 == 0 ? 19.5 : 20.5)
                .toList();
        FieldLatency field = FieldLatency.of(new FieldTrace("app.csv", latenciesMs), 10);
        assertEquals(2, field.ratio(), 1e-12);
        assertEquals(2.2622 * Math.sqrt(10.0 / 9) / 2 / Math.sqrt(10) / 20, field.halfWidthFraction(), 1e-6);
        assertEquals(10, field.blockJobs());
    }

    @Test
    void inAnAppHalfTheDrawsAreAsFastAsTheBenchmarkAndTheRestReachesTheSlowestPair() {
        double slowest = LabAndField.shipped().slowestFactor();
        assertEquals(41 / 17.3, slowest, 1e-12);
        StageLatency app = bench().inApp(slowest);
        assertEquals(10, app.prediction().lowMs());
        assertEquals(10 * slowest, app.prediction().highMs(), 1e-9);
        Draws draws = new Draws(1, DRAWS);
        double[] factors = IntStream.range(0, DRAWS)
                .mapToDouble(k -> draws.latencyFactor("phone", app, k))
                .sorted()
                .toArray();
        assertEquals(1, factors[DRAWS / 2 - 1]);
        assertTrue(factors[DRAWS / 2] > 1);
        assertEquals(slowest, factors[(int) (0.975 * DRAWS)], 0.03);
        assertEquals(1, draws.latencyFactor("phone", bench(), 7));
    }
}
