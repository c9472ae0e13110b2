package org.framebudget.models.catalogue;

import org.framebudget.models.network.InputSize;
import org.framebudget.models.network.Network;
import org.framebudget.models.network.NetworkBuilder;
import org.framebudget.models.network.Tensor;

/**
 * Szegedy et al., Inception-v4, Inception-ResNet and the Impact of Residual Connections on Learning, 2016, arXiv:1602.07261,
 * figures 3 to 9, without the auxiliary classifier; 1001 classes.
 */
final class InceptionV4 {
    private final InceptionLayers layers;

    private InceptionV4(NetworkBuilder net) {
        layers = new InceptionLayers(net);
    }

    static Network classifier(NetworkBuilder net, InputSize size) {
        return Heads.classifier(net, new InceptionV4(net).body(net.image(size, 3)), Heads.CLASSES);
    }

    private Tensor body(Tensor image) {
        Tensor map = stem(image);
        for (int i = 0; i < 4; i++) {
            map = fine(map);
        }
        map = layers.join(
                layers.inside(map, 384, 3, 2),
                layers.inside(layers.conv(layers.conv(map, 192, 1), 224, 3), 256, 3, 2),
                layers.maxInside(map));
        for (int i = 0; i < 7; i++) {
            map = middle(map);
        }
        Tensor row = layers.conv(layers.conv(layers.conv(map, 256, 1), 256, 1, 7), 320, 7, 1);
        map = layers.join(
                layers.inside(layers.conv(map, 192, 1), 192, 3, 2),
                layers.inside(row, 320, 3, 2),
                layers.maxInside(map));
        for (int i = 0; i < 3; i++) {
            map = coarse(map);
        }
        return map;
    }

    private Tensor stem(Tensor image) {
        Tensor map = layers.conv(layers.inside(layers.inside(image, 32, 3, 2), 32, 3, 1), 64, 3);
        map = layers.join(layers.maxInside(map), layers.inside(map, 96, 3, 2));
        Tensor row = layers.conv(layers.conv(layers.conv(map, 64, 1), 64, 1, 7), 64, 7, 1);
        map = layers.join(layers.inside(layers.conv(map, 64, 1), 96, 3, 1), layers.inside(row, 96, 3, 1));
        return layers.join(layers.inside(map, 192, 3, 2), layers.maxInside(map));
    }

    private Tensor fine(Tensor map) {
        return layers.join(
                layers.conv(map, 96, 1),
                layers.conv(layers.conv(map, 64, 1), 96, 3),
                layers.conv(layers.conv(layers.conv(map, 64, 1), 96, 3), 96, 3),
                layers.averaged(map, 96));
    }

    private Tensor middle(Tensor map) {
        Tensor column = layers.conv(layers.conv(map, 192, 1), 192, 7, 1);
        column = layers.conv(layers.conv(column, 224, 1, 7), 224, 7, 1);
        return layers.join(
                layers.conv(map, 384, 1),
                layers.conv(layers.conv(layers.conv(map, 192, 1), 224, 1, 7), 256, 7, 1),
                layers.conv(column, 256, 1, 7),
                layers.averaged(map, 128));
    }

    private Tensor coarse(Tensor map) {
        Tensor column = layers.conv(layers.conv(layers.conv(map, 384, 1), 448, 3, 1), 512, 1, 3);
        return layers.join(
                layers.conv(map, 256, 1),
                layers.cross(layers.conv(map, 384, 1), 256),
                layers.cross(column, 256),
                layers.averaged(map, 256));
    }
}
