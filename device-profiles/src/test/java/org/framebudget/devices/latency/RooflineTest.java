package org.framebudget.devices.latency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.framebudget.devices.latency.Roofline.Parameter;
import org.framebudget.models.network.InputSize;
import org.junit.jupiter.api.Test;

class RooflineTest {
    private static final NetworkFeatures V2 = NetworkFeatures.of("mobilenet_v2_1.0", InputSize.square(224));
    private static final NetworkFeatures SSD = NetworkFeatures.of("ssd_mobilenet_v1", InputSize.square(300));
    private static final double NEVER = -200;

    private static double[] only(Parameter... parameters) {
        double[] logs = new double[Roofline.PARAMETERS];
        java.util.Arrays.fill(logs, NEVER);
        for (Parameter parameter : parameters) {
            logs[parameter.ordinal()] = 0;
        }
        return logs;
    }

    @Test
    void fixedTimesAddUp() {
        Roofline roofline = new Roofline(false, Double.POSITIVE_INFINITY);
        assertEquals(1, roofline.ms(only(Parameter.INVOKE), V2), 1e-9);
        assertEquals(V2.operators(), roofline.ms(only(Parameter.OPERATOR), V2), 1e-9);
    }

    @Test
    void computeAloneIsMacsOverRate() {
        double[] logs = only(Parameter.POINTWISE, Parameter.CONVOLUTION, Parameter.STEM, Parameter.DEPTHWISE);
        logs[Parameter.POINTWISE.ordinal()] = Math.log(1e-6);
        Roofline roofline = new Roofline(false, Double.POSITIVE_INFINITY);
        assertEquals(V2.macs() * 1e-6, roofline.ms(logs, V2), 1e-9 * V2.macs());
        assertEquals(1, roofline.computeFraction(logs, V2), 1e-9);
    }

    /** Handing 3 ms of operators to a queue that takes 4 ms to run: as the root of squares 5, where one after the other takes 7. */
    @Test
    void aQueueHidesTheShorterOfHandingOverAndRunning() {
        double[] logs = only(Parameter.INVOKE, Parameter.CONVOLUTION, Parameter.STEM, Parameter.DEPTHWISE);
        logs[Parameter.OPERATOR.ordinal()] = Math.log(3.0 / V2.operators());
        logs[Parameter.POINTWISE.ordinal()] = Math.log(4 / V2.macs());
        Roofline queue = LatencySeries.roofline("gpu", Double.POSITIVE_INFINITY);
        Roofline inTurn = LatencySeries.roofline("hexagon-int8", Double.POSITIVE_INFINITY);
        assertEquals(1 + 5, queue.ms(logs, V2), 1e-9);
        assertEquals(1 + 7, inTurn.ms(logs, V2), 1e-9);
        assertEquals(4.0 / 5 * 4 / 6, queue.computeFraction(logs, V2), 1e-9);
    }

    /** At the knee both terms are equal: the root of two times either. */
    @Test
    void atTheKneeBothTermsAreEqual() {
        double[] logs = new double[Roofline.PARAMETERS];
        java.util.Arrays.fill(logs, NEVER);
        logs[Parameter.POINTWISE.ordinal()] = 0;
        double compute = 0;
        double weights = 0;
        for (int i = 0; i < V2.operators(); i++) {
            if (V2.kind(i) == NetworkFeatures.Kind.FULLY_CONNECTED) {
                compute += V2.macs(i);
                weights += V2.weights(i);
            }
        }
        Roofline roofline = new Roofline(false, Double.POSITIVE_INFINITY);
        double before = roofline.ms(logs, V2);
        logs[Parameter.WEIGHT.ordinal()] = Math.log(compute / weights);
        double[] gradient = new double[Roofline.PARAMETERS];
        double after = roofline.ms(logs, V2, 1, gradient);
        assertTrue(after > before + (Math.sqrt(2) - 1) * compute - 1e-6 * compute);
        assertTrue(gradient[Parameter.WEIGHT.ordinal()] > 0);
    }

    @Test
    void theGradientIsTheDerivative() {
        double[] logs = {0.3, -3, -17, 0.2, 0.5, 1.1, 1.4, 1.6, -12, -5, 7, 4, -0.3, 1};
        for (Roofline roofline : new Roofline[] {
            new Roofline(true, 4e6),
            new Roofline(false, 4e6),
            new Roofline(false, true, 4e6),
            new Roofline(true, true, 4e6)
        }) {
            for (NetworkFeatures network : new NetworkFeatures[] {V2, SSD}) {
                double clock = network == V2 ? 0.4 : 1;
                double[] gradient = new double[Roofline.PARAMETERS];
                roofline.ms(logs, network, clock, gradient);
                for (int p = 0; p < logs.length; p++) {
                    double[] up = logs.clone();
                    double[] down = logs.clone();
                    up[p] += 1e-6;
                    down[p] -= 1e-6;
                    double slope =
                            (roofline.ms(up, network, clock, null) - roofline.ms(down, network, clock, null)) / 2e-6;
                    assertEquals(slope, gradient[p], 1e-5 * Math.abs(slope) + 1e-6, Parameter.values()[p].name());
                }
            }
        }
    }

    @Test
    void weightsBeyondTheChipCrossTheLinkEachTime() {
        double[] logs = only(Parameter.LINK, Parameter.CACHE, Parameter.READ);
        double all = new Roofline(false, 0).ms(logs, V2);
        double none = new Roofline(false, 1e9).ms(logs, V2);
        assertEquals(V2.weights(), all - none, 1e-6);
        assertEquals(V2.sent() + V2.returned(), none, 1e-6);
        assertEquals(0, new Roofline(false, Double.POSITIVE_INFINITY).ms(logs, V2), 1e-9);
    }

    @Test
    void weightsStreamWhileTheirOperatorsCompute() {
        double[] logs =
                only(Parameter.POINTWISE, Parameter.CONVOLUTION, Parameter.STEM, Parameter.DEPTHWISE, Parameter.CACHE);
        logs[Parameter.POINTWISE.ordinal()] = Math.log(1 / V2.macs());
        Roofline half = new Roofline(false, V2.weights() / 2);
        assertEquals(1, half.ms(logs, V2), 1e-6, "no time over the link");
        logs[Parameter.LINK.ordinal()] = Math.log(2 / V2.weights());
        double transferred = 2 * V2.sent() / V2.weights();
        assertEquals(0.5 + Math.hypot(0.5, 1) + transferred, half.ms(logs, V2), 1e-6);
    }

    @Test
    void halfTheClockDoublesWhatTheChipDoesAndNothingElse() {
        double[] logs = {0.3, -3, -17, 0.2, 0.5, 1.1, 1.4, 1.6, -12, -5, 7, 4, 0, 1};
        Roofline roofline = new Roofline(false, 8e6);
        double full = roofline.ms(logs, SSD);
        double half = roofline.ms(logs, SSD, 0.5, null);
        double quarter = roofline.ms(logs, SSD, 0.25, null);
        assertEquals(2 * (half - full), quarter - half, 1e-9);
        assertEquals((half - full) / full, roofline.computeFraction(logs, SSD), 1e-9);
        double[] free = logs.clone();
        for (Parameter chip : new Parameter[] {Parameter.OPERATOR, Parameter.POINTWISE}) {
            free[chip.ordinal()] = NEVER;
        }
        assertEquals(full - roofline.ms(free, SSD), half - full, 1e-6);
    }

    @Test
    void boxesBelongToDetectorsOnly() {
        assertEquals(0, V2.candidateBoxes());
        assertEquals(1917, SSD.candidateBoxes());
    }

    @Test
    void halfTheComputeTimeLeavesMemoryAlone() {
        double[] logs = only(Parameter.POINTWISE, Parameter.ACTIVATION);
        logs[Parameter.POINTWISE.ordinal()] = Math.log(1e-6);
        logs[Parameter.ACTIVATION.ordinal()] = Math.log(50);
        Roofline roofline = new Roofline(false, Double.POSITIVE_INFINITY);
        double fraction = roofline.computeFraction(logs, V2);
        assertTrue(fraction > 0.1 && fraction < 0.9, "fraction " + fraction);
    }
}
