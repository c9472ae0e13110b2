package org.framebudget.ui.controls;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.devices.latency.LatencyRow;
import org.framebudget.models.catalogue.NetworkInfo;
import org.framebudget.models.catalogue.Networks;
import org.framebudget.sim.results.Figures;
import org.framebudget.sim.scenario.Scenario;
import org.framebudget.sim.scenario.Scenario.CameraSpec;
import org.framebudget.sim.scenario.Scenario.DeviceUse;
import org.framebudget.sim.scenario.Scenario.Infer;
import org.framebudget.sim.scenario.Scenario.PipelineSpec;
import org.framebudget.sim.scenario.Scenario.StageSpec;
import org.framebudget.ui.session.Question;
import org.framebudget.ui.text.Texts;
import org.jspecify.annotations.Nullable;

/** Finds the values that can be changed in a scenario, for one camera and one pipeline of it. */
final class Knobs {
    private static final double FPS_MAX = 60;
    private static final int INPUT_STEP_PX = 32;
    private static final int INPUT_MIN_PX = 96;
    private static final int INPUT_MAX_PX = 640;
    private static final int CAMERAS_MAX = 16;
    /** Usual sizes of video; no profile says yet which modes its sensor has. */
    private static final int[][] FRAMES_PX = {{640, 480}, {1280, 720}, {1920, 1080}, {2560, 1440}, {3840, 2160}};

    private final Question question;
    private final ProfileRepository profiles;
    private final CameraSpec camera;
    private final CameraSpec baseCamera;
    private final PipelineSpec pipeline;
    private final PipelineSpec basePipeline;
    private final Optional<StageSpec> stage;
    private final DeviceUse device;
    private final DeviceUse baseDevice;
    private final DeviceProfile profile;

    /**
     * Looks at a scenario.
     *
     * @param pipelineIndex position in the scenario; its first camera, its first inference and the device of that are meant
     */
    Knobs(Question question, ProfileRepository profiles, int pipelineIndex) {
        this.question = question;
        this.profiles = profiles;
        Scenario now = question.scenario();
        Scenario base = question.base();
        pipeline = now.pipelines().get(pipelineIndex);
        basePipeline = base.pipelines().get(pipelineIndex);
        camera = camera(now, pipeline.cameras().get(0));
        baseCamera = camera(base, pipeline.cameras().get(0));
        stage = pipeline.stages().stream().filter(s -> s.infer() != null).findFirst();
        String on = stage.map(StageSpec::device).orElse(camera.device());
        device = device(now, on);
        baseDevice = device(base, on);
        profile = profiles.load(device.profile(), now.baseDir());
    }

    private static CameraSpec camera(Scenario scenario, String id) {
        return scenario.cameras().stream()
                .filter(c -> c.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static DeviceUse device(Scenario scenario, String id) {
        return scenario.devices().stream()
                .filter(d -> d.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** All of them, in the order they stand in. */
    List<Knob> all() {
        List<Knob> all = new ArrayList<>();
        if (camera.traceNs().isEmpty()) {
            all.add(numbers(
                    "fps",
                    "fps",
                    1,
                    FPS_MAX,
                    1,
                    baseCamera.fps().perS(),
                    camera.fps().perS(),
                    fps -> Map.of("cameras." + camera.id() + ".fps", number(fps))));
        }
        all.add(resolution());
        all.add(numbers(
                "cameras",
                "",
                1,
                CAMERAS_MAX,
                1,
                baseCamera.count(),
                camera.count(),
                n -> Map.of("cameras." + camera.id() + ".count", number(n))));
        all.add(percent(
                "motion",
                0,
                orAlways(baseCamera.motionFraction()),
                orAlways(camera.motionFraction()),
                "cameras." + camera.id() + ".motion_fraction"));
        stage.ifPresent(s -> {
            all.add(network(s));
            input(s).ifPresent(all::add);
            all.add(precision(s));
            all.add(unit(s));
        });
        all.add(profile());
        if (question.scenario().environment().ambientTrace().isEmpty()) {
            all.add(numbers(
                    "ambient",
                    "°C",
                    -10,
                    50,
                    1,
                    question.base().environment().ambientDegC(),
                    question.scenario().environment().ambientDegC(),
                    degC -> Map.of("environment.ambient_deg_c", number(degC))));
        }
        if (profile.battery() != null) {
            all.add(percent(
                    "charge",
                    5,
                    baseDevice.batteryStartFraction(),
                    device.batteryStartFraction(),
                    "devices." + device.id() + ".battery.start_fraction"));
        }
        all.add(choice(
                "queue",
                Scenario.Policy.values(),
                basePipeline.queue().policy(),
                pipeline.queue().policy(),
                "pipelines." + pipeline.id() + ".queue.policy"));
        all.add(choice(
                "scheduling",
                Scenario.Scheduling.values(),
                baseDevice.scheduling(),
                device.scheduling(),
                "devices." + device.id() + ".scheduling"));
        return all;
    }

    private static double orAlways(@Nullable Double motion) {
        return motion == null ? 1 : motion;
    }

    private static Knob numbers(
            String id,
            String unit,
            double from,
            double to,
            double step,
            double base,
            double now,
            DoubleFunction<Map<String, String>> sets) {
        Set<Double> values = new TreeSet<>(List.of(base, now));
        for (double value = from; value <= to; value += step) {
            values.add(value);
        }
        List<Double> ordered = List.copyOf(new ArrayList<>(values));
        return new Knob(
                id,
                unit,
                ordered.stream()
                        .map(value -> new Knob.Stop(Figures.plain(value), "", true, sets.apply(value)))
                        .toList(),
                ordered.indexOf(base),
                ordered.indexOf(now),
                true,
                true);
    }

    private static Knob percent(String id, double from, double base, double now, String key) {
        return numbers(
                id,
                "%",
                from,
                100,
                1,
                hundredfold(base),
                hundredfold(now),
                percent -> Map.of(
                        key,
                        BigDecimal.valueOf(percent)
                                .movePointLeft(2)
                                .stripTrailingZeros()
                                .toPlainString()));
    }

    private static double hundredfold(double fraction) {
        return BigDecimal.valueOf(fraction).movePointRight(2).doubleValue();
    }

    private static String number(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    private Knob resolution() {
        List<int[]> sizes = new ArrayList<>(List.of(FRAMES_PX));
        add(sizes, baseCamera.widthPx(), baseCamera.heightPx());
        add(sizes, camera.widthPx(), camera.heightPx());
        sizes.sort((a, b) -> Integer.compare(a[0] * a[1], b[0] * b[1]));
        return stops(
                "resolution",
                sizes,
                size -> baseCamera.widthPx() == size[0] && baseCamera.heightPx() == size[1],
                size -> camera.widthPx() == size[0] && camera.heightPx() == size[1],
                size -> new Knob.Stop(
                        size[0] + "×" + size[1],
                        Texts.get("knob.resolution.note"),
                        size[0] == baseCamera.widthPx() && size[1] == baseCamera.heightPx(),
                        Map.of(
                                "cameras." + camera.id() + ".width_px",
                                Integer.toString(size[0]),
                                "cameras." + camera.id() + ".height_px",
                                Integer.toString(size[1]))),
                true);
    }

    private static void add(List<int[]> sizes, int width, int height) {
        if (sizes.stream().noneMatch(size -> size[0] == width && size[1] == height)) {
            sizes.add(new int[] {width, height});
        }
    }

    private String path(StageSpec of) {
        return "pipelines." + pipeline.id() + ".stages." + of.id() + ".infer.";
    }

    private Infer infer(StageSpec of) {
        return Objects.requireNonNull(of.infer());
    }

    private Infer baseInfer(StageSpec of) {
        return basePipeline.stages().stream()
                .filter(other -> other.id().equals(of.id()))
                .map(this::infer)
                .findFirst()
                .orElseThrow();
    }

    /** Networks for the same task, those that somebody measured on this unit first. */
    private Knob network(StageSpec of) {
        Infer now = infer(of);
        Infer base = baseInfer(of);
        Set<String> measured = new LinkedHashSet<>();
        for (LatencyRow row : profile.latency().rows()) {
            if (row.unit().equals(now.unit()) && row.precision().equals(now.precision())) {
                measured.add(row.network());
            }
        }
        String task = Networks.find(base.network()).map(NetworkInfo::task).orElse("");
        Set<String> ids = new LinkedHashSet<>(List.of(base.network(), now.network()));
        measured.stream().filter(id -> isTask(id, task)).sorted().forEach(ids::add);
        Networks.all().stream()
                .map(NetworkInfo::id)
                .filter(id -> isTask(id, task))
                .forEach(ids::add);
        return stops(
                "network",
                List.copyOf(ids),
                base.network()::equals,
                now.network()::equals,
                id -> new Knob.Stop(
                        id,
                        accuracy(id)
                                + (measured.contains(id) ? Texts.get("knob.measured") : Texts.get("knob.predicted")),
                        measured.contains(id),
                        networkSets(of, id, base)),
                false);
    }

    private static boolean isTask(String id, String task) {
        return Networks.find(id).map(NetworkInfo::task).orElse("").equals(task);
    }

    /** Another network has an input of its own: the one that its numbers were published for. */
    private Map<String, String> networkSets(StageSpec of, String id, Infer base) {
        int side = Networks.find(id).map(NetworkInfo::defaultInputPx).orElse(base.inputWidthPx());
        return Map.of(
                path(of) + "network",
                id,
                path(of) + "input",
                id.equals(base.network()) ? base.inputWidthPx() + "x" + base.inputHeightPx() : side + "x" + side);
    }

    private static String accuracy(String id) {
        return Networks.find(id)
                .filter(info -> info.accuracyFraction() != null)
                .map(info -> Texts.get(
                        "knob.accuracy",
                        Figures.plain(100 * Objects.requireNonNull(info.accuracyFraction())),
                        String.valueOf(info.accuracyMetric())))
                .orElse(Texts.get("knob.accuracy.none"));
    }

    /** In steps that the network's strides divide; the proportions stay. */
    private Optional<Knob> input(StageSpec of) {
        Infer now = infer(of);
        Infer base = baseInfer(of);
        Optional<NetworkInfo> info = Networks.find(now.network());
        if (info.isEmpty()) {
            return Optional.empty();
        }
        double shape = (double) base.inputHeightPx() / base.inputWidthPx();
        List<int[]> sizes = new ArrayList<>();
        for (int side = INPUT_MIN_PX; side <= INPUT_MAX_PX; side += INPUT_STEP_PX) {
            int other = (int) Math.max(INPUT_STEP_PX, Math.round(side * shape / INPUT_STEP_PX) * INPUT_STEP_PX);
            sizes.add(new int[] {side, other});
        }
        add(sizes, base.inputWidthPx(), base.inputHeightPx());
        add(sizes, now.inputWidthPx(), now.inputHeightPx());
        sizes.sort((a, b) -> Integer.compare(a[0] * a[1], b[0] * b[1]));
        List<LatencyRow> rows = profile.latency().rows();
        return Optional.of(stops(
                "input",
                sizes,
                size -> size[0] == base.inputWidthPx() && size[1] == base.inputHeightPx(),
                size -> size[0] == now.inputWidthPx() && size[1] == now.inputHeightPx(),
                size -> {
                    boolean measured = rows.stream()
                            .anyMatch(row -> row.network().equals(now.network())
                                    && row.unit().equals(now.unit())
                                    && row.precision().equals(now.precision())
                                    && row.inputWidthPx() == size[0]
                                    && row.inputHeightPx() == size[1]);
                    boolean published = size[0] == info.get().defaultInputPx() && size[1] == size[0];
                    return new Knob.Stop(
                            size[0] + "×" + size[1],
                            (published ? accuracy(now.network()) : Texts.get("knob.accuracy.none"))
                                    + Texts.get(measured ? "knob.measured" : "knob.predicted"),
                            measured,
                            Map.of(path(of) + "input", size[0] + "x" + size[1]));
                },
                true));
    }

    private Knob precision(StageSpec of) {
        return stops(
                "precision",
                List.of("int8", "fp16", "fp32"),
                baseInfer(of).precision()::equals,
                infer(of).precision()::equals,
                id -> new Knob.Stop(id, "", true, Map.of(path(of) + "precision", id)),
                false);
    }

    private Knob unit(StageSpec of) {
        Set<String> ids =
                new LinkedHashSet<>(List.of(baseInfer(of).unit(), infer(of).unit()));
        profile.units().forEach(unit -> ids.add(unit.id()));
        return stops(
                "unit",
                List.copyOf(ids),
                baseInfer(of).unit()::equals,
                infer(of).unit()::equals,
                id -> new Knob.Stop(id, "", true, Map.of(path(of) + "unit", id)),
                false);
    }

    private Knob profile() {
        Set<String> ids = new LinkedHashSet<>(List.of(baseDevice.profile(), device.profile()));
        ids.addAll(profiles.ids());
        return stops(
                "profile",
                List.copyOf(ids),
                baseDevice.profile()::equals,
                device.profile()::equals,
                id -> new Knob.Stop(id, "", true, Map.of("devices." + device.id() + ".profile", id)),
                false);
    }

    private static <E extends Enum<E>> Knob choice(String id, E[] values, E base, E now, String key) {
        return stops(
                id,
                List.of(values),
                base::equals,
                now::equals,
                value -> new Knob.Stop(
                        Texts.get("knob." + id + "." + value.name()), "", true, Map.of(key, value.name())),
                false);
    }

    private static <T> Knob stops(
            String id,
            List<T> values,
            Predicate<T> isBase,
            Predicate<T> isNow,
            Function<T, Knob.Stop> stop,
            boolean slider) {
        int base = 0;
        int now = 0;
        List<Knob.Stop> stops = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            base = isBase.test(values.get(i)) ? i : base;
            now = isNow.test(values.get(i)) ? i : now;
            stops.add(stop.apply(values.get(i)));
        }
        return new Knob(id, "", stops, base, now, slider, false);
    }

    /** The device whose profile can be changed. */
    String deviceId() {
        return device.id();
    }
}
