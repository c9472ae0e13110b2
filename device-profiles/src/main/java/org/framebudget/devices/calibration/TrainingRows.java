package org.framebudget.devices.calibration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.framebudget.devices.ProductFiles;
import org.framebudget.devices.Source;
import org.framebudget.devices.SourceKind;
import org.framebudget.devices.latency.LatencyColumns;
import org.framebudget.devices.latency.LatencyRow;
import org.framebudget.devices.latency.LatencySeries;
import org.framebudget.models.CsvTable;

/**
 * Measurements of devices that have no profile, {@code measurements/training/latency.csv}: they inform the priors of their
 * class alone.
 */
final class TrainingRows {
    static final String FILE = "measurements/training/latency.csv";
    private static final List<String> COLUMNS = LatencyColumns.with(List.of("device", "architecture"));
    private static final double CORAL_CACHE = 8e6;
    /** An Edge TPU's; only its rows state another. */
    private static final double FULL_CLOCK_MHZ = 500;

    private TrainingRows() {}

    private record Unit(String device, String unit, String architecture) {
        double onChipWeights() {
            return architecture.equals("edge_tpu") ? CORAL_CACHE : Double.POSITIVE_INFINITY;
        }
    }

    static List<LatencySeries> shipped() {
        return read(FILE, ProductFiles.text(FILE));
    }

    static List<LatencySeries> read(String file, String text) {
        Map<Unit, List<LatencyRow>> rows = new LinkedHashMap<>();
        for (CsvTable.Row row :
                CsvTable.read(file, text, COLUMNS, List.of("clock_mhz")).rows()) {
            Unit unit = new Unit(row.text("device"), row.text("unit"), row.text("architecture"));
            rows.computeIfAbsent(unit, k -> new ArrayList<>()).add(row(row));
        }
        List<LatencySeries> series = new ArrayList<>();
        rows.forEach((unit, own) -> series.addAll(LatencySeries.of(
                unit.device(),
                unit.unit(),
                unit.architecture(),
                unit.onChipWeights(),
                null,
                FULL_CLOCK_MHZ,
                own,
                true)));
        return series;
    }

    private static LatencyRow row(CsvTable.Row row) {
        return new LatencyRow(
                row.text("network"),
                row.integer("input_width_px", 1, 100_000),
                row.integer("input_height_px", 1, 100_000),
                row.text("precision"),
                row.text("unit"),
                row.integer("threads", 0, 1024),
                row.number("latency_ms", 1e-6, 1e7),
                row.text("statistic"),
                row.text("runtime"),
                row.textOrEmpty("conditions"),
                false,
                null,
                null,
                null,
                null,
                null,
                row.numberOrNull("clock_mhz", 0.001, 1e6),
                new Source(SourceKind.valueOf(row.text("kind")), row.text("cite"), null));
    }
}
