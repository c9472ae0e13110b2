package org.framebudget.models.catalogue;

import static org.framebudget.models.network.Activation.NONE;
import static org.framebudget.models.network.Activation.RELU;

import org.framebudget.models.network.Activation;
import org.framebudget.models.network.NetworkBuilder;
import org.framebudget.models.network.Tensor;

/**
 * An inverted residual block: widen, filter each channel, narrow; the input is added where shapes allow it.
 *
 * @param kernel side of the filter
 * @param expanded channels in the middle; none are added where it equals the input's
 * @param channels channels of the result
 * @param stride stride of the filter
 * @param bend function in the middle
 * @param squeeze with squeeze-and-excitation in the middle
 */
record Block(int kernel, int expanded, int channels, int stride, Bend bend, boolean squeeze) {
    /** Function after a convolution. */
    enum Bend {
        RELU,
        RELU6,
        HARD_SWISH;

        /** A convolution with this function after it. */
        Tensor conv(NetworkBuilder net, Tensor map, int channels, int kernel, int stride) {
            Tensor out = net.conv(map, channels, kernel, stride, fused());
            return this == HARD_SWISH ? net.hardSwish(out) : out;
        }

        Tensor depthwise(NetworkBuilder net, Tensor map, int kernel, int stride) {
            Tensor out = net.depthwise(map, kernel, stride, fused());
            return this == HARD_SWISH ? net.hardSwish(out) : out;
        }

        private Activation fused() {
            return switch (this) {
                case RELU -> Activation.RELU;
                case RELU6 -> Activation.RELU6;
                case HARD_SWISH -> NONE;
            };
        }
    }

    Tensor on(NetworkBuilder net, Tensor map) {
        Tensor middle = expanded == map.extent(-1) ? map : bend.conv(net, map, expanded, 1, 1);
        middle = bend.depthwise(net, middle, kernel, stride);
        if (squeeze) {
            middle = squeezed(net, middle);
        }
        Tensor out = net.conv(middle, channels, 1, 1, NONE);
        return stride == 1 && map.extent(-1) == channels ? net.add(map, out, NONE) : out;
    }

    /** A quarter of the channels, then a factor for each; the logistic function stands for the piecewise linear one. */
    private static Tensor squeezed(NetworkBuilder net, Tensor map) {
        Tensor mean = net.globalMean(map, true);
        Tensor narrow = net.conv(mean, Channels.divisible(map.extent(-1) / 4.0), 1, 1, RELU);
        return net.multiply(map, net.logistic(net.conv(narrow, map.extent(-1), 1, 1, NONE)));
    }
}
