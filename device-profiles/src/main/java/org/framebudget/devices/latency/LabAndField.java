package org.framebudget.devices.latency;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import org.framebudget.devices.ProductFiles;
import org.framebudget.models.CsvTable;

/**
 * Published pairs of one network's time in a benchmark, back to back, and in an application on the same kind of phone. They come from people
 * who asked why they differ, so no pair is of an application that is as fast: the slowest says how bad it gets, not how bad it is.
 *
 * @param pairCount pairs
 * @param fastestFactor least time in the application over that of the benchmark
 * @param slowestFactor most
 */
public record LabAndField(int pairCount, double fastestFactor, double slowestFactor) {
    private static final String FILE = "measurements/validation/lab-and-field.csv";
    private static final List<String> COLUMNS =
            List.of("device", "network", "precision", "lab_ms", "field_ms", "lab", "field", "cite");
    private static final LabAndField SHIPPED = read();

    /** The pairs in the product's jar. */
    public static LabAndField shipped() {
        return SHIPPED;
    }

    private static LabAndField read() {
        DoubleSummaryStatistics ratios =
                CsvTable.read(FILE, ProductFiles.text(FILE), COLUMNS, List.of()).rows().stream()
                        .mapToDouble(row -> row.number("field_ms", 0.001, 1e6) / row.number("lab_ms", 0.001, 1e6))
                        .summaryStatistics();
        return new LabAndField((int) ratios.getCount(), ratios.getMin(), ratios.getMax());
    }
}
