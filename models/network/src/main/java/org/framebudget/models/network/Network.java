package org.framebudget.models.network;

import java.util.List;

/**
 * A network at one input size: tensors, operators in the order of execution, and which tensors go in and come out.
 *
 * @param name for people: a catalogue id or a file's name
 * @param tensors at their index
 * @param operators at their index
 * @param inputs indices of tensors
 * @param outputs indices of tensors
 */
public record Network(
        String name, List<Tensor> tensors, List<Operator> operators, List<Integer> inputs, List<Integer> outputs) {
    public Network {
        tensors = List.copyOf(tensors);
        operators = List.copyOf(operators);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /** The tensor at an index. */
    public Tensor tensor(int index) {
        return tensors.get(index);
    }

    /** The input at a place of an operator. */
    public Tensor input(Operator operator, int place) {
        return tensors.get(operator.inputs().get(place));
    }

    /**
     * The same network with other extents, as at another input size.
     *
     * @param shapes one for each tensor, at its index; of stored tensors their own
     */
    public Network reshaped(List<List<Integer>> shapes) {
        if (shapes.size() != tensors.size()) {
            throw new IllegalArgumentException(shapes.size() + " shapes for " + tensors.size() + " tensors");
        }
        List<Tensor> changed =
                tensors.stream().map(t -> t.reshaped(shapes.get(t.index()))).toList();
        return new Network(name, changed, operators, inputs, outputs);
    }

    /** First output of an operator. */
    public Tensor output(Operator operator) {
        return tensors.get(operator.outputs().get(0));
    }

    /** The first input: the image. */
    public Tensor image() {
        return tensors.get(inputs.get(0));
    }
}
