package org.framebudget.devices.latency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.framebudget.devices.Source;
import org.framebudget.devices.SourceKind;
import org.framebudget.models.catalogue.Catalogue;
import org.framebudget.models.network.InputSize;
import org.junit.jupiter.api.Test;

class OwnSpreadTest {
    private static final LatencyModel MODEL = LatencyModel.shipped();
    private static final List<String> MEASURED = List.of(
            "mobilenet_v1_0.25",
            "mobilenet_v1_0.75",
            "mobilenet_v2_0.35",
            "mobilenet_v2_0.75",
            "mobilenet_v2_1.3",
            "mobilenet_v3_small",
            "efficientnet_lite0",
            "efficientnet_lite2",
            "inception_v1",
            "resnet50");

    /** A CPU as its class is on average, but for one family and an error of each measurement that turns its sign. */
    private static LatencySeries series(double v3Factor, double errorFraction) {
        List<LatencyRow> rows = new ArrayList<>();
        for (String network : MEASURED) {
            InputSize own = Catalogue.defaultInput(network);
            for (InputSize input : List.of(own, InputSize.square(128))) {
                double error = StrictMath.exp(errorFraction * ((rows.size() * 7 % 5) - 2) / 1.5);
                double ms = expectedMs(network, input) * error * (network.contains("_v3_") ? v3Factor : 1);
                rows.add(new LatencyRow(
                        network,
                        input.widthPx(),
                        input.heightPx(),
                        "int8",
                        "cpu",
                        1,
                        Math.rint(ms * 1e6) / 1e6,
                        "p50",
                        "TFLite",
                        "",
                        true,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        new Source(SourceKind.MEASURED, "own_measurement", null)));
            }
        }
        return LatencySeries.of("host", "cpu", "cpu", Double.POSITIVE_INFINITY, null, 1000, rows, false)
                .get(0);
    }

    private static double expectedMs(String network, InputSize input) {
        return new Roofline(true, Double.POSITIVE_INFINITY)
                .ms(MODEL.prior("cpu-int8").mean(), NetworkFeatures.of(network, input));
    }

    private static LatencyFit fit(LatencySeries series) {
        return OwnSpread.fit(series, series.prior(MODEL.prior("cpu-int8")), MODEL.kernel());
    }

    private static double error(LatencyFit fit, String network, double factor) {
        InputSize input = Catalogue.defaultInput(network);
        return fit.estimate(NetworkFeatures.of(network, input)).medianMs() / (factor * expectedMs(network, input)) - 1;
    }

    @Test
    void aFamilyWithoutAFastKernelSpoilsNoOther() {
        LatencySeries series = series(3, 0.02);
        LatencyFit own = fit(series);
        assertEquals(0, error(own, "mobilenet_v3_large", 3), 0.15, "its sister is as slow");
        assertEquals(0, error(own, "mobilenet_v2_1.0", 1), 0.1);
        assertEquals(0, error(own, "efficientnet_lite1", 1), 0.1);
        LatencyFit ofClass = LatencyFit.of(
                series.roofline(), series.prior(MODEL.prior("cpu-int8")), MODEL.kernel(), series.points());
        assertTrue(error(ofClass, "mobilenet_v3_large", 3) < -0.2, "the published devices have no such family");
    }

    @Test
    void aMachineThatOthersDisturbIsKnownLessWell() {
        assertEquals(0.02, fit(series(1, 0)).prior().noiseFraction(), 0.011);
        assertTrue(fit(series(1, 0.15)).prior().noiseFraction() >= 0.12);
    }

    @Test
    void fewMeasurementsKeepTheSpreadsOfTheirClass() {
        LatencySeries all = series(3, 0.15);
        LatencySeries few = all.without(
                all.rows().subList(OwnSpread.LEAST_POINTS - 1, all.rows().size()));
        assertEquals(MODEL.prior("cpu-int8").noiseFraction(), fit(few).prior().noiseFraction());
    }
}
