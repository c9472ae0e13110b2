package org.framebudget.models.tflite;

import com.google.flatbuffers.FlatBufferBuilder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.framebudget.models.network.Network;
import org.framebudget.models.network.Tensor;
import org.tensorflow.lite.schema.BufferT;
import org.tensorflow.lite.schema.BuiltinOperator;
import org.tensorflow.lite.schema.BuiltinOptionsUnion;
import org.tensorflow.lite.schema.ModelT;
import org.tensorflow.lite.schema.OperatorCodeT;
import org.tensorflow.lite.schema.OperatorT;
import org.tensorflow.lite.schema.SubGraphT;
import org.tensorflow.lite.schema.TensorT;
import org.tensorflow.lite.schema.TensorType;

/** A small .tflite file under construction, written with the schema's own generated classes; also a wrong one. */
final class TestModel {
    final ModelT model = new ModelT();
    final List<OperatorCodeT> codes = new ArrayList<>();
    final List<BufferT> buffers = new ArrayList<>();
    final List<Graph> graphs = new ArrayList<>();

    TestModel() {
        model.setVersion(3);
        model.setDescription("made by a test");
        buffer(new byte[0]);
    }

    /** The tables of a network whose weights are zeros. */
    static TestModel of(Network network) {
        TestModel model = new TestModel();
        Graph graph = model.graph("main");
        for (Tensor tensor : network.tensors()) {
            int[] shape = tensor.shape().stream().mapToInt(i -> i).toArray();
            graph.tensor(tensor.name(), type(tensor), shape);
            if (tensor.values() != null) {
                graph.last().setBuffer(model.buffer(ints(tensor.values())));
            } else if (tensor.constant()) {
                graph.last().setBuffer(model.buffer(new byte[(int) tensor.bytes()]));
            }
        }
        network.operators()
                .forEach(operator -> graph.operator(
                        model.code(operator.kind()),
                        TestOptions.of(operator),
                        operator.inputs().stream().mapToInt(i -> i).toArray(),
                        operator.outputs().stream().mapToInt(i -> i).toArray()));
        graph.inputs = network.inputs().stream().mapToInt(i -> i).toArray();
        graph.outputs = network.outputs().stream().mapToInt(i -> i).toArray();
        return model;
    }

    private static byte type(Tensor tensor) {
        return (byte) List.of(TensorType.names).indexOf(tensor.type().name());
    }

    static byte[] ints(List<Integer> values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.size()).order(ByteOrder.LITTLE_ENDIAN);
        values.forEach(bytes::putInt);
        return bytes.array();
    }

    /** Adds a buffer; returns its number. */
    int buffer(byte[] data) {
        BufferT buffer = new BufferT();
        int[] numbers = new int[data.length];
        for (int i = 0; i < data.length; i++) {
            numbers[i] = data[i];
        }
        buffer.setData(numbers);
        buffers.add(buffer);
        return buffers.size() - 1;
    }

    /** Adds the code of a built-in operator in both fields, as converters do; returns its number. */
    int code(String kind) {
        int builtin = List.of(BuiltinOperator.names).indexOf(kind);
        return code(Math.min(builtin, 127), builtin, null);
    }

    int code(int deprecated, int builtin, String custom) {
        OperatorCodeT code = new OperatorCodeT();
        code.setDeprecatedBuiltinCode((byte) deprecated);
        code.setBuiltinCode(builtin);
        code.setCustomCode(custom);
        code.setVersion(1);
        codes.add(code);
        return codes.size() - 1;
    }

    int custom(String name) {
        return code(BuiltinOperator.CUSTOM, BuiltinOperator.CUSTOM, name);
    }

    Graph graph(String name) {
        graphs.add(new Graph(name));
        return graphs.get(graphs.size() - 1);
    }

    byte[] bytes() {
        model.setOperatorCodes(codes.toArray(new OperatorCodeT[0]));
        model.setBuffers(buffers.toArray(new BufferT[0]));
        model.setSubgraphs(graphs.stream().map(Graph::table).toArray(SubGraphT[]::new));
        FlatBufferBuilder builder = new FlatBufferBuilder();
        org.tensorflow.lite.schema.Model.finishModelBuffer(
                builder, org.tensorflow.lite.schema.Model.pack(builder, model));
        return builder.sizedByteArray();
    }

    TfliteFile read() {
        return read(bytes());
    }

    static TfliteFile read(byte[] bytes) {
        return TfliteReader.read("m.tflite", ByteBuffer.wrap(bytes));
    }

    /** A subgraph. */
    final class Graph {
        final SubGraphT table = new SubGraphT();
        final List<TensorT> tensors = new ArrayList<>();
        final List<OperatorT> operators = new ArrayList<>();
        int[] inputs = {};
        int[] outputs = {};

        Graph(String name) {
            table.setName(name);
        }

        /** Adds a tensor without stored numbers; returns its index. */
        int tensor(String name, byte type, int... shape) {
            TensorT tensor = new TensorT();
            tensor.setName(name);
            tensor.setType(type);
            tensor.setShape(shape);
            tensor.setBuffer(0);
            tensors.add(tensor);
            return tensors.size() - 1;
        }

        /** Adds a tensor of zeros that take so many bytes; returns its index. */
        int stored(String name, byte type, int bytes, int... shape) {
            int index = tensor(name, type, shape);
            last().setBuffer(buffer(new byte[bytes]));
            return index;
        }

        TensorT last() {
            return tensors.get(tensors.size() - 1);
        }

        OperatorT operator(int code, BuiltinOptionsUnion options, int[] from, int[] to) {
            OperatorT operator = new OperatorT();
            operator.setOpcodeIndex(code);
            operator.setInputs(from);
            operator.setOutputs(to);
            operator.setBuiltinOptions(options);
            if (codes.get(code).getCustomCode() != null) {
                byte[] text = "{}".getBytes(StandardCharsets.US_ASCII);
                operator.setCustomOptions(new int[] {text[0], text[1]});
            }
            operators.add(operator);
            return operator;
        }

        SubGraphT table() {
            table.setTensors(tensors.toArray(new TensorT[0]));
            table.setOperators(operators.toArray(new OperatorT[0]));
            table.setInputs(inputs);
            table.setOutputs(outputs);
            return table;
        }
    }
}
