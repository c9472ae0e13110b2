package org.framebudget.models.catalogue;

import org.framebudget.models.network.InputSize;
import org.framebudget.models.network.Network;
import org.framebudget.models.network.NetworkBuilder;

/** One network, written once: the same layers for any input size and precision. */
@FunctionalInterface
interface Definition {
    /** Adds all layers for an input of this size. */
    Network build(NetworkBuilder net, InputSize size);
}
