package org.framebudget.models.tflite;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.framebudget.models.network.Activation;
import org.framebudget.models.network.InputSize;
import org.framebudget.models.network.Network;
import org.framebudget.models.network.NetworkBuilder;
import org.framebudget.models.network.Options.Window;
import org.framebudget.models.network.Padding;
import org.framebudget.models.network.Precision;
import org.framebudget.models.network.Tensor;
import org.tensorflow.lite.schema.BuiltinOptionsUnion;
import org.tensorflow.lite.schema.TensorType;

/** Small models of every kind that users bring. */
final class TestModels {
    private TestModels() {}

    /** Every kind by name, in a fixed order. */
    static Map<String, byte[]> all() {
        Map<String, byte[]> all = new LinkedHashMap<>();
        all.put("float", TestModel.of(network(Precision.FP32)).bytes());
        all.put("half", TestModel.of(network(Precision.FP16)).bytes());
        all.put("int8", TestModel.of(network(Precision.INT8)).bytes());
        all.put("custom", custom().bytes());
        all.put("branches", branches().bytes());
        all.put("dynamic", dynamic().bytes());
        all.put("unknown", unknown().bytes());
        all.put("transposed", transposed().bytes());
        return all;
    }

    /** One of each operator that {@link NetworkBuilder} knows. */
    static Network network(Precision precision) {
        NetworkBuilder builder = new NetworkBuilder("m.tflite", precision);
        Tensor map = builder.conv(builder.image(new InputSize(40, 32), 3), 8, 3, 2, Activation.RELU6);
        map = builder.depthwise(map, new Window(3, 5, 1, 1, 2, 1, Padding.SAME, Activation.RELU));
        map = builder.pad(map, 1, 0, 2, 0);
        List<Tensor> halves = builder.splitChannels(map, 2);
        map = builder.concat(3, halves.get(0), builder.hardSwish(halves.get(1)));
        map = builder.multiply(map, builder.logistic(builder.globalMean(map, true)));
        map = builder.add(map, builder.maxPool(map, 3, 1, Padding.SAME), Activation.NONE);
        map = builder.resizeNearest(builder.resizeBilinear(map, 20, 24), 10, 12);
        map = builder.averagePool(map, 2, 2, Padding.VALID);
        Tensor row = builder.reshape(map, 1, -1);
        return builder.build(builder.softmax(builder.fullyConnected(row, 5, Activation.NONE)));
    }

    /** A detector's end: a custom operator with four results. */
    static TestModel custom() {
        TestModel model = new TestModel();
        TestModel.Graph graph = model.graph("main");
        int in = graph.tensor("image", TensorType.UINT8, 1, 8, 8, 3);
        int boxes = graph.tensor("boxes", TensorType.FLOAT32, 1, 10, 4);
        int count = graph.tensor("count", TensorType.FLOAT32, 1);
        graph.operator(
                model.custom("TFLite_Detection_PostProcess"), new BuiltinOptionsUnion(), new int[] {in, -1}, new int[] {
                    boxes, count
                });
        graph.inputs = new int[] {in};
        graph.outputs = new int[] {boxes, count};
        return model;
    }

    /** A WHILE with its condition and body, which hands on what it gets. */
    static TestModel branches() {
        TestModel model = new TestModel();
        TestModel.Graph main = model.graph("main");
        int in = main.tensor("x", TensorType.FLOAT32, 1, 4);
        int out = main.tensor("y", TensorType.FLOAT32, 1, 4);
        main.operator(model.code("WHILE"), new BuiltinOptionsUnion(), new int[] {in}, new int[] {out});
        main.inputs = new int[] {in};
        main.outputs = new int[] {out};
        TestModel.Graph condition = model.graph("cond");
        int a = condition.tensor("a", TensorType.FLOAT32, 1, 4);
        int limit = condition.stored("limit", TensorType.FLOAT32, 4);
        int less = condition.tensor("less", TensorType.BOOL, 1);
        condition.operator(model.code("LESS"), new BuiltinOptionsUnion(), new int[] {a, limit}, new int[] {less});
        condition.inputs = new int[] {a};
        condition.outputs = new int[] {less};
        TestModel.Graph body = model.graph("");
        body.inputs = new int[] {body.tensor("b", TensorType.FLOAT32, 1, 4)};
        body.outputs = body.inputs;
        return model;
    }

    /** A batch that is only known at run time, a variable, and a RESHAPE that reads a shape without numbers. */
    static TestModel dynamic() {
        TestModel model = new TestModel();
        TestModel.Graph graph = model.graph("main");
        int in = graph.tensor("x", TensorType.FLOAT32, 1, 4);
        graph.last().setShapeSignature(new int[] {-1, 4});
        int state = graph.tensor("state", TensorType.FLOAT32, 1, 4);
        graph.last().setIsVariable(true);
        int sum = graph.tensor("sum", TensorType.FLOAT32, 1, 4);
        int like = graph.tensor("like", TensorType.INT32, 2, 2);
        int out = graph.tensor("y", TensorType.FLOAT32, 0, 2);
        graph.operator(model.code("ADD"), new BuiltinOptionsUnion(), new int[] {in, state}, new int[] {sum});
        graph.operator(model.code("RESHAPE"), new BuiltinOptionsUnion(), new int[] {sum, like}, new int[] {out});
        graph.inputs = new int[] {in};
        graph.outputs = new int[] {out};
        return model;
    }

    /** An operator from the future. */
    static TestModel unknown() {
        TestModel model = new TestModel();
        TestModel.Graph graph = model.graph("main");
        int in = graph.tensor("x", TensorType.FLOAT32, 1, 4);
        int out = graph.tensor("y", TensorType.FLOAT32, 1, 4);
        graph.operator(model.code(127, 999, null), new BuiltinOptionsUnion(), new int[] {in}, new int[] {out});
        graph.inputs = new int[] {in};
        graph.outputs = new int[] {out};
        return model;
    }

    /** A transposed convolution, whose first input is the shape of its result. */
    static TestModel transposed() {
        TestModel model = new TestModel();
        TestModel.Graph graph = model.graph("main");
        int shape = graph.tensor("shape", TensorType.INT32, 4);
        graph.last().setBuffer(model.buffer(TestModel.ints(List.of(1, 8, 8, 2))));
        int weights = graph.stored("weights", TensorType.FLOAT32, 4 * 2 * 2 * 2 * 3, 2, 2, 2, 3);
        int in = graph.tensor("x", TensorType.FLOAT32, 1, 4, 4, 3);
        int out = graph.tensor("y", TensorType.FLOAT32, 1, 8, 8, 2);
        graph.operator(
                model.code("TRANSPOSE_CONV"),
                TestOptions.window("TRANSPOSE_CONV", Window.square(2, 2, Padding.VALID, Activation.NONE)),
                new int[] {shape, weights, in},
                new int[] {out});
        graph.inputs = new int[] {in};
        graph.outputs = new int[] {out};
        return model;
    }
}
