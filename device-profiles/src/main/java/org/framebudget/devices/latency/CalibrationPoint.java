package org.framebudget.devices.latency;

/**
 * One measured invoke time that a fit may use.
 *
 * @param network what ran
 * @param latencyMs its time
 * @param roundingFraction standard deviation that printed digits alone allow, over the time
 * @param clockFraction clock it ran at over the unit's full one
 */
public record CalibrationPoint(
        NetworkFeatures network, double latencyMs, double roundingFraction, double clockFraction) {
    /** At full clock. */
    public CalibrationPoint(NetworkFeatures network, double latencyMs, double roundingFraction) {
        this(network, latencyMs, roundingFraction, 1);
    }

    /** Throws {@link IllegalArgumentException} for a time or clock that is not positive. */
    public CalibrationPoint {
        if (!(latencyMs > 0) || !(roundingFraction >= 0) || !(clockFraction > 0)) {
            throw new IllegalArgumentException("An inference takes time: " + latencyMs + " ms.");
        }
    }
}
