package org.framebudget.models.catalogue;

import static org.framebudget.models.network.Activation.RELU6;

import java.util.ArrayList;
import java.util.List;
import org.framebudget.models.network.InputSize;
import org.framebudget.models.network.Network;
import org.framebudget.models.network.NetworkBuilder;
import org.framebudget.models.network.Tensor;

/**
 * Howard et al., MobileNets: Efficient Convolutional Neural Networks for Mobile Vision Applications, 2017, arXiv:1704.04861,
 * table 1; 1001 classes, as in the published files.
 */
final class MobileNetV1 {
    private static final int[] CHANNELS = {64, 128, 128, 256, 256, 512, 512, 512, 512, 512, 512, 1024, 1024};
    private static final int[] STRIDES = {1, 2, 1, 2, 1, 2, 1, 1, 1, 1, 1, 2, 1};

    private MobileNetV1() {}

    static Network classifier(NetworkBuilder net, InputSize size, double width) {
        return Heads.classifier(net, body(net, size, width).get(CHANNELS.length), Heads.CLASSES);
    }

    /** Results of the first layer and of the 13 depthwise-separable ones, at places 0 to 13. */
    static List<Tensor> body(NetworkBuilder net, InputSize size, double width) {
        List<Tensor> maps = new ArrayList<>();
        Tensor map = net.conv(net.image(size, 3), scaled(32, width), 3, 2, RELU6);
        maps.add(map);
        for (int i = 0; i < CHANNELS.length; i++) {
            map = net.conv(net.depthwise(map, 3, STRIDES[i], RELU6), scaled(CHANNELS[i], width), 1, 1, RELU6);
            maps.add(map);
        }
        return maps;
    }

    private static int scaled(int channels, double width) {
        return Math.max(8, (int) (channels * width));
    }
}
