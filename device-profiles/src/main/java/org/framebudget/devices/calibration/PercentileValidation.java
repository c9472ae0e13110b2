package org.framebudget.devices.calibration;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.framebudget.devices.Citations;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.ProductFiles;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.devices.latency.JitterProfile;
import org.framebudget.devices.latency.JitterQuantiles;
import org.framebudget.models.CsvTable;
import org.jspecify.annotations.Nullable;

/**
 * Jitter of the shipped profiles against published percentiles of single inferences ({@value #FILE}), each over the median of its own
 * run: shape, not level. A row that the jitter was fitted to is predicted by the mean of the unit's other such rows.
 *
 * @param rows in the file's order
 */
public record PercentileValidation(List<Row> rows) {
    /** The published rows, each with what it was to the profile. */
    public static final String FILE = "measurements/validation/percentiles.csv";
    /** Percentiles that are compared, in the order of {@link Row}'s lists. */
    public static final List<Integer> PERCENTILES = List.of(90, 95, 99);

    private static final double PERCENT = 100;
    private static final double MEDIAN = 0.5;
    private static final List<String> COLUMNS =
            List.of("device", "unit", "network", "p50_ms", "p90_ms", "p95_ms", "p99_ms", "role", "cite", "note");

    /**
     * One published run.
     *
     * @param measuredRatio percentile over median for each of {@link #PERCENTILES}; not a number where it was not published
     * @param predictedRatio the same by the profile or by other runs; not a number where nothing is predicted
     */
    public record Row(
            String device,
            String unit,
            String network,
            RowRole role,
            List<Double> measuredRatio,
            List<Double> predictedRatio,
            String source,
            String note) {
        /**
         * Predicted over measured, less one.
         *
         * @param index into {@link #PERCENTILES}
         * @return absent where one of them is unknown
         */
        public @Nullable Double errorFraction(int index) {
            double error = predictedRatio.get(index) / measuredRatio.get(index) - 1;
            return Double.isNaN(error) ? null : Double.valueOf(error);
        }
    }

    /** Holds every published row against its profile. */
    public static PercentileValidation run() {
        ProfileRepository repository = new ProfileRepository(null);
        Map<String, DeviceProfile> profiles = new HashMap<>();
        List<CsvTable.Row> file =
                CsvTable.read(FILE, ProductFiles.text(FILE), COLUMNS, List.of()).rows();
        Citations citations = Citations.shipped();
        List<Row> rows = new ArrayList<>();
        for (CsvTable.Row row : file) {
            DeviceProfile profile =
                    profiles.computeIfAbsent(row.text("device"), id -> repository.load(id, Path.of(".")));
            citations.text(row.text("cite"));
            RowRole role = RowRole.of(row);
            rows.add(new Row(
                    row.text("device"),
                    row.text("unit"),
                    row.text("network"),
                    role,
                    ratios(row),
                    role == RowRole.INPUT ? byOthers(row, file) : ofProfile(row, profile),
                    row.text("cite"),
                    row.textOrEmpty("note")));
        }
        return new PercentileValidation(List.copyOf(rows));
    }

    private static List<Double> ratios(CsvTable.Row row) {
        double p50Ms = row.number("p50_ms", 1e-6, 1e6);
        return PERCENTILES.stream()
                .map(percentile -> {
                    Double ms = row.numberOrNull("p" + percentile + "_ms", p50Ms, 1e6);
                    return ms == null ? Double.NaN : ms / p50Ms;
                })
                .toList();
    }

    private static List<Double> byOthers(CsvTable.Row left, List<CsvTable.Row> file) {
        List<List<Double>> others = file.stream()
                .filter(row -> row != left && RowRole.of(row) == RowRole.INPUT)
                .filter(row -> row.text("device").equals(left.text("device"))
                        && row.text("unit").equals(left.text("unit")))
                .map(PercentileValidation::ratios)
                .toList();
        List<Double> means = new ArrayList<>();
        for (int i = 0; i < PERCENTILES.size(); i++) {
            int index = i;
            means.add(others.stream()
                    .mapToDouble(other -> other.get(index))
                    .average()
                    .orElse(Double.NaN));
        }
        return List.copyOf(means);
    }

    private static List<Double> ofProfile(CsvTable.Row row, DeviceProfile profile) {
        JitterProfile jitter = profile.units().stream()
                .filter(unit -> unit.id().equals(row.text("unit")))
                .findFirst()
                .orElseThrow(() -> row.error("unit", "the device has no such unit.", null))
                .jitter();
        double median = quantile(jitter, MEDIAN);
        return PERCENTILES.stream()
                .map(percentile -> quantile(jitter, percentile / PERCENT) / median)
                .toList();
    }

    private static double quantile(JitterProfile jitter, double share) {
        Double value = JitterQuantiles.of(jitter, share);
        return value == null ? Double.NaN : value;
    }

    /**
     * Half the predicted runs are off by no more.
     *
     * @param index into {@link #PERCENTILES}
     */
    public double medianErrorFraction(int index) {
        double[] errors = rows.stream()
                .map(row -> row.errorFraction(index))
                .filter(error -> error != null)
                .mapToDouble(Math::abs)
                .sorted()
                .toArray();
        return Arrays.stream(errors).skip(errors.length / 2).findFirst().orElse(Double.NaN);
    }
}
