package org.framebudget.models.tflite;

import org.framebudget.models.network.Network;
import org.framebudget.models.network.Operator;
import org.framebudget.models.network.Tensor;
import org.jspecify.annotations.Nullable;

/** Checks that every tensor is made once, and before it is read: then the graph has no cycle. All indices are in range. */
final class OrderCheck {
    private final FlatTable subgraph;
    private final Network network;
    private final boolean[] variable;
    private final boolean[] given;
    private final @Nullable Operator[] makers;

    OrderCheck(FlatTable subgraph, Network network, boolean[] variable) {
        this.subgraph = subgraph;
        this.network = network;
        this.variable = variable;
        this.given = new boolean[variable.length];
        this.makers = new Operator[variable.length];
        for (int input : network.inputs()) {
            given[input] = true;
        }
    }

    void check() {
        for (Operator operator : network.operators()) {
            for (int place = 0; place < operator.outputs().size(); place++) {
                checkOutput(operator, place);
            }
        }
        for (Operator operator : network.operators()) {
            for (int place = 0; place < operator.inputs().size(); place++) {
                checkInput(operator, place);
            }
        }
        for (int place = 0; place < network.outputs().size(); place++) {
            int index = network.outputs().get(place);
            if (!isThere(index) && makers[index] == null) {
                throw subgraph.error("outputs: number " + place + " is tensor " + index + ", which nothing makes.");
            }
        }
    }

    private void checkOutput(Operator operator, int place) {
        int index = operator.outputs().get(place);
        Operator other = makers[index];
        String problem = null;
        if (network.tensor(index).constant()) {
            problem = "which holds stored numbers";
        } else if (given[index]) {
            problem = "which is an input of the subgraph";
        } else if (other != null && !variable[index]) {
            problem = "which " + label(other) + " makes too";
        }
        if (problem != null) {
            throw subgraph.error(label(operator), "output " + place + " is tensor " + index + ", " + problem + ".");
        }
        makers[index] = operator;
    }

    private void checkInput(Operator operator, int place) {
        int index = operator.inputs().get(place);
        if (index < 0 || isThere(index)) {
            return;
        }
        Operator maker = makers[index];
        if (maker != null && maker.index() < operator.index()) {
            return;
        }
        // TensorFlow Lite lets a RESHAPE read a shape without numbers: only the extents of that tensor are used
        Tensor tensor = network.tensor(index);
        if (maker == null
                && operator.kind().equals("RESHAPE")
                && place == 1
                && tensor.shape().size() != 1) {
            return;
        }
        String problem = "which nothing makes";
        if (maker != null) {
            problem = maker.equals(operator) ? "which it makes itself" : "which " + label(maker) + " makes later";
        }
        throw subgraph.error(label(operator), "input " + place + " is tensor " + index + ", " + problem + ".");
    }

    /** There without any operator's doing. */
    private boolean isThere(int index) {
        Tensor tensor = network.tensor(index);
        return tensor.constant() || given[index] || variable[index] || tensor.bytes() == 0 && makers[index] == null;
    }

    private static String label(Operator operator) {
        return "operator " + operator.index() + " (" + operator.kind() + ")";
    }
}
