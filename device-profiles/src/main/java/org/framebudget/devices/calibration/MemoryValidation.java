package org.framebudget.devices.calibration;

import java.util.ArrayList;
import java.util.List;
import org.framebudget.devices.ProductFiles;
import org.framebudget.models.CsvTable;
import org.framebudget.models.catalogue.Catalogue;
import org.framebudget.models.catalogue.Networks;
import org.framebudget.models.network.InputSize;
import org.framebudget.models.network.NetworkCost;
import org.framebudget.models.network.Precision;

/**
 * Peak memory of a process that runs one network, predicted as runtime + factor x weights + arena, against published peaks. Runtime
 * and factor are fitted per device to the other networks' rows (least relative squares), so no row predicts itself. Float networks
 * are held in half precision by the neural processors these rows come from.
 *
 * @param rows one for each published peak of a catalogue network
 */
public record MemoryValidation(List<Row> rows) {
    private static final List<String> DEVICES = List.of("galaxy-s24", "sa8295p", "sa8775p");
    private static final List<String> COLUMNS = List.of(
            "network",
            "input_width_px",
            "input_height_px",
            "precision",
            "unit",
            "peak_low_mb",
            "peak_high_mb",
            "cite",
            "note");
    private static final double MEGA = 1e6;
    private static final int LEAST_ROWS = 3;

    /**
     * One network on one device.
     *
     * @param publishedMb upper end of the published range
     * @param predictedMb by the fit to the device's other rows
     */
    public record Row(
            String device,
            String network,
            int inputWidthPx,
            int inputHeightPx,
            String precision,
            double publishedMb,
            double predictedMb,
            String source) {
        /** Predicted over published, less one. */
        public double errorFraction() {
            return predictedMb / publishedMb - 1;
        }
    }

    private record Peak(CsvTable.Row row, double weightsMb, double arenaMb, double peakMb) {}

    /** Every published peak of a catalogue network. */
    public static MemoryValidation run() {
        List<Row> rows = new ArrayList<>();
        for (String device : DEVICES) {
            List<Peak> peaks = peaks("measurements/" + device + "/memory.csv");
            for (Peak left : peaks) {
                List<Peak> rest = peaks.stream().filter(p -> p != left).toList();
                if (rest.size() >= LEAST_ROWS) {
                    double[] fit = fit(rest);
                    rows.add(new Row(
                            device,
                            left.row().text("network"),
                            left.row().integer("input_width_px", 1, 100_000),
                            left.row().integer("input_height_px", 1, 100_000),
                            left.row().text("precision"),
                            left.peakMb(),
                            fit[0] + fit[1] * left.weightsMb() + left.arenaMb(),
                            left.row().text("cite")));
                }
            }
        }
        return new MemoryValidation(List.copyOf(rows));
    }

    /** Half the rows are predicted better than that. */
    public double medianErrorFraction() {
        double[] errors = rows.stream()
                .mapToDouble(row -> Math.abs(row.errorFraction()))
                .sorted()
                .toArray();
        return errors[errors.length / 2];
    }

    /** Runtime in MB and the factor on weights. */
    private static double[] fit(List<Peak> peaks) {
        return Baselines.line(
                peaks.stream().mapToDouble(Peak::weightsMb).toArray(),
                peaks.stream().mapToDouble(p -> p.peakMb() - p.arenaMb()).toArray(),
                peaks.stream().mapToDouble(Peak::peakMb).toArray());
    }

    private static List<Peak> peaks(String file) {
        List<Peak> peaks = new ArrayList<>();
        for (CsvTable.Row row :
                CsvTable.read(file, ProductFiles.text(file), COLUMNS, List.of()).rows()) {
            if (!Networks.ids().contains(row.text("network"))) {
                continue;
            }
            boolean quantised = row.text("precision").equals("int8");
            NetworkCost cost = NetworkCost.of(Catalogue.network(
                    row.text("network"),
                    new InputSize(
                            row.integer("input_width_px", 1, 100_000), row.integer("input_height_px", 1, 100_000)),
                    quantised ? Precision.INT8 : Precision.FP16));
            double arenaMb = cost.activationPeakBytes() / MEGA / (quantised ? 1 : 2);
            peaks.add(new Peak(row, cost.weightsBytes() / MEGA, arenaMb, row.number("peak_high_mb", 1, 1e6)));
        }
        return peaks;
    }
}
