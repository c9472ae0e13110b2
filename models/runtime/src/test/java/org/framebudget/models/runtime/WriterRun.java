package org.framebudget.models.runtime;

import static org.bytedeco.tensorflowlite.global.tensorflowlite.kTfLiteFloat32;
import static org.bytedeco.tensorflowlite.global.tensorflowlite.kTfLiteOk;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.tensorflowlite.BuiltinOpResolver;
import org.bytedeco.tensorflowlite.BuiltinOpResolverWithoutDefaultDelegates;
import org.bytedeco.tensorflowlite.FlatBufferModel;
import org.bytedeco.tensorflowlite.Interpreter;
import org.bytedeco.tensorflowlite.InterpreterBuilder;
import org.bytedeco.tensorflowlite.InterpreterOptions;
import org.bytedeco.tensorflowlite.OpResolver;
import org.bytedeco.tensorflowlite.TfLiteTensor;

/** A file in an interpreter of TensorFlow Lite, for tests of the writer alone: it runs in this process. */
final class WriterRun implements AutoCloseable {
    private final FlatBufferModel model;
    private final OpResolver resolver;
    private final InterpreterBuilder builder;
    private final Interpreter interpreter;

    private WriterRun(Path file, OpResolver resolver, boolean keepAll) {
        this.resolver = resolver;
        model = FlatBufferModel.VerifyAndBuildFromFile(file.toString());
        assertTrue(model != null && !model.isNull(), file + " is not a sound file");
        InterpreterOptions options = new InterpreterOptions();
        options.SetPreserveAllTensors(keepAll);
        builder = new InterpreterBuilder(model, resolver, options);
        interpreter = new Interpreter((Pointer) null);
        assertEquals(kTfLiteOk, builder.apply(interpreter), "build");
        assertEquals(kTfLiteOk, interpreter.AllocateTensors(), "allocate");
    }

    /** As devices run it: with XNNPACK. */
    static WriterRun fast(Path file) {
        return new WriterRun(file, new BuiltinOpResolver(), false);
    }

    /** Without XNNPACK; every tensor can be read afterwards. */
    static WriterRun plain(Path file) {
        return new WriterRun(file, new BuiltinOpResolverWithoutDefaultDelegates(), true);
    }

    /** Nodes to execute; what XNNPACK has taken counts as one for each connected piece. */
    int plan() {
        return (int) interpreter.execution_plan().capacity();
    }

    /** One inference on random pixels in −1 to 1. */
    void run(long seed) {
        TfLiteTensor image = interpreter.input_tensor(0);
        ByteBuffer bytes = bytes(image);
        boolean real = image.type() == kTfLiteFloat32;
        double scale = image.params().scale();
        SplittableRandom random = new SplittableRandom(seed);
        while (bytes.hasRemaining()) {
            double value = random.nextDouble() * 2 - 1;
            if (real) {
                bytes.putFloat((float) value);
            } else {
                long step = Math.round(value / scale) + image.params().zero_point();
                bytes.put((byte) Math.max(-128, Math.min(127, step)));
            }
        }
        assertEquals(kTfLiteOk, interpreter.Invoke(), "invoke");
    }

    /** A result as real numbers. */
    double[] output(int place) {
        return numbers(interpreter.output_tensor(place));
    }

    /** Any tensor as real numbers. */
    double[] tensor(int index) {
        return numbers(interpreter.tensor(index));
    }

    int outputs() {
        return (int) interpreter.outputs().capacity();
    }

    private static double[] numbers(TfLiteTensor tensor) {
        ByteBuffer bytes = bytes(tensor);
        boolean real = tensor.type() == kTfLiteFloat32;
        double[] numbers = new double[real ? bytes.remaining() / Float.BYTES : bytes.remaining()];
        double scale = tensor.params().scale();
        int zeroPoint = tensor.params().zero_point();
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = real ? bytes.getFloat() : scale * (bytes.get() - zeroPoint);
        }
        return numbers;
    }

    private static ByteBuffer bytes(TfLiteTensor tensor) {
        return new BytePointer(tensor.data().data())
                .capacity(tensor.bytes())
                .asByteBuffer()
                .order(ByteOrder.nativeOrder());
    }

    @Override
    public void close() {
        interpreter.close();
        builder.close();
        resolver.close();
        model.close();
    }
}
