package org.framebudget.sim.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.framebudget.devices.calibration.LatencyValidation;
import org.framebudget.devices.calibration.MemoryValidation;
import org.framebudget.devices.calibration.PercentileValidation;
import org.framebudget.devices.calibration.PowerValidation;
import org.framebudget.devices.calibration.thermal.SustainedValidation;
import org.framebudget.devices.calibration.thermal.SustainedValidation.Onset;
import org.framebudget.models.InputException;
import org.framebudget.models.Suggestions;

/** A validation as the contract's JSON and as text. */
final class ValidationReport {
    private static final double PERCENT = 100;

    private final LatencyValidation latency;
    private final List<SustainedValidation.Row> sustained;
    private final MemoryValidation memory;
    private final String device;
    private final PowerReport power;

    /**
     * @param device the only one to show, empty for all
     */
    ValidationReport(
            LatencyValidation latency,
            List<SustainedValidation.Row> sustained,
            MemoryValidation memory,
            PowerValidation power,
            PercentileValidation percentiles,
            String device) {
        this.latency = latency;
        this.sustained = sustained;
        this.memory = memory;
        this.device = device;
        this.power = new PowerReport(power, percentiles, this::shown);
        TreeSet<String> known = new TreeSet<>();
        latency.devices().forEach(d -> known.add(d.device()));
        power.rows().forEach(row -> known.add(row.device()));
        percentiles.rows().forEach(row -> known.add(row.device()));
        if (!device.isEmpty() && !known.contains(device)) {
            throw new InputException("--device: nothing was left out of '" + device + "'. "
                    + Suggestions.advice(device, List.copyOf(known)));
        }
    }

    private boolean shown(String of) {
        return device.isEmpty() || of.equals(device);
    }

    Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put(
                "rows",
                latency.rows().stream()
                        .filter(row -> shown(row.device()))
                        .map(ValidationReport::facts)
                        .toList());
        facts.put(
                "summary",
                latency.devices().stream()
                        .filter(d -> shown(d.device()))
                        .map(ValidationReport::facts)
                        .toList());
        facts.put(
                "grids",
                latency.grids().stream()
                        .filter(grid -> shown(grid.device()))
                        .map(ValidationReport::facts)
                        .toList());
        facts.put(
                "intervals",
                latency.bases().stream().map(ValidationReport::facts).toList());
        facts.put("repeatability", latency.repeatabilityFraction());
        facts.put("splits_file", LatencyValidation.SPLITS_FILE);
        facts.put("sustained", sustained.stream().map(ValidationReport::facts).toList());
        facts.put(
                "memory",
                memory.rows().stream()
                        .filter(row -> shown(row.device()))
                        .map(ValidationReport::facts)
                        .toList());
        facts.put("memory_median_error", Json.rounded(memory.medianErrorFraction()));
        power.addTo(facts);
        return facts;
    }

    private static Map<String, Object> facts(MemoryValidation.Row row) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("device", row.device());
        facts.put("network", row.network());
        facts.put("input", List.of(row.inputWidthPx(), row.inputHeightPx()));
        facts.put("precision", row.precision());
        facts.put("published_mb", row.publishedMb());
        facts.put("predicted_mb", Json.rounded(row.predictedMb()));
        facts.put("error_fraction", Json.rounded(row.errorFraction()));
        facts.put("source", row.source());
        return facts;
    }

    private static Map<String, Object> facts(LatencyValidation.Row row) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("device", row.device());
        facts.put("unit", row.unit());
        facts.put("network", row.network());
        facts.put("input", List.of(row.inputWidthPx(), row.inputHeightPx()));
        facts.put("precision", row.precision());
        facts.put("measured_ms", row.measuredMs());
        facts.put("predicted_ms", Json.rounded(row.predictedMs()));
        facts.put("interval95_ms", List.of(Json.rounded(row.lowMs()), Json.rounded(row.highMs())));
        facts.put("error_fraction", Json.rounded(row.errorFraction()));
        facts.put("held_out", true);
        facts.put("split", row.split());
        facts.put("basis", row.basis().text());
        facts.put("covered", row.covered());
        facts.put("source", row.source());
        return facts;
    }

    private static Map<String, Object> facts(LatencyValidation.Device of) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("device", of.device());
        facts.put("n", of.count());
        facts.put("mape", Json.rounded(of.errorFraction()));
        facts.put("within_10_percent", Json.rounded(of.within10Fraction()));
        facts.put("covered", Json.rounded(of.coveredFraction()));
        return facts;
    }

    private static Map<String, Object> facts(LatencyValidation.Grid grid) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("device", grid.device());
        facts.put("unit", grid.unit());
        facts.put("precision", grid.precision());
        facts.put("split", grid.split());
        facts.put("n", grid.count());
        facts.put("mape", Json.rounded(grid.errorFraction()));
        facts.put("affine_in_macs", Json.rounded(grid.affineFraction()));
        facts.put("constant", Json.rounded(grid.constantFraction()));
        facts.put("last_value", Json.rounded(grid.lastFraction()));
        facts.put("rounding", Json.rounded(grid.roundingFraction()));
        facts.put("covered", Json.rounded(grid.coveredFraction()));
        return facts;
    }

    private static Map<String, Object> facts(LatencyValidation.Intervals of) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("basis", of.basis().text());
        facts.put("n", of.count());
        facts.put("covered", Json.rounded(of.coveredFraction()));
        facts.put("median_half_width", Json.rounded(of.medianHalfWidthFraction()));
        facts.put("interval_score", Json.rounded(of.scoreFraction()));
        facts.put("best_constant_score", Json.rounded(of.constantScoreFraction()));
        return facts;
    }

    private static Map<String, Object> facts(SustainedValidation.Row row) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("run", row.run());
        facts.put("kind", row.kind().name().toLowerCase(Locale.ROOT));
        facts.put("minutes", List.of(row.firstMinute(), row.lastMinute()));
        facts.put("mean_error", Json.rounded(row.meanErrorFraction()));
        facts.put("battery_error_k", Double.isFinite(row.batteryErrorK()) ? Json.rounded(row.batteryErrorK()) : null);
        facts.put("total_frames_error", Json.rounded(row.totalErrorFraction()));
        facts.put("first_onset_minute", onset(row.onsetObserved(), row.onsetPredicted()));
        facts.put("second_onset_minute", onset(row.secondOnsetObserved(), row.secondOnsetPredicted()));
        facts.put(
                "final_ms",
                Map.of(
                        "observed",
                        Json.rounded(row.finalObservedMs()),
                        "predicted",
                        Json.rounded(row.finalPredictedMs())));
        facts.put(
                "copy_the_other_run",
                Double.isFinite(row.copyErrorFraction()) ? Json.rounded(row.copyErrorFraction()) : null);
        facts.put(
                "constant",
                Double.isFinite(row.constantErrorFraction()) ? Json.rounded(row.constantErrorFraction()) : null);
        return facts;
    }

    private static Map<String, Object> onset(Onset observed, Onset predicted) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("observed", observed.minute() == 0 ? null : observed.minute());
        facts.put("predicted", predicted.minute() == 0 ? null : predicted.minute());
        facts.put("interval90", List.of(predicted.lowMinute(), predicted.highMinute()));
        return facts;
    }

    String text(boolean withRows) {
        StringBuilder text = new StringBuilder();
        text.append("Mean absolute error of what was left out, by grid. Splits: ")
                .append(LatencyValidation.SPLITS_FILE)
                .append(".\n\n")
                .append(grids())
                .append("\nDevices (grids by width and size, others by point)\n\n")
                .append(devices())
                .append("\nIntervals of 95 %\n\n")
                .append(intervals())
                .append(String.format(
                        Locale.ROOT,
                        "%nTwo sources of one thing differ by %.1f %% (standard deviation of one): no model can do better.%n",
                        PERCENT * latency.repeatabilityFraction()));
        text.append("\nPeak memory, each row left out\n\n").append(memoryText());
        text.append(power.text());
        if (device.isEmpty()) {
            text.append("\nSustained runs, by the minute\n\n").append(sustainedText());
        }
        if (withRows) {
            text.append("\nLeft-out measurements\n\n").append(rows());
        }
        return text.toString();
    }

    private String grids() {
        TextTable table = new TextTable(
                "DEVICE",
                "UNIT",
                "PRECISION",
                "LEFT OUT",
                ">N",
                ">MODEL %",
                ">AFFINE %",
                ">CONSTANT %",
                ">NEAREST %",
                ">ROUNDING %",
                ">IN 95 %");
        for (LatencyValidation.Grid grid : latency.grids()) {
            if (shown(grid.device())) {
                table.row(
                        grid.device(),
                        grid.unit(),
                        grid.precision(),
                        grid.split(),
                        Integer.toString(grid.count()),
                        percent(grid.errorFraction()),
                        percent(grid.affineFraction()),
                        percent(grid.constantFraction()),
                        percent(grid.lastFraction()),
                        percent(grid.roundingFraction()),
                        whole(grid.coveredFraction()));
            }
        }
        return table.text();
    }

    private String devices() {
        TextTable table = new TextTable("DEVICE", ">N", ">MODEL %", ">WITHIN 10 %", ">IN 95 %");
        for (LatencyValidation.Device of : latency.devices()) {
            if (shown(of.device())) {
                table.row(
                        of.device(),
                        Integer.toString(of.count()),
                        percent(of.errorFraction()),
                        whole(of.within10Fraction()),
                        whole(of.coveredFraction()));
            }
        }
        return table.text();
    }

    private String intervals() {
        TextTable table =
                new TextTable("BASIS", ">N", ">IN 95 %", ">MEDIAN HALF WIDTH %", ">SCORE", ">BEST CONSTANT'S SCORE");
        for (LatencyValidation.Intervals of : latency.bases()) {
            table.row(
                    of.basis().text(),
                    Integer.toString(of.count()),
                    percent(of.coveredFraction()),
                    percent(of.medianHalfWidthFraction()),
                    String.format(Locale.ROOT, "%.3f", of.scoreFraction()),
                    String.format(Locale.ROOT, "%.3f", of.constantScoreFraction()));
        }
        return table.text();
    }

    private String memoryText() {
        TextTable table = new TextTable("DEVICE", "NETWORK", "PRECISION", ">PUBLISHED MB", ">PREDICTED MB", ">ERROR %");
        for (MemoryValidation.Row row : memory.rows()) {
            if (shown(row.device())) {
                table.row(
                        row.device(),
                        row.network(),
                        row.precision(),
                        whole(row.publishedMb() / PERCENT),
                        whole(row.predictedMb() / PERCENT),
                        String.format(Locale.ROOT, "%+.1f", PERCENT * row.errorFraction()));
            }
        }
        return table.text()
                + String.format(Locale.ROOT, "%nMedian error %.1f %%.%n", PERCENT * memory.medianErrorFraction());
    }

    private String sustainedText() {
        TextTable table = new TextTable(
                "RUN",
                "KIND",
                ">MINUTES",
                ">ERROR %",
                ">TOTAL %",
                ">BATTERY K",
                ">ONSET",
                ">SECOND",
                ">FINAL ms",
                ">COPY %",
                ">CONSTANT %");
        for (SustainedValidation.Row row : sustained) {
            table.row(
                    row.run(),
                    row.kind().name().toLowerCase(Locale.ROOT),
                    row.firstMinute() + "-" + row.lastMinute(),
                    percent(row.meanErrorFraction()),
                    String.format(Locale.ROOT, "%+.1f", PERCENT * row.totalErrorFraction()),
                    Double.isFinite(row.batteryErrorK())
                            ? String.format(Locale.ROOT, "%.1f", row.batteryErrorK())
                            : "-",
                    minutes(row.onsetObserved(), row.onsetPredicted()),
                    minutes(row.secondOnsetObserved(), row.secondOnsetPredicted()),
                    String.format(Locale.ROOT, "%.0f, %.0f", row.finalObservedMs(), row.finalPredictedMs()),
                    Double.isFinite(row.copyErrorFraction()) ? percent(row.copyErrorFraction()) : "-",
                    Double.isFinite(row.constantErrorFraction()) ? percent(row.constantErrorFraction()) : "-");
        }
        return table.text() + "\nOnset, second onset and final latency: measured, predicted.\n";
    }

    private static String minutes(Onset observed, Onset predicted) {
        return (observed.minute() == 0 ? "never" : observed.minute()) + ", "
                + (predicted.minute() == 0 ? "never" : predicted.minute());
    }

    private String rows() {
        TextTable table = new TextTable(
                "DEVICE",
                "UNIT",
                "NETWORK",
                ">INPUT",
                "PRECISION",
                "LEFT OUT",
                "BASIS",
                ">MEASURED ms",
                ">PREDICTED ms",
                ">95 % ms",
                ">ERROR %");
        for (LatencyValidation.Row row : latency.rows()) {
            if (shown(row.device())) {
                table.row(
                        row.device(),
                        row.unit(),
                        row.network(),
                        row.inputWidthPx() + "x" + row.inputHeightPx(),
                        row.precision(),
                        row.split(),
                        row.basis().text(),
                        milliseconds(row.measuredMs()),
                        milliseconds(row.predictedMs()),
                        milliseconds(row.lowMs()) + " to " + milliseconds(row.highMs()),
                        String.format(Locale.ROOT, "%+.1f", PERCENT * row.errorFraction()));
            }
        }
        return table.text();
    }

    private static String milliseconds(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.1f", value);
    }

    private static String percent(double fraction) {
        return String.format(Locale.ROOT, "%.1f", PERCENT * fraction);
    }

    private static String whole(double fraction) {
        return String.format(Locale.ROOT, "%.0f", PERCENT * fraction);
    }
}
