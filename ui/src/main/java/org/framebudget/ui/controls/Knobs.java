package org.framebudget.ui.controls;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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

/** Finds the values that can be changed in a scenario, for one camera and one pipeline of it. */
final class Knobs {
    private static final int INPUT_STEP_PX = 32;
    private static final int INPUT_MIN_PX = 96;
    private static final int INPUT_MAX_PX = 640;
    private static final List<String> FOUND_BY_A_FLEET = List.of("profile", "unit", "precision");

    private final Question question;
    private final ProfileRepository profiles;
    private final CameraSpec camera;
    private final PipelineSpec pipeline;
    private final PipelineSpec basePipeline;
    private final Optional<StageSpec> stage;
    private final DeviceUse device;
    private final DeviceUse baseDevice;
    private final DeviceProfile profile;
    private final CameraKnobs cameraKnobs;

    /**
     * Looks at a scenario.
     *
     * @param pipelineIndex position in the scenario; its first camera, its first inference and the device of that are meant
     * @param wantedFps the rate that was chosen, which the present size may not reach; NaN where what is was chosen
     */
    Knobs(Question question, ProfileRepository profiles, int pipelineIndex, double wantedFps) {
        this.question = question;
        this.profiles = profiles;
        Scenario now = question.scenario();
        Scenario base = question.base();
        pipeline = now.pipelines().get(pipelineIndex);
        basePipeline = base.pipelines().get(pipelineIndex);
        camera = camera(now, pipeline.cameras().get(0));
        stage = pipeline.stages().stream().filter(s -> s.infer() != null).findFirst();
        String on = stage.map(StageSpec::device).orElse(camera.device());
        device = device(now, on);
        baseDevice = device(base, on);
        profile = profiles.load(device.profile(), now.baseDir());
        DeviceUse eye = device(now, camera.device());
        cameraKnobs = new CameraKnobs(
                camera,
                camera(base, pipeline.cameras().get(0)),
                (eye == device ? profile : profiles.load(eye.profile(), now.baseDir())).camera(),
                wantedFps);
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
        List<Knob> all = new ArrayList<>(cameraKnobs.all());
        stage.ifPresent(s -> {
            all.add(network(s));
            input(s).ifPresent(all::add);
            all.add(precision(s));
            all.add(unit(s));
        });
        all.add(profile());
        if (question.scenario().environment().ambientTrace().isEmpty()) {
            all.add(Stops.numbers(
                    "ambient",
                    "°C",
                    Stops.grid(-10, 50, 1),
                    question.base().environment().ambientDegC(),
                    question.scenario().environment().ambientDegC(),
                    degC -> "",
                    degC -> Map.of("environment.ambient_deg_c", Stops.number(degC))));
        }
        if (profile.battery() != null) {
            all.add(Stops.percent(
                    "charge",
                    5,
                    baseDevice.batteryStartFraction(),
                    device.batteryStartFraction(),
                    "devices." + device.id() + ".battery.start_fraction"));
        }
        all.add(Stops.choice(
                "queue",
                Scenario.Policy.values(),
                basePipeline.queue().policy(),
                pipeline.queue().policy(),
                "pipelines." + pipeline.id() + ".queue.policy"));
        all.add(Stops.choice(
                "scheduling",
                Scenario.Scheduling.values(),
                baseDevice.scheduling(),
                device.scheduling(),
                "devices." + device.id() + ".scheduling"));
        return question.scenario().fleet() == null ? all : ofFleet(all);
    }

    /** Which boxes there are, and what runs where on them, a fleet's plan finds out. */
    private static List<Knob> ofFleet(List<Knob> all) {
        String why = Texts.get("knob.fleet");
        return all.stream()
                .map(knob -> FOUND_BY_A_FLEET.contains(knob.id()) ? knob.fixed(why) : knob)
                .toList();
    }

    /** What the camera gives at its present size and the rate that was chosen. */
    double expectedFps() {
        return cameraKnobs.expectedFps();
    }

    /** What it gives now. */
    double fps() {
        return camera.fps().perS();
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
        return Stops.of(
                "network",
                List.copyOf(ids),
                base.network()::equals,
                now.network()::equals,
                id -> new Knob.Stop(
                        id,
                        accuracy(id)
                                + (measured.contains(id) ? Texts.get("knob.measured") : Texts.get("knob.predicted")),
                        measured.contains(id),
                        networkSets(of, id),
                        0),
                false);
    }

    private static boolean isTask(String id, String task) {
        return Networks.find(id).map(NetworkInfo::task).orElse("").equals(task);
    }

    /** Another network has an input of its own: the one that its numbers were published for. */
    private Map<String, String> networkSets(StageSpec of, String id) {
        return Networks.find(id)
                .map(info -> Map.of(
                        path(of) + "network",
                        id,
                        path(of) + "input",
                        info.defaultInputPx() + "x" + info.defaultInputPx()))
                .orElse(Map.of(path(of) + "network", id));
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
        Stops.add(sizes, base.inputWidthPx(), base.inputHeightPx());
        Stops.add(sizes, now.inputWidthPx(), now.inputHeightPx());
        Stops.sort(sizes);
        List<LatencyRow> rows = profile.latency().rows();
        return Optional.of(Stops.of(
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
                            size[0] == base.inputWidthPx() && size[1] == base.inputHeightPx()
                                    ? Map.of()
                                    : Map.of(path(of) + "input", size[0] + "x" + size[1]),
                            size[0]);
                },
                true));
    }

    private Knob precision(StageSpec of) {
        return Stops.of(
                "precision",
                List.of("int8", "fp16", "fp32"),
                baseInfer(of).precision()::equals,
                infer(of).precision()::equals,
                id -> Stops.named(id, Map.of(path(of) + "precision", id)),
                false);
    }

    private Knob unit(StageSpec of) {
        Set<String> ids =
                new LinkedHashSet<>(List.of(baseInfer(of).unit(), infer(of).unit()));
        profile.units().forEach(unit -> ids.add(unit.id()));
        return Stops.of(
                "unit",
                List.copyOf(ids),
                baseInfer(of).unit()::equals,
                infer(of).unit()::equals,
                id -> Stops.named(id, Map.of(path(of) + "unit", id)),
                false);
    }

    private Knob profile() {
        Set<String> ids = new LinkedHashSet<>(List.of(baseDevice.profile(), device.profile()));
        ids.addAll(profiles.ids());
        return Stops.of(
                "profile",
                List.copyOf(ids),
                baseDevice.profile()::equals,
                device.profile()::equals,
                id -> Stops.named(id, Map.of("devices." + device.id() + ".profile", id)),
                false);
    }

    /** The device whose profile can be changed. */
    String deviceId() {
        return device.id();
    }
}
