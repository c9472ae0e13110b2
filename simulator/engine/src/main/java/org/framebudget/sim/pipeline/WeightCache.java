package org.framebudget.sim.pipeline;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Weights on an accelerator's chip, least recently used out first. A network larger than the chip keeps what fits; the
 * rest streams in with every inference and is part of its measured time.
 */
final class WeightCache {
    private final double capacityMb;
    private final Map<String, Double> residentMb = new LinkedHashMap<>(16, 0.75f, true);
    private String newest = "";
    private double usedMb;

    WeightCache(double capacityMb) {
        this.capacityMb = capacityMb;
    }

    /** Megabytes that must be loaded before this network can run; 0 where its weights are there. */
    double use(String network, double weightsMb) {
        if (network.equals(newest)) {
            return 0;
        }
        newest = network;
        if (residentMb.get(network) != null) {
            return 0;
        }
        double neededMb = Math.min(weightsMb, capacityMb);
        Iterator<Double> oldest = residentMb.values().iterator();
        while (oldest.hasNext() && usedMb + neededMb > capacityMb) {
            usedMb -= oldest.next();
            oldest.remove();
        }
        residentMb.put(network, neededMb);
        usedMb += neededMb;
        return neededMb;
    }
}
