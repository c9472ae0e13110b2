package org.framebudget.sim.results;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The result contract {@code framebudget/result/v1}, field by field; names and units are those of the JSON. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record RunResult(
        String schema,
        String mode,
        ScenarioRef scenario,
        long seed,
        int replications,
        double simulatedS,
        double wallS,
        long events,
        List<Stream> streams,
        List<Device> devices,
        SloVerdict slo,
        @Nullable Bottleneck bottleneck,
        List<String> warnings,
        List<String> assumptions,
        int assumedValues,
        List<String> citations,

        @Nullable
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @JsonPropertyDescription("devices whose inferences real hardware answered; absent where all were simulated")
        List<Hardware> hardware) {

    /** Mode of a run that profiles alone answer. */
    public static final String SIMULATED = "simulated";

    /** Mode of a run that a record answers. */
    public static final String REPLAYED = "replayed";

    /** Mode of a run that a real device answers, paced to the wall clock. */
    public static final String HARDWARE = "hardware";

    /** Simulated as a whole. */
    public RunResult(
            String schema,
            String mode,
            ScenarioRef scenario,
            long seed,
            int replications,
            double simulatedS,
            double wallS,
            long events,
            List<Stream> streams,
            List<Device> devices,
            SloVerdict slo,
            @Nullable Bottleneck bottleneck,
            List<String> warnings,
            List<String> assumptions,
            int assumedValues,
            List<String> citations) {
        this(
                schema,
                mode,
                scenario,
                seed,
                replications,
                simulatedS,
                wallS,
                events,
                streams,
                devices,
                slo,
                bottleneck,
                warnings,
                assumptions,
                assumedValues,
                citations,
                null);
    }

    /** Schema id. */
    public static final String SCHEMA = "framebudget/result/v1";

    /** Whether a device was killed or its battery empty before the end. */
    public boolean deviceEnded() {
        return devices.stream().anyMatch(device -> device.killedAtS() != null);
    }

    /** Whether every objective holds and every device lasts; {@code slo.met} says nothing where no objective is given. */
    public boolean meets() {
        return slo.met() && !deviceEnded();
    }

    /** The same with other warnings. */
    public RunResult withWarnings(List<String> others) {
        return with(mode, wallS, others, hardware);
    }

    /** The same, answered by hardware or by a record of it. */
    public RunResult answeredBy(String by, List<Hardware> devicesOutside) {
        return with(by, wallS, warnings, devicesOutside);
    }

    /** The same on every machine: without how long it took. */
    public RunResult withoutWallTime() {
        return with(mode, 0, warnings, hardware);
    }

    private RunResult with(
            String otherMode, double otherWallS, List<String> otherWarnings, @Nullable List<Hardware> otherHardware) {
        return new RunResult(
                schema,
                otherMode,
                scenario,
                seed,
                replications,
                simulatedS,
                otherWallS,
                events,
                streams,
                devices,
                slo,
                bottleneck,
                otherWarnings,
                assumptions,
                assumedValues,
                citations,
                otherHardware);
    }

    /** Which scenario this answers. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record ScenarioRef(String name, String sha256) {}

    /**
     * One pipeline on one camera; counts are exact and conserved, summed over replications.
     *
     * @param latencyMs from delivery to the result
     * @param budgetToResultMs from where the budget starts, {@code budgetFrom}, to the result: what is held against it
     * @param photonToResultMs from mid-exposure of the centre row to the result
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Stream(
            String id,
            String device,
            long requested,
            long captured,
            long processed,
            long onTime,
            long late,
            long dropped,
            long skippedByRule,
            long inFlight,
            double processedFps,
            double usefulFps,
            double lateFraction,
            double droppedFraction,
            @Nullable Double staleFraction,
            @Nullable Double jankFraction,
            double missFraction,
            @Nullable List<Double> missFractionCi95,
            @Nullable List<Double> missFractionPrediction95,
            @Nullable Double probabilityMeets,
            boolean cadenceMet,
            String budgetFrom,
            double budgetMs,
            long consecutiveMissMax,
            @Nullable Double resultGapP99Ms,
            @Nullable Double accuracy,
            Latency latencyMs,
            Latency budgetToResultMs,
            Latency photonToResultMs,
            List<Stage> stages,

            @Nullable
            @JsonPropertyDescription("of this stream over links away from the camera's device, repetitions included")
            Long bytesSent,

            @Nullable @JsonPropertyDescription("losses of a unit that served the stream; absent without one")
            List<Failure> failures,

            @Nullable
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @JsonPropertyDescription("rules that the stream follows; absent without one")
            List<Adaptation> adaptation,

            @Nullable
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @JsonPropertyDescription("id of the scenario's camera, the same for all of its count")
            String camera,

            @Nullable
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @JsonPropertyDescription(
                    "of the frames in flight at the end, those whose budget has run out: objectives count them as"
                            + " missed; absent where there are none")
            Long overdue) {

        /** Missed frames over captured ones as objectives count them: late, dropped, and overdue at the end. */
        public double missedFraction() {
            return captured == 0
                    ? missFraction
                    : (double) (late + dropped + (overdue == null ? 0 : overdue)) / captured;
        }
    }

    /**
     * What one rule did to a stream, summed over replications.
     *
     * @param rule position in the scenario, from 1
     * @param when what sets it to work, in words
     * @param change what it does then, in words
     * @param until what ends it, in words
     * @param switches how often it began or ended to work
     * @param timeFraction share of the time in which it worked
     * @param firstS when it first worked, the earliest of all replications; absent where it never did
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Adaptation(
            int rule,
            String when,
            @JsonProperty("do") String change,
            String until,
            long switches,
            double timeFraction,
            @JsonProperty("first_s") @Nullable Double firstS) {}

    /**
     * What one loss of a unit meant to a stream, summed over replications.
     *
     * @param backAtS absent where the unit did not come back
     * @param takeoverMs from the fault until a stage with a substitute went on there
     * @param framesLost frames that the unit had in service when it failed
     * @param missedUntilRecovery late and dropped frames from the fault to the first result in time again, or to the end
     * @param recoveryMs from the fault to the first result in time of a frame delivered after it, the longest of all
     *     replications; absent where one had none
     * @param degraded between takeover and return; absent where no substitute took over
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Failure(
            String device,
            String unit,
            @JsonProperty("at_s") double atS,
            @JsonProperty("back_at_s") @Nullable Double backAtS,
            double takeoverMs,
            long framesLost,
            long missedUntilRecovery,
            @Nullable Double recoveryMs,
            @Nullable Degraded degraded) {}

    /**
     * How a stream fares without one of its units.
     *
     * @param mode what stands in for the unit
     * @param forS how long, in one replication
     * @param missFraction late and dropped over all that ended meanwhile
     * @param latencyMs from delivery to the result
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Degraded(
            String mode,
            @JsonProperty("for_s") double forS,
            long processed,
            long onTime,
            long late,
            long dropped,
            long skippedByRule,
            double processedFps,
            double missFraction,
            Latency latencyMs) {}

    /** A latency distribution; a percentile is null where there are too few frames (above 1 − 10/n). */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Latency(
            @Nullable Double mean,
            @Nullable Double p50,
            @Nullable Double p90,
            @Nullable Double p95,
            @Nullable Double p99,
            @Nullable Double p999,
            @Nullable Double max) {}

    /**
     * One stage of a stream.
     *
     * @param invoke one inference alone on the idle unit, absent where the stage runs no network and in results of older versions
     * @param perFrame absent where it runs once a frame
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Stage(
            String id,
            String unit,
            @Nullable Double meanMs,
            @Nullable @JsonProperty("p99_ms") Double p99Ms,
            @Nullable Double waitMeanMs,
            @Nullable Invoke invoke,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            PerFrame perFrame) {}

    /**
     * Several inferences of one frame.
     *
     * @param mean their number where the frame has motion
     * @param dispatch {@code SERIAL}: the next one starts when the last has its answer; {@code PARALLEL}: all ask at once
     */
    public record PerFrame(double mean, String dispatch) {}

    /**
     * How long one inference takes alone at the fastest clock, and how that is known.
     *
     * @param interval95Ms lower and upper end of the 95 % interval of the mean that a new measurement would give
     * @param basis {@code measured}, {@code scaled} or {@code roofline}
     * @param field where it was recorded in the application
     */
    public record Invoke(
            double ms,
            @JsonProperty("interval95_ms") List<Double> interval95Ms,
            String basis,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Field field) {
        /** Known without a record from the application. */
        public Invoke(double ms, List<Double> interval95Ms, String basis) {
            this(ms, interval95Ms, basis, null);
        }
    }

    /**
     * Times of single inferences that an application recorded.
     *
     * @param ratio their mean over what the profile says
     * @param ratio95 its 95 % interval, of this record
     */
    public record Field(String file, int inferences, double ratio, List<Double> ratio95) {}

    /** One device. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Device(
            String id,
            String profile,
            String evidence,
            @Nullable String badge,
            @JsonProperty("average_power_w") double averagePowerW,
            @JsonProperty("app_power_w") double appPowerW,
            @JsonProperty("camera_power_w") double cameraPowerW,
            @JsonProperty("energy_j") double energyJ,
            @JsonProperty("energy_by_component_j") Map<String, Double> energyByComponentJ,
            @JsonProperty("energy_balance_error_j") double energyBalanceErrorJ,
            @Nullable Double energyPerInferenceGrossMj,
            @Nullable Double energyPerInferenceAboveIdleMj,
            @Nullable Battery battery,
            @JsonProperty("temperature_deg_c") Map<String, Temperature> temperatureDegC,

            @JsonProperty("ambient_deg_c") @JsonPropertyDescription("mean over the counted time")
            double ambientDegC,

            Throttle throttle,
            List<Unit> units,
            @Nullable Double peakMemoryMb,
            @JsonProperty("killed_at_s") @Nullable Double killedAtS,

            @Nullable @JsonPropertyDescription("over links, results and repetitions included; mean of the replications")
            Long bytesSent,

            @Nullable
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @JsonPropertyDescription(
                    "Jain's index of the streams answered here, of the share of its requested frames that each has processed:"
                            + " 1 where all have the same, 1/n where one of n has all; absent with fewer than two streams")
            Double fairnessIndex) {}

    /** Charge; hours are the mean of the replications. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Battery(
            double startFraction,
            double endFraction,
            @Nullable Double hoursToEmpty,

            @Nullable
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @JsonPropertyDescription("sampling error alone, over replications; absent with fewer than two")
            List<Double> hoursToEmptyCi95,

            @Nullable
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @JsonPropertyDescription("with what the profile leaves open; absent without draws of it")
            List<Double> hoursToEmptyPrediction95) {

        /** Without intervals. */
        public Battery(double startFraction, double endFraction, @Nullable Double hoursToEmpty) {
            this(startFraction, endFraction, hoursToEmpty, null, null);
        }

        /** What to print beside the hours: the wider interval where both are known; absent where none is. */
        public @Nullable List<Double> interval95() {
            return hoursToEmptyPrediction95 == null ? hoursToEmptyCi95 : hoursToEmptyPrediction95;
        }
    }

    /** A node's temperature. */
    public record Temperature(double max, double end) {}

    /** What the limiters did. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Throttle(
            @JsonProperty("first_s") @Nullable Double firstS, double timeFraction, List<ThrottleStep> steps) {}

    /** One clock step. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record ThrottleStep(@JsonProperty("at_s") double atS, String unit, double clockFraction, String reason) {}

    /** One unit. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Unit(String id, double utilisation, double clockFractionMean) {}

    /** Objectives. */
    public record SloVerdict(boolean met, List<Check> checks) {}

    /**
     * One objective; {@code actual} is null where the run cannot say. The name is the scenario's key, with the camera after a space where it
     * is one camera's.
     */
    public record Check(String name, double limit, @Nullable Double actual, boolean met) {
        private static final Set<String> OF_FRAMES = Set.of(
                "miss_fraction_max",
                "processed_fps_min",
                "useful_fps_min",
                "consecutive_miss_max",
                "result_gap_p99_ms_max",
                "photon_to_result_p99_ms_max");

        /** Whether a unit short of time can break it. */
        public boolean ofFrames() {
            int end = name.indexOf(' '); // the camera that it is about follows
            return OF_FRAMES.contains(end < 0 ? name : name.substring(0, end));
        }
    }

    /** What binds. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Bottleneck(
            @Nullable String device,
            @Nullable String unit,
            @Nullable String link,
            @Nullable String policy,
            String why,
            @Nullable String cheapestFix) {}
}
