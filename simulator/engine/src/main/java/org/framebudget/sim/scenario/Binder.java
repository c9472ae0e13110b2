package org.framebudget.sim.scenario;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.framebudget.models.Ratio;
import org.framebudget.sim.scenario.Scenario.CameraSlo;
import org.framebudget.sim.scenario.Scenario.CameraSpec;
import org.framebudget.sim.scenario.Scenario.Conditions;
import org.framebudget.sim.scenario.Scenario.DeviceUse;
import org.framebudget.sim.scenario.Scenario.Environment;
import org.framebudget.sim.scenario.Scenario.Limits;
import org.framebudget.sim.scenario.Scenario.LinkSpec;
import org.framebudget.sim.scenario.Scenario.Outage;
import org.framebudget.sim.scenario.Scenario.PoweredBy;
import org.framebudget.sim.scenario.Scenario.Scheduling;
import org.framebudget.sim.scenario.Scenario.Slo;
import org.framebudget.sim.scenario.Scenario.TracePoint;
import org.jspecify.annotations.Nullable;

/** The file's tree to a {@link Scenario}. Order: as documented, so the assumptions read like the file. */
final class Binder {
    private static final double MOST_FRAMES = 1e10;

    private final List<String> assumptions;
    private final Path baseDir;
    private final KnownIds known;
    private final Map<Node, Object> bound;
    /** Of the file, for its variants. */
    private final Map<Node, Object> boundBefore;

    Binder(Path baseDir, KnownIds known) {
        this(baseDir, known, new ArrayList<>(), new IdentityHashMap<>(), Map.of());
    }

    private Binder(
            Path baseDir,
            KnownIds known,
            List<String> assumptions,
            Map<Node, Object> bound,
            Map<Node, Object> boundBefore) {
        this.baseDir = baseDir;
        this.known = known;
        this.assumptions = assumptions;
        this.bound = bound;
        this.boundBefore = boundBefore;
    }

    /**
     * A binder for variants of what this one has bound: devices, cameras, pipelines and stages whose text is the very same are not bound
     * again, and what is assumed is not told. One for each variant, as this one is for its own; they may work at the same time.
     *
     * @param variants what was bound for variants before, which is added to
     */
    Binder forVariant(Map<Node, Object> variants) {
        return new Binder(baseDir, known, Fields.UNTOLD, variants, bound);
    }

    /** Binds each item of a list. */
    interface Each {
        <T> List<T> of(List<Fields> items, Class<T> type, Function<Fields, T> bind);
    }

    private <T> List<T> each(List<Fields> items, Class<T> type, Function<Fields, T> bind) {
        List<T> all = new ArrayList<>(items.size());
        for (Fields item : items) {
            Object before = boundBefore.get(item.node());
            before = before == null ? bound.get(item.node()) : before;
            T value = before == null ? bind.apply(item) : type.cast(before);
            bound.put(item.node(), value);
            all.add(value);
        }
        return List.copyOf(all);
    }

    /** Binds and cross-checks; {@code seedOverride} wins over the file's seed. */
    Scenario bind(Node root, @Nullable Long seedOverride, String sha256) {
        Fields top = Fields.open(root, "", Keys.SCENARIO, assumptions);
        top.schema("schema");
        String name = top.text("name");
        double durationS = top.number("duration_s");
        if (durationS * 1e9 < 1) {
            throw top.error("duration_s", "is shorter than a nanosecond.", "Give seconds, such as 60.");
        }
        long seed = seedOverride != null ? checkedSeed(seedOverride) : top.wholeLong("seed");
        Environment environment = environment(top.section("environment"));
        List<Fields> deviceFields = top.sections("devices");
        List<DeviceUse> devices = each(deviceFields, DeviceUse.class, this::device);
        List<Fields> cameraFields = top.sections("cameras");
        List<CameraSpec> cameras = each(cameraFields, CameraSpec.class, this::camera);
        List<Fields> pipelineFields = top.sections("pipelines");
        PipelineBinder pipelineBinder = new PipelineBinder(baseDir, known, this::each);
        List<Scenario.PipelineSpec> pipelines =
                each(pipelineFields, Scenario.PipelineSpec.class, pipelineBinder::pipeline);
        List<AdaptationRule> adaptation = new AdaptationBinder(baseDir, known, cameras, pipelines).rules(top);
        Slo slo = slo(top.section("slo"));
        Limits limits = new Limits(top.section("limits").numberOrNull("memory_mb"));
        List<Fields> linkFields = top.sections("links");
        List<LinkSpec> links = linkFields.stream().map(this::link).toList();
        PopulationSpec population = new PopulationBinder(baseDir, known).population(top, devices);
        Scenario scenario = new Scenario(
                name,
                durationS,
                seed,
                environment,
                devices,
                cameras,
                pipelines,
                adaptation,
                slo,
                limits,
                links,
                top.flag("offline"),
                new FleetBinder(baseDir, known).fleet(top, devices),
                List.copyOf(assumptions),
                sha256,
                baseDir,
                new Places(root),
                population);
        CrossChecks checks = new CrossChecks(scenario);
        checks.check(top, deviceFields, cameraFields, pipelineFields, linkFields);
        checks.objectives(top.section("slo").reopen("cameras"));
        checkSize(top, scenario);
        return scenario;
    }

    private static long checkedSeed(long seed) {
        Key key = Keys.SCENARIO.key("seed");
        Node node = new Node.Scalar(new Place("--seed " + seed, 0), Node.Kind.NUMBER, Long.toString(seed));
        return Values.whole(key, node, "seed");
    }

    private Environment environment(Fields fields) {
        if (!fields.has("ambient_trace")) {
            return new Environment(fields.number("ambient_deg_c"), List.of());
        }
        List<TracePoint> trace = TraceFiles.ambient(fields, "ambient_trace", baseDir);
        return new Environment(trace.get(0).value(), trace);
    }

    private DeviceUse device(Fields fields) {
        return new DeviceUse(
                fields.id("id"),
                known.profile(fields, "profile", baseDir),
                fields.section("battery").number("start_fraction"),
                fields.numberOrNull("start_deg_c"),
                fields.numberOrNull("screen_fraction"),
                fields.textOrNull("case"),
                fields.textOrNull("fan"),
                fields.choice("scheduling", Scheduling.class),
                fields.whole("count"),
                UnitBinder.failures(fields),
                UnitBinder.clocks(fields),
                UnitBinder.batching(fields),
                UnitBinder.pools(fields),
                UnitBinder.linkTraffic(fields),
                fields.has("conditions") ? fields.choice("conditions", Conditions.class) : Conditions.BENCH);
    }

    private CameraSpec camera(Fields fields) {
        Ratio fps = fields.rate("fps");
        int count = fields.whole("count");
        @Nullable Ratio lowLightFps = fields.rateOrNull("low_light_fps");
        if (lowLightFps != null && lowLightFps.perS() > fps.perS()) {
            throw fields.error(
                    "low_light_fps",
                    Units.plain(lowLightFps.perS()) + " is above the camera's fps, " + Units.plain(fps.perS()) + ".",
                    "Give a lower rate.");
        }
        List<Long> trace = fields.has("trace") ? TraceFiles.frameStarts(fields, "trace", baseDir) : List.of();
        if (count > 1 && !trace.isEmpty()) {
            throw fields.error("trace", "a trace is of one camera, but count is " + count + ".", "Leave out count.");
        }
        return new CameraSpec(
                fields.id("id"),
                fields.id("device"),
                fields.whole("width_px"),
                fields.whole("height_px"),
                fps,
                count,
                exposureMs(fields, fps, lowLightFps),
                phaseMs(fields, count, fps),
                fields.numberOrNull("readout_ms"),
                fields.numberOrNull("isp_ms"),
                fields.numberOrNull("delivery_ms"),
                fields.number("jitter_ms"),
                lowLightFps,
                fields.numberOrNull("motion_fraction"),
                fields.choice("powered_by", PoweredBy.class),
                trace);
    }

    /** Cameras of one entry spread; those of different entries know nothing of each other. */
    private static @Nullable Double phaseMs(Fields fields, int count, Ratio fps) {
        if (fields.has("phase_ms")) {
            return fields.number("phase_ms");
        }
        fields.assume(
                "phase_ms",
                (count == 1
                                ? "0"
                                : "0 for the first of " + count + ", each next one 1/" + count + " of the interval at "
                                        + rounded(fps.perS()) + " fps later")
                        + " (default)");
        return null;
    }

    /** A sensor cannot expose longer than its frame interval; a default gives way, a stated time is an error. */
    private static double exposureMs(Fields fields, Ratio fps, @Nullable Ratio lowLightFps) {
        Ratio slowest = lowLightFps == null ? fps : lowLightFps;
        double intervalMs = 1e3 * slowest.den() / slowest.num();
        if (!fields.has("exposure_ms")) {
            String value = Keys.CAMERA.key("exposure_ms").defaultValue();
            double defaultMs = new BigDecimal(value == null ? "0" : value).doubleValue();
            if (defaultMs > intervalMs) {
                fields.assume(
                        "exposure_ms", rounded(intervalMs) + " (default " + value + ", cut to the frame interval)");
                return intervalMs;
            }
        }
        double exposureMs = fields.number("exposure_ms");
        if (exposureMs > intervalMs) {
            throw fields.error(
                    "exposure_ms",
                    Units.plain(exposureMs) + " is longer than the frame interval of " + rounded(intervalMs) + " ms at "
                            + rounded(slowest.perS()) + " fps.",
                    "Give at most the interval, or low_light_fps for the rate the sensor falls to.");
        }
        return exposureMs;
    }

    private static String rounded(double value) {
        return Units.plain(Math.round(value * 1e3) / 1e3);
    }

    private static Slo slo(Fields fields) {
        return new Slo(
                fields.numberOrNull("miss_fraction_max"),
                fields.numberOrNull("processed_fps_min"),
                fields.numberOrNull("useful_fps_min"),
                fields.numberOrNull("accuracy_min"),
                fields.wholeOrNull("consecutive_miss_max"),
                fields.numberOrNull("result_gap_p99_ms_max"),
                fields.numberOrNull("photon_to_result_p99_ms_max"),
                fields.numberOrNull("battery_hours_min"),
                fields.numberOrNull("skin_deg_c_max"),
                fields.numberOrNull("junction_deg_c_max"),
                fields.numberOrNull("power_w_max"),
                fields.numberOrNull("app_power_w_max"),
                fields.numberOrNull("memory_mb_max"),
                fields.numberOrNull("throttled_fraction_max"),
                fields.sections("cameras").stream().map(Binder::cameraSlo).toList());
    }

    private static CameraSlo cameraSlo(Fields fields) {
        CameraSlo slo = new CameraSlo(
                fields.id("camera"),
                fields.numberOrNull("miss_fraction_max"),
                fields.numberOrNull("processed_fps_min"),
                fields.numberOrNull("useful_fps_min"));
        if (slo.missFractionMax() == null && slo.processedFpsMin() == null && slo.usefulFpsMin() == null) {
            throw fields.error(
                    "camera",
                    "nothing is asked of '" + slo.camera() + "'.",
                    "Add one of miss_fraction_max, processed_fps_min, useful_fps_min.");
        }
        return slo;
    }

    private LinkSpec link(Fields fields) {
        List<Outage> outages = new ArrayList<>();
        for (Fields item : fields.sections("outage")) {
            Outage outage = new Outage(item.number("at_s"), item.number("for_s"));
            if (!outages.isEmpty()) {
                Outage last = outages.get(outages.size() - 1);
                if (outage.fromNs() < last.toNs()) {
                    throw item.error(
                            "at_s",
                            Units.plain(outage.atS()) + " lies before the end of the outage before it, "
                                    + Units.plain(last.toNs() / 1e9) + ".",
                            "Sort the outages by time, without overlap.");
                }
            }
            outages.add(outage);
        }
        return new LinkSpec(
                fields.id("id"),
                fields.id("from"),
                fields.id("to"),
                fields.number("rtt_ms"),
                fields.number("bandwidth_mbit_s"),
                fields.number("loss_fraction"),
                List.copyOf(outages));
    }

    private static void checkSize(Fields top, Scenario scenario) {
        long cameras = scenario.cameras().stream().mapToLong(CameraSpec::count).sum();
        if (cameras > Keys.MOST_CAMERAS) {
            throw top.error(
                    "cameras",
                    "are " + cameras + " in all.",
                    "At most " + Keys.MOST_CAMERAS + " cameras are simulated.");
        }
        long streams = scenario.pipelines().stream()
                .flatMap(pipeline -> pipeline.cameras().stream())
                .mapToLong(id -> scenario.cameras().stream()
                        .filter(camera -> camera.id().equals(id))
                        .mapToLong(CameraSpec::count)
                        .sum())
                .sum();
        if (streams > Keys.MOST_CAMERAS) {
            throw top.error(
                    "pipelines",
                    "make " + streams + " streams, one for each camera of each pipeline.",
                    "At most " + Keys.MOST_CAMERAS + " are simulated.");
        }
        double frames = scenario.cameras().stream()
                .mapToDouble(camera -> camera.fps().perS() * camera.count() * scenario.durationS())
                .sum();
        if (frames > MOST_FRAMES) {
            throw top.error(
                    "duration_s",
                    Units.plain(scenario.durationS()) + " s of all cameras are "
                            + String.format(Locale.ROOT, "%.1e", frames) + " frames.",
                    "At most 10^10 frames are simulated: shorten it.");
        }
    }
}
