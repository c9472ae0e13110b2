package org.framebudget.sim.results;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A device whose inferences real hardware answered, now or in a record.
 *
 * @param device as in the scenario
 * @param target as it was named
 * @param machine what the target says of itself
 * @param quantities how latency, clock, temperature, power and the rest come: measured, simulated or imposed
 * @param heat whether measured clocks and temperatures reach the loop
 * @param pacing how well simulated time kept to the wall clock
 * @param valid whether the run may be held against a prediction
 * @param why empty where it may
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Hardware(
        String device,
        String target,
        Machine machine,

        @JsonPropertyDescription("measured, simulated or imposed, by quantity")
        Map<String, String> quantities,

        @JsonPropertyDescription(
                "'open loop in heat' where neither measured nor imposed clocks act on the run, else how they do")
        String heat,

        Pacing pacing,

        @JsonPropertyDescription(
                "from the sending of an inference to its answer beyond what the device itself measured, ms: part of the"
                        + " bench, not of the latency")
        Spread transportMs,

        List<Network> networks,
        Load load,
        boolean valid,
        String why) {

    /** What a target says of itself. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Machine(
            String os, String architecture, @Nullable String processor, int cores, String runtime) {}

    /**
     * How late simulated events happened on the wall clock.
     *
     * @param events how many
     * @param atMostMs upper ends of the histogram's buckets; the last is the largest error
     * @param counts events in each bucket
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Pacing(
            long events,
            @JsonProperty("p50_ms") double p50Ms,
            @JsonProperty("p99_ms") double p99Ms,
            @JsonProperty("max_ms") double maxMs,
            List<Double> atMostMs,
            List<Long> counts,

            @JsonPropertyDescription("of frames alone: from when a camera should have given one to when it was given")
            Spread releaseMs) {
        public Pacing {
            atMostMs = List.copyOf(atMostMs);
            counts = List.copyOf(counts);
        }
    }

    /** A distribution in short; all null where there is nothing. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Spread(
            long count,
            @Nullable Double p50,
            @Nullable Double p95,
            @Nullable Double p99,
            @Nullable Double max) {}

    /**
     * A network that ran there.
     *
     * @param sha256 of its file
     * @param invokeMs of every inference, as the device measured it
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Network(
            String network,
            String sha256,
            int threads,
            String stages,
            Spread invokeMs,
            @Nullable Double peakMemoryMb,

            @Nullable
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @JsonPropertyDescription(
                    "before each inference, from the camera's picture to the network's input, as the device measured it; absent"
                            + " where frames have no pixels")
            Spread convertMs) {}

    /**
     * What else the machine did, and what its sensors said.
     *
     * @param busyFraction of all cores, the run's own work included
     * @param stealFraction time that the machine's own host gave to others
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Load(
            int samples,
            @Nullable Double busyFraction,
            @Nullable Double stealFraction,
            @Nullable Range clockMhz,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Range> zonesDegC,

            @Nullable @JsonProperty("power_w") Range powerW,

            @Nullable
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @JsonPropertyDescription(
                    "processor cores that anything but the run's inferences kept busy, on average; absent where the system does"
                            + " not show it")
            Double otherCores) {}

    /** First, lowest, highest and last reading. */
    public record Range(double first, double min, double max, double last) {}
}
