package org.framebudget.models.catalogue;

import static org.framebudget.models.network.Activation.RELU;

import org.framebudget.models.network.InputSize;
import org.framebudget.models.network.Network;
import org.framebudget.models.network.NetworkBuilder;
import org.framebudget.models.network.Padding;
import org.framebudget.models.network.Tensor;

/**
 * Szegedy et al., Going Deeper with Convolutions, 2014, arXiv:1409.4842, table 1, with 3 x 3 in place of 5 x 5 windows as in
 * TensorFlow's version (tensorflow/models, research/slim/nets/inception_v1.py); 1001 classes.
 */
final class InceptionV1 {
    /** Channels: 1 x 1; before and after 3 x 3; before and after the second 3 x 3; after pooling. */
    private static final int[][] THIRD = {{64, 96, 128, 16, 32, 32}, {128, 128, 192, 32, 96, 64}};

    private static final int[][] FOURTH = {
        {192, 96, 208, 16, 48, 64},
        {160, 112, 224, 24, 64, 64},
        {128, 128, 256, 24, 64, 64},
        {112, 144, 288, 32, 64, 64},
        {256, 160, 320, 32, 128, 128},
    };

    private static final int[][] FIFTH = {{256, 160, 320, 32, 128, 128}, {384, 192, 384, 48, 128, 128}};

    private InceptionV1() {}

    static Network classifier(NetworkBuilder net, InputSize size) {
        InceptionLayers layers = new InceptionLayers(net);
        Tensor map = net.maxPool(net.conv(net.image(size, 3), 64, 7, 2, RELU), 3, 2, Padding.SAME);
        map = net.maxPool(layers.conv(layers.conv(map, 64, 1), 192, 3), 3, 2, Padding.SAME);
        map = net.maxPool(modules(net, layers, map, THIRD), 3, 2, Padding.SAME);
        map = net.maxPool(modules(net, layers, map, FOURTH), 2, 2, Padding.SAME);
        return Heads.classifier(net, modules(net, layers, map, FIFTH), Heads.CLASSES);
    }

    private static Tensor modules(NetworkBuilder net, InceptionLayers layers, Tensor from, int[][] channels) {
        Tensor map = from;
        for (int[] c : channels) {
            map = layers.join(
                    layers.conv(map, c[0], 1),
                    layers.conv(layers.conv(map, c[1], 1), c[2], 3),
                    layers.conv(layers.conv(map, c[3], 1), c[4], 3),
                    layers.conv(net.maxPool(map, 3, 1, Padding.SAME), c[5], 1));
        }
        return map;
    }
}
