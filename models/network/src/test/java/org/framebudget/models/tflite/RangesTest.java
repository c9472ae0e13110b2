package org.framebudget.models.tflite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.framebudget.models.network.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.lite.schema.Operator;
import org.tensorflow.lite.schema.QuantizationParameters;
import org.tensorflow.lite.schema.Tensor;
import org.tensorflow.lite.schema.TensorType;

class RangesTest {
    private static final Set<String> WEIGHTED = Set.of("CONV_2D", "DEPTHWISE_CONV_2D", "FULLY_CONNECTED");
    private static final Set<String> ONE_SCALE = Set.of(
            "CONCATENATION",
            "MAX_POOL_2D",
            "AVERAGE_POOL_2D",
            "PAD",
            "RESHAPE",
            "RESIZE_BILINEAR",
            "RESIZE_NEAREST_NEIGHBOR",
            "SPLIT");

    @TempDir
    Path folder;

    @Test
    void floatingPointTensorsHaveNoScale() {
        for (Precision precision : List.of(Precision.FP32, Precision.FP16)) {
            Written written = Written.of(Samples.everyKind(precision), 1, folder);
            for (int t = 0; t < written.graph().tensorsLength(); t++) {
                assertEquals(null, written.graph().tensors(t).quantization());
            }
        }
    }

    @Test
    void computedTensorsHaveAPowerOfTwoForAScaleAndAZeroPointByTheirSign() {
        Written written = Written.of(Samples.everyKind(Precision.INT8), 1, folder);
        int unsigned = 0;
        for (Tensor tensor : computed(written)) {
            QuantizationParameters quantisation = tensor.quantization();
            assertEquals(1, quantisation.scaleLength());
            assertEquals(1, quantisation.zeroPointLength());
            float scale = quantisation.scale(0);
            assertEquals(Math.scalb(1f, Math.getExponent(scale)), scale);
            assertTrue(quantisation.zeroPoint(0) == 0 || quantisation.zeroPoint(0) == -128);
            unsigned += quantisation.zeroPoint(0) == 0 ? 0 : 1;
        }
        assertTrue(unsigned > 3, "rectified, logistic and softmax results are not below zero");
        QuantizationParameters probabilities =
                written.graph().tensors(written.graph().outputs(1)).quantization();
        assertEquals(1f / 256, probabilities.scale(0));
        assertEquals(-128, probabilities.zeroPoint(0));
    }

    @Test
    void theImageGoesFromMinus1To1() {
        Written written = Written.of(Samples.oneConvolution(Precision.INT8, 8), 1, folder);
        assertEquals(1f / 128, written.tensor("image").quantization().scale(0));
        assertEquals(0, written.tensor("image").quantization().zeroPoint(0));
    }

    @Test
    void operatorsThatMoveNumbersHaveOneScale() {
        for (Written written : List.of(
                Written.of(Samples.everyKind(Precision.INT8), 1, folder),
                Written.of(Samples.mixedScales(Precision.INT8), 1, folder))) {
            for (Operator operator : operators(written)) {
                if (ONE_SCALE.contains(written.kind(operator))) {
                    Set<String> scales = new HashSet<>();
                    for (int i = 0; i < operator.inputsLength(); i++) {
                        Tensor input = written.graph().tensors(operator.inputs(i));
                        if (input.type() == TensorType.INT8) {
                            scales.add(scale(input));
                        }
                    }
                    for (int o = 0; o < operator.outputsLength(); o++) {
                        scales.add(scale(written.graph().tensors(operator.outputs(o))));
                    }
                    assertEquals(1, scales.size(), written.kind(operator) + scales);
                }
            }
        }
    }

    private static String scale(Tensor tensor) {
        return tensor.quantization().scale(0) + " " + tensor.quantization().zeroPoint(0);
    }

    @Test
    void whatHasAFixedScaleIsConvertedBeforeItIsJoinedWithOthers() {
        assertEquals(
                List.of("CONV_2D", "LOGISTIC", "RESHAPE", "QUANTIZE", "CONCATENATION"),
                kinds(Written.of(Samples.mixedScales(Precision.INT8), 1, folder)));
        assertEquals(
                List.of("CONV_2D", "LOGISTIC", "RESHAPE", "CONCATENATION"),
                kinds(Written.of(Samples.mixedScales(Precision.FP32), 1, folder)));
    }

    private static List<String> kinds(Written written) {
        return operators(written).stream().map(written::kind).toList();
    }

    @Test
    void weightsAreSymmetricAndBiasesHaveTheProductOfScales() {
        Written written = Written.of(Samples.everyKind(Precision.INT8), 1, folder);
        int seen = 0;
        for (Operator operator : operators(written)) {
            String kind = written.kind(operator);
            if (WEIGHTED.contains(kind)) {
                seen++;
                Tensor input = written.graph().tensors(operator.inputs(0));
                Tensor weights = written.graph().tensors(operator.inputs(1));
                Tensor bias = written.graph().tensors(operator.inputs(2));
                int dimension = kind.equals("DEPTHWISE_CONV_2D") ? 3 : 0;
                int scales = kind.equals("FULLY_CONNECTED") ? 1 : weights.shape(dimension);
                assertEquals(TensorType.INT8, weights.type());
                assertEquals(TensorType.INT32, bias.type());
                assertEquals(dimension, weights.quantization().quantizedDimension());
                assertEquals(scales, weights.quantization().scaleLength());
                assertEquals(scales, weights.quantization().zeroPointLength());
                assertEquals(scales, bias.quantization().scaleLength());
                assertEquals(scales, bias.quantization().zeroPointLength());
                for (int s = 0; s < scales; s++) {
                    assertEquals(0, weights.quantization().zeroPoint(s));
                    assertEquals(0, bias.quantization().zeroPoint(s));
                    assertEquals(
                            input.quantization().scale(0)
                                    * weights.quantization().scale(s),
                            bias.quantization().scale(s));
                }
                var numbers = written.data(weights);
                int largest = 0;
                while (numbers.hasRemaining()) {
                    int number = numbers.get();
                    assertTrue(number > -128, "−128 has no opposite");
                    largest = Math.max(largest, Math.abs(number));
                }
                assertTrue(largest > 100, "the range is used: " + largest);
            }
        }
        assertEquals(8, seen);
    }

    private static List<Tensor> computed(Written written) {
        List<Tensor> tensors = new ArrayList<>();
        for (int t = 0; t < written.graph().tensorsLength(); t++) {
            if (written.graph().tensors(t).buffer() == 0) {
                tensors.add(written.graph().tensors(t));
            }
        }
        return tensors;
    }

    private static List<Operator> operators(Written written) {
        List<Operator> operators = new ArrayList<>();
        for (int o = 0; o < written.graph().operatorsLength(); o++) {
            operators.add(written.graph().operators(o));
        }
        return operators;
    }
}
