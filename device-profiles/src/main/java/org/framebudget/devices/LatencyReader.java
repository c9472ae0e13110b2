package org.framebudget.devices;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.framebudget.devices.latency.LatencyColumns;
import org.framebudget.devices.latency.LatencyRow;
import org.framebudget.devices.latency.LevelKind;
import org.framebudget.models.CsvTable;
import org.framebudget.models.Suggestions;
import org.jspecify.annotations.Nullable;

/**
 * Reads a table of measured latencies. A row belongs to its unit's reference series when the profile lists the row's
 * citation under {@code latency.reference.<unit>}; all other rows are evidence.
 */
final class LatencyReader {
    private LatencyReader() {}

    static List<LatencyRow> read(String file, String text, Section section, List<String> unitIds) {
        Map<String, List<String>> reference = reference(section, unitIds);
        List<String> pipelined = pipelined(section, unitIds);
        List<LatencyRow> rows = new ArrayList<>();
        Map<String, Integer> lineByKey = new HashMap<>();
        for (CsvTable.Row row : CsvTable.read(file, text, LatencyColumns.REQUIRED, LatencyColumns.OPTIONAL)
                .rows()) {
            notOnlyARate(row);
            LatencyRow read = row(row, section.citations(), reference, unitIds);
            if (read.reference() && pipelined.contains(read.unit())) {
                both(row, read);
            }
            String key = String.join(
                    " ",
                    read.network(),
                    read.inputWidthPx() + "x" + read.inputHeightPx(),
                    read.precision(),
                    read.unit(),
                    read.threads() + " threads");
            Integer earlier = read.reference() ? lineByKey.put(key, row.line()) : null;
            if (earlier != null) {
                throw row.error(
                        "network",
                        "the reference series has " + key + " already in line " + earlier + ".",
                        "Remove one.");
            }
            rows.add(read);
        }
        return List.copyOf(rows);
    }

    private static Map<String, List<String>> reference(Section section, List<String> unitIds) {
        Map<String, List<String>> byUnit = new LinkedHashMap<>();
        if (!section.has("reference")) {
            return byUnit;
        }
        Section reference = section.section("reference", ProfileKeys.REFERENCE.only(unitIds));
        for (String unit : reference.keys()) {
            for (String cite : reference.texts(unit)) {
                if (!section.citations().keys().contains(cite)) {
                    throw reference.error(
                            unit,
                            "'" + cite + "' is not in citations.bib.",
                            Suggestions.advice(cite, section.citations().keys()));
                }
            }
            byUnit.put(unit, reference.texts(unit));
        }
        return byUnit;
    }

    private static List<String> pipelined(Section section, List<String> unitIds) {
        List<String> pipelined = section.has("pipelined") ? section.texts("pipelined") : List.of();
        for (String unit : pipelined) {
            if (!unitIds.contains(unit)) {
                throw section.error("pipelined", "'" + unit + "' is no unit.", Suggestions.advice(unit, unitIds));
            }
        }
        return pipelined;
    }

    /** A rate is not a latency: its inverse is the time between two results, not the time that one takes. */
    private static void notOnlyARate(CsvTable.Row row) {
        if (row.textOrEmpty("latency_ms").isEmpty()
                && !row.textOrEmpty("throughput_per_s").isEmpty()) {
            throw row.error(
                    "latency_ms",
                    "the row has a throughput and no latency.",
                    "1000 / throughput_per_s is the time between two results, not that of one: give the time of a single"
                            + " inference too.");
        }
    }

    private static void both(CsvTable.Row row, LatencyRow read) {
        Double perS = read.throughputPerS();
        if (perS == null) {
            throw row.error(
                    "throughput_per_s",
                    "'" + read.unit() + "' is pipelined, so its capacity does not follow from its latency.",
                    "Give the results per second when it is fed without gaps, or take it out of latency.pipelined.");
        }
        double leastPerS = 1e3 / read.latencyMs();
        if (perS < leastPerS * (1 - 1e-3)) {
            throw row.error(
                    "throughput_per_s",
                    perS + " is less than the " + Math.round(leastPerS) + " that one inference after another of "
                            + read.latencyMs() + " ms gives.",
                    "Look which of the two is of another network or clock.");
        }
    }

    private static LatencyRow row(
            CsvTable.Row row, Citations citations, Map<String, List<String>> reference, List<String> unitIds) {
        String unit = oneOf(row, "unit", unitIds);
        String cite = row.text("cite");
        citations.check(row.file(), row.line(), "cite", cite);
        double latencyMs = row.number("latency_ms", 0, 1e7);
        if (latencyMs == 0) {
            throw row.error("latency_ms", "0 is out of range.", "No inference takes no time.");
        }
        SourceKind kind = SourceKind.valueOf(oneOf(row, "kind", List.of("MEASURED", "PAPER", "FITTED")));
        boolean isReference = reference.getOrDefault(unit, List.of()).contains(cite);
        Double clockMhz = row.numberOrNull("clock_mhz", 0.001, 1e6);
        if (isReference && clockMhz != null) {
            throw row.error(
                    "clock_mhz",
                    "a reference series holds at the unit's full clock.",
                    "Leave it empty, or take '" + cite + "' out of latency.reference." + unit + ".");
        }
        return new LatencyRow(
                row.text("network"),
                row.integer("input_width_px", 1, 100_000),
                row.integer("input_height_px", 1, 100_000),
                oneOf(row, "precision", List.of("fp32", "fp16", "int8")),
                unit,
                row.integer("threads", 0, 1024),
                latencyMs,
                oneOf(row, "statistic", LevelKind.texts()),
                row.text("runtime"),
                row.textOrEmpty("conditions"),
                isReference,
                row.numberOrNull("throughput_per_s", 1e-6, 1e9),
                row.numberOrNull("compute_fraction", 0, 1),
                row.numberOrNull("weights_mb", 0, 1e6),
                row.numberOrNull("bytes_per_inference_mb", 0, 1e6),
                row.numberOrNull("arena_mb", 0, 1e6),
                clockMhz,
                new Source(kind, cite, emptyToNull(row.textOrEmpty("note"))));
    }

    private static String oneOf(CsvTable.Row row, String column, List<String> known) {
        String text = row.text(column);
        if (!known.contains(text)) {
            throw row.error(column, "'" + text + "' is unknown.", Suggestions.advice(text, known));
        }
        return text;
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
