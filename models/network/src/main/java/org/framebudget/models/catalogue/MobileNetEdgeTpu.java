package org.framebudget.models.catalogue;

import static org.framebudget.models.network.Activation.NONE;
import static org.framebudget.models.network.Activation.RELU;

import org.framebudget.models.network.InputSize;
import org.framebudget.models.network.Network;
import org.framebudget.models.network.NetworkBuilder;
import org.framebudget.models.network.Tensor;

/**
 * MobileNetEdgeTPU (Howard and Gupta, Introducing the Next Generation of On-Device Vision Models, 2019; layers after
 * tensorflow/models, research/slim/nets/mobilenet/mobilenet_v3.py). Early blocks filter and widen in one convolution,
 * which an Edge TPU fills better; 1001 classes. The last convolution keeps its channels below width 1; above, nothing is
 * published, and it grows as MobileNet V2's does.
 */
final class MobileNetEdgeTpu {
    /** Filter and widen in one (1) or apart (0), kernel, stride of the first, its expansion, channels, blocks. */
    private static final int[][] GROUPS = {
        {1, 3, 2, 8, 32, 4},
        {1, 3, 2, 8, 48, 4},
        {0, 3, 2, 8, 96, 4},
        {0, 3, 1, 8, 96, 4},
        {0, 5, 2, 8, 160, 4},
        {0, 3, 1, 8, 192, 1},
    };

    private static final int LATER_EXPANSION = 4;

    private MobileNetEdgeTpu() {}

    static Network classifier(NetworkBuilder net, InputSize size, double width) {
        Tensor map = net.conv(net.image(size, 3), Channels.divisible(32 * width), 3, 2, RELU);
        map = net.conv(map, Channels.divisible(16 * width), 1, 1, NONE);
        for (int[] group : GROUPS) {
            int channels = Channels.divisible(group[4] * width);
            for (int i = 0; i < group[5]; i++) {
                int expanded = map.extent(-1) * (i == 0 ? group[3] : LATER_EXPANSION);
                map = block(net, map, group, i == 0 ? group[2] : 1, expanded, channels, i > 0);
            }
        }
        int last = Channels.divisible(1280 * Math.max(1, width));
        return Heads.classifier(net, net.conv(map, last, 1, 1, RELU), Heads.CLASSES);
    }

    private static Tensor block(
            NetworkBuilder net, Tensor map, int[] group, int stride, int expanded, int channels, boolean residual) {
        Tensor middle = group[0] == 1
                ? net.conv(map, expanded, group[1], stride, RELU)
                : net.depthwise(net.conv(map, expanded, 1, 1, RELU), group[1], stride, RELU);
        Tensor out = net.conv(middle, channels, 1, 1, NONE);
        return residual ? net.add(map, out, NONE) : out;
    }
}
