package org.framebudget.devices.calibration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.framebudget.devices.latency.LatencyRow;
import org.framebudget.devices.latency.LatencySeries;

/**
 * What is left out of a series together.
 *
 * @param series of one device, unit, precision and number of threads
 * @param split the rule
 * @param key what these rows have in common
 * @param rows the rows
 */
record Fold(LatencySeries series, Split split, String key, List<LatencyRow> rows) {
    private static final int LEAST_TRAINING = 2;
    private static final int LEAST_GRID = 12;

    /** Every fold of every series, series by series. */
    static List<Fold> of(List<LatencySeries> all) {
        List<Fold> folds = new ArrayList<>();
        for (LatencySeries series : all) {
            for (Split split : Split.values()) {
                folds.addAll(of(series, split));
            }
        }
        return folds;
    }

    /** Folds of one series that leave at least two measurements. */
    static List<Fold> of(LatencySeries series, Split split) {
        if (!applies(series, split)) {
            return List.of();
        }
        Map<String, List<LatencyRow>> groups = new LinkedHashMap<>();
        for (LatencyRow row : series.rows()) {
            groups.computeIfAbsent(split.key(row), k -> new ArrayList<>()).add(row);
        }
        List<Fold> folds = new ArrayList<>();
        groups.forEach((key, rows) -> {
            if (series.rows().size() - rows.size() >= LEAST_TRAINING) {
                folds.add(new Fold(series, split, key, List.copyOf(rows)));
            }
        });
        return folds;
    }

    /** Widths and sizes are left out of grids only: elsewhere that would leave out one point of few. */
    private static boolean applies(LatencySeries series, Split split) {
        return switch (split) {
            case WIDTH, SIZE -> series.points().size() >= LEAST_GRID;
            case FAMILY, POINT -> true;
        };
    }
}
