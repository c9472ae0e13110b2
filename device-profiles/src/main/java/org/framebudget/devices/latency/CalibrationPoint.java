package org.framebudget.devices.latency;

/**
 * One measured invoke time that a fit may use.
 *
 * @param network what ran
 * @param latencyMs its time
 * @param roundingFraction standard deviation that printed digits alone allow, over the time
 */
public record CalibrationPoint(NetworkFeatures network, double latencyMs, double roundingFraction) {
    /** Throws {@link IllegalArgumentException} for a time that is not positive. */
    public CalibrationPoint {
        if (!(latencyMs > 0) || !(roundingFraction >= 0)) {
            throw new IllegalArgumentException("An inference takes time: " + latencyMs + " ms.");
        }
    }
}
