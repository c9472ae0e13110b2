package org.framebudget.models.tflite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.framebudget.models.network.Network;
import org.tensorflow.lite.schema.BuiltinOperator;
import org.tensorflow.lite.schema.Model;
import org.tensorflow.lite.schema.Operator;
import org.tensorflow.lite.schema.OperatorCode;
import org.tensorflow.lite.schema.SubGraph;
import org.tensorflow.lite.schema.Tensor;

/** A written file through the schema's classes. */
record Written(byte[] bytes, Model model, SubGraph graph) {
    static Written of(Network network, long seed, Path folder) {
        try {
            Path file = folder.resolve(network.name() + ".tflite");
            TfliteWriter.write(network, seed, file);
            byte[] bytes = Files.readAllBytes(file);
            Model model = Model.getRootAsModel(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
            return new Written(bytes, model, model.subgraphs(0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    OperatorCode code(Operator operator) {
        return model.operatorCodes((int) operator.opcodeIndex());
    }

    String kind(Operator operator) {
        return BuiltinOperator.name(code(operator).builtinCode());
    }

    ByteBuffer data(Tensor tensor) {
        ByteBuffer data = model.buffers((int) tensor.buffer()).dataAsByteBuffer();
        return data.slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    Tensor tensor(String name) {
        for (int t = 0; t < graph.tensorsLength(); t++) {
            if (graph.tensors(t).name().equals(name)) {
                return graph.tensors(t);
            }
        }
        throw new IllegalArgumentException(name);
    }

    float[] floats(String name) {
        ByteBuffer data = data(tensor(name));
        float[] numbers = new float[data.remaining() / Float.BYTES];
        data.asFloatBuffer().get(numbers);
        return numbers;
    }
}
