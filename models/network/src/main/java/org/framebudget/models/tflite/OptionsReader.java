package org.framebudget.models.tflite;

import java.util.List;
import org.framebudget.models.network.Activation;
import org.framebudget.models.network.Options;
import org.framebudget.models.network.Padding;
import org.framebudget.models.network.Tensor;
import org.jspecify.annotations.Nullable;
import org.tensorflow.lite.schema.BuiltinOptions;

/** Reads what a built-in operator is told, and checks what its cost depends on. */
final class OptionsReader {
    /** Slots of Operator. */
    private static final int OPTIONS_TYPE = 3;

    private static final int OPTIONS = 4;

    /** Slots of all options with a window; the strides stand before the window's own, width first. */
    private static final int PADDING = 0;

    private static final int STRIDE_W = 1;
    private static final int STRIDE_H = 2;

    private static final Activation[] ACTIVATIONS = {
        Activation.NONE,
        Activation.RELU,
        Activation.RELU_N1_TO_1,
        Activation.RELU6,
        Activation.TANH,
        Activation.SIGN_BIT
    };

    private final FlatTable operator;
    private final String kind;
    private final List<Integer> inputs;
    private final List<Integer> outputs;
    private final List<Tensor> tensors;

    OptionsReader(FlatTable operator, String kind, List<Integer> inputs, List<Integer> outputs, List<Tensor> tensors) {
        this.operator = operator;
        this.kind = kind;
        this.inputs = inputs;
        this.outputs = outputs;
        this.tensors = tensors;
    }

    Options options() {
        return switch (kind) {
            case "CONV_2D" -> {
                FlatTable table = required(BuiltinOptions.Conv2DOptions);
                List<Integer> weights = weights(2, 4);
                yield window(table, weights.get(1), weights.get(2), dilation(table, 5), dilation(table, 4), 3);
            }
            case "DEPTHWISE_CONV_2D" -> {
                FlatTable table = required(BuiltinOptions.DepthwiseConv2DOptions);
                List<Integer> weights = weights(2, 4);
                yield window(table, weights.get(1), weights.get(2), dilation(table, 6), dilation(table, 5), 4);
            }
            case "TRANSPOSE_CONV" -> {
                FlatTable table = required(BuiltinOptions.TransposeConvOptions);
                List<Integer> weights = weights(3, 4);
                yield window(table, weights.get(1), weights.get(2), 1, 1, 3);
            }
            case "AVERAGE_POOL_2D", "MAX_POOL_2D", "L2_POOL_2D" -> {
                FlatTable table = required(BuiltinOptions.Pool2DOptions);
                yield window(table, table.int32(4, 0), table.int32(3, 0), 1, 1, 5);
            }
            case "FULLY_CONNECTED" -> {
                weights(2, 2);
                yield fused(BuiltinOptions.FullyConnectedOptions);
            }
            case "ADD" -> fused(BuiltinOptions.AddOptions);
            case "SUB" -> fused(BuiltinOptions.SubOptions);
            case "MUL" -> fused(BuiltinOptions.MulOptions);
            case "DIV" -> fused(BuiltinOptions.DivOptions);
            case "CONCATENATION" -> new Options.Axis(number(BuiltinOptions.ConcatenationOptions, 0, 0));
            case "PACK" -> new Options.Axis(number(BuiltinOptions.PackOptions, 1, 0));
            case "SPLIT" -> new Options.Split(number(BuiltinOptions.SplitOptions, 0, outputs.size()));
            case "SPLIT_V" -> new Options.Split(number(BuiltinOptions.SplitVOptions, 0, outputs.size()));
            case "MEAN", "SUM", "REDUCE_MAX", "REDUCE_MIN", "REDUCE_PROD", "REDUCE_ANY", "REDUCE_ALL" ->
                new Options.Reduce(flag(optional(BuiltinOptions.ReducerOptions), 0));
            case "RESIZE_BILINEAR" -> {
                FlatTable table = optional(BuiltinOptions.ResizeBilinearOptions);
                yield new Options.Resize(flag(table, 2), flag(table, 3));
            }
            case "RESIZE_NEAREST_NEIGHBOR" -> {
                FlatTable table = optional(BuiltinOptions.ResizeNearestNeighborOptions);
                yield new Options.Resize(flag(table, 0), flag(table, 1));
            }
            case "SOFTMAX" -> {
                FlatTable table = optional(BuiltinOptions.SoftmaxOptions);
                yield new Options.Softmax(table == null ? 0 : table.float32(0));
            }
            default -> new Options.None();
        };
    }

    private Options window(
            FlatTable table, int kernelHeight, int kernelWidth, int dilationHeight, int dilationWidth, int fusedSlot) {
        int strideWidth = table.int32(STRIDE_W, 0);
        int strideHeight = table.int32(STRIDE_H, 0);
        checkPositive("kernel", kernelWidth, kernelHeight);
        checkPositive("stride", strideWidth, strideHeight);
        checkPositive("dilation", dilationWidth, dilationHeight);
        int padding = table.int8(PADDING);
        if (padding != 0 && padding != 1) {
            throw operator.error("padding " + padding + " is unknown. 0 is SAME and 1 is VALID.");
        }
        return new Options.Window(
                kernelHeight,
                kernelWidth,
                strideHeight,
                strideWidth,
                dilationHeight,
                dilationWidth,
                padding == 0 ? Padding.SAME : Padding.VALID,
                activation(table, fusedSlot));
    }

    private void checkPositive(String what, int width, int height) {
        if (width < 1 || height < 1) {
            throw operator.error(what + " " + width + "x" + height + " is not positive.");
        }
    }

    private static int dilation(FlatTable table, int slot) {
        return table.int32(slot, 1);
    }

    private Options fused(int type) {
        FlatTable table = optional(type);
        return new Options.Fused(table == null ? Activation.NONE : activation(table, 0));
    }

    private Activation activation(FlatTable table, int slot) {
        int code = table.int8(slot);
        if (code < 0 || code >= ACTIVATIONS.length) {
            throw operator.error("fused activation " + code + " is unknown. 0 (NONE) to 5 (SIGN_BIT) are read.");
        }
        return ACTIVATIONS[code];
    }

    private int number(int type, int slot, int otherwise) {
        FlatTable table = optional(type);
        return table == null ? otherwise : table.int32(slot, 0);
    }

    private static boolean flag(@Nullable FlatTable table, int slot) {
        return table != null && table.bool(slot);
    }

    /** Extents of the weights, which are the second input; there are at least {@code operands} inputs and a result. */
    private List<Integer> weights(int operands, int extents) {
        boolean present = inputs.size() >= operands
                && inputs.subList(0, operands).stream().allMatch(i -> i >= 0);
        if (!present || outputs.isEmpty()) {
            throw operator.error("inputs " + inputs + " and outputs " + outputs + " are too few: it takes at least "
                    + operands + " and makes one.");
        }
        List<Integer> shape = tensors.get(inputs.get(1)).shape();
        if (shape.size() != extents) {
            throw operator.error("its weights, tensor " + inputs.get(1) + ", have the shape " + shape + ", and "
                    + extents + " extents are needed.");
        }
        return shape;
    }

    private FlatTable required(int type) {
        FlatTable table = optional(type);
        if (table == null) {
            throw operator.error("its " + BuiltinOptions.name(type) + " are missing.");
        }
        return table;
    }

    /** Options of one type; null where the operator has none or others: TensorFlow Lite then takes zeros. */
    private @Nullable FlatTable optional(int type) {
        return operator.uint8(OPTIONS_TYPE) == type ? operator.table(OPTIONS, "options") : null;
    }
}
