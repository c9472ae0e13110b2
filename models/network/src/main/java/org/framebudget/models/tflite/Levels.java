package org.framebudget.models.tflite;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.framebudget.models.network.Activation;
import org.framebudget.models.network.Network;
import org.framebudget.models.network.Operator;
import org.framebudget.models.network.Options.Window;
import org.jspecify.annotations.Nullable;

/**
 * How large the results of weighted operators are to be before their activation, so that numbers neither vanish nor grow from
 * layer to layer.
 *
 * <p>Ordinarily the mean square over channels is 1. The end of a residual branch, which is the deeper input of an ADD where a
 * convolution that nothing else reads makes it, gets one over the number of branches: all of them together no more than
 * double what they are added to (after Zhang et al., Fixup Initialization, 2019, arXiv:1901.09321). In front of a swish,
 * x · logistic(x) or its piecewise form, it is more: a swish lets through a larger share of a larger signal, which would make
 * small errors grow through the layers, except far from zero, where it is close to a rectifier. In front of a SOFTMAX it is
 * more, too.
 */
final class Levels {
    /**
     * Standard deviation before the activation, and of the biases in it.
     *
     * @param deviation of everything
     * @param biasFraction of the biases, as a share of that
     */
    record Level(double deviation, double biasFraction) {}

    /** Bias ASSUMED, 0 to 1/8: trained networks differ; the larger, the less the image matters. */
    private static final Level ORDINARY = new Level(1, 1.0 / 16);

    /**
     * A swish's power grows as its input's to the 1.06 here, and to the 1.17 (piecewise 1.22) at 1. Biases of a quarter, a
     * sixteenth of the power, bring that back to 1.
     */
    private static final Level BEFORE_SWISH = new Level(3, 1.0 / 4);

    /** Probabilities that differ by more than the steps of 8-bit ones. ASSUMED 3, 1 to 5: much as in trained classifiers. */
    private static final Level BEFORE_SOFTMAX = new Level(3, 1.0 / 16);

    private final Network network;
    private final int[] depth;
    private final @Nullable Operator[] makers;
    private final List<List<Operator>> readers = new ArrayList<>();
    private final Map<Integer, Level> special = new HashMap<>();

    private Levels(Network network) {
        this.network = network;
        this.depth = new int[network.tensors().size()];
        this.makers = new Operator[depth.length];
        for (int t = 0; t < depth.length; t++) {
            readers.add(new ArrayList<>());
        }
        for (Operator operator : network.operators()) {
            int deepest = 0;
            for (int input : operator.inputs()) {
                deepest = Math.max(deepest, depth[input]);
                readers.get(input).add(operator);
            }
            for (int output : operator.outputs()) {
                depth[output] = deepest + 1;
                makers[output] = operator;
            }
        }
    }

    static Levels of(Network network) {
        Levels levels = new Levels(network);
        List<Integer> ends = network.operators().stream()
                .filter(operator -> operator.kind().equals("ADD"))
                .map(levels::deeperInput)
                .filter(levels::endsBranch)
                .distinct()
                .toList();
        Level end = new Level(Math.sqrt(1.0 / Math.max(1, ends.size())), ORDINARY.biasFraction());
        ends.forEach(tensor -> levels.special.put(tensor, end));
        for (Operator operator : network.operators()) {
            if (operator.kind().equals("SOFTMAX")) {
                levels.special.put(operator.inputs().get(0), BEFORE_SOFTMAX);
            }
            int swished = levels.swished(operator);
            if (swished >= 0) {
                levels.special.put(swished, BEFORE_SWISH);
            }
        }
        return levels;
    }

    /** What a weighted operator with this result is to give. */
    Level of(int tensor) {
        return special.getOrDefault(tensor, ORDINARY);
    }

    /** The tensor that an operator bends by a swish; −1 where it does not. */
    int swished(Operator operator) {
        if (operator.kind().equals("HARD_SWISH")) {
            return operator.inputs().get(0);
        }
        if (operator.kind().equals("MUL")) {
            int a = operator.inputs().get(0);
            int b = operator.inputs().get(1);
            return opens(b, a) ? a : opens(a, b) ? b : -1;
        }
        return -1;
    }

    /** True where one tensor is the logistic function of the other. */
    private boolean opens(int gate, int whole) {
        Operator maker = makers[gate];
        return maker != null
                && maker.kind().equals("LOGISTIC")
                && maker.inputs().get(0).equals(whole);
    }

    private int deeperInput(Operator add) {
        int a = add.inputs().get(0);
        int b = add.inputs().get(1);
        return depth[a] > depth[b] ? a : b;
    }

    private boolean endsBranch(int tensor) {
        Operator maker = makers[tensor];
        return maker != null
                && maker.isWeighted()
                && maker.options() instanceof Window window
                && window.activation() == Activation.NONE
                && readers.get(tensor).size() == 1
                && !network.outputs().contains(tensor);
    }
}
