package org.framebudget.models.tflite;

import java.util.List;
import org.framebudget.models.network.Activation;
import org.framebudget.models.network.Operator;
import org.framebudget.models.network.Options;
import org.framebudget.models.network.Padding;
import org.tensorflow.lite.schema.ActivationFunctionType;
import org.tensorflow.lite.schema.AddOptionsT;
import org.tensorflow.lite.schema.BuiltinOptions;
import org.tensorflow.lite.schema.BuiltinOptionsUnion;
import org.tensorflow.lite.schema.ConcatenationOptionsT;
import org.tensorflow.lite.schema.Conv2DOptionsT;
import org.tensorflow.lite.schema.DepthwiseConv2DOptionsT;
import org.tensorflow.lite.schema.DivOptionsT;
import org.tensorflow.lite.schema.FullyConnectedOptionsT;
import org.tensorflow.lite.schema.MulOptionsT;
import org.tensorflow.lite.schema.Pool2DOptionsT;
import org.tensorflow.lite.schema.ReducerOptionsT;
import org.tensorflow.lite.schema.ResizeBilinearOptionsT;
import org.tensorflow.lite.schema.ResizeNearestNeighborOptionsT;
import org.tensorflow.lite.schema.SoftmaxOptionsT;
import org.tensorflow.lite.schema.SplitOptionsT;
import org.tensorflow.lite.schema.SubOptionsT;
import org.tensorflow.lite.schema.TransposeConvOptionsT;

/** Options of test models in the schema's own classes. */
final class TestOptions {
    private TestOptions() {}

    static BuiltinOptionsUnion of(Operator operator) {
        Options options = operator.options();
        if (options instanceof Options.Window window) {
            return window(operator.kind(), window);
        }
        if (options instanceof Options.Fused fused) {
            return fused(operator.kind(), activation(fused.activation()));
        }
        if (options instanceof Options.Axis axis) {
            ConcatenationOptionsT table = new ConcatenationOptionsT();
            table.setAxis(axis.axis());
            return union(BuiltinOptions.ConcatenationOptions, table);
        }
        if (options instanceof Options.Split split) {
            SplitOptionsT table = new SplitOptionsT();
            table.setNumSplits(split.parts());
            return union(BuiltinOptions.SplitOptions, table);
        }
        if (options instanceof Options.Reduce reduce) {
            ReducerOptionsT table = new ReducerOptionsT();
            table.setKeepDims(reduce.keepDimensions());
            return union(BuiltinOptions.ReducerOptions, table);
        }
        if (options instanceof Options.Softmax softmax) {
            SoftmaxOptionsT table = new SoftmaxOptionsT();
            table.setBeta(softmax.beta());
            return union(BuiltinOptions.SoftmaxOptions, table);
        }
        if (options instanceof Options.Resize resize) {
            return resize(operator.kind(), resize);
        }
        return new BuiltinOptionsUnion();
    }

    private static BuiltinOptionsUnion resize(String kind, Options.Resize resize) {
        if (kind.equals("RESIZE_BILINEAR")) {
            ResizeBilinearOptionsT table = new ResizeBilinearOptionsT();
            table.setAlignCorners(resize.alignCorners());
            table.setHalfPixelCenters(resize.halfPixelCenters());
            return union(BuiltinOptions.ResizeBilinearOptions, table);
        }
        ResizeNearestNeighborOptionsT table = new ResizeNearestNeighborOptionsT();
        table.setAlignCorners(resize.alignCorners());
        table.setHalfPixelCenters(resize.halfPixelCenters());
        return union(BuiltinOptions.ResizeNearestNeighborOptions, table);
    }

    private static BuiltinOptionsUnion fused(String kind, byte activation) {
        switch (kind) {
            case "ADD":
                AddOptionsT add = new AddOptionsT();
                add.setFusedActivationFunction(activation);
                return union(BuiltinOptions.AddOptions, add);
            case "SUB":
                SubOptionsT sub = new SubOptionsT();
                sub.setFusedActivationFunction(activation);
                return union(BuiltinOptions.SubOptions, sub);
            case "MUL":
                MulOptionsT mul = new MulOptionsT();
                mul.setFusedActivationFunction(activation);
                return union(BuiltinOptions.MulOptions, mul);
            case "DIV":
                DivOptionsT div = new DivOptionsT();
                div.setFusedActivationFunction(activation);
                return union(BuiltinOptions.DivOptions, div);
            default:
                FullyConnectedOptionsT table = new FullyConnectedOptionsT();
                table.setFusedActivationFunction(activation);
                return union(BuiltinOptions.FullyConnectedOptions, table);
        }
    }

    static BuiltinOptionsUnion window(String kind, Options.Window window) {
        byte padding = (byte) (window.padding() == Padding.SAME ? 0 : 1);
        switch (kind) {
            case "CONV_2D":
                Conv2DOptionsT conv = new Conv2DOptionsT();
                conv.setPadding(padding);
                conv.setStrideH(window.strideHeight());
                conv.setStrideW(window.strideWidth());
                conv.setDilationHFactor(window.dilationHeight());
                conv.setDilationWFactor(window.dilationWidth());
                conv.setFusedActivationFunction(activation(window.activation()));
                return union(BuiltinOptions.Conv2DOptions, conv);
            case "DEPTHWISE_CONV_2D":
                DepthwiseConv2DOptionsT depthwise = new DepthwiseConv2DOptionsT();
                depthwise.setPadding(padding);
                depthwise.setStrideH(window.strideHeight());
                depthwise.setStrideW(window.strideWidth());
                depthwise.setDilationHFactor(window.dilationHeight());
                depthwise.setDilationWFactor(window.dilationWidth());
                depthwise.setFusedActivationFunction(activation(window.activation()));
                return union(BuiltinOptions.DepthwiseConv2DOptions, depthwise);
            case "TRANSPOSE_CONV":
                TransposeConvOptionsT transposed = new TransposeConvOptionsT();
                transposed.setPadding(padding);
                transposed.setStrideH(window.strideHeight());
                transposed.setStrideW(window.strideWidth());
                return union(BuiltinOptions.TransposeConvOptions, transposed);
            default:
                Pool2DOptionsT pool = new Pool2DOptionsT();
                pool.setPadding(padding);
                pool.setStrideH(window.strideHeight());
                pool.setStrideW(window.strideWidth());
                pool.setFilterHeight(window.kernelHeight());
                pool.setFilterWidth(window.kernelWidth());
                pool.setFusedActivationFunction(activation(window.activation()));
                return union(BuiltinOptions.Pool2DOptions, pool);
        }
    }

    static byte activation(Activation activation) {
        return (byte) List.of(ActivationFunctionType.names).indexOf(activation.name());
    }

    static BuiltinOptionsUnion union(byte type, Object table) {
        BuiltinOptionsUnion union = new BuiltinOptionsUnion();
        union.setType(type);
        union.setValue(table);
        return union;
    }
}
