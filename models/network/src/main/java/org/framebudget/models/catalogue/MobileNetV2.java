package org.framebudget.models.catalogue;

import static org.framebudget.models.network.Activation.NONE;
import static org.framebudget.models.network.Activation.RELU6;

import org.framebudget.models.network.InputSize;
import org.framebudget.models.network.Network;
import org.framebudget.models.network.NetworkBuilder;
import org.framebudget.models.network.Options.Window;
import org.framebudget.models.network.Padding;
import org.framebudget.models.network.Tensor;

/**
 * Sandler et al., MobileNetV2: Inverted Residuals and Linear Bottlenecks, 2018, arXiv:1801.04381, table 2; 1001 classes, as in
 * the published files. Below width 1 the last convolution keeps its channels.
 */
final class MobileNetV2 {
    /** Expansion, channels, repeats, stride of the first. */
    private static final int[][] GROUPS = {
        {1, 16, 1, 1}, {6, 24, 2, 2}, {6, 32, 3, 2}, {6, 64, 4, 2}, {6, 96, 3, 1}, {6, 160, 3, 2}, {6, 320, 1, 1},
    };

    private static final int LAST = 1280;

    private MobileNetV2() {}

    static Network classifier(NetworkBuilder net, InputSize size, double width) {
        Tensor map = body(net, size, width, 32).last();
        map = net.conv(map, Channels.divisible(LAST * Math.max(1, width)), 1, 1, RELU6);
        return Heads.classifier(net, map, Heads.CLASSES);
    }

    /**
     * Results that heads are put on.
     *
     * @param last of the last block, without the last convolution
     * @param expanded14 expansion of the block that first goes below a sixteenth, where detectors look for small things
     */
    record Body(Tensor last, Tensor expanded14) {}

    /** All blocks; once a map is at {@code outputStride}, windows are spread instead of the map halved. */
    static Body body(NetworkBuilder net, InputSize size, double width, int outputStride) {
        Tensor map = net.conv(net.image(size, 3), Channels.divisible(32 * width), 3, 2, RELU6);
        Tensor expanded14 = map;
        int halved = 2;
        int spread = 1;
        for (int[] group : GROUPS) {
            for (int i = 0; i < group[2]; i++) {
                int stride = i == 0 ? group[3] : 1;
                int dilation = spread;
                if (stride == 2 && halved == outputStride) {
                    stride = 1;
                    spread *= 2;
                } else {
                    halved *= stride;
                }
                int channels = Channels.divisible(group[1] * width);
                Tensor expanded = group[0] == 1 ? map : net.conv(map, map.extent(-1) * group[0], 1, 1, RELU6);
                if (group[1] == 160 && i == 0) {
                    expanded14 = expanded;
                }
                Window window = new Window(3, 3, stride, stride, dilation, dilation, Padding.SAME, RELU6);
                Tensor out = net.conv(net.depthwise(expanded, window), channels, 1, 1, NONE);
                boolean residual = stride == 1 && map.extent(-1) == channels;
                map = residual ? net.add(map, out, NONE) : out;
            }
        }
        return new Body(map, expanded14);
    }
}
