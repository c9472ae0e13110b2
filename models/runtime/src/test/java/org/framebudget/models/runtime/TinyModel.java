package org.framebudget.models.runtime;

import com.google.flatbuffers.FlatBufferBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.tensorflow.lite.schema.ActivationFunctionType;
import org.tensorflow.lite.schema.Buffer;
import org.tensorflow.lite.schema.BuiltinOperator;
import org.tensorflow.lite.schema.BuiltinOptions;
import org.tensorflow.lite.schema.Conv2DOptions;
import org.tensorflow.lite.schema.FullyConnectedOptions;
import org.tensorflow.lite.schema.Model;
import org.tensorflow.lite.schema.Operator;
import org.tensorflow.lite.schema.OperatorCode;
import org.tensorflow.lite.schema.Padding;
import org.tensorflow.lite.schema.Pool2DOptions;
import org.tensorflow.lite.schema.QuantizationParameters;
import org.tensorflow.lite.schema.ReducerOptions;
import org.tensorflow.lite.schema.SubGraph;
import org.tensorflow.lite.schema.Tensor;
import org.tensorflow.lite.schema.TensorType;

/** Writes .tflite files of a few operators, right and wrong ones. */
public final class TinyModel {
    private static final int VERSION = 3;
    private static final int ALIGNMENT = 16;
    private static final int CHANNELS = 8;

    private final List<TensorSpec> tensors = new ArrayList<>();
    private final List<OperatorSpec> operators = new ArrayList<>();
    private final List<Integer> inputs = new ArrayList<>();
    private final List<Integer> outputs = new ArrayList<>();

    private record TensorSpec(
            String name, byte type, int[] shape, int @Nullable [] signature, byte[] data, float scale) {}

    private record OperatorSpec(
            byte code,
            @Nullable String custom,
            byte optionsType,
            ToIntFunction<FlatBufferBuilder> options,
            int[] inputs,
            int output) {}

    /** A picture of 3 channels, convolved with stride 2, averaged whatever its size, and classified: any size fits. */
    public static TinyModel anySize(int sidePx) {
        TinyModel model = new TinyModel();
        int map = model.convolved(sidePx, null);
        model.classified(model.averaged(map));
        return model;
    }

    /** As {@link #anySize}, with a size that the file leaves open. */
    public static TinyModel openSize() {
        TinyModel model = new TinyModel();
        int map = model.convolved(1, new int[] {1, -1, -1, 3});
        model.classified(model.averaged(map));
        return model;
    }

    /** As {@link #anySize}, but flattened for its own size: no other fits. */
    public static TinyModel ownSizeOnly(int sidePx) {
        TinyModel model = new TinyModel();
        int map = model.convolved(sidePx, null);
        int features = sidePx / 2 * (sidePx / 2) * CHANNELS;
        int shape = model.tensor("shape", TensorType.INT32, new int[] {2}, null, ints(1, features), 0);
        int flat = model.activation("flat", TensorType.FLOAT32, 1, features);
        model.operator(BuiltinOperator.RESHAPE, BuiltinOptions.NONE, fbb -> 0, new int[] {map, shape}, flat);
        model.outputs.add(flat);
        return model;
    }

    /** A picture whose convolved map becomes rows, as many as its own size says at run time. */
    public static TinyModel rowsAtRunTime(int sidePx) {
        TinyModel model = new TinyModel();
        int map = model.convolved(sidePx, null);
        int half = (sidePx + 1) / 2;
        int zero = model.tensor("zero", TensorType.FLOAT32, new int[] {1}, null, floats(1), 0);
        int places = model.activation("places", TensorType.INT64, half * half * CHANNELS, 4);
        int positive = model.activation("positive", TensorType.BOOL, 1, half, half, CHANNELS);
        model.operator(BuiltinOperator.GREATER_EQUAL, BuiltinOptions.NONE, fbb -> 0, new int[] {map, zero}, positive);
        model.operator(BuiltinOperator.WHERE, BuiltinOptions.NONE, fbb -> 0, new int[] {positive}, places);
        model.outputs.add(places);
        return model;
    }

    /** As {@link #anySize}, but averaged over its own map's size: at another, a part of the map is read. */
    public static TinyModel fixedPool(int sidePx) {
        TinyModel model = new TinyModel();
        int map = model.convolved(sidePx, null);
        int kernel = sidePx / 2;
        int pooled = model.activation("pooled", TensorType.FLOAT32, 1, 1, 1, CHANNELS);
        model.operator(
                BuiltinOperator.AVERAGE_POOL_2D,
                BuiltinOptions.Pool2DOptions,
                fbb -> Pool2DOptions.createPool2DOptions(
                        fbb, Padding.VALID, kernel, kernel, kernel, kernel, ActivationFunctionType.NONE),
                new int[] {map},
                pooled);
        model.classified(model.averaged(pooled));
        return model;
    }

    /** One operator of one input on numbers of one type; quantised where the scale is not 0. */
    public static TinyModel unary(byte code, byte type, float scale, int... shape) {
        TinyModel model = new TinyModel();
        int in = model.tensor("in", type, shape, null, new byte[0], scale);
        int out = model.tensor("out", type, shape, null, new byte[0], scale);
        model.inputs.add(in);
        model.outputs.add(out);
        model.operator(code, BuiltinOptions.NONE, fbb -> 0, new int[] {in}, out);
        return model;
    }

    /** One custom operator. */
    public static TinyModel custom(String name) {
        TinyModel model = new TinyModel();
        int in = model.activation("in", TensorType.UINT8, 1, 8, 8, 3);
        int out = model.activation("out", TensorType.UINT8, 1, 10);
        model.inputs.add(in);
        model.outputs.add(out);
        model.operators.add(new OperatorSpec(
                (byte) BuiltinOperator.CUSTOM, name, (byte) BuiltinOptions.NONE, fbb -> 0, new int[] {in}, out));
        return model;
    }

    /** A network that adds two constants. */
    public static TinyModel noInput() {
        TinyModel model = new TinyModel();
        int a = model.tensor("a", TensorType.FLOAT32, new int[] {4}, null, floats(4), 0);
        int b = model.tensor("b", TensorType.FLOAT32, new int[] {4}, null, floats(4), 0);
        int sum = model.activation("sum", TensorType.FLOAT32, 4);
        model.operator(BuiltinOperator.ADD, BuiltinOptions.NONE, fbb -> 0, new int[] {a, b}, sum);
        model.outputs.add(sum);
        return model;
    }

    private int convolved(int sidePx, int @Nullable [] signature) {
        int half = (sidePx + 1) / 2;
        int in = tensor("picture", TensorType.FLOAT32, new int[] {1, sidePx, sidePx, 3}, signature, new byte[0], 0);
        inputs.add(in);
        int[] filterShape = {CHANNELS, 3, 3, 3};
        int filter = tensor("filter", TensorType.FLOAT32, filterShape, null, floats(CHANNELS * 27), 0);
        int bias = tensor("bias", TensorType.FLOAT32, new int[] {CHANNELS}, null, floats(CHANNELS), 0);
        int map = activation("map", TensorType.FLOAT32, 1, half, half, CHANNELS);
        operator(
                BuiltinOperator.CONV_2D,
                BuiltinOptions.Conv2DOptions,
                fbb -> Conv2DOptions.createConv2DOptions(fbb, Padding.SAME, 2, 2, ActivationFunctionType.RELU6, 1, 1),
                new int[] {in, filter, bias},
                map);
        return map;
    }

    private int averaged(int map) {
        int axes = tensor("axes", TensorType.INT32, new int[] {2}, null, ints(1, 2), 0);
        int mean = activation("mean", TensorType.FLOAT32, 1, CHANNELS);
        operator(
                BuiltinOperator.MEAN,
                BuiltinOptions.ReducerOptions,
                fbb -> ReducerOptions.createReducerOptions(fbb, false),
                new int[] {map, axes},
                mean);
        return mean;
    }

    private void classified(int features) {
        int weights = tensor("weights", TensorType.FLOAT32, new int[] {10, CHANNELS}, null, floats(10 * CHANNELS), 0);
        int bias = tensor("bias2", TensorType.FLOAT32, new int[] {10}, null, floats(10), 0);
        int classes = activation("classes", TensorType.FLOAT32, 1, 10);
        operator(
                BuiltinOperator.FULLY_CONNECTED,
                BuiltinOptions.FullyConnectedOptions,
                fbb -> FullyConnectedOptions.createFullyConnectedOptions(
                        fbb, ActivationFunctionType.NONE, (byte) 0, false, false),
                new int[] {features, weights, bias},
                classes);
        outputs.add(classes);
    }

    private int activation(String name, byte type, int... shape) {
        return tensor(name, type, shape, null, new byte[0], 0);
    }

    private int tensor(String name, byte type, int[] shape, int @Nullable [] signature, byte[] data, float scale) {
        tensors.add(new TensorSpec(name, type, shape, signature, data, scale));
        return tensors.size() - 1;
    }

    private void operator(int code, int optionsType, ToIntFunction<FlatBufferBuilder> options, int[] in, int out) {
        operators.add(new OperatorSpec((byte) code, null, (byte) optionsType, options, in, out));
    }

    private static byte[] floats(int n) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * n).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < n; i++) {
            bytes.putFloat((i * 37 % 19 - 9) / 20f);
        }
        return bytes.array();
    }

    private static byte[] ints(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : values) {
            bytes.putInt(value);
        }
        return bytes.array();
    }

    /** Writes it and returns the file. */
    public Path write(Path file) {
        try {
            return Files.write(file, bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] bytes() {
        FlatBufferBuilder fbb = new FlatBufferBuilder(1 << 16);
        int[] buffers = new int[tensors.size() + 1];
        buffers[0] = Buffer.createBuffer(fbb, 0);
        int[] tensorOffsets = new int[tensors.size()];
        for (int i = 0; i < tensors.size(); i++) {
            TensorSpec spec = tensors.get(i);
            buffers[i + 1] = Buffer.createBuffer(fbb, spec.data().length == 0 ? 0 : data(fbb, spec.data()));
            tensorOffsets[i] = tensor(fbb, spec, spec.data().length == 0 ? 0 : i + 1);
        }
        int[] codes = new int[operators.size()];
        int[] operatorOffsets = new int[operators.size()];
        for (int i = 0; i < operators.size(); i++) {
            OperatorSpec spec = operators.get(i);
            int name = spec.custom() == null ? 0 : fbb.createString(spec.custom());
            codes[i] = OperatorCode.createOperatorCode(fbb, spec.code(), name, 1, spec.code());
            int options = spec.options().applyAsInt(fbb);
            int in = Operator.createInputsVector(fbb, spec.inputs());
            int out = Operator.createOutputsVector(fbb, new int[] {spec.output()});
            operatorOffsets[i] =
                    Operator.createOperator(fbb, i, in, out, spec.optionsType(), options, 0, (byte) 0, 0, 0);
        }
        int graph = SubGraph.createSubGraph(
                fbb,
                SubGraph.createTensorsVector(fbb, tensorOffsets),
                SubGraph.createInputsVector(
                        fbb, inputs.stream().mapToInt(Integer::intValue).toArray()),
                SubGraph.createOutputsVector(
                        fbb, outputs.stream().mapToInt(Integer::intValue).toArray()),
                SubGraph.createOperatorsVector(fbb, operatorOffsets),
                0);
        int model = Model.createModel(
                fbb,
                VERSION,
                Model.createOperatorCodesVector(fbb, codes),
                Model.createSubgraphsVector(fbb, new int[] {graph}),
                0,
                Model.createBuffersVector(fbb, buffers),
                0,
                0,
                0);
        Model.finishModelBuffer(fbb, model);
        return fbb.sizedByteArray();
    }

    private static int data(FlatBufferBuilder fbb, byte[] bytes) {
        fbb.createUnintializedVector(1, bytes.length, ALIGNMENT).put(bytes);
        return fbb.endVector();
    }

    private static int tensor(FlatBufferBuilder fbb, TensorSpec spec, int buffer) {
        int quantisation = 0;
        if (spec.scale() != 0) {
            int scale = QuantizationParameters.createScaleVector(fbb, new float[] {spec.scale()});
            int zero = QuantizationParameters.createZeroPointVector(fbb, new long[] {0});
            quantisation = QuantizationParameters.createQuantizationParameters(fbb, 0, 0, scale, zero, (byte) 0, 0, 0);
        }
        int shape = Tensor.createShapeVector(fbb, spec.shape());
        int name = fbb.createString(spec.name());
        int signature = spec.signature() == null ? 0 : Tensor.createShapeSignatureVector(fbb, spec.signature());
        return Tensor.createTensor(fbb, shape, spec.type(), buffer, name, quantisation, false, 0, signature, false, 0);
    }
}
