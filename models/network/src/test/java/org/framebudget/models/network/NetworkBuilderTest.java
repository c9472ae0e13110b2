package org.framebudget.models.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkBuilderTest {
    @Test
    void aTensorHasTheSameNameInEveryPrecision() {
        assertEquals(names(Precision.FP32), names(Precision.FP16));
        assertEquals(names(Precision.FP32), names(Precision.INT8));
    }

    /** Without what unpacks stored weights. */
    private static List<String> names(Precision precision) {
        NetworkBuilder net = new NetworkBuilder("two", precision);
        Tensor map = net.conv(net.image(InputSize.square(32), 3), 8, 3, 2, Activation.RELU);
        Network network = net.build(net.softmax(net.fullyConnected(net.globalMean(map, false), 5, Activation.NONE)));
        return network.tensors().stream()
                .map(Tensor::name)
                .filter(name -> !name.endsWith("/float32"))
                .toList();
    }
}
