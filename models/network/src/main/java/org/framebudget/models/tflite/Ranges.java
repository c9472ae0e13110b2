package org.framebudget.models.tflite;

import java.util.List;
import java.util.Set;
import org.framebudget.models.network.ElementType;
import org.framebudget.models.network.Network;
import org.framebudget.models.network.Operator;
import org.framebudget.models.network.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Scales and zero points of an 8-bit network.
 *
 * <p>Computed tensors: with P the smallest power of two that no expected number exceeds, −P to P in steps of P / 128 with zero
 * point 0, or where nothing is below zero 0 to P in steps of P / 256 with zero point −128. Tensors around an operator that
 * only moves or compares numbers share one P, since its kernel does not convert. LOGISTIC and SOFTMAX have P = 1, as their
 * kernels ask. Weights: zero point 0, one scale for each channel of a convolution, one for all of a fully connected operator,
 * whose older kernels know no other. Biases: input's scale times weights' scale.
 */
final class Ranges {
    private static final int STEPS = 128;
    private static final int LARGEST_WEIGHT = 127;

    /** Operators that hand numbers on as they are. */
    private static final Set<String> MOVING = Set.of(
            "CONCATENATION",
            "MAX_POOL_2D",
            "AVERAGE_POOL_2D",
            "PAD",
            "RESHAPE",
            "RESIZE_BILINEAR",
            "RESIZE_NEAREST_NEIGHBOR",
            "SPLIT");

    private final Network network;
    private final Calibration calibration;
    private final @Nullable Quantisation[] all;

    private Ranges(Network network, Calibration calibration) {
        this.network = network;
        this.calibration = calibration;
        this.all = new Quantisation[network.tensors().size()];
    }

    /** By tensor; absent where a tensor is not quantised. */
    static @Nullable Quantisation[] of(Network network, Calibration calibration) {
        Ranges ranges = new Ranges(network, calibration);
        ranges.activations();
        ranges.weights();
        return ranges.all;
    }

    /** True for an operator whose inputs and outputs need the same scale and zero point. */
    static boolean moves(Operator operator) {
        return MOVING.contains(operator.kind());
    }

    private void activations() {
        int[] group = groups();
        double[] range = new double[group.length];
        boolean[] signed = new boolean[group.length];
        for (Tensor tensor : network.tensors()) {
            if (isActivation(tensor)) {
                Signal signal = calibration.signal(tensor.index());
                int root = group[tensor.index()];
                range[root] = Math.max(range[root], signal.range());
                signed[root] |= signal.signed();
            }
        }
        for (Tensor tensor : network.tensors()) {
            if (isActivation(tensor)) {
                int root = group[tensor.index()];
                float most = powerOfTwo(range[root]);
                all[tensor.index()] = signed[root]
                        ? Quantisation.even(most / STEPS, 0)
                        : Quantisation.even(most / (2 * STEPS), -STEPS);
            }
        }
    }

    private static boolean isActivation(Tensor tensor) {
        return !tensor.constant() && tensor.type() == ElementType.INT8;
    }

    /** For each tensor the lowest of those that share its scale. */
    private int[] groups() {
        int[] group = new int[network.tensors().size()];
        for (int t = 0; t < group.length; t++) {
            group[t] = t;
        }
        for (Operator operator : network.operators()) {
            if (moves(operator)) {
                int one = root(group, operator.outputs().get(0));
                for (List<Integer> side : List.of(operator.inputs(), operator.outputs())) {
                    for (int tensor : side) {
                        if (isActivation(network.tensor(tensor))) {
                            int other = root(group, tensor);
                            group[Math.max(one, other)] = Math.min(one, other);
                            one = Math.min(one, other);
                        }
                    }
                }
            }
        }
        for (int t = 0; t < group.length; t++) {
            group[t] = root(group, t);
        }
        return group;
    }

    private static int root(int[] group, int tensor) {
        int root = tensor;
        while (group[root] != root) {
            root = group[root];
        }
        return root;
    }

    /** The smallest power of two that is not below. */
    private static float powerOfTwo(double least) {
        float power = Math.scalb(1f, Math.getExponent(least));
        return power < least ? 2 * power : power;
    }

    private void weights() {
        for (Operator operator : network.operators()) {
            if (operator.isWeighted() && network.input(operator, 1).type() == ElementType.INT8) {
                Tensor weights = network.input(operator, 1);
                Filters filters = calibration.filters(weights.index());
                Quantisation input = all[operator.inputs().get(0)];
                if (filters == null || input == null) {
                    throw new IllegalStateException("Operator " + operator.index() + " mixes precisions.");
                }
                float[] scale = scales(operator, weights, filters);
                all[weights.index()] =
                        new Quantisation(scale, 0, operator.kind().equals("DEPTHWISE_CONV_2D") ? 3 : 0);
                float[] product = new float[scale.length];
                for (int c = 0; c < scale.length; c++) {
                    product[c] = input.scale(0) * scale[c];
                }
                all[operator.inputs().get(2)] = new Quantisation(product, 0, 0);
            }
        }
    }

    private static float[] scales(Operator operator, Tensor weights, Filters filters) {
        boolean depthwise = operator.kind().equals("DEPTHWISE_CONV_2D");
        float[] scales = new float[weights.extent(depthwise ? -1 : 0)];
        float largest = 0;
        for (int c = 0; c < scales.length; c++) {
            scales[c] = (float) (filters.largest(c) / LARGEST_WEIGHT);
            largest = Math.max(largest, scales[c]);
        }
        return operator.kind().equals("FULLY_CONNECTED") ? new float[] {largest} : scales;
    }
}
