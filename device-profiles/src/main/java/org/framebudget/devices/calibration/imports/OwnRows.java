package org.framebudget.devices.calibration.imports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.framebudget.devices.Source;
import org.framebudget.devices.SourceKind;
import org.framebudget.devices.latency.LatencyRow;
import org.framebudget.models.InputException;
import org.framebudget.models.Suggestions;
import org.framebudget.models.catalogue.Networks;
import org.jspecify.annotations.Nullable;

/**
 * Observations as rows of a reference series.
 *
 * @param rows one for each network, size, precision, unit and number of threads
 * @param notes what was averaged, and what the model cannot learn from
 */
record OwnRows(List<LatencyRow> rows, List<String> notes) {
    /** Citation of what the user of a profile measured. */
    static final String CITE = "own_measurement";

    private static final String CPU = "cpu";
    private static final List<String> PRECISIONS = List.of("fp32", "fp16", "int8");

    /**
     * Completes, checks and joins observations. Several of one thing become their mean.
     *
     * @param given what holds where a file says nothing
     * @param unitIds units of the profile
     * @throws InputException naming file, key and option for what nobody says
     */
    static OwnRows of(List<ImportedFile> files, Subject given, List<String> unitIds) {
        Map<String, List<Found>> byKey = new LinkedHashMap<>();
        for (ImportedFile file : files) {
            for (Observation observation : file.observations()) {
                Found found = complete(file.file(), observation, given, unitIds);
                byKey.computeIfAbsent(key(found.row()), k -> new ArrayList<>()).add(found);
            }
        }
        List<LatencyRow> rows = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        byKey.forEach((key, all) -> rows.add(joined(key, all, notes)));
        List<String> strangers = rows.stream()
                .map(LatencyRow::network)
                .filter(network -> Networks.find(network).isEmpty())
                .distinct()
                .toList();
        if (!strangers.isEmpty()) {
            notes.add("Not in the catalogue, so repeated as measured but no help for other networks: "
                    + String.join(", ", strangers) + ".");
        }
        return new OwnRows(List.copyOf(rows), List.copyOf(notes));
    }

    /** What tells measurements apart. */
    static String key(LatencyRow row) {
        return row.network() + " " + row.inputWidthPx() + "x" + row.inputHeightPx() + " " + row.precision() + " on "
                + row.unit() + (row.unit().equals(CPU) ? " with " + row.threads() + " threads" : "");
    }

    private record Found(String file, LatencyRow row) {}

    private static Found complete(String file, Observation observation, Subject given, List<String> unitIds) {
        Subject subject = observation.subject().or(given);
        String network = known(file, observation, "network", subject.network(), "--network ID");
        var input = known(file, observation, "input", subject.input(), "--input WxH");
        String precision = known(file, observation, "precision", subject.precision(), "--precision NAME");
        String unit = known(file, observation, "unit", subject.unit(), "--unit NAME");
        if (!PRECISIONS.contains(precision)) {
            throw InputException.at(
                    file,
                    observation.line(),
                    "precision",
                    "a profile has no rows of '" + precision + "'.",
                    Suggestions.advice(precision, PRECISIONS));
        }
        if (!unitIds.contains(unit)) {
            throw InputException.at(
                    file,
                    observation.line(),
                    "unit",
                    "the profile has no unit '" + unit + "'.",
                    "It has " + String.join(", ", unitIds) + ". Name one with --unit, or another base.");
        }
        int threads = unit.equals(CPU) ? known(file, observation, "threads", subject.threads(), "--threads N") : 0;
        return new Found(
                file,
                new LatencyRow(
                        network,
                        input.widthPx(),
                        input.heightPx(),
                        precision,
                        unit,
                        threads,
                        observation.latencyMs(),
                        observation.statistic(),
                        observation.runtime(),
                        observation.conditions(),
                        true,
                        null,
                        null,
                        observation.weightsMb(),
                        null,
                        observation.arenaMb(),
                        null,
                        source(observation.note())));
    }

    private static Source source(String note) {
        return new Source(SourceKind.MEASURED, CITE, note.isEmpty() ? null : note);
    }

    private static <T> T known(String file, Observation observation, String key, @Nullable T value, String option) {
        if (value == null) {
            throw InputException.at(file, observation.line(), key, "the file does not say it.", "Give " + option + ".");
        }
        return value;
    }

    /** A mean beats a median; what is left is averaged. */
    private static LatencyRow joined(String key, List<Found> all, List<String> notes) {
        boolean anyMean = all.stream().anyMatch(found -> found.row().statistic().equals(Observation.MEAN));
        List<Found> kept = all.stream()
                .filter(found -> !anyMean || found.row().statistic().equals(Observation.MEAN))
                .toList();
        LatencyRow first = kept.get(0).row();
        if (kept.size() == 1) {
            return first;
        }
        double low = kept.stream()
                .mapToDouble(found -> found.row().latencyMs())
                .min()
                .orElseThrow();
        double high = kept.stream()
                .mapToDouble(found -> found.row().latencyMs())
                .max()
                .orElseThrow();
        double mean = kept.stream()
                .mapToDouble(found -> found.row().latencyMs())
                .average()
                .orElseThrow();
        List<String> files = kept.stream().map(Found::file).distinct().toList();
        notes.add(String.format(
                Locale.ROOT,
                "%s was measured %d times (%s), %s to %s ms: the profile holds the mean.",
                key,
                kept.size(),
                String.join(", ", files),
                LatencyCsv.number(low),
                LatencyCsv.number(high)));
        return new LatencyRow(
                first.network(),
                first.inputWidthPx(),
                first.inputHeightPx(),
                first.precision(),
                first.unit(),
                first.threads(),
                mean,
                first.statistic(),
                first.runtime(),
                "mean of " + kept.size() + " runs from " + LatencyCsv.number(low) + " to " + LatencyCsv.number(high)
                        + " ms; first: " + first.conditions(),
                true,
                null,
                null,
                first.weightsMb(),
                null,
                first.arenaMb(),
                null,
                first.source());
    }
}
