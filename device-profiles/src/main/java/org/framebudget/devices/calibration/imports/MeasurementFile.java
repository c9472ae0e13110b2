package org.framebudget.devices.calibration.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.framebudget.models.InputException;

/** Finds out by its content what a file of measurements is, and reads it. */
public final class MeasurementFile {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String KNOWN = "Known are 'framebudget measure' records (JSON and CSV), the output of"
            + " benchmark_model, MLPerf LoadGen logs (summary, detail, trace) and CSV with a column latency_ms.";
    private static final Pattern COUNT = Pattern.compile("(?m)^.{0,80}\\bcount=\\d+ ");

    private MeasurementFile() {}

    /**
     * Reads a file.
     *
     * @param file name for messages
     * @param text its content
     * @throws InputException with what is missing, or the kinds that are known
     */
    public static ImportedFile read(String file, String text) {
        try {
            return content(file, text);
        } catch (InputException e) {
            String message = String.valueOf(e.getMessage());
            // a size or precision that is out of range does not know where it stood
            throw message.startsWith(file) ? e : new InputException(file + ": " + message, e);
        }
    }

    private static ImportedFile content(String file, String text) {
        String clean = text.startsWith("\ufeff") ? text.substring(1) : text;
        if (clean.isBlank()) {
            throw InputException.at(file, 0, null, "the file is empty.", KNOWN);
        }
        if (clean.stripLeading().startsWith("{")) {
            return json(file, clean);
        }
        if (clean.contains(":::MLLOG ")) {
            return LoadgenLog.detail(file, clean);
        }
        if (clean.contains("MLPerf Results Summary")) {
            return LoadgenLog.summary(file, clean);
        }
        if (clean.contains("nference timings in us:")
                || clean.contains("BENCHMARK RESULTS")
                || clean.contains("Log parameter values verbosely")) {
            return BenchmarkModelText.read(file, clean);
        }
        if (clean.contains("Summary by node type") || clean.contains("node type, ")) {
            return BenchmarkModelText.profile(file, clean);
        }
        if (COUNT.matcher(clean).find()) {
            return BenchmarkModelText.read(file, clean);
        }
        return csv(file, clean);
    }

    private static ImportedFile json(String file, String text) {
        JsonNode root;
        try {
            root = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw InputException.at(
                    file,
                    line,
                    null,
                    "this is no JSON document: it breaks off or is damaged.",
                    "A trace is whole only after LoadGen has ended.");
        }
        if (root.has("traceEvents")) {
            return LoadgenTrace.read(file, root);
        }
        String schema = root.path("schema").asText("");
        if (schema.equals(MeasureJson.SCHEMA)) {
            return MeasureJson.read(file, root);
        }
        if (schema.equals(RemoteJson.SCHEMA)) {
            return RemoteJson.read(file, root);
        }
        throw InputException.at(
                file,
                0,
                "schema",
                schema.isEmpty() ? "is missing." : "'" + schema + "' holds no measurements.",
                "A JSON document must be a '" + MeasureJson.SCHEMA + "', a '" + RemoteJson.SCHEMA
                        + "' or a LoadGen trace with traceEvents.");
    }

    private static ImportedFile csv(String file, String text) {
        String header = text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .findFirst()
                .orElse("");
        List<String> columns = List.of(header.replace("\"", "").split("\\s*,\\s*"));
        if (columns.contains(LatencyCsv.LATENCY)) {
            return columns.size() == 1 ? LatencyCsv.samples(file, text) : LatencyCsv.read(file, text);
        }
        if (columns.size() > 1 && header.toLowerCase(Locale.ROOT).contains("latency")) {
            throw InputException.at(
                    file,
                    0,
                    LatencyCsv.LATENCY,
                    "the column is missing.",
                    "The header names " + String.join(", ", columns) + "; latencies stand in milliseconds under '"
                            + LatencyCsv.LATENCY + "'.");
        }
        throw InputException.at(file, 0, null, "nobody knows what this file is.", KNOWN);
    }
}
