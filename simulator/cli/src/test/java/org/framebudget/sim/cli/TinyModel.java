package org.framebudget.sim.cli;

import com.google.flatbuffers.FlatBufferBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.tensorflow.lite.schema.BufferT;
import org.tensorflow.lite.schema.BuiltinOperator;
import org.tensorflow.lite.schema.BuiltinOptionsUnion;
import org.tensorflow.lite.schema.Model;
import org.tensorflow.lite.schema.ModelT;
import org.tensorflow.lite.schema.OperatorCodeT;
import org.tensorflow.lite.schema.OperatorT;
import org.tensorflow.lite.schema.SubGraphT;
import org.tensorflow.lite.schema.TensorT;
import org.tensorflow.lite.schema.TensorType;

/** A .tflite file: an image of 8 x 4 whose batch may change, a custom operator, and a fully connected one. */
final class TinyModel {
    private TinyModel() {}

    static Path write(Path file) throws IOException {
        TensorT image = tensor(0, 1, 4, 8, 1);
        image.setShapeSignature(new int[] {-1, 4, 8, 1});
        SubGraphT main = new SubGraphT();
        main.setTensors(new TensorT[] {image, tensor(0, 1, 32), tensor(1, 10, 32), tensor(0, 1, 10)});
        main.setInputs(new int[] {0});
        main.setOutputs(new int[] {3});
        main.setOperators(new OperatorT[] {
            operator(0, new int[] {0}, 1), operator(1, new int[] {1, 2, -1}, 3),
        });
        SubGraphT other = new SubGraphT();
        other.setTensors(new TensorT[] {tensor(0, 1)});
        other.setInputs(new int[] {0});
        other.setOutputs(new int[] {0});
        other.setOperators(new OperatorT[0]);
        BufferT weights = new BufferT();
        weights.setData(new int[320]);
        ModelT model = new ModelT();
        model.setVersion(3);
        model.setDescription("tiny");
        model.setBuffers(new BufferT[] {new BufferT(), weights});
        model.setSubgraphs(new SubGraphT[] {main, other});
        model.setOperatorCodes(new OperatorCodeT[] {
            code(BuiltinOperator.CUSTOM, "edgetpu-custom-op"), code(BuiltinOperator.FULLY_CONNECTED, null)
        });
        FlatBufferBuilder builder = new FlatBufferBuilder();
        Model.finishModelBuffer(builder, Model.pack(builder, model));
        return Files.write(file, builder.sizedByteArray());
    }

    private static TensorT tensor(int buffer, int... shape) {
        TensorT tensor = new TensorT();
        tensor.setType(TensorType.UINT8);
        tensor.setShape(shape);
        tensor.setBuffer(buffer);
        return tensor;
    }

    private static OperatorT operator(int code, int[] inputs, int output) {
        OperatorT operator = new OperatorT();
        operator.setOpcodeIndex(code);
        operator.setInputs(inputs);
        operator.setOutputs(new int[] {output});
        operator.setBuiltinOptions(new BuiltinOptionsUnion());
        return operator;
    }

    private static OperatorCodeT code(int builtin, @Nullable String custom) {
        OperatorCodeT code = new OperatorCodeT();
        code.setDeprecatedBuiltinCode((byte) builtin);
        code.setBuiltinCode(builtin);
        code.setCustomCode(custom);
        return code;
    }
}
