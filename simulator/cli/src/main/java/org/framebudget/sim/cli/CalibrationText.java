package org.framebudget.sim.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.framebudget.devices.calibration.imports.CalibrationReport;
import org.framebudget.devices.calibration.imports.CalibrationReport.Fitted;
import org.framebudget.devices.latency.LatencyRow;
import org.framebudget.devices.latency.SeriesFit;
import org.jspecify.annotations.Nullable;

/** What {@code calibrate} says of a new profile. */
final class CalibrationText {
    private CalibrationText() {}

    static String text(CalibrationReport report, Path file, Path pdf) {
        StringBuilder text = new StringBuilder();
        text.append(report.profileId())
                .append(": ")
                .append(report.profileName())
                .append(report.carriedOver() ? ", carried over from " : ", made from ")
                .append(report.baseId())
                .append("\n\n");
        TextTable files = new TextTable("FILE", "WHAT IT IS", ">LEVELS");
        for (CalibrationReport.FileRead read : report.files()) {
            files.row(read.file(), read.format().text(), Integer.toString(read.levels()));
        }
        text.append(files.text()).append('\n');
        if (report.fits().isEmpty()) {
            text.append("No network of the catalogue was measured: nothing is fitted.\n");
        } else {
            TextTable fits = new TextTable("SERIES", ">NETWORKS", ">ERROR LEFT OUT", ">INSIDE 95 %");
            for (Fitted fitted : report.fits()) {
                fits.row(
                        fitted.title(),
                        Integer.toString(fitted.leftOut().size()),
                        fitted.leftOut().size() < 2
                                ? "-"
                                : String.format(Locale.ROOT, "%.1f %%", 100 * fitted.meanErrorFraction()),
                        covered(fitted) + " of " + fitted.leftOut().size());
            }
            text.append(fits.text());
        }
        if (!report.notes().isEmpty()) {
            text.append('\n');
            report.notes().forEach(note -> text.append("Note: ").append(note).append('\n'));
        }
        return text.append("\nProfile: ")
                .append(file)
                .append("\nReport:  ")
                .append(pdf)
                .append('\n')
                .toString();
    }

    private static long covered(Fitted fitted) {
        return fitted.leftOut().stream().filter(SeriesFit.LeftOutRow::covered).count();
    }

    static Map<String, Object> json(CalibrationReport report) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("profile", report.profileId());
        document.put("name", report.profileName());
        document.put("base", report.baseId());
        document.put("carried_over", report.carriedOver());
        List<Map<String, Object>> files = new ArrayList<>();
        for (CalibrationReport.FileRead read : report.files()) {
            files.add(ordered("file", read.file(), "format", read.format().name(), "levels", read.levels()));
        }
        document.put("files", files);
        List<Map<String, Object>> rows = new ArrayList<>();
        for (LatencyRow row : report.rows()) {
            rows.add(ordered(
                    "network", row.network(),
                    "input", List.of(row.inputWidthPx(), row.inputHeightPx()),
                    "precision", row.precision(),
                    "unit", row.unit(),
                    "threads", row.threads(),
                    "latency_ms", row.latencyMs(),
                    "statistic", row.statistic()));
        }
        document.put("rows", rows);
        document.put("fits", report.fits().stream().map(CalibrationText::fit).toList());
        document.put("notes", report.notes());
        return document;
    }

    private static Map<String, Object> fit(Fitted fitted) {
        Map<String, Object> fit = ordered(
                "unit", fitted.fit().unit().id(),
                "precision", fitted.fit().series().precision(),
                "threads", fitted.fit().series().threads(),
                "networks", fitted.leftOut().size(),
                "left_out_mean_error_fraction", fitted.meanErrorFraction(),
                "left_out_inside_interval", covered(fitted));
        fit.put("parameters", parameters(fitted.fit()));
        return fit;
    }

    /** Fitted parameters, no logarithms but their spread. */
    static List<Map<String, Object>> parameters(SeriesFit fit) {
        List<Map<String, Object>> parameters = new ArrayList<>();
        for (SeriesFit.Value value : fit.values()) {
            parameters.add(ordered(
                    "name", value.parameter().name().toLowerCase(Locale.ROOT),
                    "value", value.value(),
                    "low95", value.low(),
                    "high95", value.high(),
                    "log_sd", value.sdFraction()));
        }
        return parameters;
    }

    /** Keys and values in turn. */
    static Map<String, Object> ordered(@Nullable Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put(String.valueOf(keysAndValues[i]), keysAndValues[i + 1]);
        }
        return map;
    }
}
