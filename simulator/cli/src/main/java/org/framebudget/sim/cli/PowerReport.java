package org.framebudget.sim.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.framebudget.devices.calibration.PercentileValidation;
import org.framebudget.devices.calibration.PowerValidation;
import org.framebudget.devices.calibration.RowRole;
import org.jspecify.annotations.Nullable;

/** Power and percentiles of a validation, as facts for JSON and as tables. */
final class PowerReport {
    private static final double PERCENT = 100;
    private static final String NONE = "-";

    private final PowerValidation power;
    private final PercentileValidation percentiles;
    private final Predicate<String> shown;

    /**
     * @param shown whether a device is asked for
     */
    PowerReport(PowerValidation power, PercentileValidation percentiles, Predicate<String> shown) {
        this.power = power;
        this.percentiles = percentiles;
        this.shown = shown;
    }

    void addTo(Map<String, Object> facts) {
        facts.put(
                "power",
                power.rows().stream()
                        .filter(row -> shown.test(row.device()))
                        .map(PowerReport::facts)
                        .toList());
        Map<String, Object> medians = new LinkedHashMap<>();
        for (RowRole role : RowRole.values()) {
            medians.put(role.text(), rounded(power.medianErrorFraction(role)));
        }
        facts.put("power_median_error", medians);
        facts.put(
                "power_not_published",
                power.unpublished().stream().filter(shown).toList());
        facts.put(
                "percentiles",
                percentiles.rows().stream()
                        .filter(row -> shown.test(row.device()))
                        .map(PowerReport::facts)
                        .toList());
    }

    private static Map<String, Object> facts(PowerValidation.Row row) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("device", row.device());
        facts.put("unit", row.unit().isEmpty() ? null : row.unit());
        facts.put("state", row.state());
        facts.put("network", row.network().isEmpty() ? null : row.network());
        facts.put("precision", row.precision().isEmpty() ? null : row.precision());
        facts.put("role", row.role().text());
        facts.put("measured_w", row.measuredW());
        facts.put("predicted_w", rounded(row.predictedW()));
        facts.put("error_fraction", rounded(row.errorFraction()));
        facts.put("in_range", row.inRange());
        facts.put("measured_mj", rounded(milli(row.measuredJ())));
        facts.put("predicted_mj", rounded(milli(row.predictedJ())));
        facts.put("energy_error_fraction", rounded(row.energyErrorFraction()));
        facts.put("source", row.source());
        facts.put("note", row.note());
        return facts;
    }

    private static Map<String, Object> facts(PercentileValidation.Row row) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("device", row.device());
        facts.put("unit", row.unit());
        facts.put("network", row.network());
        facts.put("role", row.role().text());
        for (int i = 0; i < PercentileValidation.PERCENTILES.size(); i++) {
            Map<String, Object> ratio = new LinkedHashMap<>();
            ratio.put("measured", finite(row.measuredRatio().get(i)));
            ratio.put("predicted", finite(row.predictedRatio().get(i)));
            facts.put("p" + PercentileValidation.PERCENTILES.get(i) + "_over_p50", ratio);
        }
        facts.put("source", row.source());
        facts.put("note", row.note());
        return facts;
    }

    private static @Nullable Object finite(double value) {
        return Double.isNaN(value) ? null : Json.rounded(value);
    }

    private static @Nullable Object rounded(@Nullable Double value) {
        return value == null ? null : Json.rounded(value);
    }

    String text() {
        return "\nPower and energy. input: the profile was written from the row, which the other inputs alone predict;\n"
                + "range: only an end of its range was; blind: nothing was\n\n"
                + power()
                + "\nPercentiles over the median of single inferences, measured and predicted\n\n"
                + percentiles();
    }

    private String power() {
        TextTable table = new TextTable(
                "DEVICE",
                "UNIT",
                "STATE",
                "LOAD",
                "ROLE",
                ">MEASURED W",
                ">PREDICTED W",
                ">ERROR %",
                "IN RANGE",
                ">mJ",
                ">PREDICTED",
                ">ERROR %");
        for (PowerValidation.Row row : power.rows()) {
            if (shown.test(row.device())) {
                table.row(
                        row.device(),
                        row.unit().isEmpty() ? NONE : row.unit(),
                        row.state().replace('_', ' '),
                        load(row),
                        row.role().text(),
                        number("%.3f", row.measuredW()),
                        number("%.3f", row.predictedW()),
                        percent(row.errorFraction()),
                        row.inRange() ? "yes" : "no",
                        number("%.1f", milli(row.measuredJ())),
                        number("%.1f", milli(row.predictedJ())),
                        percent(row.energyErrorFraction()));
            }
        }
        List<String> medians = new ArrayList<>();
        for (RowRole role : RowRole.values()) {
            Double median = power.medianErrorFraction(role);
            if (median != null) {
                medians.add(role.text() + " " + number("%.0f", PERCENT * median) + " %");
            }
        }
        List<String> without = power.unpublished().stream().filter(shown).toList();
        return table.text()
                + "\nMedian error of the power of all devices: " + String.join(", ", medians)
                + ". Energy is that above idle.\n"
                + (without.isEmpty() ? "" : "No measured power is known here of " + String.join(", ", without) + ".\n");
    }

    private static String load(PowerValidation.Row row) {
        return row.network().isEmpty() ? row.note() : (row.network() + " " + row.precision()).strip();
    }

    private String percentiles() {
        List<String> heads = new ArrayList<>(List.of("DEVICE", "UNIT", "NETWORK", "ROLE"));
        PercentileValidation.PERCENTILES.forEach(percentile -> heads.add(">P" + percentile));
        TextTable table = new TextTable(heads.toArray(String[]::new));
        for (PercentileValidation.Row row : percentiles.rows()) {
            if (shown.test(row.device())) {
                List<String> cells = new ArrayList<>(List.of(
                        row.device(), row.unit(), row.network(), row.role().text()));
                for (int i = 0; i < PercentileValidation.PERCENTILES.size(); i++) {
                    cells.add(ratio(row.measuredRatio().get(i)) + ", "
                            + ratio(row.predictedRatio().get(i)));
                }
                table.row(cells.toArray(String[]::new));
            }
        }
        StringBuilder median = new StringBuilder("\nMedian error of all devices:");
        for (int i = 0; i < PercentileValidation.PERCENTILES.size(); i++) {
            median.append(i == 0 ? " p" : ", p")
                    .append(PercentileValidation.PERCENTILES.get(i))
                    .append(' ')
                    .append(number("%.1f", PERCENT * percentiles.medianErrorFraction(i)))
                    .append(" %");
        }
        return table.text() + median + ".\n";
    }

    private static @Nullable Double milli(@Nullable Double value) {
        return value == null ? null : Double.valueOf(1000 * value);
    }

    private static String ratio(double value) {
        return Double.isNaN(value) ? NONE : number("%.3f", value);
    }

    private static String percent(@Nullable Double fraction) {
        return fraction == null ? NONE : number("%+.0f", PERCENT * fraction);
    }

    private static String number(String format, @Nullable Double value) {
        return value == null ? NONE : String.format(Locale.ROOT, format, value);
    }
}
