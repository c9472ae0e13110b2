package org.framebudget.models.network;

import org.jspecify.annotations.Nullable;

/**
 * Which stored numbers stand behind each tensor: itself where it is a constant, and what a DEQUANTIZE or DENSIFY of stored
 * numbers unpacks. TensorFlow Lite unpacks those once, in the first inference, and keeps them outside the arena.
 */
final class StoredTensors {
    private final @Nullable Tensor[] sources;

    StoredTensors(Network network) {
        sources = new Tensor[network.tensors().size()];
        for (Tensor tensor : network.tensors()) {
            sources[tensor.index()] = tensor.constant() ? tensor : null;
        }
        for (Operator operator : network.operators()) {
            if (unpacks(operator)) {
                for (int output : operator.outputs()) {
                    sources[output] = sources[operator.inputs().get(0)];
                }
            }
        }
    }

    /** The stored tensor behind a tensor; null where it is computed. */
    @Nullable
    Tensor source(int tensor) {
        return sources[tensor];
    }

    /** True where the operator works once and not in every inference. */
    boolean unpacks(Operator operator) {
        return (operator.kind().equals("DEQUANTIZE") || operator.kind().equals("DENSIFY"))
                && !operator.inputs().isEmpty()
                && operator.inputs().get(0) >= 0
                && sources[operator.inputs().get(0)] != null;
    }
}
