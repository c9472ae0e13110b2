package org.framebudget.sim.report;

import java.util.List;
import org.framebudget.devices.calibration.LatencyValidation;

/**
 * What is known of the predictions for a unit that the scenario infers on.
 *
 * @param profile profile id
 * @param unit unit id
 * @param precision of the networks
 * @param networks networks that the scenario runs there
 * @param rows measurements of that unit in that precision, each predicted without it, once for each split; may be empty
 */
public record UnitValidation(
        String profile, String unit, String precision, List<String> networks, List<LatencyValidation.Row> rows) {
    /** Keeps copies of the lists. */
    public UnitValidation {
        networks = List.copyOf(networks);
        rows = List.copyOf(rows);
    }

    String title() {
        return profile + ", " + unit + ", " + precision;
    }
}
