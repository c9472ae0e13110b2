package org.framebudget.models.tflite;

import com.google.flatbuffers.FlatBufferBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.framebudget.models.network.Activation;
import org.framebudget.models.network.ElementType;
import org.framebudget.models.network.Network;
import org.framebudget.models.network.Operator;
import org.framebudget.models.network.Options;
import org.framebudget.models.network.Options.Window;
import org.jspecify.annotations.Nullable;
import org.tensorflow.lite.schema.ActivationFunctionType;
import org.tensorflow.lite.schema.AddOptions;
import org.tensorflow.lite.schema.BuiltinOperator;
import org.tensorflow.lite.schema.BuiltinOptions;
import org.tensorflow.lite.schema.ConcatenationOptions;
import org.tensorflow.lite.schema.Conv2DOptions;
import org.tensorflow.lite.schema.DepthwiseConv2DOptions;
import org.tensorflow.lite.schema.FullyConnectedOptions;
import org.tensorflow.lite.schema.FullyConnectedOptionsWeightsFormat;
import org.tensorflow.lite.schema.MulOptions;
import org.tensorflow.lite.schema.OperatorCode;
import org.tensorflow.lite.schema.Padding;
import org.tensorflow.lite.schema.Pool2DOptions;
import org.tensorflow.lite.schema.ReducerOptions;
import org.tensorflow.lite.schema.ResizeBilinearOptions;
import org.tensorflow.lite.schema.ResizeNearestNeighborOptions;
import org.tensorflow.lite.schema.SoftmaxOptions;
import org.tensorflow.lite.schema.SplitOptions;

/** Operators in the words of the file's schema: code, version, options. */
final class OperatorTables {
    /** A built-in operator in one version. */
    private record Code(String kind, int version) {}

    /** A finished table of options and its tag in the union. */
    private record Told(byte tag, int table) {
        static final Told NOTHING = new Told(BuiltinOptions.NONE, 0);
    }

    private final FlatBufferBuilder file;
    private final Network network;
    private final @Nullable Quantisation[] quantisations;
    private final List<Code> codes = new ArrayList<>();

    OperatorTables(FlatBufferBuilder file, Network network, @Nullable Quantisation[] quantisations) {
        this.file = file;
        this.network = network;
        this.quantisations = quantisations;
    }

    /** Writes an operator and returns its place. */
    int write(Operator operator) {
        Code code = new Code(operator.kind(), version(operator));
        if (!codes.contains(code)) {
            codes.add(code);
        }
        Told told = options(operator);
        int inputs = org.tensorflow.lite.schema.Operator.createInputsVector(file, array(operator.inputs()));
        int outputs = org.tensorflow.lite.schema.Operator.createOutputsVector(file, array(operator.outputs()));
        org.tensorflow.lite.schema.Operator.startOperator(file);
        org.tensorflow.lite.schema.Operator.addOpcodeIndex(file, codes.indexOf(code));
        org.tensorflow.lite.schema.Operator.addInputs(file, inputs);
        org.tensorflow.lite.schema.Operator.addOutputs(file, outputs);
        if (told.tag() != BuiltinOptions.NONE) {
            org.tensorflow.lite.schema.Operator.addBuiltinOptionsType(file, told.tag());
            org.tensorflow.lite.schema.Operator.addBuiltinOptions(file, told.table());
        }
        return org.tensorflow.lite.schema.Operator.endOperator(file);
    }

    /** Writes the codes of all operators written so far, and returns their places. */
    int[] writeCodes() {
        return codes.stream().mapToInt(this::write).toArray();
    }

    private int write(Code code) {
        int builtin = Arrays.asList(BuiltinOperator.names).indexOf(code.kind());
        // older readers know the one-byte code alone, where a larger one has this place holder
        byte old = (byte) Math.min(builtin, BuiltinOperator.PLACEHOLDER_FOR_GREATER_OP_CODES);
        return OperatorCode.createOperatorCode(file, old, 0, code.version(), builtin);
    }

    private static int[] array(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * The lowest version of an operator that is able to do what is asked of it; after
     * {@code tensorflow/compiler/mlir/lite/tools/versioning/op_version.cc}.
     */
    private int version(Operator operator) {
        boolean eightBit = network.output(operator).type() == ElementType.INT8;
        return switch (operator.kind()) {
            case "CONV_2D" -> eightBit ? 3 : 1;
            case "DEPTHWISE_CONV_2D" -> {
                Window window = window(operator);
                boolean dilated = window.dilationHeight() != 1 || window.dilationWidth() != 1;
                yield eightBit ? 3 : dilated ? 2 : 1;
            }
            case "FULLY_CONNECTED" -> eightBit ? 4 : 1;
            case "MUL" -> eightBit ? multiplyVersion(operator) : 1;
            case "RESIZE_BILINEAR" -> ((Options.Resize) operator.options()).halfPixelCenters() ? 3 : eightBit ? 2 : 1;
            case "RESIZE_NEAREST_NEIGHBOR" -> {
                Options.Resize resize = (Options.Resize) operator.options();
                yield resize.halfPixelCenters() || resize.alignCorners() ? 3 : eightBit ? 2 : 1;
            }
            case "DEQUANTIZE" -> network.input(operator, 0).type() == ElementType.FLOAT16 ? 3 : 2;
            case "ADD",
                    "AVERAGE_POOL_2D",
                    "CONCATENATION",
                    "LOGISTIC",
                    "MAX_POOL_2D",
                    "MEAN",
                    "PAD",
                    "SOFTMAX",
                    "SPLIT" -> eightBit ? 2 : 1;
            case "HARD_SWISH", "QUANTIZE", "RESHAPE" -> 1;
            default -> throw unknown(operator);
        };
    }

    private int multiplyVersion(Operator operator) {
        return scale(operator.inputs().get(0))
                                * scale(operator.inputs().get(1))
                                / scale(operator.outputs().get(0))
                        >= 1
                ? 3
                : 2;
    }

    private float scale(int tensor) {
        Quantisation quantisation = quantisations[tensor];
        if (quantisation == null) {
            throw new IllegalStateException("Tensor " + tensor + " has no scale.");
        }
        return quantisation.scale(0);
    }

    private Told options(Operator operator) {
        return switch (operator.kind()) {
            case "CONV_2D" -> {
                Window w = window(operator);
                yield new Told(
                        BuiltinOptions.Conv2DOptions,
                        Conv2DOptions.createConv2DOptions(
                                file,
                                padding(w),
                                w.strideWidth(),
                                w.strideHeight(),
                                activation(w.activation()),
                                w.dilationWidth(),
                                w.dilationHeight()));
            }
            case "DEPTHWISE_CONV_2D" -> {
                Window w = window(operator);
                yield new Told(
                        BuiltinOptions.DepthwiseConv2DOptions,
                        DepthwiseConv2DOptions.createDepthwiseConv2DOptions(
                                file,
                                padding(w),
                                w.strideWidth(),
                                w.strideHeight(),
                                network.output(operator).extent(-1)
                                        / network.input(operator, 0).extent(-1),
                                activation(w.activation()),
                                w.dilationWidth(),
                                w.dilationHeight()));
            }
            case "FULLY_CONNECTED" ->
                new Told(
                        BuiltinOptions.FullyConnectedOptions,
                        FullyConnectedOptions.createFullyConnectedOptions(
                                file, fused(operator), FullyConnectedOptionsWeightsFormat.DEFAULT, false, false));
            case "MAX_POOL_2D", "AVERAGE_POOL_2D" -> {
                Window w = window(operator);
                yield new Told(
                        BuiltinOptions.Pool2DOptions,
                        Pool2DOptions.createPool2DOptions(
                                file,
                                padding(w),
                                w.strideWidth(),
                                w.strideHeight(),
                                w.kernelWidth(),
                                w.kernelHeight(),
                                activation(w.activation())));
            }
            case "MEAN" ->
                new Told(
                        BuiltinOptions.ReducerOptions,
                        ReducerOptions.createReducerOptions(
                                file, ((Options.Reduce) operator.options()).keepDimensions()));
            case "ADD" ->
                new Told(BuiltinOptions.AddOptions, AddOptions.createAddOptions(file, fused(operator), false));
            case "MUL" -> new Told(BuiltinOptions.MulOptions, MulOptions.createMulOptions(file, fused(operator)));
            case "CONCATENATION" ->
                new Told(
                        BuiltinOptions.ConcatenationOptions,
                        ConcatenationOptions.createConcatenationOptions(
                                file, ((Options.Axis) operator.options()).axis(), ActivationFunctionType.NONE));
            case "SPLIT" ->
                new Told(
                        BuiltinOptions.SplitOptions,
                        SplitOptions.createSplitOptions(file, ((Options.Split) operator.options()).parts()));
            case "RESIZE_BILINEAR" -> {
                Options.Resize resize = (Options.Resize) operator.options();
                yield new Told(
                        BuiltinOptions.ResizeBilinearOptions,
                        ResizeBilinearOptions.createResizeBilinearOptions(
                                file, resize.alignCorners(), resize.halfPixelCenters()));
            }
            case "RESIZE_NEAREST_NEIGHBOR" -> {
                Options.Resize resize = (Options.Resize) operator.options();
                yield new Told(
                        BuiltinOptions.ResizeNearestNeighborOptions,
                        ResizeNearestNeighborOptions.createResizeNearestNeighborOptions(
                                file, resize.alignCorners(), resize.halfPixelCenters()));
            }
            case "SOFTMAX" ->
                new Told(
                        BuiltinOptions.SoftmaxOptions,
                        SoftmaxOptions.createSoftmaxOptions(file, ((Options.Softmax) operator.options()).beta()));
            case "RESHAPE", "PAD", "LOGISTIC", "HARD_SWISH", "DEQUANTIZE", "QUANTIZE" -> Told.NOTHING;
            default -> throw unknown(operator);
        };
    }

    private static IllegalStateException unknown(Operator operator) {
        return new IllegalStateException("There is no rule to write " + operator.kind() + ".");
    }

    private static Window window(Operator operator) {
        return (Window) operator.options();
    }

    private static byte padding(Window window) {
        return switch (window.padding()) {
            case SAME -> Padding.SAME;
            case VALID -> Padding.VALID;
        };
    }

    private static byte fused(Operator operator) {
        return activation(((Options.Fused) operator.options()).activation());
    }

    private static byte activation(Activation activation) {
        return switch (activation) {
            case NONE -> ActivationFunctionType.NONE;
            case RELU -> ActivationFunctionType.RELU;
            case RELU_N1_TO_1 -> ActivationFunctionType.RELU_N1_TO_1;
            case RELU6 -> ActivationFunctionType.RELU6;
            case TANH -> ActivationFunctionType.TANH;
            case SIGN_BIT -> ActivationFunctionType.SIGN_BIT;
        };
    }
}
