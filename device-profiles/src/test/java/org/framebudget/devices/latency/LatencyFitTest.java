package org.framebudget.devices.latency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.framebudget.models.network.InputSize;
import org.junit.jupiter.api.Test;

/** The fit against times that were made from known parameters. */
class LatencyFitTest {
    private static final double[] TRUE_LOGS = {-0.5, -4, -17.2, 0.3, 0.8, 1.4, 1.2, 2.0, -12, -5, 7, 4, 0, 1};
    private static final Roofline ROOFLINE = new Roofline(false, Double.POSITIVE_INFINITY);
    private static final FamilyKernel NONE = new FamilyKernel(1e-4, 1e-4, 1e-4, 1e-4, 1);
    private static final FamilyKernel KERNEL = new FamilyKernel(0.15, 0.1, 0.05, 0.04, 0.7);
    private static final List<String> NETWORKS = List.of(
            "mobilenet_v1_0.25",
            "mobilenet_v1_1.0",
            "mobilenet_v2_1.0",
            "mobilenet_v3_large",
            "inception_v1",
            "resnet50",
            "efficientnet_lite0",
            "ssd_mobilenet_v2");

    private static LatencyPrior prior(double noise) {
        double[] mean = TRUE_LOGS.clone();
        for (int p = 0; p < mean.length; p++) {
            mean[p] += p % 2 == 0 ? 0.4 : -0.4;
        }
        double[] sd = new double[mean.length];
        Arrays.fill(sd, 1.5);
        return new LatencyPrior("test", true, mean, sd, noise);
    }

    private static List<CalibrationPoint> points(double factor, String... families) {
        List<CalibrationPoint> points = new ArrayList<>();
        for (String network : NETWORKS) {
            for (int px : new int[] {128, 224, 320}) {
                NetworkFeatures features = NetworkFeatures.of(network, InputSize.square(px));
                double ms =
                        ROOFLINE.ms(TRUE_LOGS, features) * (List.of(families).contains(features.family()) ? factor : 1);
                points.add(new CalibrationPoint(features, ms, 0));
            }
        }
        return points;
    }

    @Test
    void exactTimesAreFoundAgain() {
        LatencyFit fit = LatencyFit.of(ROOFLINE, prior(0.001), NONE, points(1));
        for (LatencyFit.Residual residual : fit.residuals()) {
            assertEquals(0, residual.residualFraction(), 0.003);
        }
        NetworkFeatures unseen = NetworkFeatures.of("mobilenet_edgetpu_1.0", InputSize.square(192));
        assertEquals(1, fit.estimate(unseen).medianMs() / ROOFLINE.ms(TRUE_LOGS, unseen), 0.02);
    }

    @Test
    void aFamilysOwnOffsetIsCarriedToItsOtherMembersAndToNoOther() {
        LatencyFit fit = LatencyFit.of(ROOFLINE, prior(0.01), KERNEL, points(1.3, "mobilenet_v1"));
        NetworkFeatures same = NetworkFeatures.of("mobilenet_v1_0.5", InputSize.square(192));
        assertEquals(1.3, fit.estimate(same).medianMs() / ROOFLINE.ms(TRUE_LOGS, same), 0.06);
        NetworkFeatures other = NetworkFeatures.of("efficientnet_lite1", InputSize.square(240));
        assertEquals(1, fit.estimate(other).medianMs() / ROOFLINE.ms(TRUE_LOGS, other), 0.1);
    }

    @Test
    void theSpreadGrowsWithDistance() {
        LatencyFit fit = LatencyFit.of(ROOFLINE, prior(0.02), KERNEL, points(1));
        double seen = fit.estimate(NetworkFeatures.of("mobilenet_v1_1.0", InputSize.square(224)))
                .sdFraction();
        double sameFamily = fit.estimate(NetworkFeatures.of("mobilenet_v1_0.5", InputSize.square(640)))
                .sdFraction();
        double otherFamily = fit.estimate(NetworkFeatures.of("mobilenet_edgetpu_1.0", InputSize.square(224)))
                .sdFraction();
        assertTrue(seen < sameFamily && sameFamily < otherFamily, seen + " " + sameFamily + " " + otherFamily);
    }

    /** With noise drawn as the model says, the scores are those of a standard normal distribution. */
    @Test
    void theSpreadIsCalibratedOnTimesDrawnFromTheModel() {
        SplittableRandom random = new SplittableRandom(7);
        double noise = 0.05;
        double square = 0;
        int count = 0;
        for (int round = 0; round < 12; round++) {
            List<CalibrationPoint> noisy = points(1).stream()
                    .map(p -> new CalibrationPoint(
                            p.network(), p.latencyMs() * Math.exp(noise * random.nextGaussian()), 0))
                    .toList();
            LatencyFit fit = LatencyFit.of(ROOFLINE, prior(noise), NONE, noisy);
            for (String network : List.of("mobilenet_v1_0.75", "mobilenet_v2_0.5", "inception_v3", "yolov8n")) {
                NetworkFeatures features = NetworkFeatures.of(network, InputSize.square(256));
                LatencyFit.Estimate estimate = fit.estimate(features);
                double score = Math.log(ROOFLINE.ms(TRUE_LOGS, features) / estimate.medianMs()) / estimate.sdFraction();
                square += score * score;
                count++;
            }
        }
        double rms = Math.sqrt(square / count);
        assertTrue(rms > 0.5 && rms < 1.6, "root mean square of scores " + rms);
    }

    @Test
    void withoutAnyMeasurementTheFitIsThePrior() {
        LatencyFit fit = LatencyFit.of(ROOFLINE, prior(0.05), KERNEL, List.of());
        assertEquals(prior(0.05).mean()[2], fit.parameters()[2]);
        NetworkFeatures any = NetworkFeatures.of("mobilenet_v1_1.0", InputSize.square(224));
        assertTrue(fit.estimate(any).sdFraction() > 0.5);
    }

    @Test
    void anotherMeasurementNarrowsAndItselfNarrowsMost() {
        LatencyFit fit = LatencyFit.of(ROOFLINE, prior(0.02), KERNEL, points(1).subList(0, 6));
        NetworkFeatures asked = NetworkFeatures.of("resnet50", InputSize.square(224));
        double now = fit.estimate(asked).sdFraction();
        double near = fit.sdFractionAfter(NetworkFeatures.of("inception_v1", InputSize.square(224)), asked);
        double itself = fit.sdFractionAfter(asked, asked);
        assertTrue(itself < near && near < now, itself + " " + near + " " + now);
    }

    @Test
    void theOrderOfMeasurementsDoesNotMatter() {
        List<CalibrationPoint> forth = points(1.2, "inception");
        List<CalibrationPoint> back = new ArrayList<>(forth);
        java.util.Collections.reverse(back);
        NetworkFeatures asked = NetworkFeatures.of("inception_v4", InputSize.square(299));
        assertEquals(
                LatencyFit.of(ROOFLINE, prior(0.03), KERNEL, forth)
                        .estimate(asked)
                        .medianMs(),
                LatencyFit.of(ROOFLINE, prior(0.03), KERNEL, back)
                        .estimate(asked)
                        .medianMs(),
                1e-6);
    }
}
