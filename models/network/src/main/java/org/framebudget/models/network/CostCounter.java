package org.framebudget.models.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

    private final Network network;

    /** The operator that makes each tensor, where one does. */
    private final @Nullable Operator[] makers;

    CostCounter(Network network) {
        this.network = network;
        this.makers = new Operator[network.tensors().size()];
        for (Operator operator : network.operators()) {
            for (int output : operator.outputs()) {
                makers[output] = operator;
            }
        }
    }

    NetworkCost count() {
        List<OperatorCost> costs = new ArrayList<>();
        boolean[] stored = new boolean[makers.length];
        long macs = 0;
        boolean complete = true;
        for (Operator operator : network.operators()) {
            OperatorCost cost = cost(operator, stored);
            costs.add(cost);
            macs += cost.macs();
            complete &= cost.known();
        }
        long parameters = 0;
        long weightsBytes = 0;
        for (int t = 0; t < stored.length; t++) {
            if (stored[t]) {
                parameters += network.tensor(t).elements();
                weightsBytes += network.tensor(t).bytes();
            }
        }
        return new NetworkCost(costs, macs, parameters, weightsBytes, Arena.peakBytes(network), complete);
    }

    /** Marks the stored tensors that the operator reads as weights. */
    private OperatorCost cost(Operator operator, boolean[] stored) {
        long weightBytes = 0;
        long readBytes = 0;
        for (int place = 0; place < operator.inputs().size(); place++) {
            int index = operator.inputs().get(place);
            if (index < 0) {
                continue;
            }
            Tensor source = storedSource(index);
            if (source == null) {
                readBytes += network.tensor(index).bytes();
            } else if (isParameter(operator, place, source) && !unpacks(operator)) {
                weightBytes += source.bytes();
                stored[source.index()] = true;
            }
        }
        long writeBytes = 0;
        for (int output : operator.outputs()) {
            writeBytes += unpacks(operator) ? 0 : network.tensor(output).bytes();
        }
        return new OperatorCost(
                operator,
                precision(operator),
                macs(operator),
                weightBytes,
                readBytes,
                writeBytes,
                !UNKNOWN.contains(operator.kind()));
    }

    /** The stored tensor behind an input: itself, or what a DEQUANTIZE of stored numbers unpacks. */
    private @Nullable Tensor storedSource(int index) {
        Tensor tensor = network.tensor(index);
        if (tensor.constant()) {
            return tensor;
        }
        Operator maker = makers[index];
        return maker != null && unpacks(maker) ? network.input(maker, 0) : null;
    }

    /** Unpacks stored numbers once, when the network is loaded, and not in every inference. */
    private boolean unpacks(Operator operator) {
        return (operator.kind().equals("DEQUANTIZE") || operator.kind().equals("DENSIFY"))
                && network.input(operator, 0).constant();
    }

    /** Weights and biases are; sizes, paddings and axes are not. */
    private static boolean isParameter(Operator operator, int place, Tensor stored) {
        boolean bias = place == (operator.kind().equals("TRANSPOSE_CONV") ? 3 : 2);
        return stored.type().isFloat() || stored.type().isQuantised() || operator.isWeighted() && bias;
    }

    private long macs(Operator operator) {
        return switch (operator.kind()) {
            case "CONV_2D" -> {
                Tensor weights = network.input(operator, 1);
                yield network.output(operator).elements() * (weights.elements() / weights.extent(0));
            }
            case "DEPTHWISE_CONV_2D" -> {
                Tensor weights = network.input(operator, 1);
                yield network.output(operator).elements() * weights.extent(1) * weights.extent(2);
            }
            case "FULLY_CONNECTED" ->
                network.output(operator).elements() * network.input(operator, 1).extent(-1);
            // every input element is spread over the kernel in every output channel
            case "TRANSPOSE_CONV" -> {
                Tensor weights = network.input(operator, 1);
                yield network.input(operator, 2).elements() * (weights.elements() / weights.extent(-1));
            }
            default -> 0;
        };
    }

    private Precision precision(Operator operator) {
        if (operator.inputs().isEmpty() || operator.inputs().get(0) < 0) {
            return Precision.OTHER;
        }
        int image = operator.kind().equals("TRANSPOSE_CONV") ? 2 : 0;
        ElementType activation = network.input(operator, image).type();
        ElementType weights = activation;
        if (operator.isWeighted()) {
            Tensor stored = storedSource(operator.inputs().get(1));
            weights = stored == null ? network.input(operator, 1).type() : stored.type();
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
