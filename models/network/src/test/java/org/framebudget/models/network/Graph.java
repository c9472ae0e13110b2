package org.framebudget.models.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A network written down tensor by tensor, for what {@link NetworkBuilder} does not build. */
final class Graph {
    private final List<Tensor> tensors = new ArrayList<>();
    private final List<Operator> operators = new ArrayList<>();
    private final List<Integer> inputs = new ArrayList<>();

    int input(ElementType type, Integer... shape) {
        inputs.add(computed(type, shape));
        return tensors.size() - 1;
    }

    int computed(ElementType type, Integer... shape) {
        return add(type, false, shape);
    }

    int stored(ElementType type, Integer... shape) {
        return add(type, true, shape);
    }

    private int add(ElementType type, boolean constant, Integer... shape) {
        tensors.add(new Tensor(tensors.size(), "t" + tensors.size(), List.of(shape), type, constant, null));
        return tensors.size() - 1;
    }

    /** An operator with one result. */
    void operator(String kind, int result, Integer... from) {
        operator(kind, List.of(result), from);
    }

    void operator(String kind, List<Integer> results, Integer... from) {
        operators.add(new Operator(operators.size(), kind, new Options.None(), Arrays.asList(from), results));
    }

    Network network(Integer... outputs) {
        return new Network("graph", tensors, operators, inputs, List.of(outputs));
    }
}
