package org.framebudget.devices.latency;

import java.util.List;
import java.util.Optional;

/**
 * Measured invoke times of one device.
 *
 * @param rows in file order
 */
public record LatencyTable(List<LatencyRow> rows) {

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

    /** What the level of an answer is: what the row itself states, or more than half of the reference rows of its unit; else a mean. */
    public LevelKind levelKind(Prediction prediction) {
        LatencyRow repeated = prediction.row();
        List<LatencyRow> stating = repeated != null
                ? List.of(repeated)
                : rows.stream()
                        .filter(row -> row.reference()
                                && row.unit().equals(prediction.query().unit()))
                        .toList();
        for (LevelKind kind : List.of(LevelKind.MEDIAN, LevelKind.CALM)) {
            long count = stating.stream()
                    .filter(row -> row.statistic().equals(kind.text()))
                    .count();
            if (2 * count > stating.size()) {
                return kind;
            }
        }
        return LevelKind.MEAN;
    }
}
