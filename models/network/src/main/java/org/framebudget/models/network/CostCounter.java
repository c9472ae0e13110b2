package org.framebudget.models.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Adds up what the operators of one network cost. */
final class CostCounter {
    private static final Set<String> UNKNOWN = Set.of(
            "CUSTOM",
            "DELEGATE",
            "WHILE",
            "IF",
            "CALL",
            "CALL_ONCE",
            "LSTM",
            "RNN",
            "SVDF",
            "UNIDIRECTIONAL_SEQUENCE_LSTM",
            "BIDIRECTIONAL_SEQUENCE_LSTM",
            "UNIDIRECTIONAL_SEQUENCE_RNN",
            "BIDIRECTIONAL_SEQUENCE_RNN",
            "CONV_3D",
            "CONV_3D_TRANSPOSE",
            "BATCH_MATMUL",
            "RFFT2D",
            "NON_MAX_SUPPRESSION_V4",
            "NON_MAX_SUPPRESSION_V5");

    /** Cells that repeat themselves; their quantised biases stand at many places. */
    private static final Set<String> CELLS = Set.of(
            "LSTM",
            "RNN",
            "UNIDIRECTIONAL_SEQUENCE_LSTM",
            "BIDIRECTIONAL_SEQUENCE_LSTM",
            "UNIDIRECTIONAL_SEQUENCE_RNN",
            "BIDIRECTIONAL_SEQUENCE_RNN");

    private static final long UNKNOWN_MACS = -1;

    private final Network network;
    private final StoredTensors stored;

    CostCounter(Network network) {
        this.network = network;
        this.stored = new StoredTensors(network);
    }

    NetworkCost count() {
        List<OperatorCost> costs = new ArrayList<>();
        boolean[] parameter = new boolean[network.tensors().size()];
        long macs = 0;
        boolean complete = true;
        for (Operator operator : network.operators()) {
            OperatorCost cost = cost(operator, parameter);
            costs.add(cost);
            macs = Math.addExact(macs, cost.macs());
            complete &= cost.known();
        }
        long parameters = 0;
        long weightsBytes = 0;
        for (int t = 0; t < parameter.length; t++) {
            if (parameter[t]) {
                parameters += network.tensor(t).elements();
                weightsBytes += network.tensor(t).bytes();
            }
        }
        return new NetworkCost(costs, macs, parameters, weightsBytes, Arena.peakBytes(network), complete);
    }

    /** Marks the stored tensors that the operator reads as weights. */
    private OperatorCost cost(Operator operator, boolean[] parameter) {
        long weightBytes = 0;
        long readBytes = 0;
        long writeBytes = 0;
        boolean unpacks = stored.unpacks(operator);
        for (int place = 0; place < operator.inputs().size() && !unpacks; place++) {
            int index = operator.inputs().get(place);
            if (index < 0) {
                continue;
            }
            Tensor source = stored.source(index);
            if (source == null) {
                readBytes += network.tensor(index).bytes();
            } else if (isParameter(operator, place, source)) {
                weightBytes += source.bytes();
                parameter[source.index()] = true;
            }
        }
        for (int output : operator.outputs()) {
            writeBytes += unpacks ? 0 : network.tensor(output).bytes();
        }
        long macs = macs(operator);
        return new OperatorCost(
                operator,
                precision(operator),
                Math.max(0, macs),
                weightBytes,
                readBytes,
                writeBytes,
                macs != UNKNOWN_MACS);
    }

    /** Weights and biases are; sizes, paddings and axes are not. */
    private static boolean isParameter(Operator operator, int place, Tensor source) {
        return source.type().isFloat()
                || source.type().isQuantised()
                || place == operator.biasPlace()
                || CELLS.contains(operator.kind());
    }

    /** Multiply-accumulates; unknown as well where the extent they depend on is known at run time only. */
    private long macs(Operator operator) {
        return switch (operator.kind()) {
            case "CONV_2D" -> {
                Tensor weights = network.input(operator, 1);
                yield product(network.output(operator), 4, weights.extent(1), weights.extent(2), weights.extent(3));
            }
            case "DEPTHWISE_CONV_2D" -> {
                Tensor weights = network.input(operator, 1);
                yield product(network.output(operator), 4, weights.extent(1), weights.extent(2));
            }
            case "FULLY_CONNECTED" ->
                product(network.output(operator), 1, network.input(operator, 1).extent(-1));
            // every input element is spread over the kernel in every output channel
            case "TRANSPOSE_CONV" -> {
                Tensor weights = network.input(operator, 1);
                yield product(network.input(operator, 2), 4, weights.extent(0), weights.extent(1), weights.extent(2));
            }
            default ->
                UNKNOWN.contains(operator.kind()) || operator.kind().startsWith(Operator.UNKNOWN_PREFIX)
                        ? UNKNOWN_MACS
                        : 0;
        };
    }

    private static long product(Tensor map, int leastExtents, long... factors) {
        if (map.shape().size() < leastExtents || map.elements() == 0) {
            return UNKNOWN_MACS;
        }
        long product = map.elements();
        for (long factor : factors) {
            product = Math.multiplyExact(product, factor);
        }
        return product;
    }

    private Precision precision(Operator operator) {
        int image = operator.kind().equals("TRANSPOSE_CONV") ? 2 : 0;
        if (operator.inputs().size() <= image || operator.inputs().get(image) < 0) {
            return Precision.OTHER;
        }
        ElementType activation = network.input(operator, image).type();
        ElementType weights = activation;
        if (operator.isWeighted()) {
            Tensor source = stored.source(operator.inputs().get(1));
            weights = source == null ? network.input(operator, 1).type() : source.type();
        }
        return switch (activation) {
            case FLOAT32 ->
                switch (weights) {
                    case FLOAT32 -> Precision.FP32;
                    case FLOAT16 -> Precision.FP16;
                    case INT8, UINT8, INT4 -> Precision.HYBRID;
                    default -> Precision.OTHER;
                };
            case FLOAT16 -> Precision.FP16;
            case INT8 -> Precision.INT8;
            case UINT8 -> Precision.UINT8;
            case INT16 -> Precision.INT16X8;
            default -> Precision.OTHER;
        };
    }
}
