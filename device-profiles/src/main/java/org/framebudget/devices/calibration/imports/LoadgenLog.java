package org.framebudget.devices.calibration.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.framebudget.devices.calibration.imports.ImportedFile.Format;
import org.framebudget.models.InputException;
import org.jspecify.annotations.Nullable;

/**
 * The logs of MLPerf LoadGen: {@code mlperf_log_summary.txt}, lines of {@code key : value}, and {@code mlperf_log_detail.txt}, lines
 * of {@code :::MLLOG} with a JSON object each. Only the single-stream scenario times one inference after another; the others
 * measure queues or batches. Accuracy runs give no level.
 */
final class LoadgenLog {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();
    private static final String MARK = ":::MLLOG ";
    private static final Pattern QUERIES = Pattern.compile("Processed at least \\d+ queries \\((\\d+)\\)");
    private static final double NS_PER_MS = 1e6;
    private static final String SINGLE_STREAM = "SingleStream";
    static final String RUNTIME = "MLPerf LoadGen client, runtime not stated";

    private static final String SYSTEM = "SUT name";
    private static final String SCENARIO = "Scenario";
    private static final String MODE = "Mode";
    private static final String RESULT = "Result is";

    private LoadgenLog() {}

    private record Entry(int line, String value) {}

    static ImportedFile summary(String file, String text) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        int line = 0;
        for (String content : text.split("\\R", -1)) {
            line++;
            int spaced = content.indexOf(" : ");
            int colon = spaced >= 0 ? spaced + 1 : content.indexOf(": ");
            if (colon > 0) {
                entries.putIfAbsent(
                        content.substring(0, colon).strip(),
                        new Entry(line, content.substring(colon + 1).strip()));
            }
        }
        Matcher queries = QUERIES.matcher(text);
        return imported(
                file,
                Format.LOADGEN_SUMMARY,
                entries,
                "Mean latency (ns)",
                "%s percentile latency (ns)",
                queries.find() ? queries.group(1) : null);
    }

    static ImportedFile detail(String file, String text) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        int line = 0;
        for (String content : text.split("\\R", -1)) {
            line++;
            int mark = content.indexOf(MARK);
            if (mark < 0) {
                continue;
            }
            try {
                JsonNode node = JSON.readTree(content.substring(mark + MARK.length()));
                entries.put(
                        node.path("key").asText(),
                        new Entry(line, node.path("value").asText()));
            } catch (JsonProcessingException e) {
                throw InputException.at(
                        file,
                        line,
                        null,
                        "what follows ':::MLLOG' is no JSON object.",
                        "The log breaks off or was changed: take the one that LoadGen wrote.");
            }
        }
        rename(entries, List.of("effective_scenario", "requested_scenario"), SCENARIO);
        rename(entries, List.of("effective_test_mode", "requested_test_mode"), MODE);
        rename(entries, List.of("result_validity"), RESULT);
        rename(entries, List.of("sut_name"), SYSTEM);
        Entry count = entries.get("result_query_count");
        return imported(
                file,
                Format.LOADGEN_DETAIL,
                entries,
                "result_mean_latency_ns",
                "result_%s_percentile_latency_ns",
                count == null ? null : count.value());
    }

    private static void rename(Map<String, Entry> entries, List<String> keys, String name) {
        for (String key : keys) {
            Entry entry = entries.get(key);
            if (entry != null) {
                entries.putIfAbsent(name, entry);
            }
        }
    }

    private static ImportedFile imported(
            String file,
            Format format,
            Map<String, Entry> entries,
            String meanKey,
            String percentileKey,
            @Nullable String count) {
        singleStream(file, entries.get(SCENARIO));
        performance(file, entries.get(MODE));
        String medianKey = percentileKey.formatted("50.00");
        Entry mean = entries.get(meanKey);
        Entry level = mean == null ? entries.get(medianKey) : mean;
        if (level == null) {
            throw InputException.at(
                    file,
                    0,
                    meanKey,
                    "is missing.",
                    "The run did not end: LoadGen writes its statistics last. A profile needs the mean or the median.");
        }
        List<String> conditions = new ArrayList<>();
        conditions.add("MLPerf LoadGen single stream");
        if (count != null) {
            conditions.add("n=" + count);
        }
        for (String percent : List.of("90.00", "99.00")) {
            Entry entry = entries.get(percentileKey.formatted(percent));
            if (entry != null) {
                conditions.add("p" + percent.substring(0, 2) + " "
                        + LatencyCsv.number(ms(file, percentileKey.formatted(percent), entry)) + " ms");
            }
        }
        List<String> notes = new ArrayList<>();
        notes.add(
                "LoadGen times a query as its client answers it: where the client prepares images or sorts boxes, that is"
                        + " in the time.");
        Entry result = entries.get(RESULT);
        if (result != null && !result.value().equals("VALID")) {
            conditions.add("result " + result.value());
            notes.add("LoadGen calls the result " + result.value() + ": the run was too short for its rules.");
        }
        Entry system = entries.get(SYSTEM);
        Observation observation = new Observation(
                level.line(),
                Subject.UNKNOWN,
                ms(file, mean == null ? medianKey : meanKey, level),
                mean == null ? Observation.MEDIAN : Observation.MEAN,
                RUNTIME,
                String.join("; ", conditions),
                null,
                null,
                system == null ? "" : "SUT " + system.value());
        return ImportedFile.of(file, format, List.of(observation), notes);
    }

    private static void singleStream(String file, @Nullable Entry scenario) {
        if (scenario == null) {
            throw InputException.at(file, 0, "scenario", "is missing.", "Take a log that LoadGen wrote to its end.");
        }
        if (!scenario.value().equals(SINGLE_STREAM)) {
            throw InputException.at(
                    file,
                    scenario.line(),
                    "scenario",
                    "'" + scenario.value() + "' times queues or batches, not one inference.",
                    "Run LoadGen with the scenario " + SINGLE_STREAM + ".");
        }
    }

    private static void performance(String file, @Nullable Entry mode) {
        if (mode != null && !mode.value().equals("PerformanceOnly")) {
            throw InputException.at(
                    file,
                    mode.line(),
                    "mode",
                    "'" + mode.value() + "' gives no level: such runs log and check each answer.",
                    "Take the log of a run in the mode PerformanceOnly.");
        }
    }

    private static double ms(String file, String key, Entry entry) {
        try {
            double ns = Double.parseDouble(entry.value());
            if (ns > 0 && Double.isFinite(ns)) {
                return ns / NS_PER_MS;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw InputException.at(file, entry.line(), key, "'" + entry.value() + "' is not a time in nanoseconds.", null);
    }
}
