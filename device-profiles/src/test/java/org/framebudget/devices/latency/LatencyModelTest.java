package org.framebudget.devices.latency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LatencyModelTest {
    @Test
    void aStretchIsWrittenWideEnoughForTheMeasurementItComesFrom() {
        LatencyModel shipped = LatencyModel.shipped();
        Map<String, Double> stretches = new TreeMap<>(shipped.stretches());
        stretches.put("scaled", 1.946592);
        stretches.put("roofline", 2.5);
        LatencyModel model = new LatencyModel(
                shipped.kernel(),
                shipped.priors(),
                stretches,
                shipped.repeatSdFraction(),
                shipped.threads(),
                shipped.efficiency(),
                shipped.ratios());
        LatencyModel read = LatencyModel.read("model.csv", model.text());
        Double scaled = read.stretches().get("scaled");
        assertTrue(scaled != null && scaled >= 1.946592 && scaled < 1.94661, "read " + scaled);
        assertEquals(2.5, read.stretches().get("roofline"));
    }
}
