package org.framebudget.models.catalogue;

import static org.framebudget.models.network.Activation.NONE;

import org.framebudget.models.network.Network;
import org.framebudget.models.network.NetworkBuilder;
import org.framebudget.models.network.Tensor;

/** What several networks end with. */
final class Heads {
    /** ImageNet's 1,000 classes and the background, as TensorFlow's published classifiers have it. */
    static final int CLASSES = 1001;

    private Heads() {}

    /** Mean over the map, one fully connected layer, probabilities. */
    static Network classifier(NetworkBuilder net, Tensor map, int classes) {
        return net.build(net.softmax(net.fullyConnected(net.globalMean(map, false), classes, NONE)));
    }
}
