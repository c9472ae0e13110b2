package org.framebudget.models.runtime.child;

import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.tensorflowlite.RegistrationNodePair;
import org.bytedeco.tensorflowlite.TfLiteIntArray;
import org.bytedeco.tensorflowlite.TfLiteNode;
import org.bytedeco.tensorflowlite.TfLiteRegistration;
import org.jspecify.annotations.Nullable;
import org.tensorflow.lite.schema.BuiltinOperator;

/** A step of the execution plan: an operator, or all that a delegate took over in one place. */
record Node(int index, TfLiteNode node, TfLiteRegistration registration) {
    static Node of(int index, RegistrationNodePair pair) {
        return new Node(index, pair.first(), pair.second());
    }

    boolean delegate() {
        return registration.builtin_code() == BuiltinOperator.DELEGATE;
    }

    boolean custom() {
        return registration.builtin_code() == BuiltinOperator.CUSTOM;
    }

    /** As the schema names a builtin operator, else the operator's own name. */
    String name() {
        BytePointer own = registration.custom_name();
        if (own != null && !own.isNull()) {
            return own.getString();
        }
        int code = registration.builtin_code();
        boolean named = code >= 0 && code < BuiltinOperator.names.length;
        return named ? BuiltinOperator.name(code) : "operator " + code;
    }

    /**
     * Height and width that a pooling operator reads at once; null for another operator. They are fields 4 and 3 of
     * {@code TfLitePoolParams}: padding, stride width, stride height, filter width, filter height.
     */
    @Nullable
    List<Integer> pooled() {
        int code = registration.builtin_code();
        Pointer parameters = node.builtin_data();
        if (parameters == null
                || code != BuiltinOperator.AVERAGE_POOL_2D
                        && code != BuiltinOperator.MAX_POOL_2D
                        && code != BuiltinOperator.L2_POOL_2D) {
            return null;
        }
        IntPointer fields = new IntPointer(parameters).capacity(5);
        return List.of(fields.get(4), fields.get(3));
    }

    /** Indices of the tensors it makes. */
    List<Integer> outputs() {
        return Tensors.ints(node.outputs());
    }

    /** The first input tensor's index; -1 for none. */
    int firstInput() {
        TfLiteIntArray inputs = node.inputs();
        return inputs == null || inputs.isNull() || inputs.size() == 0 ? -1 : inputs.data(0);
    }
}
