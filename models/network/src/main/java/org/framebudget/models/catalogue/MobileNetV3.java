package org.framebudget.models.catalogue;

import static org.framebudget.models.catalogue.Block.Bend.HARD_SWISH;
import static org.framebudget.models.catalogue.Block.Bend.RELU;

import java.util.List;
import org.framebudget.models.network.InputSize;
import org.framebudget.models.network.Network;
import org.framebudget.models.network.NetworkBuilder;
import org.framebudget.models.network.Tensor;

/** Howard et al., Searching for MobileNetV3, 2019, arXiv:1905.02244, tables 1 and 2, width 1; 1001 classes. */
final class MobileNetV3 {
    private static final List<Block> LARGE = List.of(
            new Block(3, 16, 16, 1, RELU, false),
            new Block(3, 64, 24, 2, RELU, false),
            new Block(3, 72, 24, 1, RELU, false),
            new Block(5, 72, 40, 2, RELU, true),
            new Block(5, 120, 40, 1, RELU, true),
            new Block(5, 120, 40, 1, RELU, true),
            new Block(3, 240, 80, 2, HARD_SWISH, false),
            new Block(3, 200, 80, 1, HARD_SWISH, false),
            new Block(3, 184, 80, 1, HARD_SWISH, false),
            new Block(3, 184, 80, 1, HARD_SWISH, false),
            new Block(3, 480, 112, 1, HARD_SWISH, true),
            new Block(3, 672, 112, 1, HARD_SWISH, true),
            new Block(5, 672, 160, 2, HARD_SWISH, true),
            new Block(5, 960, 160, 1, HARD_SWISH, true),
            new Block(5, 960, 160, 1, HARD_SWISH, true));

    private static final List<Block> SMALL = List.of(
            new Block(3, 16, 16, 2, RELU, true),
            new Block(3, 72, 24, 2, RELU, false),
            new Block(3, 88, 24, 1, RELU, false),
            new Block(5, 96, 40, 2, HARD_SWISH, true),
            new Block(5, 240, 40, 1, HARD_SWISH, true),
            new Block(5, 240, 40, 1, HARD_SWISH, true),
            new Block(5, 120, 48, 1, HARD_SWISH, true),
            new Block(5, 144, 48, 1, HARD_SWISH, true),
            new Block(5, 288, 96, 2, HARD_SWISH, true),
            new Block(5, 576, 96, 1, HARD_SWISH, true),
            new Block(5, 576, 96, 1, HARD_SWISH, true));

    private MobileNetV3() {}

    static Network large(NetworkBuilder net, InputSize size) {
        return classifier(net, size, LARGE, 960, 1280);
    }

    static Network small(NetworkBuilder net, InputSize size) {
        return classifier(net, size, SMALL, 576, 1024);
    }

    private static Network classifier(NetworkBuilder net, InputSize size, List<Block> blocks, int last, int features) {
        Tensor map = HARD_SWISH.conv(net, net.image(size, 3), 16, 3, 2);
        for (Block block : blocks) {
            map = block.on(net, map);
        }
        map = net.globalMean(HARD_SWISH.conv(net, map, last, 1, 1), true);
        return Heads.classifier(net, HARD_SWISH.conv(net, map, features, 1, 1), Heads.CLASSES);
    }
}
