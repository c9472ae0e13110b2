package org.framebudget.devices.latency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.devices.latency.LatencyModel.Basis;
import org.junit.jupiter.api.Test;

/** Predictions of a stick on hosts it was never measured with. */
class AttachedPredictionTest {
    private static Prediction on(String host, String network, int px) {
        return new LatencyPredictor(new ProfileRepository(null).load(host + "+coral-usb", Path.of(".")))
                .predict(new LatencyQuery(network, px, px, "int8", "tpu", 0));
    }

    @Test
    void theLinkOfTheHostDecidesWhatNetworksBeyondTheChipsMemoryTake() {
        Prediction usb2 = on("redmi-6-pro", "inception_v4", 299);
        Prediction usb3 = on("jetson-agx-orin", "inception_v4", 299);
        assertEquals(Basis.ROOFLINE, usb2.basis());
        // weights beyond 8 MB over 33 and 340 MB/s
        assertEquals(1050, usb2.meanMs(), 0.1 * 1050);
        assertEquals(110, usb3.meanMs(), 0.15 * 110);
        assertTrue(usb3.notes().toString().contains("340"), usb3.notes().toString());
    }

    @Test
    void anUnknownPortWidensTheInterval() {
        Prediction known = on("jetson-agx-orin", "inception_v4", 299);
        Prediction unknown = on("sa8295p", "inception_v4", 299);
        assertEquals(known.meanMs(), unknown.meanMs(), 1e-9);
        assertTrue(unknown.highMs() > 1.3 * known.highMs(), unknown.highMs() + " " + known.highMs());
    }

    @Test
    void measuredHostsLieWithinTheIntervalOfAnyHostWithTheirUsb() {
        Prediction usb3 = on("jetson-agx-orin", "ssd_mobilenet_v1", 300);
        Prediction usb2 = on("redmi-6-pro", "ssd_mobilenet_v1", 300);
        for (double ms : new double[] {10.02, 15.0897}) {
            assertTrue(usb3.lowMs() < ms && ms < usb3.highMs(), usb3.lowMs() + " " + ms + " " + usb3.highMs());
        }
        for (double ms : new double[] {57.68, 62.6}) {
            assertTrue(usb2.lowMs() < ms && ms < usb2.highMs(), usb2.lowMs() + " " + ms + " " + usb2.highMs());
        }
    }
}
