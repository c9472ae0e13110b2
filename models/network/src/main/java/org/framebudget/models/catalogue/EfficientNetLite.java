package org.framebudget.models.catalogue;

import static org.framebudget.models.catalogue.Block.Bend.RELU6;

import org.framebudget.models.network.Activation;
import org.framebudget.models.network.InputSize;
import org.framebudget.models.network.Network;
import org.framebudget.models.network.NetworkBuilder;
import org.framebudget.models.network.Tensor;

/**
 * EfficientNet-Lite (tensorflow/tpu, models/official/efficientnet/lite): Tan and Le, EfficientNet, 2019, arXiv:1905.11946,
 * table 1, without squeeze-and-excitation and with clipped linear functions. Stem, first and last group and the last
 * convolution are not scaled. 1000 classes.
 */
final class EfficientNetLite {
    /** Repeats, kernel, stride of the first, expansion, channels. */
    private static final int[][] GROUPS = {
        {1, 3, 1, 1, 16},
        {2, 3, 2, 6, 24},
        {2, 5, 2, 6, 40},
        {3, 3, 2, 6, 80},
        {3, 5, 1, 6, 112},
        {4, 5, 2, 6, 192},
        {1, 3, 1, 6, 320},
    };

    private static final int CLASSES = 1000;

    private EfficientNetLite() {}

    static Network classifier(NetworkBuilder net, InputSize size, double width, double depth) {
        Tensor map = net.conv(net.image(size, 3), 32, 3, 2, Activation.RELU6);
        for (int g = 0; g < GROUPS.length; g++) {
            int[] group = GROUPS[g];
            boolean atAnEnd = g == 0 || g == GROUPS.length - 1;
            int repeats = atAnEnd ? group[0] : (int) Math.ceil(group[0] * depth);
            int channels = Channels.divisible(group[4] * width);
            for (int i = 0; i < repeats; i++) {
                int stride = i == 0 ? group[2] : 1;
                map = new Block(group[1], map.extent(-1) * group[3], channels, stride, RELU6, false).on(net, map);
            }
        }
        return Heads.classifier(net, net.conv(map, 1280, 1, 1, Activation.RELU6), CLASSES);
    }
}
