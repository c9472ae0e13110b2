package org.framebudget.devices.latency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.devices.latency.LatencyModel.Basis;
import org.framebudget.models.InputException;
import org.framebudget.models.network.InputSize;
import org.junit.jupiter.api.Test;

class LatencyPredictorTest {
    private static final ProfileRepository REPOSITORY = new ProfileRepository(null);

    private static LatencyPredictor predictor(String id) {
        return new LatencyPredictor(REPOSITORY.load(id, Path.of(".")));
    }

    private static Prediction predict(String id, String network, int px, String precision, String unit, int threads) {
        return predictor(id).predict(new LatencyQuery(network, px, px, precision, unit, threads));
    }

    @Test
    void aMeasuredCombinationIsRepeated() {
        Prediction prediction = predict("pixel-3", "mobilenet_v1_1.0", 224, "fp32", "cpu", 0);
        assertEquals(Basis.MEASURED, prediction.basis());
        assertEquals(24.0, prediction.meanMs());
        assertEquals(4, prediction.query().threads());
        assertTrue(prediction.halfWidthFraction() > 0.02 && prediction.halfWidthFraction() < 0.12);
    }

    @Test
    void anUnmeasuredSizeLiesBetweenItsNeighbours() {
        Prediction prediction = predict("pixel-3", "mobilenet_v1_1.0", 192, "fp32", "cpu", 0);
        assertEquals(Basis.SCALED, prediction.basis());
        assertTrue(prediction.meanMs() > 13.4 && prediction.meanMs() < 24, "" + prediction.meanMs());
        assertTrue(prediction.lowMs() < prediction.meanMs() && prediction.meanMs() < prediction.highMs());
    }

    @Test
    void anotherFamilyIsLessSure() {
        Prediction scaled = predict("pixel-2", "mobilenet_v1_0.5", 160, "fp32", "cpu", 0);
        Prediction roofline = predict("pixel-2", "resnet50", 224, "fp32", "cpu", 0);
        assertEquals(Basis.ROOFLINE, roofline.basis());
        assertTrue(roofline.halfWidthFraction() > scaled.halfWidthFraction());
    }

    @Test
    void fewerThreadsTakeLongerAndAreLessSure() {
        Prediction four = predict("pixel-3", "mobilenet_v1_1.0", 192, "fp32", "cpu", 4);
        Prediction two = predict("pixel-3", "mobilenet_v1_1.0", 192, "fp32", "cpu", 2);
        assertTrue(two.meanMs() > four.meanMs() && two.halfWidthFraction() > four.halfWidthFraction());
        assertEquals(1, two.notes().size());
    }

    @Test
    void nobodyGainsFromAThousandThreads() {
        assertEquals(
                predict("pixel-3", "mobilenet_v1_1.0", 192, "fp32", "cpu", 8).meanMs(),
                predict("pixel-3", "mobilenet_v1_1.0", 192, "fp32", "cpu", 1000).meanMs());
    }

    @Test
    void anEdgeTpuComputesInInt8Only() {
        assertTrue(assertThrows(
                        InputException.class,
                        () -> predict("coral-dev-board", "mobilenet_v1_1.0", 192, "fp32", "tpu", 0))
                .getMessage()
                .contains("int8 only"));
        assertEquals(
                "int8",
                predictor("pixel-8+coral-usb")
                        .best(new LatencyQuery("mobilenet_v1_1.0", 224, 224, "", "tpu", 0), null)
                        .query()
                        .precision());
    }

    @Test
    void aSeriesThatStatesNoThreadsSaysSo() {
        Prediction prediction = predict("raspberry-pi-4", "mobilenet_v1_1.0", 224, "int8", "cpu", 2);
        assertEquals(Basis.MEASURED, prediction.basis());
        assertTrue(prediction.notes().get(0).contains("states no number of threads"));
    }

    @Test
    void threadsMeanNothingToAnAccelerator() {
        assertEquals(
                predict("galaxy-s24", "resnet50", 224, "int8", "npu", 0).meanMs(),
                predict("galaxy-s24", "resnet50", 224, "int8", "npu", 7).meanMs());
    }

    @Test
    void aPrecisionThatWasNotMeasuredSaysSo() {
        Prediction prediction = predict("raspberry-pi-4", "mobilenet_v2_1.0", 224, "fp32", "cpu", 0);
        assertTrue(
                prediction.notes().get(0).contains("carried over from int8"),
                prediction.notes().toString());
        assertTrue(prediction.halfWidthFraction() > 0.3);
    }

    @Test
    void aUnitThatNobodyMeasuredIsTheLeastSure() {
        Prediction prediction = predict("automotive-dual-npu", "resnet50", 224, "int8", "npu", 0);
        assertEquals(Basis.ROOFLINE, prediction.basis());
        assertTrue(prediction.halfWidthFraction() > 1, "half width " + prediction.halfWidthFraction());
        assertTrue(prediction.notes().get(0).startsWith("no network was measured on 'npu'"));
    }

    @Test
    void anUnknownNetworkOrUnitIsRefused() {
        assertTrue(assertThrows(InputException.class, () -> predict("pixel-3", "nosuchnet", 224, "fp32", "cpu", 0))
                .getMessage()
                .contains("not in the catalogue"));
        assertEquals(
                "The device 'pixel-3' has no unit 'tpu'. It has: cpu, gpu, nnapi.",
                assertThrows(InputException.class, () -> predict("pixel-3", "mobilenet_v1_1.0", 224, "fp32", "tpu", 0))
                        .getMessage());
    }

    @Test
    void theBestAnswerIsMeasuredBeforeItIsFast() {
        Prediction best = predictor("pixel-4").best(new LatencyQuery("efficientnet_lite0", 224, 224, "", "", 0), null);
        assertEquals(Basis.MEASURED, best.basis());
        assertEquals("npu", best.query().unit());
    }

    @Test
    void moreMacsOfAFamilyTakeLonger() {
        double before = 0;
        for (int px = 96; px <= 512; px += 32) {
            double ms =
                    predict("pixel-2", "mobilenet_v1_1.0", px, "int8", "cpu", 0).meanMs();
            assertTrue(ms > before || px == 160 || px == 224, px + " px");
            before = ms;
        }
    }

    @Test
    void aNetworkOfOnesOwnIsPredictedByItsLayers() {
        DeviceProfile profile = REPOSITORY.load("pixel-3", Path.of("."));
        NetworkFeatures own = NetworkFeatures.of(
                "mine",
                InputSize.square(224),
                org.framebudget.models.catalogue.Catalogue.network(
                        "mobilenet_v2_1.0", InputSize.square(224), org.framebudget.models.network.Precision.FP32),
                false);
        Prediction prediction =
                new LatencyPredictor(profile).predict(new LatencyQuery("mine.tflite", 224, 224, "fp32", "cpu", 0), own);
        assertEquals(Basis.ROOFLINE, prediction.basis());
        assertEquals(17.5, prediction.meanMs(), 0.35 * 17.5);
    }

    @Test
    void theBestNextMeasurementIsNamed() {
        LatencyPredictor unmeasured = predictor("automotive-dual-npu");
        String advice = unmeasured.bestNextMeasurement(
                unmeasured.predict(new LatencyQuery("resnet50", 224, 224, "int8", "npu", 0)));
        assertTrue(advice.startsWith("a measurement of itself; short of that ") && advice.contains(" on npu"), advice);
        LatencyPredictor known = predictor("pixel-2");
        assertTrue(known.bestNextMeasurement(
                        known.predict(new LatencyQuery("mobilenet_v1_1.0", 224, 224, "fp32", "cpu", 0)))
                .startsWith("another measurement of mobilenet_v1_1.0"));
    }
}
