package org.framebudget.devices.latency;

import java.util.List;
import java.util.Optional;

/**
 * Measured invoke times of one device.
 *
 * @param rows in file order
 */
public record LatencyTable(List<LatencyRow> rows) {
    private static final String MEDIAN = "p50";

    /**
     * The reference row for a combination.
     *
     * @param threads wanted CPU threads, or 0 for those of the reference series
     * @return empty where nobody measured it
     */
    public Optional<LatencyRow> find(
            String network, int inputWidthPx, int inputHeightPx, String precision, String unit, int threads) {
        return rows.stream()
                .filter(r -> r.reference()
                        && r.network().equals(network)
                        && r.inputWidthPx() == inputWidthPx
                        && r.inputHeightPx() == inputHeightPx
                        && r.precision().equals(precision)
                        && r.unit().equals(unit)
                        && (threads == 0 || r.threads() == 0 || r.threads() == threads))
                .findFirst();
    }

    /** Whether the level of an answer is a median, else a mean: the row's own, or what most reference rows of its unit state. */
    public boolean isMedian(Prediction prediction) {
        LatencyRow repeated = prediction.row();
        List<LatencyRow> stating = repeated != null
                ? List.of(repeated)
                : rows.stream()
                        .filter(row -> row.reference()
                                && row.unit().equals(prediction.query().unit()))
                        .toList();
        return 2
                        * stating.stream()
                                .filter(row -> row.statistic().equals(MEDIAN))
                                .count()
                > stating.size();
    }
}
