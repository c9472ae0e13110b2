package org.framebudget.models.catalogue;

import static org.framebudget.models.network.Activation.NONE;

import org.framebudget.models.network.InputSize;
import org.framebudget.models.network.Network;
import org.framebudget.models.network.NetworkBuilder;
import org.framebudget.models.network.Tensor;

/**
 * Papandreou et al., PersonLab, 2018, arXiv:1803.08225, on MobileNet V1 at output stride 32, as the published 257 x 257 file
 * has it: 17 key points with heat map and offsets, and 16 links between them in both directions.
 */
final class PoseNet {
    private static final int KEY_POINTS = 17;
    private static final int LINKS = 16;

    private PoseNet() {}

    static Network onV1(NetworkBuilder net, InputSize size) {
        Tensor map = MobileNetV1.body(net, size, 1).get(13);
        return net.build(
                net.conv(map, KEY_POINTS, 1, 1, NONE),
                net.conv(map, 2 * KEY_POINTS, 1, 1, NONE),
                net.conv(map, 2 * LINKS, 1, 1, NONE),
                net.conv(map, 2 * LINKS, 1, 1, NONE));
    }
}
