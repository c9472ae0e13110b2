package org.framebudget.devices.calibration;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.devices.latency.LatencyModel;
import org.framebudget.devices.latency.LatencyModel.Basis;
import org.framebudget.devices.latency.LatencyRow;
import org.framebudget.devices.latency.LatencySeries;
import org.framebudget.devices.latency.SeriesFit;
import org.framebudget.models.CsvTable;
import org.framebudget.models.InputException;

/**
 * How well the latencies of one profile are predicted, each measurement by what is left without it. Shipped profiles have the
 * rows of {@link LatencyValidation}, which takes too long to be made for every plan and is kept as {@value #FILE}; any other
 * profile's are predicted by its own series, one left out at a time.
 */
public final class ProfileValidation {
    /** The rows of {@link LatencyValidation#run}, held against it by a test. */
    public static final String FILE = "calibration/left-out.csv";

    private static final List<String> COLUMNS = List.of(
            "device",
            "unit",
            "network",
            "input_width_px",
            "input_height_px",
            "precision",
            "split",
            "basis",
            "measured_ms",
            "predicted_ms",
            "low_ms",
            "high_ms",
            "source");

    private static final double MOST_MS = 1e7;

    private ProfileValidation() {}

    /** Every left-out measurement of a profile, once for each split; none where nobody measured it. */
    public static List<LatencyValidation.Row> rows(DeviceProfile profile) {
        return asShipped(profile) ? shipped(profile.id()) : own(profile);
    }

    private static boolean asShipped(DeviceProfile profile) {
        try {
            return new ProfileRepository(null)
                    .load(profile.id(), Path.of("."))
                    .sha256()
                    .equals(profile.sha256());
        } catch (InputException e) {
            return false;
        }
    }

    /** Those of a device, and where an accelerator is attached to it those of the device alone. */
    private static List<LatencyValidation.Row> shipped(String id) {
        String host = id.replaceFirst("\\+.*", "");
        return shipped().stream()
                .filter(row -> row.device().equals(id) || row.device().equals(host))
                .toList();
    }

    private static List<LatencyValidation.Row> own(DeviceProfile profile) {
        LatencyModel model = LatencyModel.shipped();
        List<LatencyValidation.Row> rows = new ArrayList<>();
        for (SeriesFit fit : SeriesFit.of(profile, model)) {
            if (fit.series().points().size() >= CalibrationData.LEAST_POINTS) {
                fit.leftOut(model).forEach(left -> rows.add(row(fit.series(), left)));
            }
        }
        return List.copyOf(rows);
    }

    private static LatencyValidation.Row row(LatencySeries series, SeriesFit.LeftOutRow left) {
        LatencyRow row = left.row();
        return new LatencyValidation.Row(
                series.device(),
                series.unit(),
                row.network(),
                row.inputWidthPx(),
                row.inputHeightPx(),
                series.precision(),
                Split.POINT.text(),
                left.basis(),
                row.latencyMs(),
                left.predictedMs(),
                left.lowMs(),
                left.highMs(),
                left.errorFraction(),
                left.covered(),
                row.source().cite());
    }

    /** The file's rows. */
    static List<LatencyValidation.Row> shipped() {
        try (InputStream in = ProfileValidation.class.getClassLoader().getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is not on the class path.");
            }
            return read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(FILE + " cannot be read.", e);
        }
    }

    private static List<LatencyValidation.Row> read(String text) {
        List<LatencyValidation.Row> rows = new ArrayList<>();
        for (CsvTable.Row row : CsvTable.read(FILE, text, COLUMNS, List.of()).rows()) {
            double measuredMs = row.number("measured_ms", 0, MOST_MS);
            double predictedMs = row.number("predicted_ms", 0, MOST_MS);
            double lowMs = row.number("low_ms", 0, MOST_MS);
            double highMs = row.number("high_ms", 0, MOST_MS);
            rows.add(new LatencyValidation.Row(
                    row.text("device"),
                    row.text("unit"),
                    row.text("network"),
                    row.integer("input_width_px", 1, 1 << 16),
                    row.integer("input_height_px", 1, 1 << 16),
                    row.text("precision"),
                    row.text("split"),
                    Basis.valueOf(row.text("basis").toUpperCase(Locale.ROOT)),
                    measuredMs,
                    predictedMs,
                    lowMs,
                    highMs,
                    predictedMs / measuredMs - 1,
                    lowMs <= measuredMs && measuredMs <= highMs,
                    row.text("source")));
        }
        return List.copyOf(rows);
    }

    /** The file of these rows. */
    static String text(List<LatencyValidation.Row> rows) {
        StringBuilder text = new StringBuilder(String.join(",", COLUMNS)).append('\n');
        for (LatencyValidation.Row row : rows) {
            text.append(String.join(
                            ",",
                            row.device(),
                            row.unit(),
                            row.network(),
                            Integer.toString(row.inputWidthPx()),
                            Integer.toString(row.inputHeightPx()),
                            row.precision(),
                            row.split(),
                            row.basis().text(),
                            Double.toString(row.measuredMs()),
                            digits(row.predictedMs()),
                            digits(row.lowMs()),
                            digits(row.highMs()),
                            row.source()))
                    .append('\n');
        }
        return text.toString();
    }

    /** Four digits say enough, and are the same on every machine. */
    private static String digits(double valueMs) {
        return new BigDecimal(valueMs)
                .round(new MathContext(4))
                .stripTrailingZeros()
                .toPlainString();
    }
}
