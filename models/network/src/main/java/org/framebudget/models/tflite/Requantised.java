package org.framebudget.models.tflite;

import java.util.ArrayList;
import java.util.List;
import org.framebudget.models.network.ElementType;
import org.framebudget.models.network.Network;
import org.framebudget.models.network.Operator;
import org.framebudget.models.network.Options;
import org.framebudget.models.network.Tensor;

/**
 * Puts a QUANTIZE where an 8-bit CONCATENATION joins numbers whose scale is fixed, those of LOGISTIC and SOFTMAX, with others:
 * its kernel takes only one scale. TensorFlow Lite's converter does the same.
 */
final class Requantised {
    private final Network network;
    private final List<Tensor> tensors;
    private final List<Operator> operators = new ArrayList<>();
    private final List<Boolean> fixed = new ArrayList<>();

    private Requantised(Network network) {
        this.network = network;
        this.tensors = new ArrayList<>(network.tensors());
        tensors.forEach(tensor -> fixed.add(false));
    }

    /** The network itself where nothing needs it. */
    static Network of(Network network) {
        Requantised requantised = new Requantised(network);
        network.operators().forEach(requantised::add);
        return requantised.tensors.size() == network.tensors().size()
                ? network
                : new Network(
                        network.name(),
                        requantised.tensors,
                        requantised.operators,
                        network.inputs(),
                        network.outputs());
    }

    private void add(Operator operator) {
        List<Integer> inputs = operator.inputs();
        boolean same = false;
        if (operator.kind().equals("LOGISTIC") || operator.kind().equals("SOFTMAX")) {
            same = true;
        } else if (Ranges.moves(operator)) {
            List<Integer> moved =
                    inputs.stream().filter(t -> !network.tensor(t).constant()).toList();
            same = moved.stream().allMatch(fixed::get);
            if (!same && network.output(operator).type() == ElementType.INT8) {
                inputs = inputs.stream()
                        .map(t -> fixed.get(t) ? requantise(t) : t)
                        .toList();
            }
        }
        operators.add(new Operator(operators.size(), operator.kind(), operator.options(), inputs, operator.outputs()));
        for (int output : operator.outputs()) {
            fixed.set(output, same);
        }
    }

    private int requantise(int tensor) {
        Tensor from = tensors.get(tensor);
        Tensor to = new Tensor(tensors.size(), from.name() + "/requantised", from.shape(), from.type(), false, null);
        tensors.add(to);
        fixed.add(false);
        operators.add(
                new Operator(operators.size(), "QUANTIZE", new Options.None(), List.of(tensor), List.of(to.index())));
        return to.index();
    }
}
