package org.framebudget.sim.results;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The same frames as a profile predicts them and as hardware had them: {@code framebudget/twin/v1}.
 *
 * @param device as in the scenario
 * @param target that answered
 * @param predictionSha256 of the predicted result as JSON without its wall time, taken before the hardware ran
 * @param runs on hardware
 * @param valid of them: those that nothing disturbed; where none is, all count and nothing is said to hold
 * @param holds whether every quantity lies within its limit
 * @param verdict in one sentence
 * @param networks what ran there, predicted and measured
 * @param hardware of each run
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Twin(
        String schema,
        RunResult.ScenarioRef scenario,
        String device,
        String target,
        String predictionSha256,
        int runs,
        int valid,
        boolean holds,
        String verdict,
        List<Stream> streams,
        List<Network> networks,
        List<Hardware> hardware) {
    private static final Map<String, String> LABELS = Map.of(
            "latency_p50_ms", "latency p50, ms",
            "latency_p95_ms", "latency p95, ms",
            "latency_p99_ms", "latency p99, ms",
            "late_fraction", "late frames, share",
            "dropped_fraction", "dropped frames, share",
            "processed_fps", "processed frames, per s");

    /** What a quantity of that name is called, with its unit, as in {@code latency p95, ms}. */
    public static String label(String name) {
        return LABELS.getOrDefault(name, name);
    }

    /** Schema id. */
    public static final String SCHEMA = "framebudget/twin/v1";

    /**
     * One stream.
     *
     * @param ksDistance largest distance between the two distributions of latency, 0 to 1 (Kolmogorov and Smirnov)
     * @param quantiles both latencies at the same shares, for a plot of one over the other
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Stream(
            String id, List<Quantity> quantities, @Nullable Double ksDistance, List<Quantile> quantiles) {}

    /**
     * A quantity of both.
     *
     * @param name with its unit, as in {@code latency_p95_ms}
     * @param real the median of the runs that count
     * @param error a share of the real one where {@code relative}, else the difference; absent where either is
     * @param limit that the error may reach: the one for its kind, or 1.5 times the spread of the runs where that is more
     * @param spread largest less smallest of the runs that count, in the error's terms; absent for a single one
     */
    public record Quantity(
            String name,
            @Nullable Double predicted,
            @Nullable Double real,
            boolean relative,
            @Nullable Double error,
            double limit,
            @Nullable Double spread,
            boolean holds) {}

    /** Latencies that this share of the frames does not exceed. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Quantile(
            double share,
            @JsonProperty("predicted_ms") double predictedMs,
            @JsonProperty("real_ms") double realMs) {}

    /** A network alone. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Network(
            String network,

            @JsonPropertyDescription("mean that the profile states for the unit alone")
            double predictedMs,

            Hardware.Spread realMs) {}
}
