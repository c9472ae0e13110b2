package org.framebudget.models.tflite;

import org.framebudget.models.network.Activation;
import org.framebudget.models.network.InputSize;
import org.framebudget.models.network.Network;
import org.framebudget.models.network.NetworkBuilder;
import org.framebudget.models.network.Options.Window;
import org.framebudget.models.network.Padding;
import org.framebudget.models.network.Precision;
import org.framebudget.models.network.Tensor;

/** Networks that tests write. */
final class Samples {
    private Samples() {}

    /** Every kind of operator that a builder makes. */
    static Network everyKind(Precision precision) {
        NetworkBuilder net = new NetworkBuilder("every_kind", precision);
        Window inside = Window.square(3, 2, Padding.VALID, Activation.RELU6);
        Tensor map = net.conv(net.pad(net.image(InputSize.square(32), 3), 0, 1, 0, 1), 16, inside);
        map = net.add(
                map, net.conv(net.depthwise(map, 3, 1, Activation.RELU), 16, 1, 1, Activation.NONE), Activation.NONE);
        map = net.hardSwish(net.conv(map, 16, 1, 1, Activation.NONE));
        map = net.multiply(map, net.logistic(net.conv(net.globalMean(map, true), 16, 1, 1, Activation.NONE)));
        Tensor half = net.splitChannels(map, 2).get(1);
        Tensor joined = net.concat(
                3,
                net.maxPool(half, 3, 2, Padding.SAME),
                net.averagePool(half, 2, 2, Padding.VALID),
                net.depthwise(half, new Window(3, 3, 2, 2, 1, 1, Padding.SAME, Activation.NONE)));
        joined = net.depthwise(joined, new Window(3, 3, 1, 1, 2, 2, Padding.SAME, Activation.RELU));
        Tensor large = net.concat(3, net.resizeBilinear(joined, 16, 16), net.resizeNearest(joined, 16, 16));
        Tensor rows = net.reshape(large, 1, -1, 12);
        Tensor classes = net.softmax(net.fullyConnected(net.globalMean(large, false), 10, Activation.NONE));
        return net.build(rows, classes);
    }

    /** One convolution that sees no border. */
    static Network oneConvolution(Precision precision, int channels) {
        NetworkBuilder net = new NetworkBuilder("one", precision);
        return net.build(net.conv(
                net.image(InputSize.square(32), 3), channels, Window.square(3, 1, Padding.VALID, Activation.NONE)));
    }

    /** Probabilities beside what has another scale. */
    static Network mixedScales(Precision precision) {
        NetworkBuilder net = new NetworkBuilder("mixed", precision);
        Tensor map = net.conv(net.image(InputSize.square(32), 3), 8, 3, 2, Activation.NONE);
        return net.build(net.concat(3, net.reshape(net.logistic(map), 1, 16, 16, 8), map));
    }
}
