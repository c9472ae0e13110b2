package org.framebudget.ui.sweep;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.devices.latency.LatencyRow;
import org.framebudget.models.catalogue.NetworkInfo;
import org.framebudget.models.catalogue.Networks;
import org.framebudget.sim.scenario.Scenario;
import org.framebudget.ui.session.Question;
import org.framebudget.ui.text.Texts;

/** Finds what can be swept in a scenario: what the knobs turn, of every camera, stage and device, and the time that is simulated. */
final class SweptKeys {
    /** More names than these are not suggested: each is a factor of the number of points. */
    private static final int SUGGESTED = 4;

    private static final double AMBIENT_STEP_K = 10;
    private static final double SHORT_S = 60;

    private final Scenario scenario;
    private final ProfileRepository profiles;
    private final List<SweptKey> all = new ArrayList<>();

    private SweptKeys(Scenario scenario, ProfileRepository profiles) {
        this.scenario = scenario;
        this.profiles = profiles;
    }

    /** All of them; reads profiles. */
    static List<SweptKey> of(Question question, ProfileRepository profiles) {
        SweptKeys keys = new SweptKeys(question.scenario(), profiles);
        keys.find();
        return List.copyOf(keys.all);
    }

    private void find() {
        for (Scenario.CameraSpec camera : scenario.cameras()) {
            String at = "cameras." + camera.id() + ".";
            if (camera.traceNs().isEmpty()) {
                number(
                        "fps",
                        camera.id(),
                        scenario.cameras().size(),
                        at + "fps",
                        around(camera.fps().perS()));
            }
            number("cameras", camera.id(), scenario.cameras().size(), at + "count", counts(camera.count()));
            number("motion", camera.id(), scenario.cameras().size(), at + "motion_fraction", "0.25, 0.5, 1");
        }
        if (scenario.environment().ambientTrace().isEmpty()) {
            double degC = scenario.environment().ambientDegC();
            number(
                    "ambient",
                    "",
                    1,
                    "environment.ambient_deg_c",
                    list(degC - AMBIENT_STEP_K, degC, degC + AMBIENT_STEP_K));
        }
        for (Scenario.PipelineSpec pipeline : scenario.pipelines()) {
            ofPipeline(pipeline);
        }
        for (Scenario.DeviceUse device : scenario.devices()) {
            String at = "devices." + device.id() + ".";
            int devices = scenario.devices().size();
            names("profile", device.id(), devices, at + "profile", device.profile(), profiles.ids());
            names(
                    "scheduling",
                    device.id(),
                    devices,
                    at + "scheduling",
                    device.scheduling().name(),
                    Stream.of(Scenario.Scheduling.values()).map(Enum::name).toList());
        }
        number("duration", "", 1, "duration_s", list(Math.min(SHORT_S, scenario.durationS())));
    }

    private void ofPipeline(Scenario.PipelineSpec pipeline) {
        int pipelines = scenario.pipelines().size();
        String at = "pipelines." + pipeline.id() + ".";
        for (Scenario.StageSpec stage : pipeline.stages()) {
            Scenario.Infer infer = stage.infer();
            if (infer == null) {
                continue;
            }
            String of = pipelines == 1 ? stage.id() : pipeline.id() + ", " + stage.id();
            long stages = pipelines
                    * pipeline.stages().stream()
                            .filter(one -> one.infer() != null)
                            .count();
            String here = at + "stages." + stage.id() + ".infer.";
            DeviceProfile profile = profile(stage, pipeline);
            names("network", of, stages, here + "network", infer.network(), networks(infer, profile));
            String input = infer.inputWidthPx() + "x" + infer.inputHeightPx();
            names("input", of, stages, here + "input", input, List.of(input));
            names("precision", of, stages, here + "precision", infer.precision(), List.of("int8", "fp16", "fp32"));
            names(
                    "unit",
                    of,
                    stages,
                    here + "unit",
                    infer.unit(),
                    profile.units().stream().map(unit -> unit.id()).toList());
        }
        names(
                "queue",
                pipeline.id(),
                pipelines,
                at + "queue.policy",
                pipeline.queue().policy().name(),
                Stream.of(Scenario.Policy.values()).map(Enum::name).toList());
        number("budget", pipeline.id(), pipelines, at + "budget_ms", around(pipeline.budgetMs()));
    }

    private DeviceProfile profile(Scenario.StageSpec stage, Scenario.PipelineSpec pipeline) {
        String device = stage.device() == null ? deviceOf(pipeline.cameras().get(0)) : stage.device();
        return scenario.devices().stream()
                .filter(use -> use.id().equals(device))
                .map(use -> profiles.load(use.profile(), scenario.baseDir()))
                .findFirst()
                .orElseThrow();
    }

    private String deviceOf(String camera) {
        return scenario.cameras().stream()
                .filter(one -> one.id().equals(camera))
                .map(Scenario.CameraSpec::device)
                .findFirst()
                .orElseThrow();
    }

    /** Those that were measured there for the same task first. */
    private static List<String> networks(Scenario.Infer infer, DeviceProfile profile) {
        String task = Networks.find(infer.network()).map(NetworkInfo::task).orElse("");
        Set<String> ids = new LinkedHashSet<>();
        for (LatencyRow row : profile.latency().rows()) {
            if (row.unit().equals(infer.unit()) && row.precision().equals(infer.precision())) {
                ids.add(row.network());
            }
        }
        Networks.all().forEach(info -> ids.add(info.id()));
        return ids.stream()
                .filter(id ->
                        Networks.find(id).map(info -> info.task().equals(task)).orElse(false))
                .toList();
    }

    private void number(String knob, String of, long among, String key, String values) {
        all.add(new SweptKey(key, name(knob, of, among), values, List.of()));
    }

    private void names(String knob, String of, long among, String key, String now, List<String> others) {
        Set<String> choices = new LinkedHashSet<>();
        choices.add(now);
        choices.addAll(others);
        all.add(new SweptKey(
                key,
                name(knob, of, among),
                choices.stream().limit(SUGGESTED).collect(Collectors.joining(", ")),
                choices.size() == 1 ? List.of() : List.copyOf(choices)));
    }

    private static String name(String knob, String of, long among) {
        String name = knob.equals("duration") || knob.equals("budget")
                ? Texts.get("sweep.knob." + knob)
                : Texts.get("knob." + knob);
        return among == 1 ? name : Texts.get("sweep.knob.of", name, of);
    }

    /** Half of it, it, twice of it. */
    private static String around(double value) {
        return list(value / 2, value, 2 * value);
    }

    private static String counts(int count) {
        return new TreeSet<>(List.of(Math.max(1, count / 2), count, 2 * count))
                .stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static String list(double... values) {
        return DoubleStream.of(values)
                .mapToObj(value -> BigDecimal.valueOf(value)
                        .round(new MathContext(4))
                        .stripTrailingZeros()
                        .toPlainString())
                .collect(Collectors.joining(", "));
    }
}
