package org.framebudget.models.catalogue;

import org.framebudget.models.network.InputSize;
import org.framebudget.models.network.Network;
import org.framebudget.models.network.NetworkBuilder;
import org.framebudget.models.network.Tensor;

/**
 * Szegedy et al., Rethinking the Inception Architecture for Computer Vision, 2015, arXiv:1512.00567 (channels after
 * tensorflow/models, research/slim/nets/inception_v3.py), without the auxiliary classifier; 1001 classes.
 */
final class InceptionV3 {
    private final InceptionLayers layers;

    private InceptionV3(NetworkBuilder net) {
        layers = new InceptionLayers(net);
    }

    static Network classifier(NetworkBuilder net, InputSize size) {
        return Heads.classifier(net, new InceptionV3(net).body(net.image(size, 3)), Heads.CLASSES);
    }

    private Tensor body(Tensor image) {
        Tensor map = layers.inside(layers.inside(image, 32, 3, 2), 32, 3, 1);
        map = layers.maxInside(layers.conv(map, 64, 3));
        map = layers.maxInside(layers.inside(layers.inside(map, 80, 1, 1), 192, 3, 1));
        for (int pooled : new int[] {32, 64, 64}) {
            map = fine(map, pooled);
        }
        map = layers.join(
                layers.inside(map, 384, 3, 2),
                layers.inside(layers.conv(layers.conv(map, 64, 1), 96, 3), 96, 3, 2),
                layers.maxInside(map));
        for (int inner : new int[] {128, 160, 160, 192}) {
            map = middle(map, inner);
        }
        map = layers.join(
                layers.inside(layers.conv(map, 192, 1), 320, 3, 2),
                layers.inside(rowAndColumn(layers.conv(map, 192, 1), 192, 192), 192, 3, 2),
                layers.maxInside(map));
        return coarse(coarse(map));
    }

    private Tensor fine(Tensor map, int pooled) {
        return layers.join(
                layers.conv(map, 64, 1),
                layers.conv(layers.conv(map, 48, 1), 64, 5),
                layers.conv(layers.conv(layers.conv(map, 64, 1), 96, 3), 96, 3),
                layers.averaged(map, pooled));
    }

    private Tensor middle(Tensor map, int inner) {
        Tensor column = layers.conv(layers.conv(map, inner, 1), inner, 7, 1);
        column = layers.conv(layers.conv(column, inner, 1, 7), inner, 7, 1);
        return layers.join(
                layers.conv(map, 192, 1),
                rowAndColumn(layers.conv(map, inner, 1), inner, 192),
                layers.conv(column, 192, 1, 7),
                layers.averaged(map, 192));
    }

    private Tensor coarse(Tensor map) {
        return layers.join(
                layers.conv(map, 320, 1),
                layers.cross(layers.conv(map, 384, 1), 384),
                layers.cross(layers.conv(layers.conv(map, 448, 1), 384, 3), 384),
                layers.averaged(map, 192));
    }

    /** Seven places in a row, then seven in a column. */
    private Tensor rowAndColumn(Tensor map, int between, int after) {
        return layers.conv(layers.conv(map, between, 1, 7), after, 7, 1);
    }
}
