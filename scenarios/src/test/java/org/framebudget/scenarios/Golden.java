package org.framebudget.scenarios;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.framebudget.sim.report.ResultJson;
import org.framebudget.sim.results.RunResult;

/** The figures of a result that a golden answer holds, each with how far a later result may be from it. */
final class Golden {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Golden() {}

    /**
     * One figure.
     *
     * @param at JSON pointer into the result
     * @param value number, text, boolean or null
     * @param within largest allowed difference of a number; 0 for exactly the same
     */
    record Figure(String at, JsonNode value, double within) {
        boolean agrees(Figure now) {
            return value.isNumber() && now.value.isNumber()
                    ? Math.abs(value.asDouble() - now.value.asDouble()) <= within
                    : value.equals(now.value);
        }

        @Override
        public String toString() {
            return at + " = " + value + " (within " + within + ")";
        }
    }

    /** Figures whose pointer matches; the tolerance is absolute, or a share of the value. */
    private record Rule(Pattern at, double absolute, double relative) {
        static Rule exact(String at) {
            return new Rule(Pattern.compile(at), 0, 0);
        }

        static Rule absolute(String at, double tolerance) {
            return new Rule(Pattern.compile(at), tolerance, 0);
        }

        static Rule relative(String at, double share) {
            return new Rule(Pattern.compile(at), 0, share);
        }
    }

    private static final List<Rule> RULES = List.of(
            Rule.exact("/streams/\\d+/(id|cadence_met)"),
            Rule.exact("/streams/\\d+/(requested|captured|processed|on_time|late|dropped|skipped_by_rule|in_flight)"),
            Rule.relative("/streams/\\d+/(latency_ms|photon_to_result_ms)/(mean|max)", 0.001),
            // a percentile may move within a bucket of its histogram
            Rule.relative("/streams/\\d+/(latency_ms|photon_to_result_ms)/(p50|p99)", 0.02),
            Rule.exact("/streams/\\d+/failures/\\d+/(unit|frames_lost|missed_until_recovery)"),
            Rule.exact("/streams/\\d+/failures/\\d+/degraded/(mode|on_time|late|dropped|skipped_by_rule)"),
            Rule.relative("/streams/\\d+/failures/\\d+/recovery_ms", 0.001),
            Rule.exact("/streams/\\d+/adaptation/\\d+/(when|do|until|switches)"),
            Rule.absolute("/streams/\\d+/adaptation/\\d+/(time_fraction|first_s)", 0.001),
            Rule.absolute("/devices/\\d+/(average|app|camera)_power_w", 0.001),
            Rule.relative("/devices/\\d+/energy_per_inference_above_idle_mj", 0.001),
            Rule.absolute("/devices/\\d+/temperature_deg_c/[a-z]+/(max|end)", 0.01),
            Rule.absolute("/devices/\\d+/battery/end_fraction", 0.0001),
            Rule.absolute("/devices/\\d+/battery/hours_to_empty", 0.005),
            Rule.absolute("/devices/\\d+/throttle/(first_s|time_fraction)", 0.001),
            Rule.absolute("/devices/\\d+/throttle/steps/\\d+/(at_s|clock_fraction)", 0.001),
            Rule.exact("/devices/\\d+/throttle/steps/\\d+/(unit|reason)"),
            Rule.exact("/devices/\\d+/units/\\d+/id"),
            Rule.absolute("/devices/\\d+/units/\\d+/(utilisation|clock_fraction_mean)", 0.0005),
            Rule.exact("/slo/met"),
            Rule.exact("/slo/checks/\\d+/(name|met)"),
            Rule.exact("/bottleneck/(unit|link|policy)"));

    static List<Figure> of(RunResult result) {
        try {
            List<Figure> figures = new ArrayList<>();
            collect("", JSON.readTree(ResultJson.text(result)), figures);
            return figures;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void collect(String at, JsonNode node, List<Figure> figures) {
        if (node.isObject()) {
            node.properties().forEach(field -> collect(at + "/" + field.getKey(), field.getValue(), figures));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(at + "/" + i, node.get(i), figures);
            }
        } else {
            RULES.stream()
                    .filter(rule -> rule.at.matcher(at).matches())
                    .findFirst()
                    .ifPresent(rule -> figures.add(figure(at, node, rule)));
        }
    }

    private static Figure figure(String at, JsonNode node, Rule rule) {
        if (!node.isFloatingPointNumber()) {
            return new Figure(at, node, 0);
        }
        BigDecimal value = node.decimalValue().setScale(6, RoundingMode.HALF_UP).stripTrailingZeros();
        double within = Math.max(rule.absolute, rule.relative * Math.abs(node.asDouble()));
        return new Figure(
                at,
                JsonNodeFactory.instance.numberNode(new BigDecimal(value.toPlainString())),
                BigDecimal.valueOf(within).setScale(6, RoundingMode.UP).doubleValue());
    }

    static List<Figure> read(Path file) throws IOException {
        List<Figure> figures = new ArrayList<>();
        for (JsonNode row : JSON.readTree(file.toFile()).get("figures")) {
            figures.add(new Figure(
                    row.get("at").asText(), row.get("value"), row.get("within").asDouble()));
        }
        return figures;
    }

    /** One figure a line, so that a change shows as the lines it changes. */
    static void write(Path file, String name, List<Figure> figures) throws IOException {
        StringBuilder text = new StringBuilder("{\n  \"scenario\": \"" + name + "\",\n  \"figures\": [\n");
        for (int i = 0; i < figures.size(); i++) {
            Figure figure = figures.get(i);
            text.append("    {\"at\": \"").append(figure.at).append("\", \"value\": ");
            text.append(figure.value).append(", \"within\": ");
            text.append(BigDecimal.valueOf(figure.within).stripTrailingZeros().toPlainString());
            text.append(i + 1 < figures.size() ? "},\n" : "}\n");
        }
        Files.createDirectories(file.getParent());
        Files.writeString(file, text.append("  ]\n}\n"));
    }
}
