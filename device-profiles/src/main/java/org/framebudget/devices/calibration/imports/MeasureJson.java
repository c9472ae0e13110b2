package org.framebudget.devices.calibration.imports;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.framebudget.devices.calibration.imports.ImportedFile.Format;
import org.framebudget.models.InputException;
import org.framebudget.models.network.InputSize;
import org.jspecify.annotations.Nullable;

/** The document that {@code framebudget measure --json} prints. */
final class MeasureJson {
    static final String SCHEMA = "framebudget/measure/v1";
    private static final double MB = 1e6;

    private MeasureJson() {}

    static ImportedFile read(String file, JsonNode root) {
        List<Observation> observations = new ArrayList<>();
        List<SustainedRun> sustained = new ArrayList<>();
        Map<String, List<OperatorShare>> operators = new LinkedHashMap<>();
        List<String> notes = new ArrayList<>();
        JsonNode runs = root.path("runs");
        for (int i = 0; i < runs.size(); i++) {
            JsonNode run = runs.get(i);
            String at = "runs[" + i + "]";
            observations.add(observation(file, at, root.path("machine"), run));
            if (run.path("sustained").path("windows").size() > 0) {
                sustained.add(sustained(run));
            }
            if (run.path("operators").size() > 0) {
                operators.put(name(run), operators(run));
            }
            for (JsonNode warning : run.path("warnings")) {
                notes.add(at + ", " + run.path("network").asText() + ": " + warning.asText());
            }
        }
        if (observations.isEmpty()) {
            throw InputException.at(file, 0, "runs", "there is none.", "Measure a network first.");
        }
        return new ImportedFile(file, Format.MEASURE_JSON, observations, sustained, operators, notes);
    }

    private static Observation observation(String file, String at, JsonNode machine, JsonNode run) {
        JsonNode input = run.path("input");
        JsonNode runtime = run.path("runtime");
        double meanMs =
                number(file, at + ".latency_ms.mean", run.path("latency_ms").path("mean"));
        String precision = text(run.path("precision"));
        return new Observation(
                0,
                new Subject(
                        text(run.path("network")),
                        input.size() == 2
                                ? new InputSize(
                                        input.get(0).asInt(), input.get(1).asInt())
                                : null,
                        "uint8".equals(precision) ? "int8" : precision,
                        "cpu",
                        runtime.has("threads") ? runtime.get("threads").asInt() : null),
                meanMs,
                Observation.MEAN,
                "TFLite " + runtime.path("version").asText("?")
                        + ("xnnpack".equals(runtime.path("path").asText()) ? ", XNNPACK" : ", plain kernels"),
                conditions(machine, run),
                run.has("weights_bytes") ? run.get("weights_bytes").asDouble() / MB : null,
                run.path("memory").has("arena_mb")
                        ? run.path("memory").get("arena_mb").asDouble()
                        : null,
                "sha256 " + run.path("sha256").asText("?") + " "
                        + run.path("measured_at").asText(""));
    }

    private static String conditions(JsonNode machine, JsonNode run) {
        List<String> parts = new ArrayList<>();
        parts.add("n=" + run.path("latency_ms").path("n").asLong());
        parts.add("invoke only; random input; back to back; "
                + run.path("warmup_runs").asInt() + " warm-up");
        String cpu = text(machine.path("cpu_model"));
        if (cpu != null) {
            parts.add(cpu);
        }
        String governor = text(machine.path("governor"));
        if (governor != null) {
            parts.add(governor + " governor");
        }
        return String.join("; ", parts);
    }

    private static SustainedRun sustained(JsonNode run) {
        List<SustainedRun.Window> windows = new ArrayList<>();
        for (JsonNode window : run.path("sustained").path("windows")) {
            windows.add(new SustainedRun.Window(
                    window.path("start_s").asDouble(),
                    window.path("mean_ms").asDouble(),
                    numberOrNull(window.path("clock_mhz")),
                    numberOrNull(window.path("temperature_deg_c"))));
        }
        return new SustainedRun(name(run), windows);
    }

    private static String name(JsonNode run) {
        String threads = run.path("runtime").path("threads").asText("");
        return run.path("network").asText()
                + (threads.isEmpty() ? "" : ", " + threads + (threads.equals("1") ? " thread" : " threads"));
    }

    /** Sums over the operators of each name. */
    private static List<OperatorShare> operators(JsonNode run) {
        Map<String, OperatorShare> byName = new LinkedHashMap<>();
        for (JsonNode operator : run.path("operators")) {
            String name = operator.path("name").asText();
            byName.merge(
                    name,
                    new OperatorShare(
                            name,
                            1,
                            operator.path("mean_ms").asDouble(),
                            operator.path("share_fraction").asDouble()),
                    (a, b) -> new OperatorShare(
                            name,
                            a.count() + b.count(),
                            a.meanMs() + b.meanMs(),
                            a.shareFraction() + b.shareFraction()));
        }
        return List.copyOf(byName.values());
    }

    static double number(String file, String key, JsonNode node) {
        if (!node.isNumber() || !(node.asDouble() > 0)) {
            throw InputException.at(
                    file,
                    0,
                    key,
                    node.isMissingNode() ? "is missing." : node + " is not a time.",
                    "It is the mean time of an inference in milliseconds, above 0.");
        }
        return node.asDouble();
    }

    private static @Nullable Double numberOrNull(JsonNode node) {
        return node.isNumber() ? Double.valueOf(node.asDouble()) : null;
    }

    private static @Nullable String text(JsonNode node) {
        return node.isTextual() && !node.asText().isBlank() ? node.asText() : null;
    }
}
