package org.framebudget.models.catalogue;

import static org.framebudget.models.network.Activation.NONE;
import static org.framebudget.models.network.Activation.RELU;

import org.framebudget.models.network.InputSize;
import org.framebudget.models.network.Network;
import org.framebudget.models.network.NetworkBuilder;
import org.framebudget.models.network.Tensor;

/**
 * Chen et al., Rethinking Atrous Convolution for Semantic Image Segmentation, 2017, arXiv:1706.05587, on MobileNet V2 at output
 * stride 16 without a decoder (tensorflow/models, research/deeplab, mobilenetv2_coco_voc_trainaug): one 1 x 1 branch and the
 * image's mean, 21 PASCAL classes, stretched to the input's size.
 */
final class DeepLab {
    private static final int CLASSES = 21;
    private static final int BRANCH = 256;

    private DeepLab() {}

    static Network onV2(NetworkBuilder net, InputSize size) {
        Tensor map = MobileNetV2.body(net, size, 1, 16).last();
        int height = map.extent(1);
        int width = map.extent(2);
        Tensor mean = net.conv(net.globalMean(map, true), BRANCH, 1, 1, RELU);
        Tensor joined = net.concat(3, net.resizeBilinear(mean, height, width), net.conv(map, BRANCH, 1, 1, RELU));
        Tensor logits = net.conv(net.conv(joined, BRANCH, 1, 1, RELU), CLASSES, 1, 1, NONE);
        return net.build(net.resizeBilinear(logits, size.heightPx(), size.widthPx()));
    }
}
