package org.framebudget.models.catalogue;

import static org.framebudget.models.network.Activation.NONE;
import static org.framebudget.models.network.Activation.RELU;

import org.framebudget.models.network.InputSize;
import org.framebudget.models.network.Network;
import org.framebudget.models.network.NetworkBuilder;
import org.framebudget.models.network.Padding;
import org.framebudget.models.network.Tensor;

/**
 * He et al., Deep Residual Learning for Image Recognition, 2015, arXiv:1512.03385, table 1: 50 layers, the first 1 x 1
 * convolution of a group takes the stride; 1000 classes.
 */
final class ResNet50 {
    /** Inner channels, repeats, stride of the first. */
    private static final int[][] GROUPS = {{64, 3, 1}, {128, 4, 2}, {256, 6, 2}, {512, 3, 2}};

    private static final int CLASSES = 1000;

    private ResNet50() {}

    static Network classifier(NetworkBuilder net, InputSize size) {
        Tensor map = net.conv(net.image(size, 3), 64, 7, 2, RELU);
        map = net.maxPool(map, 3, 2, Padding.SAME);
        for (int[] group : GROUPS) {
            for (int i = 0; i < group[1]; i++) {
                map = bottleneck(net, map, group[0], i == 0 ? group[2] : 1);
            }
        }
        return Heads.classifier(net, map, CLASSES);
    }

    private static Tensor bottleneck(NetworkBuilder net, Tensor map, int inner, int stride) {
        int channels = 4 * inner;
        Tensor out = net.conv(map, inner, 1, stride, RELU);
        out = net.conv(net.conv(out, inner, 3, 1, RELU), channels, 1, 1, NONE);
        Tensor shortcut = map.extent(-1) == channels ? map : net.conv(map, channels, 1, stride, NONE);
        return net.add(out, shortcut, RELU);
    }
}
