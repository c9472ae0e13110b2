package org.framebudget.sim.scenario;

import java.nio.file.Path;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.framebudget.models.Ratio;
import org.jspecify.annotations.Nullable;

/**
 * The question, validated and with every default filled in; units as in the file.
 *
 * @param name title
 * @param durationS simulated time
 * @param seed master seed of all random streams
 * @param environment ambient
 * @param devices at least one
 * @param cameras at least one
 * @param pipelines at least one
 * @param adaptation rules that change the workload while it runs, in order
 * @param slo objectives, each absent where not asked for
 * @param limits hard limits
 * @param links between devices
 * @param offline true forbids links
 * @param fleet what may be bought to carry the cameras; absent where the devices are given
 * @param assumptions a sentence for each default that was filled in
 * @param sha256 hash of the file's bytes and of the overrides, lower-case hex
 * @param baseDir folder that relative paths start from
 * @param places where the values stand, for errors found later
 * @param population users with different devices; absent where nobody asks
 */
public record Scenario(
        String name,
        double durationS,
        long seed,
        Environment environment,
        List<DeviceUse> devices,
        List<CameraSpec> cameras,
        List<PipelineSpec> pipelines,
        List<AdaptationRule> adaptation,
        Slo slo,
        Limits limits,
        List<LinkSpec> links,
        boolean offline,
        @Nullable FleetSpec fleet,
        List<String> assumptions,
        String sha256,
        Path baseDir,
        Places places,
        @Nullable PopulationSpec population) {

    /** Name of one of {@code count} equal devices or cameras, counted from 1; the id itself where there is only one. */
    public static String numbered(String id, int number, int count) {
        return count == 1 ? id : id + "-" + number;
    }

    /** The same question over another time. */
    public Scenario withDurationS(double otherS) {
        return copy(otherS, devices, cameras, pipelines, adaptation, slo, fleet);
    }

    /** The same question under other rules. */
    public Scenario withAdaptation(List<AdaptationRule> otherRules) {
        return copy(durationS, devices, cameras, pipelines, otherRules, slo, fleet);
    }

    /** The same question of the devices that are given. */
    public Scenario withoutFleet() {
        return copy(durationS, devices, cameras, pipelines, adaptation, slo, null);
    }

    /** The same question of other devices, cameras, pipelines or objectives. */
    public Scenario with(
            List<DeviceUse> otherDevices, List<CameraSpec> otherCameras, List<PipelineSpec> otherPipelines, Slo other) {
        return copy(durationS, otherDevices, otherCameras, otherPipelines, adaptation, other, fleet);
    }

    private Scenario copy(
            double otherS,
            List<DeviceUse> otherDevices,
            List<CameraSpec> otherCameras,
            List<PipelineSpec> otherPipelines,
            List<AdaptationRule> otherRules,
            Slo otherSlo,
            @Nullable FleetSpec otherFleet) {
        return new Scenario(
                name,
                otherS,
                seed,
                environment,
                otherDevices,
                otherCameras,
                otherPipelines,
                otherRules,
                otherSlo,
                limits,
                links,
                offline,
                otherFleet,
                assumptions,
                sha256,
                baseDir,
                places,
                population);
    }

    /** The same question of other cameras and pipelines. */
    public Scenario with(List<CameraSpec> otherCameras, List<PipelineSpec> otherPipelines) {
        return with(devices, otherCameras, otherPipelines, slo);
    }

    /** Ambient, constant or a trace of (time_s, ambient_deg_c) rows, held between rows. */
    public record Environment(double ambientDegC, List<TracePoint> ambientTrace) {
        /** Mean over a time of some length. */
        public double meanDegC(long fromNs, long toNs) {
            double nowDegC = ambientDegC;
            double sum = 0;
            long doneNs = fromNs;
            for (TracePoint point : ambientTrace) {
                long atNs = Math.min(toNs, Math.round(point.timeS() * 1e9));
                if (atNs > doneNs) {
                    sum += (nowDegC - ambientDegC) * (atNs - doneNs);
                    doneNs = atNs;
                }
                nowDegC = point.value();
            }
            sum += (nowDegC - ambientDegC) * (toNs - doneNs);
            return ambientDegC + sum / (toNs - fromNs);
        }

        /** Coldest and hottest air from the start until a time; both the constant one without a trace. */
        public DoubleSummaryStatistics degCUntil(double timeS) {
            DoubleSummaryStatistics degC = new DoubleSummaryStatistics();
            if (ambientTrace.isEmpty() || ambientTrace.get(0).timeS() > 0) {
                degC.accept(ambientDegC);
            }
            ambientTrace.stream()
                    .filter(point -> point.timeS() <= timeS)
                    .mapToDouble(TracePoint::value)
                    .forEach(degC);
            return degC;
        }
    }

    /** One row of an ambient trace. */
    public record TracePoint(double timeS, double value) {}

    /** How a device picks among waiting cameras. */
    public enum Scheduling {
        FIFO,
        ROUND_ROBIN,
        PRIORITY,
        EARLIEST_DEADLINE
    }

    /**
     * A device in use.
     *
     * @param profile profile id or path
     * @param batteryStartFraction state of charge at the start
     * @param startDegC temperature of every node at the start; absent for ambient
     * @param screenFraction brightness 0 to 1; absent for screen off
     * @param caseId a case of the profile, absent for none
     * @param fanId a fan of the profile, absent for none
     * @param count identical devices that share the cameras evenly
     * @param failures times without a unit, in order for each unit
     * @param clocks units that run at another clock than their fastest
     * @param batching units that answer several frames at once
     * @param pools units that share a queue
     * @param linkTraffic what others send over the links of accelerators
     * @param conditions what the inferences run in
     */
    public record DeviceUse(
            String id,
            String profile,
            double batteryStartFraction,
            @Nullable Double startDegC,
            @Nullable Double screenFraction,
            @Nullable String caseId,
            @Nullable String fanId,
            Scheduling scheduling,
            int count,
            List<UnitFailure> failures,
            List<UnitClock> clocks,
            List<Batching> batching,
            List<Pool> pools,
            List<LinkTraffic> linkTraffic,
            Conditions conditions) {
        /** Whether a device of a result is this one, or one of its {@code count}. */
        public boolean standsFor(String resultId) {
            return IntStream.rangeClosed(1, count)
                    .anyMatch(number -> numbered(id, number, count).equals(resultId));
        }
    }

    /** What inferences run in: as a benchmark does, or in an application with everything around it. */
    public enum Conditions {
        BENCH,
        APP
    }

    /**
     * A unit that stops in mid-run.
     *
     * @param forS how long, absent for the rest of the run
     * @param takeoverMs from the fault until stages with {@code on_failure} go on elsewhere
     */
    public record UnitFailure(
            String unit, double atS, @Nullable Double forS, double takeoverMs) {
        /** When it begins. */
        public long fromNs() {
            return Math.round(atS * 1e9);
        }

        /** When the unit is back; {@code Long.MAX_VALUE} where it never is. */
        public long toNs() {
            return forS == null ? Long.MAX_VALUE : fromNs() + Math.round(forS * 1e9);
        }
    }

    /** A unit that runs at a clock of its profile at most. */
    public record UnitClock(String unit, double clockMhz) {}

    /**
     * A unit that gathers waiting frames of one network and answers them at once.
     *
     * @param maxFrames frames in a batch at most
     * @param waitMs how long the next frame waits for others where the unit is idle
     * @param fixedFraction share of a single inference's time that a batch takes only once
     */
    public record Batching(String unit, int maxFrames, double waitMs, double fixedFraction) {}

    /** Equal units with one queue; what names one of them runs on whichever is free, the first of them in this order. */
    public record Pool(List<String> units) {}

    /**
     * What others send over the link that these units share: transfers at random times.
     *
     * @param transfersPerS on average
     */
    public record LinkTraffic(List<String> units, double transferMb, double transfersPerS) {}

    /** Whose power a camera takes. */
    public enum PoweredBy {
        DEVICE,
        OWN
    }

    /**
     * A camera, or {@code count} equal ones.
     *
     * @param phaseMs offset of the first frame, the same for all of {@code count}; absent for 0, from which the cameras of
     *     {@code count} spread evenly over one interval
     * @param readoutMs absent for the profile's
     * @param ispMs absent for the profile's
     * @param deliveryMs absent for the profile's
     * @param jitterMs standard deviation of the delivery time
     * @param lowLightFps rate the sensor gives instead of {@code fps} since the scene is dark, absent for light enough
     * @param motionFraction share of time with motion; inferences run only then; absent for always
     * @param poweredBy {@link PoweredBy#OWN} adds neither power nor heat to the device
     * @param traceNs frame start times read from the trace file, empty for a periodic camera
     */
    public record CameraSpec(
            String id,
            String device,
            int widthPx,
            int heightPx,
            Ratio fps,
            int count,
            double exposureMs,
            @Nullable Double phaseMs,
            @Nullable Double readoutMs,
            @Nullable Double ispMs,
            @Nullable Double deliveryMs,
            double jitterMs,
            @Nullable Ratio lowLightFps,
            @Nullable Double motionFraction,
            PoweredBy poweredBy,
            List<Long> traceNs) {
        /** The same camera at another rate; its exposure is cut to the frame interval. */
        public CameraSpec withFps(Ratio otherFps) {
            return new CameraSpec(
                    id,
                    device,
                    widthPx,
                    heightPx,
                    otherFps,
                    count,
                    Math.min(exposureMs, 1e3 / otherFps.perS()),
                    phaseMs,
                    readoutMs,
                    ispMs,
                    deliveryMs,
                    jitterMs,
                    lowLightFps,
                    motionFraction,
                    poweredBy,
                    traceNs);
        }

        /** As many of the same camera. */
        public CameraSpec withCount(int otherCount) {
            return new CameraSpec(
                    id,
                    device,
                    widthPx,
                    heightPx,
                    fps,
                    otherCount,
                    exposureMs,
                    phaseMs,
                    readoutMs,
                    ispMs,
                    deliveryMs,
                    jitterMs,
                    lowLightFps,
                    motionFraction,
                    poweredBy,
                    traceNs);
        }
    }

    /** Where the budget starts to count. */
    public enum BudgetFrom {
        DELIVERY,
        FRAME_START,
        EXPOSURE_MID
    }

    /** Queue policy. */
    public enum Policy {
        LATEST,
        FIFO,
        DROP_WHEN_BUSY
    }

    /** What a full FIFO does. */
    public enum WhenFull {
        DROP_NEWEST,
        DROP_OLDEST,
        BLOCK
    }

    /** A queue in front of a stage; capacity counts waiting frames of one stream. */
    public record QueueSpec(Policy policy, int capacity, WhenFull whenFull) {}

    /**
     * A pipeline; one stream per camera.
     *
     * @param framesInFlightMax frames of one stream between admission and result at the same time: 1 = a new frame is taken
     *     when the last one is done (unpipelined), more = stages overlap
     * @param staleMs age at use above which a result is stale; absent for no limit
     * @param displayHz refresh rate of the display the result is shown on; absent for none
     */
    public record PipelineSpec(
            String id,
            List<String> cameras,
            double budgetMs,
            BudgetFrom budgetFrom,
            int priority,
            @Nullable Double staleMs,
            @Nullable Ratio displayHz,
            int framesInFlightMax,
            QueueSpec queue,
            List<StageSpec> stages) {

        /** The same pipeline on other cameras. */
        public PipelineSpec withCameras(List<String> otherCameras) {
            return new PipelineSpec(
                    id,
                    otherCameras,
                    budgetMs,
                    budgetFrom,
                    priority,
                    staleMs,
                    displayHz,
                    framesInFlightMax,
                    queue,
                    stages);
        }

        /** The same pipeline with each inference replaced. */
        public PipelineSpec withInfer(UnaryOperator<Infer> other) {
            return new PipelineSpec(
                    id,
                    cameras,
                    budgetMs,
                    budgetFrom,
                    priority,
                    staleMs,
                    displayHz,
                    framesInFlightMax,
                    queue,
                    stages.stream().map(stage -> stage.withInfer(other)).toList());
        }

        /** Everything that any frame may be asked for: the stages, each with its comparison and its substitute after it. */
        public List<StageSpec> everyWork() {
            return stages.stream().flatMap(StageSpec::everyWork).toList();
        }
    }

    /**
     * One step of a pipeline: exactly one of preprocess, infer, postprocess is present.
     *
     * @param device device it runs on, absent for the camera's
     * @param queue own queue, absent for an unbounded FIFO (first stage: the pipeline's)
     * @param at path below the pipeline of the mapping that names the unit, for errors; of what a rule runs, the whole path
     * @param compare the same inference a second time, absent for once
     * @param onFailure what happens while its unit is lost, absent: its frames wait
     */
    public record StageSpec(
            String id,
            @Nullable String device,
            @Nullable Preprocess preprocess,
            @Nullable Infer infer,
            @Nullable Postprocess postprocess,
            @Nullable QueueSpec queue,
            String at,
            @Nullable Compare compare,
            @Nullable OnFailure onFailure) {

        /** The unit it runs on. */
        public String unit() {
            return infer != null
                    ? infer.unit()
                    : preprocess != null ? preprocess.unit() : postprocess != null ? postprocess.unit() : "";
        }

        /** A rule runs it instead of a stage. */
        public boolean ofRule() {
            return at.startsWith("adaptation.");
        }

        /** With its inference, and the second one of a comparison, replaced. */
        StageSpec withInfer(UnaryOperator<Infer> other) {
            if (infer == null) {
                return this;
            }
            return new StageSpec(
                    id,
                    device,
                    preprocess,
                    other.apply(infer),
                    postprocess,
                    queue,
                    at,
                    compare == null ? null : new Compare(compare.second().withInfer(other), compare.check()),
                    onFailure);
        }

        /** This stage, the second inference and the check of a comparison, and the substitute, where there are any. */
        Stream<StageSpec> everyWork() {
            StageSpec substitute = onFailure == null ? null : onFailure.substitute();
            return Stream.of(
                            Stream.of(this),
                            compare == null ? Stream.<StageSpec>empty() : Stream.of(compare.second(), compare.check()),
                            substitute == null ? Stream.<StageSpec>empty() : Stream.of(substitute))
                    .flatMap(each -> each);
        }
    }

    /**
     * The same inference on two units, started together; the result is there when both are and they were checked.
     *
     * @param second the second inference
     * @param check what compares the two
     */
    public record Compare(StageSpec second, StageSpec check) {}

    /**
     * What a stage does while its unit is lost.
     *
     * @param substitute what runs instead; absent where the pipeline's frames are skipped meanwhile
     * @param everyNthFrame of the frames that come meanwhile one in so many is taken, the others are skipped by rule
     */
    public record OnFailure(@Nullable StageSpec substitute, int everyNthFrame) {}

    /** Preprocess: from the profile's cost per pixel, or a stated mean, or one for each million pixels of the camera. */
    public record Preprocess(
            String unit,
            @Nullable Double meanMs,
            @Nullable Double cv,
            @Nullable Double meanMsPerMegapixel) {}

    /** Postprocess with a stated mean and coefficient of variation (absent: fixed). */
    public record Postprocess(
            String unit, double meanMs, @Nullable Double cv) {}

    /** How several inferences of one frame are dispatched. */
    public enum Dispatch {
        SERIAL,
        PARALLEL
    }

    /**
     * Inference.
     *
     * @param threads absent for those of the reference series
     * @param perFrameMean inferences per frame: exact where {@code perFrameDrawn} is false, else mean of a Poisson draw
     * @param perFrameTrace recorded counts, replayed in order and from the start again; empty for none
     * @param keepWarm true keeps the unit's clock up between frames at the cost of its active power
     * @param stated its time as the scenario states it, of this network, input, precision and unit; absent for what the profile says
     */
    public record Infer(
            String network,
            int inputWidthPx,
            int inputHeightPx,
            String precision,
            String unit,
            @Nullable Integer threads,
            double perFrameMean,
            boolean perFrameDrawn,
            List<Integer> perFrameTrace,
            Dispatch dispatch,
            boolean keepWarm,
            @Nullable StatedTime stated) {
        /** Not exactly one a frame. */
        public boolean several() {
            return perFrameDrawn || !perFrameTrace.isEmpty() || perFrameMean != 1;
        }

        /** The stated time, where it holds for this one too. */
        public @Nullable StatedTime statedFor(
                String otherNetwork, int widthPx, int heightPx, String otherPrecision, String otherUnit) {
            return otherNetwork.equals(network)
                            && widthPx == inputWidthPx
                            && heightPx == inputHeightPx
                            && otherPrecision.equals(precision)
                            && otherUnit.equals(unit)
                    ? stated
                    : null;
        }

        /** The same network at another input size. */
        public Infer withInput(int widthPx, int heightPx) {
            return new Infer(
                    network,
                    widthPx,
                    heightPx,
                    precision,
                    unit,
                    threads,
                    perFrameMean,
                    perFrameDrawn,
                    perFrameTrace,
                    dispatch,
                    keepWarm,
                    statedFor(network, widthPx, heightPx, precision, unit));
        }

        /** With another number of inferences per frame, drawn or exact as before. */
        public Infer withPerFrame(double mean) {
            return new Infer(
                    network,
                    inputWidthPx,
                    inputHeightPx,
                    precision,
                    unit,
                    threads,
                    mean,
                    perFrameDrawn,
                    perFrameTrace,
                    dispatch,
                    keepWarm,
                    stated);
        }
    }

    /**
     * A time that the scenario states.
     *
     * @param meanMs above 0
     * @param trace where it is the mean of times recorded in the application; absent for the mean alone
     */
    public record StatedTime(double meanMs, @Nullable FieldTrace trace) {
        static StatedTime of(FieldTrace trace) {
            return new StatedTime(
                    trace.latenciesMs().stream()
                            .mapToDouble(Double::doubleValue)
                            .average()
                            .orElseThrow(),
                    trace);
        }
    }

    /** Times of single inferences one after the other, as an application recorded them. */
    public record FieldTrace(String file, List<Double> latenciesMs) {}

    /** Objectives; absent ones are not checked. */
    public record Slo(
            @Nullable Double missFractionMax,
            @Nullable Double processedFpsMin,
            @Nullable Double usefulFpsMin,
            @Nullable Double accuracyMin,
            @Nullable Integer consecutiveMissMax,
            @Nullable Double resultGapP99MsMax,
            @Nullable Double photonToResultP99MsMax,
            @Nullable Double batteryHoursMin,
            @Nullable Double skinDegCMax,
            @Nullable Double junctionDegCMax,
            @Nullable Double powerWMax,
            @Nullable Double appPowerWMax,
            @Nullable Double memoryMbMax,
            @Nullable Double throttledFractionMax,
            List<CameraSlo> cameras) {
        /** No objective but a largest share of missed frames. */
        public static Slo missFraction(double most) {
            return new Slo(
                    most, null, null, null, null, null, null, null, null, null, null, null, null, null, List.of());
        }

        /** Something is asked of the frames of this camera, alone or as one of all. */
        public boolean asksOfFrames(String camera) {
            return Stream.of(
                                    missFractionMax,
                                    processedFpsMin,
                                    usefulFpsMin,
                                    consecutiveMissMax,
                                    resultGapP99MsMax,
                                    photonToResultP99MsMax)
                            .anyMatch(Objects::nonNull)
                    || cameras.stream().anyMatch(one -> one.camera().equals(camera));
        }

        /** What is asked of frames alone, without what is asked of devices. */
        public Slo ofFrames() {
            return new Slo(
                    missFractionMax,
                    processedFpsMin,
                    usefulFpsMin,
                    accuracyMin,
                    consecutiveMissMax,
                    resultGapP99MsMax,
                    photonToResultP99MsMax,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    cameras);
        }
    }

    /**
     * Objectives of one camera, or of each of its {@code count}; absent ones are not checked.
     *
     * @param camera id of the camera; held against nothing where a planner took the camera away
     */
    public record CameraSlo(
            String camera,
            @Nullable Double missFractionMax,
            @Nullable Double processedFpsMin,
            @Nullable Double usefulFpsMin) {}

    /** Hard limits; a run that exceeds one ends there. */
    public record Limits(@Nullable Double memoryMb) {}

    /** A network link between two devices. */
    public record LinkSpec(
            String id,
            String from,
            String to,
            double rttMs,
            double bandwidthMbitPerS,
            double lossFraction,
            List<Outage> outages) {}

    /** A link outage. */
    public record Outage(double atS, double forS) {
        /** When it begins. */
        public long fromNs() {
            return Math.round(atS * 1e9);
        }

        /** When the link is up again. */
        public long toNs() {
            return fromNs() + Math.round(forS * 1e9);
        }
    }
}
