package org.framebudget.models.runtime.child;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.tensorflowlite.BuiltinOpResolver;
import org.bytedeco.tensorflowlite.BuiltinOpResolverWithoutDefaultDelegates;
import org.bytedeco.tensorflowlite.FlatBufferModel;
import org.bytedeco.tensorflowlite.Interpreter;
import org.bytedeco.tensorflowlite.InterpreterBuilder;
import org.bytedeco.tensorflowlite.OpResolver;
import org.bytedeco.tensorflowlite.Profiler;
import org.bytedeco.tensorflowlite.Subgraph;
import org.bytedeco.tensorflowlite.TfLiteRegistration;
import org.bytedeco.tensorflowlite.TfLiteTensor;
import org.bytedeco.tensorflowlite.global.tensorflowlite;
import org.framebudget.models.network.ElementType;
import org.framebudget.models.network.Images;
import org.framebudget.models.network.InputSize;
import org.framebudget.models.runtime.MeasureRecord;

/** One interpreter of a model. Every native status is looked at; a bad one is a {@link ChildFault}. */
final class Session implements AutoCloseable {
    private static final int OK = 0;

    private final OpResolver resolver;
    private final InterpreterBuilder builder;
    private final Interpreter interpreter;
    private final List<Integer> inputs;

    private Session(OpResolver resolver, InterpreterBuilder builder, Interpreter interpreter) {
        this.resolver = resolver;
        this.builder = builder;
        this.interpreter = interpreter;
        this.inputs = Tensors.ints(interpreter.inputs());
    }

    /** The file's content, which its builder checked. */
    static FlatBufferModel verified(Path file) {
        FlatBufferModel model;
        // with the zero that ends it, which a pointer to an array does not add
        try (BytePointer path = new BytePointer((file + "\0").getBytes(StandardCharsets.UTF_8))) {
            model = FlatBufferModel.VerifyAndBuildFromFile(path, null, null);
        }
        if (model == null || model.isNull()) {
            throw ChildFault.damaged(
                    "TensorFlow Lite finds the file damaged",
                    "It may have been cut off or changed; fetch or export it again.");
        }
        return model;
    }

    /** Builds the graph; tensors are not allocated yet. */
    static Session build(FlatBufferModel model, boolean plain, int threads) {
        // the resolver with defaults brings the delegate of real devices, XNNPACK
        OpResolver resolver = plain ? new BuiltinOpResolverWithoutDefaultDelegates() : new BuiltinOpResolver();
        InterpreterBuilder builder = new InterpreterBuilder(model, resolver);
        builder.SetNumThreads(threads);
        Interpreter interpreter = new Interpreter((Pointer) null);
        if (builder.apply(interpreter) != OK || interpreter.isNull()) {
            throw ChildFault.damaged(
                    "TensorFlow Lite cannot build its graph",
                    "The file is damaged, or asks for an operator that this version lacks.");
        }
        Session session = new Session(resolver, builder, interpreter);
        session.refuseUnknownOperators();
        if (session.inputs.isEmpty()) {
            throw ChildFault.input("the network has no input", "There is nothing to run it on.");
        }
        return session;
    }

    private void refuseUnknownOperators() {
        for (Node node : nodes()) {
            TfLiteRegistration registration = node.registration();
            if (node.custom() && resolver.FindOp(node.name(), registration.version()) == null) {
                throw ChildFault.input(
                        "needs the custom operator '" + node.name() + "', which TensorFlow Lite itself does not have",
                        node.name().contains("edgetpu")
                                ? "It is compiled for an Edge TPU and runs nowhere else; measure the file it was compiled"
                                        + " from."
                                : "A file of TensorFlow Lite's own operators is right.");
            }
        }
    }

    /** Must come before {@link #allocate}, which is when a delegate takes it over. */
    void profile(Profiler profiler) {
        interpreter.SetProfiler(profiler);
    }

    /** Changes one input's shape; true unless the runtime refuses it at once. */
    boolean resize(Images image, InputSize size) {
        int[] shape = image.resized(inputShapes().get(image.input()), size).stream()
                .mapToInt(Integer::intValue)
                .toArray();
        return interpreter.ResizeInputTensor(inputs.get(image.input()), shape) == OK;
    }

    /** Allocates tensors and prepares kernels; false where the runtime refuses. */
    boolean allocate() {
        return interpreter.AllocateTensors() == OK;
    }

    /** Fills every input; the same for the same seed. */
    void fill(long seed) {
        for (int i = 0; i < inputs.size(); i++) {
            TfLiteTensor tensor = interpreter.tensor(inputs.get(i));
            ElementType type = Tensors.type(tensor);
            if (!RandomInput.fill(Tensors.bytes(tensor), type, seed + i)) {
                throw ChildFault.input(
                        "the input '" + Tensors.name(tensor) + "' " + Tensors.shape(tensor)
                                + " is empty or of a type without numbers, and cannot be filled",
                        "Networks of pictures, sound or other numbers can be measured.");
            }
        }
    }

    /** One inference. */
    void invoke() {
        if (interpreter.Invoke() != OK) {
            throw ChildFault.refused(
                    "an inference failed on random input", "The network may take only certain values.");
        }
    }

    /** Forgets what earlier inferences left in the network's variables. */
    void forget() {
        interpreter.ResetVariableTensors();
    }

    TfLiteTensor input(int place) {
        return interpreter.tensor(inputs.get(place));
    }

    List<List<Integer>> inputShapes() {
        return inputs.stream().map(i -> Tensors.shape(interpreter.tensor(i))).toList();
    }

    /** As the file leaves them open, see {@link Tensors#signature}. */
    List<List<Integer>> inputSignatures() {
        return inputs.stream()
                .map(i -> Tensors.signature(interpreter.tensor(i)))
                .toList();
    }

    List<MeasureRecord.Tensor> inputFacts() {
        return inputs.stream().map(i -> Tensors.facts(interpreter.tensor(i))).toList();
    }

    List<TfLiteTensor> outputs() {
        return Tensors.ints(interpreter.outputs()).stream()
                .map(interpreter::tensor)
                .toList();
    }

    /** Every tensor of the main graph. */
    List<TfLiteTensor> tensors() {
        List<TfLiteTensor> tensors = new ArrayList<>();
        for (int i = 0; i < interpreter.tensors_size(); i++) {
            tensors.add(interpreter.tensor(i));
        }
        return tensors;
    }

    /** True where some operator's result gets its size from an inference only. */
    boolean sizedByRunning() {
        // the kernels' own temporary tensors are of that kind as well
        return nodes().stream()
                .flatMap(node -> node.outputs().stream())
                .anyMatch(result -> tensor(result).allocation_type() == tensorflowlite.kTfLiteDynamic);
    }

    TfLiteTensor tensor(int index) {
        return interpreter.tensor(index);
    }

    /** The steps of the execution plan in order. */
    List<Node> nodes() {
        List<Node> nodes = new ArrayList<>();
        for (int index : Tensors.ints(interpreter.execution_plan())) {
            nodes.add(Node.of(index, interpreter.node_and_registration(index)));
        }
        return nodes;
    }

    /** Operators before a delegate took some: known after {@link #allocate} as well. */
    int operators() {
        int before = Tensors.ints(interpreter.primary_subgraph().pre_delegation_execution_plan())
                .size();
        return before > 0 ? before : nodes().size();
    }

    /** Bytes of the runtime's arenas over all graphs. */
    long arenaBytes() {
        long bytes = 0;
        for (int i = 0; i < interpreter.subgraphs_size(); i++) {
            try (Subgraph.SubgraphAllocInfo info = new Subgraph.SubgraphAllocInfo()) {
                interpreter.subgraph(i).GetMemoryAllocInfo(info);
                bytes += info.arena_size() + info.arena_persist_size() + info.dynamic_size();
            }
        }
        return bytes;
    }

    @Override
    public void close() {
        interpreter.close();
        builder.close();
        resolver.close();
    }
}
