package org.framebudget.sim.pipeline;

/**
 * Weights on an accelerator's chip. Networks that were compiled apart do not share it: another network's first inference clears
 * it and loads its own (caching tokens, coral.ai/docs/edgetpu/compiler; alternating pairs in {@code
 * measurements/coral/co-compilation.csv} reload both although both would fit). A network larger than the chip keeps what fits;
 * the rest streams in with every inference and is part of its measured time.
 */
final class WeightCache {
    private final double capacityMb;
    private String resident = "";

    WeightCache(double capacityMb) {
        this.capacityMb = capacityMb;
    }

    /** Megabytes that must be loaded before this network can run; 0 where it ran last. */
    double use(String network, double weightsMb) {
        if (network.equals(resident)) {
            return 0;
        }
        resident = network;
        return Math.min(weightsMb, capacityMb);
    }
}
