package org.framebudget.models.catalogue;

import static org.framebudget.models.network.Activation.NONE;
import static org.framebudget.models.network.Activation.RELU6;

import java.util.ArrayList;
import java.util.List;
import org.framebudget.models.network.InputSize;
import org.framebudget.models.network.Network;
import org.framebudget.models.network.NetworkBuilder;
import org.framebudget.models.network.Tensor;

/**
 * Liu et al., SSD: Single Shot MultiBox Detector, 2016, arXiv:1512.02325, on MobileNet V1 and V2 as TensorFlow's detection
 * models have it: six maps, 1 x 1 predictors, 90 COCO classes and the background. The results are raw boxes and class
 * probabilities; choosing among them is post-processing.
 */
final class SsdMobileNet {
    private static final int CLASSES = 91;
    private static final int BOX = 4;
    private static final int ANCHORS_OF_FIRST = 3;
    private static final int ANCHORS = 6;
    private static final int[] EXTRA_CHANNELS = {512, 256, 256, 128};

    private SsdMobileNet() {}

    static Network onV1(NetworkBuilder net, InputSize size) {
        List<Tensor> maps = MobileNetV1.body(net, size, 1);
        return detector(net, maps.get(11), maps.get(13));
    }

    static Network onV2(NetworkBuilder net, InputSize size) {
        MobileNetV2.Body body = MobileNetV2.body(net, size, 1, 32);
        return detector(net, body.expanded14(), net.conv(body.last(), 1280, 1, 1, RELU6));
    }

    private static Network detector(NetworkBuilder net, Tensor fine, Tensor coarse) {
        List<Tensor> maps = new ArrayList<>(List.of(fine, coarse));
        Tensor map = coarse;
        for (int channels : EXTRA_CHANNELS) {
            map = net.conv(net.conv(map, channels / 2, 1, 1, RELU6), channels, 3, 2, RELU6);
            maps.add(map);
        }
        Tensor[] boxes = new Tensor[maps.size()];
        Tensor[] classes = new Tensor[maps.size()];
        for (int m = 0; m < boxes.length; m++) {
            int anchors = m == 0 ? ANCHORS_OF_FIRST : ANCHORS;
            boxes[m] = net.reshape(net.conv(maps.get(m), anchors * BOX, 1, 1, NONE), 1, -1, BOX);
            classes[m] = net.reshape(net.conv(maps.get(m), anchors * CLASSES, 1, 1, NONE), 1, -1, CLASSES);
        }
        return net.build(net.concat(1, boxes), net.logistic(net.concat(1, classes)));
    }
}
