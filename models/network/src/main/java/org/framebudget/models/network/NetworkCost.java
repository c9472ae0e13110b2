package org.framebudget.models.network;

import java.util.List;

/**
 * What a network costs in one inference.
 *
 * @param operators in the order of execution
 * @param macs sum over operators
 * @param parameters numbers stored as weights and biases, each once
 * @param weightsBytes bytes of those
 * @param activationPeakBytes arena that TensorFlow Lite plans for all other tensors; see {@link Arena}
 * @param complete false where some operator's cost is unknown
 */
public record NetworkCost(
        List<OperatorCost> operators,
        long macs,
        long parameters,
        long weightsBytes,
        long activationPeakBytes,
        boolean complete) {
    public NetworkCost {
        operators = List.copyOf(operators);
    }

    /** Activations read and written by all operators. */
    public long activationBytes() {
        return operators.stream().mapToLong(OperatorCost::activationBytes).sum();
    }

    /** Multiply-accumulates per byte moved; 0 where nothing moves. */
    public double intensityMacsPerByte() {
        long bytes = weightsBytes + activationBytes();
        return bytes == 0 ? 0 : (double) macs / bytes;
    }

    /** The cost of a network. */
    public static NetworkCost of(Network network) {
        return new CostCounter(network).count();
    }
}
