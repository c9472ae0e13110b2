package org.framebudget.devices.calibration.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.framebudget.devices.calibration.imports.ImportedFile.Format;
import org.framebudget.devices.latency.LatencyColumns;
import org.framebudget.devices.latency.LatencyRow;
import org.framebudget.models.CsvTable;
import org.framebudget.models.InputException;
import org.framebudget.models.network.InputSize;
import org.jspecify.annotations.Nullable;

/**
 * Latency tables with the columns of a profile's, of which only {@code latency_ms} must be there, and columns of single latencies.
 * Of a measured run's statistics the mean is taken, the median where there is no mean.
 */
final class LatencyCsv {
    static final String LATENCY = "latency_ms";
    private static final String NETWORK = "network";
    private static final String WIDTH = "input_width_px";
    private static final String HEIGHT = "input_height_px";
    private static final String PRECISION = "precision";
    private static final String UNIT = "unit";
    private static final String THREADS = "threads";
    private static final String STATISTIC = "statistic";
    private static final String RUNTIME = "runtime";
    private static final String CONDITIONS = "conditions";
    private static final String WEIGHTS = "weights_mb";
    private static final String ARENA = "arena_mb";
    private static final String NOTE = "note";
    /** In the order in which they are written. */
    private static final List<String> COLUMNS = LatencyColumns.with(
            List.of("throughput_per_s", "compute_fraction", WEIGHTS, "bytes_per_inference_mb", ARENA));

    private static final Pattern SAMPLES_OF =
            Pattern.compile("#\\s*successive inferences of (\\S+), (\\d+) threads?, (.+), sha256 (\\w+)");
    private static final int LEAST_SAMPLES = 10;
    private static final double MOST_MS = 1e7;
    private static final double LEAST_MS = 1e-6;

    private LatencyCsv() {}

    static ImportedFile read(String file, String text) {
        List<String> optional =
                COLUMNS.stream().filter(column -> !column.equals(LATENCY)).toList();
        List<Observation> observations = new ArrayList<>();
        int passed = 0;
        for (CsvTable.Row row :
                CsvTable.read(file, text, List.of(LATENCY), optional).rows()) {
            String statistic = row.textOrEmpty(STATISTIC).isEmpty() ? Observation.MEAN : row.text(STATISTIC);
            if (!statistic.equals(Observation.MEAN) && !statistic.equals(Observation.MEDIAN)) {
                passed++;
                continue;
            }
            observations.add(new Observation(
                    row.line(),
                    subject(row),
                    row.number(LATENCY, LEAST_MS, MOST_MS),
                    statistic,
                    row.textOrEmpty(RUNTIME).isEmpty() ? "not stated" : row.text(RUNTIME),
                    row.textOrEmpty(CONDITIONS),
                    row.numberOrNull(WEIGHTS, 0, 1e6),
                    row.numberOrNull(ARENA, 0, 1e6),
                    row.textOrEmpty(NOTE)));
        }
        if (observations.isEmpty()) {
            throw InputException.at(
                    file,
                    0,
                    STATISTIC,
                    passed == 0 ? "the table has no rows." : "there is no row with 'mean' or 'p50'.",
                    "A profile needs the mean or the median of a run.");
        }
        List<String> notes = passed == 0
                ? List.of()
                : List.of(passed + " rows of other statistics than mean and p50 are not levels and were passed over.");
        return ImportedFile.of(file, Format.LATENCY_CSV, observations, notes);
    }

    private static Subject subject(CsvTable.Row row) {
        boolean square =
                row.textOrEmpty(WIDTH).isEmpty() || row.textOrEmpty(HEIGHT).isEmpty();
        InputSize input = square
                ? null
                : new InputSize(
                        row.integer(WIDTH, InputSize.MIN_PX, InputSize.MAX_PX),
                        row.integer(HEIGHT, InputSize.MIN_PX, InputSize.MAX_PX));
        return new Subject(
                orNull(row, NETWORK),
                input,
                orNull(row, PRECISION),
                orNull(row, UNIT),
                row.textOrEmpty(THREADS).isEmpty() ? null : Integer.valueOf(row.integer(THREADS, 0, 1024)));
    }

    private static @Nullable String orNull(CsvTable.Row row, String column) {
        String text = row.textOrEmpty(column);
        return text.isEmpty() ? null : text;
    }

    /** Single inferences in order; a comment as {@code measure --out} writes it says of what. */
    static ImportedFile samples(String file, String text) {
        List<Double> samplesMs = new ArrayList<>();
        for (CsvTable.Row row :
                CsvTable.read(file, text, List.of(LATENCY), List.of()).rows()) {
            samplesMs.add(row.number(LATENCY, LEAST_MS, MOST_MS));
        }
        if (samplesMs.size() < LEAST_SAMPLES) {
            throw InputException.at(
                    file,
                    0,
                    LATENCY,
                    samplesMs.size() + " single latencies are too few for a level.",
                    "Give at least " + LEAST_SAMPLES + ", or a table with a column 'statistic'.");
        }
        double meanMs = samplesMs.stream().mapToDouble(ms -> ms).average().orElseThrow();
        Matcher of = SAMPLES_OF.matcher(text);
        boolean known = of.find();
        Subject subject =
                known ? new Subject(of.group(1), null, null, "cpu", Integer.valueOf(of.group(2))) : Subject.UNKNOWN;
        Observation observation = new Observation(
                0,
                subject,
                meanMs,
                Observation.MEAN,
                known ? of.group(3) : "not stated",
                "n=" + samplesMs.size(),
                null,
                null,
                known ? "sha256 " + of.group(4) : "");
        return ImportedFile.of(file, Format.SAMPLES_CSV, List.of(observation), List.of());
    }

    /** The table of a profile. */
    static String text(List<LatencyRow> rows) {
        StringBuilder text = new StringBuilder(String.join(",", COLUMNS)).append('\n');
        for (LatencyRow row : rows) {
            List<String> cells = List.of(
                    row.network(),
                    Integer.toString(row.inputWidthPx()),
                    Integer.toString(row.inputHeightPx()),
                    row.precision(),
                    row.unit(),
                    Integer.toString(row.threads()),
                    number(row.latencyMs()),
                    row.statistic(),
                    row.runtime(),
                    row.conditions(),
                    orEmpty(row.throughputPerS()),
                    orEmpty(row.computeFraction()),
                    orEmpty(row.weightsMb()),
                    orEmpty(row.bytesPerInferenceMb()),
                    orEmpty(row.arenaMb()),
                    row.source().kind().name(),
                    row.source().cite(),
                    row.source().note() == null ? "" : row.source().note());
            text.append(String.join(",", cells.stream().map(LatencyCsv::quoted).toList()))
                    .append('\n');
        }
        return text.toString();
    }

    private static String orEmpty(@Nullable Double value) {
        return value == null ? "" : number(value);
    }

    /** To the nanosecond of a millisecond, without zeros at the end. */
    static String number(double value) {
        return String.format(Locale.ROOT, "%.6f", value).replaceFirst("\\.?0+$", "");
    }

    /** A table's cell is one line, and a line that begins with # would be a comment. */
    private static String quoted(String cell) {
        String line = cell.replaceAll("\\s+", " ").strip();
        return line.contains(",") || line.contains("\"") || line.startsWith("#")
                ? "\"" + line.replace("\"", "\"\"") + "\""
                : line;
    }
}
