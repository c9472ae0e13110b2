package org.framebudget.devices.calibration.imports;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.framebudget.devices.calibration.imports.ImportedFile.Format;
import org.framebudget.models.InputException;
import org.jspecify.annotations.Nullable;

/** The record of {@code benchmark_model} on a device that was reached over ssh or adb. */
final class RemoteJson {
    static final String SCHEMA = "framebudget/remote/v1";
    private static final String CPU = "cpu";
    /** Units of benchmark_model by the ids that profiles use. */
    private static final Map<String, String> UNITS = Map.of("edgetpu", "tpu", "hexagon", "npu");

    private RemoteJson() {}

    static ImportedFile read(String file, JsonNode root) {
        List<Observation> observations = new ArrayList<>();
        List<SustainedRun> sustained = new ArrayList<>();
        Map<String, List<OperatorShare>> operators = new LinkedHashMap<>();
        List<String> notes = new ArrayList<>();
        JsonNode runs = root.path("runs");
        for (int i = 0; i < runs.size(); i++) {
            JsonNode run = runs.get(i);
            String at = "runs[" + i + "]";
            observations.add(observation(file, at, root.path("device"), run));
            String name =
                    run.path("network").asText() + " on " + run.path("unit").asText();
            if (windows(run).size() > 0) {
                sustained.add(sustained(file, at, name, run));
            }
            if (run.path("operators").size() > 0) {
                operators.put(name, operators(run));
            }
            run.path("notes").forEach(note -> notes.add(at + ", " + name + ": " + note.asText()));
        }
        root.path("refused")
                .forEach(one -> notes.add(one.path("network").asText() + " did not run on "
                        + one.path("unit").asText() + ": " + one.path("why").asText()));
        if (root.has("failure")) {
            notes.add("The measurement ended early: " + root.path("failure").asText());
        }
        if (observations.isEmpty()) {
            throw InputException.at(file, 0, "runs", "there is none.", "Measure a network first.");
        }
        return new ImportedFile(file, Format.REMOTE_JSON, observations, sustained, operators, notes);
    }

    private static Observation observation(String file, String at, JsonNode device, JsonNode run) {
        boolean refused = "no".equals(run.path("delegated").asText());
        String asked = run.path("unit").asText("");
        String unit = refused ? CPU : UNITS.getOrDefault(asked, asked);
        Subject named = ModelName.read(run.path("file").asText(""))
                .or(ModelName.read(run.path("network").asText("")));
        Integer threads = unit.equals(CPU)
                ? run.path("threads").isInt()
                        ? Integer.valueOf(run.path("threads").asInt())
                        : null
                : Integer.valueOf(0);
        // of a long run the first window: later ones are slowed by heat
        boolean isLong = windows(run).size() > 0;
        JsonNode latency = isLong ? windows(run).get(0).path("latency_ms") : run.path("latency_ms");
        String key = at + (isLong ? ".sustained.windows[0]" : "") + ".latency_ms.mean";
        String delegate = run.path("delegate").asText("");
        return new Observation(
                0,
                new Subject(named.network(), named.input(), named.precision(), unit.isEmpty() ? null : unit, threads),
                MeasureJson.number(file, key, latency.path("mean")),
                Observation.MEAN,
                run.path("tool").asText("benchmark_model")
                        + (delegate.isEmpty() || refused ? "" : ", " + delegate + " delegate"),
                conditions(device, run, latency, isLong),
                null,
                null,
                "sha256 " + run.path("sha256").asText("?") + " "
                        + run.path("before").path("at").asText(""));
    }

    private static String conditions(JsonNode device, JsonNode run, JsonNode latency, boolean isLong) {
        List<String> parts = new ArrayList<>();
        if (latency.has("n")) {
            parts.add("n=" + latency.path("n").asLong());
        }
        parts.add("random input; back to back" + (isLong ? "; first window of a sustained run" : ""));
        JsonNode hottest = run.path("before").path("hottest_deg_c");
        if (hottest.isNumber()) {
            parts.add("hottest zone " + LatencyCsv.number(hottest.asDouble()) + " °C at the start");
        }
        for (JsonNode governor : run.path("before").path("governors")) {
            parts.add(governor.asText() + " governor");
        }
        if ("partly".equals(run.path("delegated").asText())) {
            parts.add("partly on the CPU");
        }
        if (device.has("model")) {
            parts.add(device.path("model").asText());
        }
        return String.join("; ", parts);
    }

    private static JsonNode windows(JsonNode run) {
        return run.path("sustained").path("windows");
    }

    /** Clock and temperature at a window's end are those before the next. */
    private static SustainedRun sustained(String file, String at, String name, JsonNode run) {
        JsonNode windows = windows(run);
        List<SustainedRun.Window> all = new ArrayList<>();
        for (int i = 0; i < windows.size(); i++) {
            JsonNode window = windows.get(i);
            JsonNode end = i + 1 < windows.size() ? windows.get(i + 1).path("before") : run.path("after");
            all.add(new SustainedRun.Window(
                    window.path("start_s").asDouble(),
                    MeasureJson.number(
                            file,
                            at + ".sustained.windows[" + i + "].latency_ms.mean",
                            window.path("latency_ms").path("mean")),
                    fastest(end.path("clock_mhz")),
                    end.path("hottest_deg_c").isNumber()
                            ? Double.valueOf(end.path("hottest_deg_c").asDouble())
                            : null));
        }
        return new SustainedRun(name, all);
    }

    private static @Nullable Double fastest(JsonNode clocks) {
        Double most = null;
        for (JsonNode clock : clocks) {
            most = most == null ? clock.asDouble() : Math.max(most, clock.asDouble());
        }
        return most;
    }

    private static List<OperatorShare> operators(JsonNode run) {
        List<OperatorShare> all = new ArrayList<>();
        for (JsonNode one : run.path("operators")) {
            all.add(new OperatorShare(
                    one.path("node_type").asText(),
                    one.path("count").asInt(),
                    one.path("mean_ms").asDouble(),
                    one.path("share_fraction").asDouble()));
        }
        return all;
    }
}
