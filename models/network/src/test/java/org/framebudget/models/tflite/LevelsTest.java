package org.framebudget.models.tflite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.framebudget.models.network.Activation;
import org.framebudget.models.network.InputSize;
import org.framebudget.models.network.Network;
import org.framebudget.models.network.NetworkBuilder;
import org.framebudget.models.network.Precision;
import org.framebudget.models.network.Tensor;
import org.junit.jupiter.api.Test;

class LevelsTest {
    private final NetworkBuilder net = new NetworkBuilder("levels", Precision.FP32);
    private final Tensor image = net.image(InputSize.square(32), 8);

    private Tensor conv(Tensor in, Activation activation) {
        return net.conv(in, 8, 3, 1, activation);
    }

    private static void assertDeviation(double expected, Network network, Tensor tensor) {
        assertEquals(expected, Levels.of(network).of(tensor.index()).deviation(), 1e-12);
    }

    @Test
    void branchesTogetherAddNoMoreThanWhatTheyAreAddedTo() {
        Tensor first = conv(image, Activation.RELU);
        Tensor endOne = conv(conv(first, Activation.RELU), Activation.NONE);
        Tensor second = net.add(endOne, first, Activation.RELU);
        Tensor endTwo = conv(second, Activation.NONE);
        Network network = net.build(net.add(second, endTwo, Activation.NONE));
        assertDeviation(1, network, first);
        assertDeviation(Math.sqrt(0.5), network, endOne);
        assertDeviation(Math.sqrt(0.5), network, endTwo);
    }

    @Test
    void whatIsReadElsewhereOrBentIsNoEndOfABranch() {
        Tensor read = conv(image, Activation.NONE);
        Tensor bent = conv(image, Activation.RELU);
        Tensor result = conv(image, Activation.NONE);
        Network network = net.build(
                net.add(image, read, Activation.NONE),
                conv(read, Activation.NONE),
                net.add(image, bent, Activation.NONE),
                net.add(image, result, Activation.NONE),
                result);
        assertDeviation(1, network, read);
        assertDeviation(1, network, bent);
        assertDeviation(1, network, result);
    }

    @Test
    void aSwishIsKeptFarFromZero() {
        Tensor hard = conv(image, Activation.NONE);
        Tensor soft = conv(image, Activation.NONE);
        Tensor gate = conv(image, Activation.NONE);
        Network network = net.build(
                net.hardSwish(hard), net.multiply(net.logistic(soft), soft), net.multiply(soft, net.logistic(gate)));
        assertDeviation(3, network, hard);
        assertDeviation(3, network, soft);
        assertDeviation(1, network, gate);
    }
}
