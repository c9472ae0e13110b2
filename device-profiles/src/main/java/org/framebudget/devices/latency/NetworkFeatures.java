package org.framebudget.devices.latency;

import java.util.List;
import java.util.Set;
import org.framebudget.models.catalogue.Catalogue;
import org.framebudget.models.catalogue.NetworkInfo;
import org.framebudget.models.catalogue.Networks;
import org.framebudget.models.network.InputSize;
import org.framebudget.models.network.Network;
import org.framebudget.models.network.NetworkCost;
import org.framebudget.models.network.OperatorCost;
import org.framebudget.models.network.Options;
import org.framebudget.models.network.Precision;
import org.framebudget.models.network.Tensor;

/**
 * What the roofline needs to know of a network at one input size. Elements are counted, not bytes: how many bytes one is, and
 * what moving one costs, belongs to the fitted parameters of a unit and precision. One instance may serve many threads.
 *
 * @see Roofline
 */
public final class NetworkFeatures {
    /** What operators do, as far as their efficiency differs. */
    enum Kind {
        POINTWISE,
        CONVOLUTION,
        /** The first convolution, over at most four channels. */
        STEM,
        DEPTHWISE,
        FULLY_CONNECTED,
        /** No multiply-accumulates: joins, sums, pools, activations. */
        ELEMENTWISE
    }

    private static final int IMAGE_CHANNELS = 4;
    /** Change names and shapes only: no kernel runs. */
    private static final Set<String> FREE = Set.of("RESHAPE", "SQUEEZE", "EXPAND_DIMS");

    private final String family;
    private final InputSize input;
    private final Kind[] kinds;
    private final double[] macs;
    private final double[] weights;
    private final double[] activations;
    private final double totalMacs;
    private final double totalWeights;
    private final double sent;
    private final double returned;
    private final double candidateBoxes;

    private NetworkFeatures(
            String family, InputSize input, Network network, NetworkCost cost, boolean detection, int operators) {
        this.family = family;
        this.input = input;
        this.kinds = new Kind[operators];
        this.macs = new double[operators];
        this.weights = new double[operators];
        this.activations = new double[operators];
        int at = 0;
        for (OperatorCost operator : cost.operators()) {
            if (isFree(operator)) {
                continue;
            }
            kinds[at] = kind(network, operator);
            macs[at] = operator.macs();
            weights[at] = weightElements(network, operator);
            activations[at] = elements(network, operator);
            at++;
        }
        double in = 0;
        for (int index : network.inputs()) {
            in += network.tensor(index).elements();
        }
        double out = 0;
        double boxes = 0;
        for (int index : network.outputs()) {
            Tensor output = network.tensor(index);
            out += output.elements();
            for (int extent : detection ? output.shape() : List.<Integer>of()) {
                boxes = Math.max(boxes, extent);
            }
        }
        this.totalMacs = cost.macs();
        this.totalWeights = cost.parameters();
        this.sent = in;
        this.returned = out;
        this.candidateBoxes = boxes;
    }

    /** Of a catalogue network; the features do not depend on precision. */
    public static NetworkFeatures of(String catalogueId, InputSize input) {
        NetworkInfo info = Networks.get(catalogueId);
        Network network = Catalogue.network(catalogueId, input, Precision.FP32);
        return of(info.family(), input, network, info.task().equals("detection"));
    }

    /**
     * Of any network.
     *
     * @param family networks that scale alike, or the network's own name
     * @param detection true where the host sorts boxes afterwards
     */
    public static NetworkFeatures of(String family, InputSize input, Network network, boolean detection) {
        NetworkCost cost = NetworkCost.of(network);
        int operators = (int)
                cost.operators().stream().filter(operator -> !isFree(operator)).count();
        return new NetworkFeatures(family, input, network, cost, detection, operators);
    }

    /** Renames, or unpacks stored weights once when the network is loaded. */
    private static boolean isFree(OperatorCost operator) {
        return FREE.contains(operator.operator().kind()) || (operator.macs() == 0 && operator.activationBytes() == 0);
    }

    private static Kind kind(Network network, OperatorCost operator) {
        return switch (operator.operator().kind()) {
            case "DEPTHWISE_CONV_2D" -> Kind.DEPTHWISE;
            case "FULLY_CONNECTED" -> Kind.FULLY_CONNECTED;
            case "CONV_2D", "TRANSPOSE_CONV" -> {
                Tensor filter = network.input(operator.operator(), 1);
                boolean pointwise = operator.operator().options() instanceof Options.Window
                        && filter.extent(1) == 1
                        && filter.extent(2) == 1;
                yield pointwise ? Kind.POINTWISE : filter.extent(3) <= IMAGE_CHANNELS ? Kind.STEM : Kind.CONVOLUTION;
            }
            default -> Kind.ELEMENTWISE;
        };
    }

    private static double weightElements(Network network, OperatorCost operator) {
        if (!operator.operator().isWeighted()) {
            return 0;
        }
        double elements = network.input(operator.operator(), 1).elements();
        int bias = operator.operator().biasPlace();
        if (operator.operator().inputs().size() > bias
                && operator.operator().inputs().get(bias) >= 0) {
            elements += network.input(operator.operator(), bias).elements();
        }
        return elements;
    }

    /** Activations read and written; weights and small stored arguments are not among them. */
    private static double elements(Network network, OperatorCost operator) {
        long bytesPerElement =
                Math.max(1, network.output(operator.operator()).type().bytes(1));
        return (double) operator.activationBytes() / bytesPerElement;
    }

    /** Networks that scale alike. */
    public String family() {
        return family;
    }

    /** The image it takes. */
    public InputSize input() {
        return input;
    }

    /** Multiply-accumulates of one inference. */
    public double macs() {
        return totalMacs;
    }

    /** Numbers stored as weights and biases. */
    public double weights() {
        return totalWeights;
    }

    /** Elements that go in. */
    double sent() {
        return sent;
    }

    /** Elements that come out. */
    double returned() {
        return returned;
    }

    /** Boxes a detector leaves to the host, 0 for other networks. */
    double candidateBoxes() {
        return candidateBoxes;
    }

    int operators() {
        return kinds.length;
    }

    Kind kind(int operator) {
        return kinds[operator];
    }

    double macs(int operator) {
        return macs[operator];
    }

    double weights(int operator) {
        return weights[operator];
    }

    double activations(int operator) {
        return activations[operator];
    }
}
