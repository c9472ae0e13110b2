package org.framebudget.models.catalogue;

import org.framebudget.models.network.Activation;
import org.framebudget.models.network.NetworkBuilder;
import org.framebudget.models.network.Options.Window;
import org.framebudget.models.network.Padding;
import org.framebudget.models.network.Tensor;

/** The layers Inception networks are made of; every convolution ends in a linear function cut at 0. */
final class InceptionLayers {
    private final NetworkBuilder net;

    InceptionLayers(NetworkBuilder net) {
        this.net = net;
    }

    Tensor conv(Tensor map, int channels, int kernel) {
        return conv(map, channels, kernel, kernel);
    }

    /** A window of {@code height} x {@code width} places. */
    Tensor conv(Tensor map, int channels, int height, int width) {
        return net.conv(map, channels, new Window(height, width, 1, 1, 1, 1, Padding.SAME, Activation.RELU));
    }

    /** Only windows inside the map. */
    Tensor inside(Tensor map, int channels, int kernel, int stride) {
        return net.conv(map, channels, Window.square(kernel, stride, fitting(map, kernel), Activation.RELU));
    }

    /** Halves the map, only windows inside it. */
    Tensor maxInside(Tensor map) {
        return net.maxPool(map, 3, 2, fitting(map, 3));
    }

    /** A mean over 3 x 3 places, then 1 x 1. */
    Tensor averaged(Tensor map, int channels) {
        return conv(net.averagePool(map, 3, 1, Padding.SAME), channels, 1);
    }

    /** A row and a column of three places, side by side. */
    Tensor cross(Tensor map, int channels) {
        return join(conv(map, channels, 1, 3), conv(map, channels, 3, 1));
    }

    Tensor join(Tensor... parts) {
        return net.concat(3, parts);
    }

    /** Inputs below the published sizes leave maps that are smaller than the window: there the border is padded. */
    private static Padding fitting(Tensor map, int kernel) {
        return Math.min(map.extent(1), map.extent(2)) < kernel ? Padding.SAME : Padding.VALID;
    }
}
