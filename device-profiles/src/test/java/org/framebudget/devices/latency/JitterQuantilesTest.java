package org.framebudget.devices.latency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.stream.IntStream;
import org.framebudget.devices.Source;
import org.framebudget.devices.SourceKind;
import org.framebudget.devices.Sourced;
import org.junit.jupiter.api.Test;

class JitterQuantilesTest {
    private static final Source TEST = new Source(SourceKind.PAPER, "test", null);

    private static Sourced num(double value) {
        return new Sourced(value, null, null, TEST);
    }

    @Test
    void withoutJitterEveryQuantileIsTheMean() {
        assertEquals(1, JitterQuantiles.of(new JitterProfile.None(TEST), 0.99));
    }

    /** One lognormal state: exp(s z - s s / 2) with s s = ln(1 + cv cv). */
    @Test
    void oneStateIsALognormal() {
        JitterProfile one = new JitterProfile.TwoState(num(0.2), num(0), num(1), num(1), num(0.2));
        double sigma = Math.sqrt(Math.log(1.04));
        assertEquals(Math.exp(-sigma * sigma / 2), JitterQuantiles.of(one, 0.5), 1e-6);
        assertEquals(Math.exp(1.2815515655 * sigma - sigma * sigma / 2), JitterQuantiles.of(one, 0.9), 1e-6);
    }

    @Test
    void aRecordedSeriesShowsNoQuantileItCannotKnow() {
        List<Double> ratios =
                IntStream.range(0, 500).mapToObj(i -> 0.5 + i / 499.0).toList();
        JitterProfile trace = new JitterProfile.Trace(ratios, 10, TEST);
        Double median = JitterQuantiles.of(trace, 0.5);
        assertNotNull(median);
        assertEquals(1, median, 0.01);
        assertNull(JitterQuantiles.of(trace, 0.99));
    }
}
