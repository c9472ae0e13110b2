package org.framebudget.models.runtime.child;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.tensorflowlite.TfLiteIntArray;
import org.bytedeco.tensorflowlite.TfLiteTensor;
import org.framebudget.models.network.ElementType;
import org.framebudget.models.runtime.MeasureRecord;

/** Reads native tensors. */
final class Tensors {
    private Tensors() {}

    static ElementType type(TfLiteTensor tensor) {
        return ElementTypes.of(tensor.type());
    }

    static String name(TfLiteTensor tensor) {
        BytePointer name = tensor.name();
        return name == null || name.isNull() ? "" : name.getString();
    }

    static List<Integer> shape(TfLiteTensor tensor) {
        return ints(tensor.dims());
    }

    /** The shape with -1 for each dimension that the file leaves open; older files leave none and have no signature. */
    static List<Integer> signature(TfLiteTensor tensor) {
        List<Integer> signature = ints(tensor.dims_signature());
        return signature.isEmpty() ? shape(tensor) : signature;
    }

    static List<Integer> ints(TfLiteIntArray array) {
        List<Integer> values = new ArrayList<>();
        if (array != null && !array.isNull()) {
            for (int i = 0; i < array.size(); i++) {
                values.add(array.data(i));
            }
        }
        return values;
    }

    static List<Integer> ints(IntPointer vector) {
        List<Integer> values = new ArrayList<>();
        if (vector != null && !vector.isNull()) {
            for (long i = 0; i < vector.capacity(); i++) {
                values.add(vector.get(i));
            }
        }
        return values;
    }

    /** A tensor's bytes in the processor's order; empty for one that holds none. */
    static ByteBuffer bytes(TfLiteTensor tensor) {
        BytePointer data = tensor.data().raw();
        long bytes = tensor.bytes();
        if (data == null || data.isNull() || bytes == 0) {
            return ByteBuffer.allocate(0);
        }
        if (bytes > Integer.MAX_VALUE) {
            throw ChildFault.input(
                    "the tensor '" + name(tensor) + "' has " + bytes
                            + " bytes, more than this program can fill or read",
                    "Take a smaller input.");
        }
        return data.capacity(bytes).asByteBuffer().order(ByteOrder.nativeOrder());
    }

    static MeasureRecord.Tensor facts(TfLiteTensor tensor) {
        return new MeasureRecord.Tensor(name(tensor), type(tensor).name().toLowerCase(Locale.ROOT), shape(tensor));
    }
}
