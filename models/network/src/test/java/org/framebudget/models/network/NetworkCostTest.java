package org.framebudget.models.network;

import static org.framebudget.models.network.ElementType.FLOAT16;
import static org.framebudget.models.network.ElementType.FLOAT32;
import static org.framebudget.models.network.ElementType.INT16;
import static org.framebudget.models.network.ElementType.INT32;
import static org.framebudget.models.network.ElementType.INT64;
import static org.framebudget.models.network.ElementType.INT8;
import static org.framebudget.models.network.ElementType.UINT8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.framebudget.models.InputException;
import org.framebudget.models.network.Options.Window;
import org.junit.jupiter.api.Test;

class NetworkCostTest {
    private final Graph graph = new Graph();

    private static OperatorCost only(NetworkCost cost) {
        assertEquals(1, cost.operators().size());
        return cost.operators().get(0);
    }

    @Test
    void aConvolutionMultipliesTheKernelAtEveryPlaceOfItsResult() {
        NetworkBuilder builder = new NetworkBuilder("n", Precision.FP32);
        Tensor image = builder.image(new InputSize(224, 160), 3);
        NetworkCost cost = NetworkCost.of(builder.build(builder.conv(image, 32, 3, 2, Activation.RELU6)));
        assertEquals(80L * 112 * 32 * 3 * 3 * 3, cost.macs());
        assertEquals(3 * 3 * 3 * 32 + 32, cost.parameters());
        assertEquals(4 * (3 * 3 * 3 * 32 + 32), cost.weightsBytes());
        assertEquals(4 * 160 * 224 * 3, only(cost).activationReadBytes());
        assertEquals(4 * 80 * 112 * 32, only(cost).activationWriteBytes());
        assertEquals(Precision.FP32, cost.precision());
        assertTrue(cost.complete());
        long moved = 4 * (3 * 3 * 3 * 32 + 32) + 4 * 160 * 224 * 3 + 4 * 80 * 112 * 32;
        assertEquals((double) cost.macs() / moved, cost.intensityMacsPerByte());
        assertEquals((double) cost.macs() / moved, only(cost).intensityMacsPerByte());
    }

    @Test
    void withoutPaddingAndWithDilationFewerPlacesRemain() {
        NetworkBuilder builder = new NetworkBuilder("n", Precision.FP32);
        Window window = new Window(3, 5, 1, 1, 2, 3, Padding.VALID, Activation.NONE);
        Tensor out = builder.conv(builder.image(InputSize.square(33), 8), 16, window);
        // reach 5 high and 13 wide
        assertEquals(List.of(1, 29, 21, 16), out.shape());
        assertEquals(
                29L * 21 * 16 * 3 * 5 * 8, NetworkCost.of(builder.build(out)).macs());
    }

    @Test
    void aGroupedConvolutionSeesItsShareOfTheChannels() {
        int in = graph.input(FLOAT32, 1, 10, 10, 8);
        int out = graph.computed(FLOAT32, 1, 10, 10, 16);
        graph.operator("CONV_2D", out, in, graph.stored(FLOAT32, 16, 3, 3, 4), graph.stored(FLOAT32, 16));
        NetworkCost cost = NetworkCost.of(graph.network(out));
        assertEquals(10L * 10 * 16 * 3 * 3 * 4, cost.macs());
        assertEquals(16 * 3 * 3 * 4 + 16, cost.parameters());
    }

    @Test
    void aDepthwiseConvolutionHasOneFilterForEachChannelAndMultiplier() {
        int in = graph.input(INT8, 1, 12, 12, 8);
        int out = graph.computed(INT8, 1, 6, 6, 16);
        graph.operator("DEPTHWISE_CONV_2D", out, in, graph.stored(INT8, 1, 3, 3, 16), graph.stored(INT32, 16));
        NetworkCost cost = NetworkCost.of(graph.network(out));
        assertEquals(6L * 6 * 16 * 3 * 3, cost.macs());
        assertEquals(3 * 3 * 16 + 4 * 16, cost.weightsBytes());
        assertEquals(3 * 3 * 16 + 16, cost.parameters());
        assertEquals(Precision.INT8, cost.precision());
    }

    @Test
    void aFullyConnectedLayerWorksOnEveryRowOfTheBatch() {
        int in = graph.input(UINT8, 5, 64);
        int out = graph.computed(UINT8, 5, 10);
        graph.operator("FULLY_CONNECTED", out, in, graph.stored(UINT8, 10, 64), -1);
        NetworkCost cost = NetworkCost.of(graph.network(out));
        assertEquals(5L * 10 * 64, cost.macs());
        assertEquals(640, cost.parameters());
        assertEquals(Precision.UINT8, cost.precision());
    }

    @Test
    void aTransposedConvolutionSpreadsEveryPlaceOfItsInput() {
        int shape = graph.stored(INT32, 4);
        int in = graph.input(FLOAT32, 1, 4, 4, 8);
        int out = graph.computed(FLOAT32, 1, 8, 8, 16);
        graph.operator("TRANSPOSE_CONV", out, shape, graph.stored(FLOAT32, 16, 3, 2, 8), in, graph.stored(FLOAT32, 16));
        NetworkCost cost = NetworkCost.of(graph.network(out));
        assertEquals(4L * 4 * 8 * 3 * 2 * 16, cost.macs());
        assertEquals(16 * 3 * 2 * 8 + 16, cost.parameters(), "the shape of the result is no weight");
        assertEquals(Precision.FP32, cost.precision());
    }

    @Test
    void halfPrecisionWeightsCountAsStoredAndUnpackingIsFree() {
        NetworkBuilder builder = new NetworkBuilder("n", Precision.FP16);
        Tensor out = builder.conv(builder.image(InputSize.square(32), 3), 8, 3, 1, Activation.NONE);
        NetworkCost cost = NetworkCost.of(builder.build(out));
        assertEquals(2 * (8 * 3 * 3 * 3 + 8), cost.weightsBytes());
        assertEquals(8 * 3 * 3 * 3 + 8, cost.parameters());
        assertEquals(Precision.FP16, cost.precision());
        assertEquals(32 * 32 * (3 + 8) * 4, cost.activationBytes());
        assertEquals(32L * 32 * 8 * 27, cost.macs());
    }

    @Test
    void sparseHalfPrecisionWeightsAreFoundBehindTwoSteps() {
        int in = graph.input(FLOAT32, 1, 64);
        int stored = graph.stored(FLOAT16, 10, 64);
        int dense = graph.computed(FLOAT16, 10, 64);
        int wide = graph.computed(FLOAT32, 10, 64);
        int out = graph.computed(FLOAT32, 1, 10);
        graph.operator("DENSIFY", dense, stored);
        graph.operator("DEQUANTIZE", wide, dense);
        graph.operator("FULLY_CONNECTED", out, in, wide, -1);
        NetworkCost cost = NetworkCost.of(graph.network(out));
        assertEquals(2 * 640, cost.weightsBytes());
        assertEquals(4 * (64 + 10), cost.activationBytes());
        assertEquals(4 * (64 + 10), cost.activationPeakBytes(), "no unpacked weights");
    }

    @Test
    void hybridAndWideActivationsAreToldApart() {
        int in = graph.input(FLOAT32, 1, 64);
        int out = graph.computed(FLOAT32, 1, 10);
        graph.operator("FULLY_CONNECTED", out, in, graph.stored(INT8, 10, 64), graph.stored(FLOAT32, 10));
        NetworkCost hybrid = NetworkCost.of(graph.network(out));
        assertEquals(Precision.HYBRID, hybrid.precision());
        assertEquals(640 + 40, hybrid.weightsBytes());

        Graph wide = new Graph();
        int wideIn = wide.input(INT16, 1, 64);
        int wideOut = wide.computed(INT16, 1, 10);
        wide.operator("FULLY_CONNECTED", wideOut, wideIn, wide.stored(INT8, 10, 64), wide.stored(INT64, 10));
        NetworkCost cost = NetworkCost.of(wide.network(wideOut));
        assertEquals(Precision.INT16X8, cost.precision());
        assertEquals(640 + 80, cost.weightsBytes());
    }

    @Test
    void weightsThatTwoOperatorsShareAreStoredOnce() {
        int in = graph.input(FLOAT32, 1, 64);
        int weights = graph.stored(FLOAT32, 64, 64);
        int middle = graph.computed(FLOAT32, 1, 64);
        int out = graph.computed(FLOAT32, 1, 64);
        graph.operator("FULLY_CONNECTED", middle, in, weights, -1);
        graph.operator("FULLY_CONNECTED", out, middle, weights, -1);
        NetworkCost cost = NetworkCost.of(graph.network(out));
        assertEquals(4 * 64 * 64, cost.weightsBytes());
        assertEquals(64 * 64, cost.parameters());
        assertEquals(2L * 64 * 64, cost.macs());
        assertEquals(4 * 64 * 64, cost.operators().get(1).weightBytes(), "yet each reads them");
    }

    @Test
    void poolingAndElementwiseOperatorsMultiplyNothing() {
        NetworkBuilder builder = new NetworkBuilder("n", Precision.FP32);
        Tensor pooled = builder.averagePool(builder.image(InputSize.square(32), 4), 2, 2, Padding.SAME);
        Tensor mean = builder.globalMean(builder.add(pooled, pooled, Activation.NONE), false);
        NetworkCost cost = NetworkCost.of(builder.build(builder.softmax(builder.reshape(mean, 1, -1))));
        assertEquals(0, cost.macs());
        assertEquals(0, cost.parameters(), "axes and shapes are no parameters");
        assertTrue(cost.complete());
        assertEquals(Precision.FP32, cost.precision());
    }

    @Test
    void aCostThatNobodyKnowsIsMarked() {
        for (String kind : List.of("CUSTOM", "WHILE", "UNKNOWN_163", "BATCH_MATMUL")) {
            Graph one = new Graph();
            int in = one.input(FLOAT32, 1, 64);
            int out = one.computed(FLOAT32, 1, 64);
            one.operator(kind, out, in);
            NetworkCost cost = NetworkCost.of(one.network(out));
            assertFalse(cost.complete(), kind);
            assertFalse(only(cost).known(), kind);
            assertEquals(0, cost.macs(), kind);
        }
    }

    @Test
    void aResultWhoseSizeIsOnlyKnownAtRunTimeHasAnUnknownCost() {
        int in = graph.input(FLOAT32, 1, 8, 8, 3);
        int out = graph.computed(FLOAT32, 1, 0, 8, 4);
        graph.operator("CONV_2D", out, in, graph.stored(FLOAT32, 4, 3, 3, 3), -1);
        assertFalse(NetworkCost.of(graph.network(out)).complete());
    }

    @Test
    void theBiasesOfACellAreParametersAndItsCostIsUnknown() {
        int in = graph.input(INT8, 1, 28, 28);
        int out = graph.computed(INT8, 1, 28, 20);
        graph.operator(
                "UNIDIRECTIONAL_SEQUENCE_LSTM", out, in, graph.stored(INT8, 20, 28), -1, graph.stored(INT32, 20));
        NetworkCost cost = NetworkCost.of(graph.network(out));
        assertEquals(20 * 28 + 20, cost.parameters());
        assertFalse(cost.complete());
    }

    @Test
    void numbersThatDoNotFitAreAnErrorAndNotWrong() {
        int in = graph.input(FLOAT32, 1, 1 << 18, 1 << 18, 1);
        int out = graph.computed(FLOAT32, 1, 1 << 18, 1 << 18, 1);
        graph.operator("CONV_2D", out, in, graph.computed(FLOAT32, 1, 1 << 12, 1 << 12, 1 << 12), -1);
        assertEquals(
                "graph: its multiply-accumulates do not fit into 63 bits.",
                assertThrows(InputException.class, () -> NetworkCost.of(graph.network(out)))
                        .getMessage());
        assertThrows(ArithmeticException.class, () -> FLOAT32.bytes(1L << 60));
    }

    @Test
    void halfAByteIsRoundedUp() {
        assertEquals(2, ElementType.INT4.bytes(3));
        assertEquals(0, ElementType.OPAQUE.bytes(3));
    }

    @Test
    void theMostMultiplyAccumulatesDecideThePrecision() {
        int in = graph.input(FLOAT32, 1, 64);
        int middle = graph.computed(FLOAT32, 1, 8);
        int out = graph.computed(FLOAT32, 1, 4);
        graph.operator("FULLY_CONNECTED", middle, in, graph.stored(INT8, 8, 64), -1);
        graph.operator("FULLY_CONNECTED", out, middle, graph.stored(FLOAT32, 4, 8), -1);
        assertEquals(Precision.HYBRID, NetworkCost.of(graph.network(out)).precision());
    }
}
