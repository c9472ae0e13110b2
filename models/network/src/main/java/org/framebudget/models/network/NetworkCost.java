package org.framebudget.models.network;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.framebudget.models.InputException;

/**
 * What a network costs in one inference.
 *
 * @param operators in the order of execution
 * @param macs sum over operators
 * @param parameters numbers stored as weights and biases, each once
 * @param weightsBytes bytes of those
 * @param activationPeakBytes arena that TensorFlow Lite plans for all other tensors; see {@link Arena}
 * @param complete false where some operator's cost is unknown, so that {@code macs} is a lower bound
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

    /**
     * What most multiply-accumulates are done in; where there are none, what most operators work on.
     */
    public Precision precision() {
        Map<Precision, Long> macsOf = new EnumMap<>(Precision.class);
        Map<Precision, Long> operatorsOf = new EnumMap<>(Precision.class);
        for (OperatorCost operator : operators) {
            macsOf.merge(operator.precision(), operator.macs(), Long::sum);
            operatorsOf.merge(operator.precision(), 1L, Long::sum);
        }
        return (macs > 0 ? macsOf : operatorsOf)
                .entrySet().stream()
                        .max(Map.Entry.comparingByValue())
                        .map(Map.Entry::getKey)
                        .orElse(Precision.OTHER);
    }

    /**
     * The cost of a network. Throws {@link InputException} where a hostile network's multiply-accumulates do not fit into a
     * long.
     */
    public static NetworkCost of(Network network) {
        try {
            return new CostCounter(network).count();
        } catch (ArithmeticException e) {
            throw new InputException(network.name() + ": its multiply-accumulates do not fit into 63 bits.", e);
        }
    }
}
