package org.framebudget.models.catalogue;

import static org.framebudget.models.network.Activation.NONE;

import java.util.ArrayList;
import java.util.List;
import org.framebudget.models.network.InputSize;
import org.framebudget.models.network.Network;
import org.framebudget.models.network.NetworkBuilder;
import org.framebudget.models.network.Padding;
import org.framebudget.models.network.Tensor;

/**
 * YOLOv8n (Jocher et al., Ultralytics YOLOv8, 2023), 80 COCO classes. The results are the distances to a box's sides and
 * class probabilities for every place of three maps; choosing among them is post-processing.
 */
final class YoloV8 {
    private static final int CLASSES = 80;
    private static final int SIDES = 4;
    private static final int BINS = 16;

    private YoloV8() {}

    static Network nano(NetworkBuilder net, InputSize size) {
        Tensor map = conv(net, conv(net, net.image(size, 3), 16, 3, 2), 32, 3, 2);
        map = crossStage(net, map, 32, 1, true);
        Tensor eighth = crossStage(net, conv(net, map, 64, 3, 2), 64, 2, true);
        Tensor sixteenth = crossStage(net, conv(net, eighth, 128, 3, 2), 128, 2, true);
        map = crossStage(net, conv(net, sixteenth, 256, 3, 2), 256, 1, true);
        Tensor coarse = pyramid(net, map);
        Tensor middle = crossStage(net, join(net, upTo(net, coarse, sixteenth), sixteenth), 128, 1, false);
        Tensor fine = crossStage(net, join(net, upTo(net, middle, eighth), eighth), 64, 1, false);
        middle = crossStage(net, join(net, conv(net, fine, 64, 3, 2), middle), 128, 1, false);
        coarse = crossStage(net, join(net, conv(net, middle, 128, 3, 2), coarse), 256, 1, false);
        return detector(net, List.of(fine, middle, coarse));
    }

    /** Convolution and x · logistic(x). */
    private static Tensor conv(NetworkBuilder net, Tensor map, int channels, int kernel, int stride) {
        Tensor out = net.conv(map, channels, kernel, stride, NONE);
        return net.multiply(out, net.logistic(out));
    }

    /** Half of the channels goes through the bottlenecks; every step is kept for the end. */
    private static Tensor crossStage(NetworkBuilder net, Tensor map, int channels, int repeats, boolean shortcut) {
        List<Tensor> steps = new ArrayList<>(net.splitChannels(conv(net, map, channels, 1, 1), 2));
        for (int i = 0; i < repeats; i++) {
            Tensor from = steps.get(steps.size() - 1);
            Tensor to = conv(net, conv(net, from, channels / 2, 3, 1), channels / 2, 3, 1);
            steps.add(shortcut ? net.add(from, to, NONE) : to);
        }
        return conv(net, net.concat(3, steps.toArray(Tensor[]::new)), channels, 1, 1);
    }

    /** The same map seen through windows of 1, 5, 9 and 13 places. */
    private static Tensor pyramid(NetworkBuilder net, Tensor map) {
        Tensor once = conv(net, map, map.extent(-1) / 2, 1, 1);
        Tensor twice = net.maxPool(once, 5, 1, Padding.SAME);
        Tensor thrice = net.maxPool(twice, 5, 1, Padding.SAME);
        Tensor all = net.concat(3, once, twice, thrice, net.maxPool(thrice, 5, 1, Padding.SAME));
        return conv(net, all, map.extent(-1), 1, 1);
    }

    private static Tensor upTo(NetworkBuilder net, Tensor map, Tensor like) {
        return net.resizeNearest(map, like.extent(1), like.extent(2));
    }

    private static Tensor join(NetworkBuilder net, Tensor a, Tensor b) {
        return net.concat(3, a, b);
    }

    private static Network detector(NetworkBuilder net, List<Tensor> maps) {
        Tensor[] boxes = new Tensor[maps.size()];
        Tensor[] classes = new Tensor[maps.size()];
        for (int m = 0; m < boxes.length; m++) {
            Tensor map = maps.get(m);
            Tensor box = net.conv(conv(net, conv(net, map, 64, 3, 1), 64, 3, 1), SIDES * BINS, 1, 1, NONE);
            Tensor kind = net.conv(conv(net, conv(net, map, CLASSES, 3, 1), CLASSES, 3, 1), CLASSES, 1, 1, NONE);
            boxes[m] = net.reshape(box, -1, BINS);
            classes[m] = net.reshape(kind, 1, -1, CLASSES);
        }
        // a side's distance is the mean of its bins
        Tensor bins = net.softmax(net.concat(0, boxes));
        Tensor distances = net.reshape(net.fullyConnected(bins, 1, NONE), 1, -1, SIDES);
        return net.build(distances, net.logistic(net.concat(1, classes)));
    }
}
