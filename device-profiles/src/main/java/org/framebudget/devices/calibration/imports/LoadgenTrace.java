package org.framebudget.devices.calibration.imports;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.framebudget.devices.calibration.imports.ImportedFile.Format;
import org.framebudget.models.InputException;

/**
 * {@code mlperf_log_trace.json}: Chrome trace events, one pair of asynchronous events {@code Sample} for each answer. Times are
 * microseconds; the first release of LoadGen wrote nanoseconds.
 */
final class LoadgenTrace {
    private static final int LEAST_SAMPLES = 10;
    private static final String SAMPLE = "Sample";

    private LoadgenTrace() {}

    private record Span(double startMs, double endMs) {}

    static ImportedFile read(String file, JsonNode root) {
        String version = root.path("otherData").path("version").asText("");
        double perMs = version.contains("v0.5") ? 1e6 : 1e3;
        Map<String, Double> open = new HashMap<>();
        List<Span> spans = new ArrayList<>();
        for (JsonNode event : root.path("traceEvents")) {
            if (!event.path("name").asText().equals(SAMPLE)) {
                continue;
            }
            String id = event.path("id").asText();
            double ms = event.path("ts").asDouble() / perMs;
            switch (event.path("ph").asText()) {
                case "b" -> open.put(id, ms);
                case "e" -> {
                    Double start = open.remove(id);
                    if (start != null) {
                        spans.add(new Span(start, ms));
                    }
                }
                default -> {}
            }
        }
        if (spans.size() < LEAST_SAMPLES) {
            throw InputException.at(
                    file,
                    0,
                    "traceEvents",
                    spans.size() + " whole events 'Sample' are too few for a level.",
                    "At least " + LEAST_SAMPLES + " are needed; was the trace of a LoadGen run?");
        }
        spans.sort(Comparator.comparingDouble(Span::startMs));
        for (int i = 1; i < spans.size(); i++) {
            if (spans.get(i).startMs() < spans.get(i - 1).endMs() - 1e-6) {
                throw InputException.at(
                        file,
                        0,
                        "traceEvents",
                        "answers overlap: this run had several queries under way.",
                        "Run LoadGen with the scenario SingleStream.");
            }
        }
        double meanMs = spans.stream()
                .mapToDouble(span -> span.endMs() - span.startMs())
                .average()
                .orElseThrow();
        if (!(meanMs > 0)) {
            throw InputException.at(file, 0, "traceEvents", "the answers take no time.", null);
        }
        Observation observation = new Observation(
                0,
                Subject.UNKNOWN,
                meanMs,
                Observation.MEAN,
                LoadgenLog.RUNTIME,
                "MLPerf LoadGen trace; n=" + spans.size(),
                null,
                null,
                version);
        return ImportedFile.of(
                file,
                Format.LOADGEN_TRACE,
                List.of(observation),
                List.of("A trace does not say whether the run was for performance or accuracy: only the former gives a"
                        + " level."));
    }
}
