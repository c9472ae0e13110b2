package org.framebudget.models.network;

import java.util.List;
import java.util.Objects;

/**
 * One operator of a network.
 *
 * @param index position in the order of execution
 * @param kind built-in name of .tflite, as in {@code CONV_2D}; {@code CUSTOM} for one that is not built in;
 *     {@value #UNKNOWN_PREFIX} and its code for one that is newer than this program
 * @param options what it is told beside its tensors
 * @param inputs indices of tensors; −1 for an optional one that is absent
 * @param outputs indices of tensors
 */
public record Operator(int index, String kind, Options options, List<Integer> inputs, List<Integer> outputs) {
    /** Begins the kind of an operator that .tflite knows and this program does not. */
    public static final String UNKNOWN_PREFIX = "UNKNOWN_";

    public Operator {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(options);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /** True for convolution, depthwise convolution, transposed convolution and fully connected: input, weights, bias. */
    public boolean isWeighted() {
        return switch (kind) {
            case "CONV_2D", "DEPTHWISE_CONV_2D", "FULLY_CONNECTED", "TRANSPOSE_CONV" -> true;
            default -> false;
        };
    }

    /** Which input is the bias of an operator with weights; −1 where there is none. */
    public int biasPlace() {
        return switch (kind) {
            case "CONV_2D", "DEPTHWISE_CONV_2D", "FULLY_CONNECTED", "CONV_3D" -> 2;
            case "TRANSPOSE_CONV", "CONV_3D_TRANSPOSE", "SVDF" -> 3;
            default -> -1;
        };
    }
}
