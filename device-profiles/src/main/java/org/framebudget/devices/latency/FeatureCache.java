package org.framebudget.devices.latency;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.framebudget.models.catalogue.Networks;
import org.framebudget.models.network.InputSize;

/** Features of catalogue networks that were asked for before: counting a network anew takes a hundred times as long as using it. */
final class FeatureCache {
    /** Beyond this many, everything is forgotten: a sweep over sizes shall not fill the memory. */
    private static final int MOST = 4096;

    private static final Map<String, NetworkFeatures> KNOWN = new ConcurrentHashMap<>();

    private FeatureCache() {}

    /** True where the catalogue has the layers of a network. */
    static boolean knows(String network) {
        return Networks.all().stream().anyMatch(info -> info.id().equals(network));
    }

    static NetworkFeatures get(String network, InputSize input) {
        String key = network + " " + input;
        NetworkFeatures known = KNOWN.get(key);
        if (known == null) {
            known = NetworkFeatures.of(network, input);
            if (KNOWN.size() >= MOST) {
                KNOWN.clear();
            }
            KNOWN.put(key, known);
        }
        return known;
    }
}
