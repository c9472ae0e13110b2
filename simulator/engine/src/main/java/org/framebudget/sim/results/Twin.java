package org.framebudget.sim.results;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Comparator;
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
 * @param overTime temperature, clock and power in the course of a run; absent in files of older versions
 * @param mode of the runs: {@link RunResult#HARDWARE} or {@link RunResult#REPLAYED}; absent in files of older versions
 * @param recordedPredictionSha256 of what was predicted before the recorded run, where that is something else; absent where it is not
 * @param remarks what a reader has to know of the comparison, a sentence or two each; absent in files of older versions
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
        List<Hardware> hardware,

        @Nullable
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @JsonPropertyDescription("temperature, clock and power in the course of one run, predicted and real")
        OverTime overTime,

        @Nullable
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @JsonPropertyDescription("hardware, or replayed: answered by a recording or by times that were measured before")
        String mode,

        @Nullable
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @JsonPropertyDescription(
                "of the prediction that stood before the recorded run; absent where prediction_sha256 is that one")
        String recordedPredictionSha256,

        @Nullable
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @JsonPropertyDescription("what a reader has to know of the comparison")
        List<String> remarks) {
    private static final Map<String, String> LABELS = Map.of(
            "latency_p50_ms",
            "latency p50, ms",
            "latency_p95_ms",
            "latency p95, ms",
            "latency_p99_ms",
            "latency p99, ms",
            "late_fraction",
            "late frames, share",
            "dropped_fraction",
            "dropped frames, share",
            "processed_fps",
            "processed frames, per s",
            Series.TEMPERATURE,
            "temperature, °C",
            Series.CLOCK,
            "clock, MHz",
            Series.POWER,
            "power, W");

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
     * @param error a share of the real one where {@code relative}, else the difference; absent where either is, so that they are not
     *     compared
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
            boolean holds) {
        /** The same where one has it and the other cannot: they differ. */
        public Quantity without() {
            return new Quantity(name, predicted, real, relative, error, limit, spread, false);
        }
    }

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

    /**
     * One run in the course of time.
     *
     * @param run number of the run on hardware, from 1: the last of those that count
     * @param series as predicted first, then as the device's sensors said
     * @param missing a sentence for each quantity that the device does not report
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record OverTime(int run, List<Series> series, List<String> missing) {
        /** Those of a quantity, as predicted first. */
        public List<Series> of(String quantity) {
            return series.stream()
                    .filter(each -> each.quantity().equals(quantity))
                    .toList();
        }

        /** The same, of the device's sensors only so many that say the most. */
        public List<Series> shown(String quantity, int sensorsMost) {
            List<Series> highest = of(quantity).stream()
                    .filter(each -> !each.simulated())
                    .sorted(Comparator.comparingDouble(
                            (Series each) -> -each.range().max()))
                    .limit(sensorsMost)
                    .toList();
            return of(quantity).stream()
                    .filter(each -> each.simulated() || highest.contains(each))
                    .toList();
        }
    }

    /**
     * One quantity of one thing over simulated time.
     *
     * @param quantity with its unit: {@link #TEMPERATURE}, {@link #CLOCK} or {@link #POWER}
     * @param of what: a node or unit of the profile, or what the device calls its sensor
     * @param how {@code simulated}, {@code measured} or {@code imposed}
     * @param range of all values, those that are not in {@code values} too
     * @param atS when, in simulated time; a few hundred of them at most
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Series(
            String quantity,
            String of,

            @JsonPropertyDescription("simulated, measured or imposed")
            String how,

            Hardware.Range range,
            List<Double> atS,
            List<Double> values) {
        /** In °C. */
        public static final String TEMPERATURE = "temperature_deg_c";

        /** In MHz. */
        public static final String CLOCK = "clock_mhz";

        /** In W. */
        public static final String POWER = "power_w";

        /** What a profile says. */
        public static final String SIMULATED = "simulated";

        /** What a sensor says. */
        public static final String MEASURED = "measured";

        /** What a sensor says of a clock that is held down. */
        public static final String IMPOSED = "imposed";

        boolean simulated() {
            return how.equals(SIMULATED);
        }
    }
}
