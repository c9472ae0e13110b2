package org.framebudget.models.tflite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.framebudget.models.network.Activation;
import org.framebudget.models.network.InputSize;
import org.framebudget.models.network.NetworkBuilder;
import org.framebudget.models.network.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrationTest {
    /** What is left to the weights where the biases have a sixteenth of the deviation. */
    private static final double WEIGHTS_SHARE = 1 - 1.0 / 256;

    @TempDir
    Path folder;

    @Test
    void weightsHaveMean0AndTheVarianceThatKeepsThePower() {
        int channels = 2000;
        float[] weights = Written.of(Samples.oneConvolution(Precision.FP32, channels), 1, folder)
                .floats("op0/weights");
        double sum = 0;
        double squares = 0;
        for (float weight : weights) {
            sum += weight;
            squares += (double) weight * weight;
        }
        // an image of variance 1/3, 27 weights a filter, no border: variance of the result = 27 * variance / 3
        assertEquals(WEIGHTS_SHARE, squares / channels / 3, 1e-6);
        double deviation = Math.sqrt(squares / weights.length);
        assertEquals(0, sum / weights.length, 4 * deviation / Math.sqrt(weights.length));
    }

    @Test
    void biasesAreSmall() {
        float[] biases = Written.of(Samples.oneConvolution(Precision.FP32, 2000), 1, folder)
                .floats("op0/bias");
        double squares = 0;
        for (float bias : biases) {
            squares += bias * bias;
            assertTrue(Math.abs(bias) < 0.11, "16th of a uniform number of variance 1");
        }
        assertEquals(1.0 / 16, Math.sqrt(squares / biases.length), 0.003);
    }

    @Test
    void aDepthwiseFilterHandsOnEqualAndUnrelatedPlacesAlike() {
        NetworkBuilder net = new NetworkBuilder("depthwise", Precision.FP32);
        int channels = 24;
        float[] weights = Written.of(
                        net.build(net.depthwise(net.image(InputSize.square(32), channels), 5, 1, Activation.NONE)),
                        1,
                        folder)
                .floats("op0/weights");
        for (int c = 0; c < channels; c++) {
            double sum = 0;
            double squares = 0;
            for (int place = 0; place < 25; place++) {
                double weight = weights[place * channels + c];
                sum += weight;
                squares += weight * weight;
            }
            assertTrue(sum > 0);
            assertEquals(sum * sum, squares, 1e-5);
        }
    }

    @Test
    void anOperatorOnAMapOfOnePlaceMakesUpForTheWeightsThatMeetNothing() {
        NetworkBuilder net = new NetworkBuilder("tiny", Precision.FP32);
        var map = net.globalMean(net.image(InputSize.square(32), 300), true);
        float[] weights = Written.of(net.build(net.conv(map, 300, 3, 1, Activation.NONE)), 1, folder)
                .floats("op1/weights");
        double centres = 0;
        for (int o = 0; o < 300; o++) {
            for (int i = 0; i < 300; i++) {
                double weight = weights[(o * 9 + 4) * 300 + i];
                centres += weight * weight;
            }
        }
        // a mean over the image counts as one over 4 places
        assertEquals(WEIGHTS_SHARE, centres / 300 / 3 / 4, 1e-5);
    }
}
