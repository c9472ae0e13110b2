package org.framebudget.sim.pipeline;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.framebudget.devices.latency.LatencyQuery;
import org.framebudget.models.InputException;
import org.framebudget.models.catalogue.Catalogue;
import org.framebudget.models.catalogue.Networks;
import org.framebudget.models.network.InputSize;
import org.framebudget.models.network.NetworkCost;
import org.framebudget.models.network.Precision;

/**
 * What a catalogue network takes in memory at one size and precision, counted from its cost graph.
 *
 * @param weightsMb weights and biases
 * @param arenaMb activations as TensorFlow Lite plans them
 * @param trafficMb weights and activations that one inference reads and writes
 */
record NetworkMemory(double weightsMb, double arenaMb, double trafficMb) {
    /** Beyond this many, everything is forgotten: a sweep over sizes shall not fill the memory. */
    private static final int MOST = 1024;

    private static final double BYTES_PER_MB = 1e6;

    /** Counting takes a millisecond, and plans and sweeps ask again and again. */
    private static final Map<String, NetworkMemory> KNOWN = new ConcurrentHashMap<>();

    /** Empty for a network outside the catalogue, and for a size that its layers cannot take. */
    static Optional<NetworkMemory> of(LatencyQuery query) {
        Precision precision = Precision.of(query.precision()).orElse(Precision.OTHER);
        if (Networks.find(query.network()).isEmpty() || precision == Precision.OTHER) {
            return Optional.empty();
        }
        String key =
                query.network() + " " + query.inputWidthPx() + "x" + query.inputHeightPx() + " " + query.precision();
        NetworkMemory known = KNOWN.get(key);
        if (known == null) {
            try {
                InputSize size = new InputSize(query.inputWidthPx(), query.inputHeightPx());
                NetworkCost cost = NetworkCost.of(Catalogue.network(query.network(), size, precision));
                known = new NetworkMemory(
                        cost.weightsBytes() / BYTES_PER_MB,
                        cost.activationPeakBytes() / BYTES_PER_MB,
                        (cost.weightsBytes() + cost.activationBytes()) / BYTES_PER_MB);
            } catch (InputException noSuchSize) {
                return Optional.empty();
            }
            if (KNOWN.size() >= MOST) {
                KNOWN.clear();
            }
            KNOWN.put(key, known);
        }
        return Optional.of(known);
    }
}
