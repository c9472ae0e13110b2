package org.framebudget.devices.latency;

import org.framebudget.models.InputException;

/**
 * Answers how long an inference takes at the unit's first operating point. {@link MeasuredLatency} knows measurements
 * only; a prediction beyond measured points is another implementation.
 */
public interface LatencySource {
    /** The latency of a combination, or an {@link InputException} that names what is known instead. */
    LatencyRow latency(LatencyQuery query);
}
