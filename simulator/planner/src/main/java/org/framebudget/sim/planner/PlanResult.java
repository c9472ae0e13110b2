package org.framebudget.sim.planner;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.framebudget.sim.results.RunResult;
import org.jspecify.annotations.Nullable;

/**
 * The plan contract {@code framebudget/plan/v1}, field by field; names and units are those of the JSON. What nobody asked
 * for or nobody can say yet is null, an empty list where the contract has a list. Pairs {@code [lo, hi]} are lists of two.
 *
 * @param headroom one a pipeline and axis
 * @param fleet absent unless a fleet was asked for
 * @param naive the bound people compute by hand, absent where the scenario has no inference
 * @param adaptation a rule for a scenario that throttles, absent where none would help
 * @param population which share of users with different devices meets, absent unless one was asked for
 * @param acceleratorsNeeded one a device with attached accelerators, absent where there is none
 * @param recommended one of several devices; absent where there is only one
 * @param contradictions objectives that nothing can meet as long as cameras and networks are what they are, a clause for each; absent
 *     without any
 * @param nearest what comes nearest where neither the scenario nor any alternative meets; absent where one does
 * @param assumedValues how many profile values in use nobody measured
 * @param fieldTraces times from the application that the scenario has, one a stage; absent without any
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record PlanResult(
        String schema,
        RunResult.ScenarioRef scenario,
        long seed,
        Verdict verdict,
        List<Headroom> headroom,
        List<FrontierPoint> frontier,
        @Nullable Fleet fleet,
        List<Alternative> alternatives,
        List<DeviceRank> devices,
        List<Sensitivity> sensitivity,
        @Nullable Naive naive,
        List<String> warnings,
        int assumedValues,
        List<String> citations,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Adaptation adaptation,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Population population,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<AcceleratorsNeeded> acceleratorsNeeded,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Recommendation recommended,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<String> contradictions,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Nearest nearest,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @JsonPropertyDescription("infer.field_trace of the scenario, one a stage; absent without any")
        @Nullable
        List<FieldTimes> fieldTraces) {

    /** Schema id. */
    public static final String SCHEMA = "framebudget/plan/v1";

    /** The same plan with its verdict explained in other words. */
    public PlanResult withWhy(String why) {
        return new PlanResult(
                schema,
                scenario,
                seed,
                new Verdict(verdict.meets(), why, verdict.meetsTogether()),
                headroom,
                frontier,
                fleet,
                alternatives,
                devices,
                sensitivity,
                naive,
                warnings,
                assumedValues,
                citations,
                adaptation,
                population,
                acceleratorsNeeded,
                recommended,
                contradictions,
                nearest,
                fieldTraces);
    }

    /**
     * The fewest equal accelerators behind one queue with which every objective holds in the first minute.
     *
     * @param current how many the scenario has
     * @param count absent where no number that was tried does
     * @param ci95 sampling alone
     * @param prediction95 with what the profile leaves open
     * @param utilisation mean share of their time that so many are busy
     * @param probabilityEnough that so many are enough
     * @param binding what gives way with one less, or where none is enough; absent where one is enough
     * @param countSustained the fewest in steady state; absent without one, or where no number that was tried does
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record AcceleratorsNeeded(
            String device,
            String accelerator,
            int current,
            @Nullable Integer count,
            @Nullable @JsonProperty("ci95") List<Double> ci95,
            @Nullable @JsonProperty("prediction95") List<Double> prediction95,
            @Nullable Double utilisation,
            @Nullable Double probabilityEnough,
            @Nullable String binding,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Integer countSustained) {}

    /** The same plan with the fleet that it is a part of. */
    PlanResult withFleet(@Nullable Fleet other, Verdict otherVerdict, List<String> otherWarnings) {
        return new PlanResult(
                schema,
                scenario,
                seed,
                otherVerdict,
                headroom,
                frontier,
                other,
                alternatives,
                devices,
                sensitivity,
                naive,
                otherWarnings,
                assumedValues,
                citations,
                adaptation,
                population,
                acceleratorsNeeded,
                recommended,
                contradictions,
                nearest,
                fieldTraces);
    }

    /**
     * The answer: does the scenario meet its objectives, and one sentence why.
     *
     * @param meets of a fleet: every device was simulated with its cameras and meets
     * @param meetsTogether of a fleet, whether all its devices meet at once with a probability of at least {@value Fleet#SURE}; absent
     *     without a fleet
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Verdict(
            boolean meets,
            String why,

            @JsonInclude(JsonInclude.Include.NON_NULL)
            @JsonPropertyDescription(
                    "of a fleet: whether fleet.probability_meets, that all its devices meet at once with what the"
                            + " profiles leave open, is at least 0.95; meets alone says that each was simulated and meets; absent"
                            + " without a fleet")
            @Nullable
            Boolean meetsTogether) {}

    /**
     * Times of single inferences that an application recorded, which a stage takes instead of the profile's.
     *
     * @param file as the scenario names it
     * @param ratio their mean over what the profile says
     * @param ratio95 its 95 % interval, of this record
     */
    public record FieldTimes(
            String pipeline, String stage, String file, int inferences, double ratio, List<Double> ratio95) {}

    /**
     * How far one axis can go before an objective breaks; 0 where no value that was tried meets them all. A value of the axis {@code input} is
     * the longer side in pixels, of {@code fps} the rate of the first camera of the pipeline.
     *
     * @param axis {@code fps}, {@code cameras}, {@code input} or {@code inferences}
     * @param maxSustained absent where the scenario has no steady state, as with a recorded camera
     * @param ci95 sampling alone, of {@code maxBurst}
     * @param prediction95 with what the profile leaves open, of {@code maxBurst}
     * @param probabilityMeets that the scenario as it stands meets its objectives in the first minute
     * @param binding what gives way first, in steady state where that is less than the burst
     * @param sustainedPrediction95 what the profile leaves open of {@code maxSustained}; absent without one or without draws
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Headroom(
            String device,
            String pipeline,
            String axis,
            double current,
            @Nullable Double maxBurst,
            @Nullable Double maxSustained,
            @Nullable @JsonProperty("ci95") List<Double> ci95,
            @Nullable @JsonProperty("prediction95") List<Double> prediction95,
            @Nullable Double probabilityMeets,
            @Nullable String binding,
            @Nullable String bestNextMeasurement,

            @JsonProperty("sustained_prediction95") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<Double> sustainedPrediction95) {}

    /**
     * One combination of frame rate and input size, everything else as it is. The four figures are of the burst, of its worst stream of this
     * pipeline and of the device that answers it; both verdicts are about all objectives of the scenario.
     *
     * @param fps of the pipeline's first camera, its others in proportion
     * @param input width and height in pixels of the first inference's input
     * @param photonToResultP99Ms absent with fewer than a thousand results
     * @param batteryHours that the burst's power could go on from the start of the run; absent without a battery
     * @param feasibleBurst whether the first 60 s meet every objective
     * @param feasibleSustained whether the steady state does; absent where the scenario has none, as with a recorded camera
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record FrontierPoint(
            String device,
            String pipeline,
            double fps,
            List<Integer> input,
            @Nullable Double missFraction,

            @JsonProperty("photon_to_result_p99_ms") @Nullable
            Double photonToResultP99Ms,

            @Nullable @JsonProperty("average_power_w") Double averagePowerW,
            @Nullable Double batteryHours,
            boolean feasibleBurst,
            @Nullable Boolean feasibleSustained) {}

    /**
     * Which devices carry all cameras; every box was simulated with its cameras. Money is in {@code currency}.
     *
     * @param mix devices that carry cameras, one item a profile; those that stand by are in {@code spares}
     * @param cost {@code purchase} and {@code energyCost} of all devices, those that stand by too
     * @param powerW of all devices in steady state
     * @param optimal true where the mix is proven cheapest, to a thousandth of the cost, by all that {@code boundRestsOn} names
     * @param lowerBound no mix costs less, by the same
     * @param nPlusOne true where any one device may fail
     * @param hours over which energy is paid
     * @param boxes each device that carries cameras
     * @param spares devices that stand by
     * @param types what was for sale
     * @param gapFraction how much of the cost could be saved at most, by what is proven
     * @param costWithoutSpare the cost of the cheapest mix found without devices that stand by; absent where none was asked for
     * @param verified whether every box was simulated and meets, and what stands by with the cameras of each
     * @param probabilityMeets that all boxes meet in the first minute, over draws of what the profiles leave open
     * @param rounds how often a packing was made and simulated
     * @param cuts loads that a packing wanted and simulation refused
     * @param solver what solved the integer programs
     * @param boundRestsOn what {@code lowerBound} takes for granted: {@value #UNIT_TIME}, a camera takes no less of a unit's time than on a
     *     device full of its kind; {@value #MONOTONY}, cameras that are too many stay too many with more; {@value #ADDITIVE_ENERGY}, a camera
     *     adds no less power among others than it was seen to add; absent where every load was simulated
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Fleet(
            int cameras,
            List<MixItem> mix,
            @Nullable Double cost,
            @Nullable String currency,
            @JsonProperty("power_w") @Nullable Double powerW,
            boolean optimal,
            @Nullable Double lowerBound,
            @JsonProperty("n_plus_1") boolean nPlusOne,
            double hours,
            double energyPricePerKwh,
            double purchase,
            double energyCost,
            List<Box> boxes,
            List<Spare> spares,
            List<BoxType> types,
            double gapFraction,
            @Nullable Double costWithoutSpare,
            boolean verified,
            @Nullable Double probabilityMeets,
            int rounds,
            int cuts,
            String solver,
            List<String> notes,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<String> boundRestsOn) {

        /** ASSUMED: what most people call sure, of a probability. */
        public static final double SURE = 0.95;

        public static final String UNIT_TIME = "unit_time";
        public static final String MONOTONY = "monotony";
        public static final String ADDITIVE_ENERGY = "additive_energy";

        /** Whether all devices meet at once in enough draws of what the profiles leave open; absent without draws. */
        public @Nullable Boolean sureTogether() {
            return probabilityMeets == null ? null : probabilityMeets >= SURE;
        }

        /** Devices of a profile, with those that stand by. */
        public int count(String profile) {
            return (int) boxes.stream()
                            .filter(box -> box.profile().equals(profile))
                            .count()
                    + spares.stream()
                            .filter(spare -> spare.profile().equals(profile))
                            .mapToInt(Spare::count)
                            .sum();
        }
    }

    /** Some devices of one profile and the cameras they carry. */
    public record MixItem(String profile, int count, List<String> cameras) {}

    /**
     * One device with its cameras.
     *
     * @param powerW in steady state
     * @param utilisation of its busiest unit
     * @param unit the busiest
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Box(
            String profile,
            List<String> cameras,
            @JsonProperty("power_w") double powerW,
            double utilisation,
            @Nullable String unit) {}

    /** Devices of one profile that stand by, idle. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Spare(
            String profile,
            int count,
            @JsonProperty("power_w") double powerW) {}

    /**
     * A kind of device that was for sale.
     *
     * @param priceSource absent where the price is ASSUMED
     * @param alone how many cameras of each kind one of them carries of that kind alone
     * @param notes what is different on it
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record BoxType(
            String profile,
            double price,
            @Nullable String priceSource,
            @Nullable Integer countMax,
            List<Alone> alone,
            List<String> notes) {}

    /**
     * How many cameras of a kind a device carries that carries nothing else.
     *
     * @param camera id of the kind's first entry in the scenario
     * @param atLeast whether it may carry more: there are no more of the kind, or one more was not tried
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Alone(
            String camera,
            int most,

            @JsonInclude(JsonInclude.Include.NON_NULL)
            @JsonPropertyDescription(
                    "whether it may carry more than most: the scenario has no more of the kind, or one more was not"
                            + " tried")
            @Nullable
            Boolean atLeast) {}

    /**
     * One change and what it gives, simulated over the scenario's own duration. Those that meet stand first,
     * cheapest first, or most room first where the scenario needs no change.
     *
     * @param change what changes, in plain words
     * @param missFraction of the worst stream
     * @param photonToResultP99Ms of the worst stream; absent where one has too few results
     * @param powerW of all of the user's devices together, a server that the change adds left out
     * @param batteryHours of the battery that ends first
     * @param accuracyTop1 published top-1 accuracy; absent for detectors or where none is published
     * @param map published mean average precision; absent for classifiers or where none is published
     * @param cheapest whether no other one that meets costs less; none where none meets, where the scenario meets as it stands, and where it asks for
     *     nothing
     * @param open true where it does not count as meeting though every objective holds, since a device is known from a specification alone;
     *     else absent
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Alternative(
            String change,
            @Nullable Double missFraction,

            @JsonProperty("photon_to_result_p99_ms") @Nullable
            Double photonToResultP99Ms,

            @JsonProperty("power_w") @Nullable Double powerW,
            @Nullable Double batteryHours,
            @JsonProperty("accuracy_top1") @Nullable Double accuracyTop1,
            @Nullable Double map,
            boolean meets,
            boolean cheapest,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Boolean open) {
        Alternative asCheapest() {
            return new Alternative(
                    change,
                    missFraction,
                    photonToResultP99Ms,
                    powerW,
                    batteryHours,
                    accuracyTop1,
                    map,
                    meets,
                    true,
                    open);
        }
    }

    /**
     * How one profile does; rank 1 is best, absent where no inference runs on it, the run is shorter, or, of those after minute 30, where there is
     * no other profile.
     *
     * @param rankSustained in steady state
     * @param energyPerFrameMj of the whole device, idle power included, for each result
     * @param rankEnergyPerFrame by that
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record DeviceRank(
            String profile,
            boolean meetsBurst,
            @Nullable Boolean meetsSustained,
            @JsonProperty("rank_minute_1") @Nullable Integer rankMinute1,
            @JsonProperty("rank_minute_30") @Nullable Integer rankMinute30,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Integer rankSustained,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Double energyPerFrameMj,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Integer rankEnergyPerFrame) {}

    /**
     * What the worst stream's miss fraction becomes at both ends of one uncertain parameter, everything else as it is.
     *
     * @param parameter a key of the scenario, or a profile and a place in it
     * @param low in the unit of the parameter's last word
     * @param missFractionNow at the parameter's own value, over the same time
     * @param turnsVerdict whether the objectives are met at one end and not at the parameter's own value, or the other way round
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Sensitivity(
            String parameter,
            double low,
            double high,
            double missFractionLow,
            double missFractionHigh,
            double missFractionNow,
            boolean turnsVerdict) {
        /** Distance between the least and the most that is missed. */
        public double effect() {
            double most = Math.max(Math.max(missFractionLow, missFractionHigh), missFractionNow);
            return most - Math.min(Math.min(missFractionLow, missFractionHigh), missFractionNow);
        }
    }

    /**
     * What fails least of all that was tried.
     *
     * @param change as of the alternative, absent for the scenario as it stands
     * @param fails objectives that it does not meet; none where a device ends or runs out of memory, or only a specification is known
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Nearest(@Nullable String change, List<RunResult.Check> fails) {}

    /**
     * Users with different devices. A user meets where all objectives hold over the scenario's own duration.
     *
     * @param usersMeetingPrediction95 with what the profiles leave open, each on its own
     * @param usersMeetingBurstFraction in the first minute
     * @param usersMeetingSustainedFraction in steady state; absent where there is none to find
     * @param framesMeetingFraction frames of all users that are answered on time and not stale, over requested ones
     * @param source where the shares of devices come from; absent: ASSUMED
     * @param ambientSource where the shares of ambients come from; absent: ASSUMED, or there are none
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Population(
            List<PopulationCell> cells,
            double usersMeetingFraction,

            @Nullable @JsonProperty("users_meeting_prediction95")
            List<Double> usersMeetingPrediction95,

            double usersMeetingBurstFraction,
            @Nullable Double usersMeetingSustainedFraction,
            double framesMeetingFraction,
            @Nullable String source,
            @Nullable String ambientSource,
            List<String> notes) {}

    /**
     * Users of one profile in one air.
     *
     * @param ambientDegC absent where it is recorded
     * @param share of all users
     * @param unit of the first inference, empty where none runs
     * @param meetsSustained absent where there is no steady state to find
     * @param usefulFraction frames on time and not stale over requested, of all streams
     * @param missFraction of the worst stream
     * @param probabilityMeets share of draws of the profile that meet
     * @param reason what fails, or why it does not run; absent where it meets
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record PopulationCell(
            String profile,
            @Nullable Double ambientDegC,
            double share,
            String unit,
            String precision,
            boolean meets,
            boolean meetsBurst,
            @Nullable Boolean meetsSustained,
            double usefulFraction,
            double missFraction,
            @Nullable Double probabilityMeets,
            @Nullable String reason) {
        PopulationCell with(double probability) {
            return new PopulationCell(
                    profile,
                    ambientDegC,
                    share,
                    unit,
                    precision,
                    meets,
                    meetsBurst,
                    meetsSustained,
                    usefulFraction,
                    missFraction,
                    probability,
                    reason);
        }
    }

    /**
     * The device to take.
     *
     * @param basis {@code sustained}, or {@code burst} where that was asked for or nothing else is known
     * @param why in a sentence, with the device that another measure would choose
     */
    public record Recommendation(String profile, String basis, String why) {}

    /** Cameras by frame rate over 1000 / mean latency: shown beside the simulated answer, never alone. */
    public record Naive(
            @JsonProperty("cameras_by_1000_over_latency") double camerasBy1000OverLatency) {}

    /**
     * A rule, the best rate that is set from the start, and neither of them; useful results a second of all streams together.
     *
     * @param rule as a scenario has it
     * @param minute which minute the first three figures are of
     * @param staticFps the best rate from the start
     * @param usefulFpsNoneMean and the next two: over the whole time until then
     * @param switches how often the rule began or ended to work until then
     * @param staticWins true where the rate from the start gives more in that minute, or as much and more on average
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Adaptation(
            String rule,
            int minute,
            double usefulFpsNone,
            double usefulFpsRule,
            double usefulFpsStatic,
            double staticFps,
            double usefulFpsNoneMean,
            double usefulFpsRuleMean,
            double usefulFpsStaticMean,
            long switches,
            boolean staticWins) {}
}
