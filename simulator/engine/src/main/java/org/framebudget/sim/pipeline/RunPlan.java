package org.framebudget.sim.pipeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.sim.scenario.AdaptationRule;
import org.framebudget.sim.scenario.Scenario;
import org.framebudget.sim.scenario.Scenario.CameraSpec;
import org.framebudget.sim.scenario.Scenario.DeviceUse;
import org.framebudget.sim.scenario.Scenario.Infer;
import org.framebudget.sim.scenario.Scenario.PipelineSpec;
import org.framebudget.sim.scenario.Scenario.Pool;
import org.framebudget.sim.scenario.Scenario.StageSpec;
import org.jspecify.annotations.Nullable;

/**
 * A scenario with its profiles, counted out: every device, camera and stream by name. Made once, shared by all
 * replications.
 *
 * @param scenario the question
 * @param devices devices, {@code count} of them resolved
 * @param cameras cameras, {@code count} of them resolved
 * @param streams one per pipeline and camera
 * @param latencies of every inference on its device
 * @param replaced values that stand for what the profiles leave open, absent to take them as they are
 */
record RunPlan(
        Scenario scenario,
        List<Device> devices,
        List<CameraAt> cameras,
        List<StreamAt> streams,
        StageLatencies latencies,
        @Nullable Replaced replaced) {

    /** Other values than those that the profiles state; the profiles of the devices hold all but the latencies. */
    interface Replaced {
        /** What a predicted mean is multiplied by. */
        double latencyFactor(String profileId, StageLatency latency);
    }

    /** A device by name; {@code operatingPoints} are the positions of those that the scenario chose, by unit. */
    record Device(String id, DeviceUse use, DeviceProfile profile, Map<String, Integer> operatingPoints) {}

    /** A camera by name, on the device at {@code deviceIndex}. */
    record CameraAt(String id, CameraSpec spec, int deviceIndex, long phaseNs) {}

    /**
     * A pipeline on the camera at {@code cameraIndex}.
     *
     * @param deviceOfUse position of the device that answers this stream, for each scenario id its stages name
     */
    record StreamAt(String id, PipelineSpec pipeline, int cameraIndex, Map<String, Integer> deviceOfUse) {}

    static RunPlan of(Scenario scenario, ProfileRepository profiles) {
        Map<String, DeviceProfile> loaded = new HashMap<>();
        return of(
                scenario,
                name -> loaded.computeIfAbsent(name, id -> profiles.load(id, scenario.baseDir())),
                new StageLatencies());
    }

    /**
     * @param profiles by the name that a scenario gives them
     * @param latencies what was looked up before
     */
    static RunPlan of(Scenario scenario, Function<String, DeviceProfile> profiles, StageLatencies latencies) {
        List<Device> devices = new ArrayList<>();
        Map<String, Integer> firstOfUse = new HashMap<>();
        for (DeviceUse use : scenario.devices()) {
            String key = "devices." + use.id();
            DeviceProfile profile = scenario.places().blame(key + ".profile", () -> profiles.apply(use.profile()));
            DeviceProblems.checkSettings(scenario.places(), use, profile);
            Map<String, Integer> points = DeviceProblems.operatingPoints(scenario.places(), use, profile);
            firstOfUse.put(use.id(), devices.size());
            for (int i = 1; i <= use.count(); i++) {
                devices.add(new Device(Scenario.numbered(use.id(), i, use.count()), use, profile, points));
            }
        }
        List<CameraAt> cameras = new ArrayList<>();
        Map<String, List<Integer>> camerasOfSpec = new HashMap<>();
        // identical devices share the cameras evenly, in turn: those attached to them, and those whose frames they
        // answer
        Map<String, Integer> turnOfUse = new HashMap<>();
        List<Map<String, Integer>> deviceOfUse = new ArrayList<>();
        for (CameraSpec spec : scenario.cameras()) {
            List<Integer> mine = new ArrayList<>();
            for (int i = 1; i <= spec.count(); i++) {
                Map<String, Integer> answering = new HashMap<>();
                for (String use : answering(scenario, spec)) {
                    int first = required(firstOfUse.get(use));
                    int count = devices.get(first).use().count();
                    int turn = turnOfUse.merge(use, 1, Integer::sum) - 1;
                    answering.put(use, first + turn % count);
                }
                mine.add(cameras.size());
                cameras.add(new CameraAt(
                        Scenario.numbered(spec.id(), i, spec.count()),
                        spec,
                        required(answering.get(spec.device())),
                        phaseNs(spec, i - 1)));
                deviceOfUse.add(answering);
            }
            camerasOfSpec.put(spec.id(), mine);
        }
        List<StreamAt> streams = new ArrayList<>();
        for (PipelineSpec pipeline : scenario.pipelines()) {
            List<Integer> mine = pipeline.cameras().stream()
                    .flatMap(id -> camerasOfSpec.getOrDefault(id, List.of()).stream())
                    .toList();
            for (int camera : mine) {
                String id = mine.size() == 1
                        ? pipeline.id()
                        : pipeline.id() + "/" + cameras.get(camera).id();
                streams.add(new StreamAt(id, pipeline, camera, deviceOfUse.get(camera)));
            }
        }
        devices.forEach(device -> DeviceProblems.checkObjectives(scenario, device));
        RunPlan plan = new RunPlan(scenario, devices, cameras, streams, latencies, null);
        streams.forEach(stream -> DeviceProblems.checkRules(
                scenario,
                plan.rules(stream),
                devices.get(cameras.get(stream.cameraIndex()).deviceIndex())));
        plan.resolveLatencies();
        return plan;
    }

    private void resolveLatencies() {
        for (StreamAt stream : streams) {
            for (StageSpec stage : everyWork(stream)) {
                if (stage.infer() != null) {
                    latencies.resolve(
                            scenario.places(),
                            StageProblems.workKey(stream.pipeline().id(), stage),
                            stage.infer(),
                            devices.get(deviceIndex(stream, stage)));
                }
            }
        }
    }

    /** A network link of the scenario begins or ends at the device. */
    boolean linked(Device device) {
        return scenario.links().stream()
                .anyMatch(link -> link.from().equals(device.use().id())
                        || link.to().equals(device.use().id()));
    }

    /** Everything that any frame of a stream may be asked for, under every rule. */
    List<StageSpec> everyWork(StreamAt stream) {
        List<StageSpec> work = new ArrayList<>(stream.pipeline().everyWork());
        for (AdaptationRule rule : rules(stream)) {
            stream.pipeline().stages().stream()
                    .map(rule::insteadOf)
                    .filter(Objects::nonNull)
                    .forEach(work::add);
        }
        return work;
    }

    /** The rules that a stream follows, in order. */
    List<AdaptationRule> rules(StreamAt stream) {
        return scenario.adaptation().stream()
                .filter(rule -> rule.appliesTo(stream.pipeline()))
                .toList();
    }

    /** A rule may change the rate of the camera. */
    boolean rateMayChange(int cameraIndex) {
        return streams.stream()
                .filter(stream -> stream.cameraIndex() == cameraIndex)
                .flatMap(stream -> rules(stream).stream())
                .anyMatch(rule -> rule.change().fps() != null);
    }

    /** The camera's device and those that its pipelines' stages name. */
    private static Set<String> answering(Scenario scenario, CameraSpec camera) {
        Set<String> uses = new LinkedHashSet<>(List.of(camera.device()));
        for (PipelineSpec pipeline : scenario.pipelines()) {
            if (pipeline.cameras().contains(camera.id())) {
                pipeline.stages().stream()
                        .map(StageSpec::device)
                        .filter(Objects::nonNull)
                        .forEach(uses::add);
            }
        }
        return uses;
    }

    /** Position of the device that a stage of the stream runs on: the one it names, or the camera's. */
    int deviceIndex(StreamAt stream, StageSpec stage) {
        return stage.device() == null
                ? cameras.get(stream.cameraIndex()).deviceIndex()
                : required(stream.deviceOfUse().get(stage.device()));
    }

    /** Position of a device that a stream's frames come through, by its scenario id. */
    int deviceIndex(StreamAt stream, String use) {
        CameraAt camera = cameras.get(stream.cameraIndex());
        return use.equals(camera.spec().device())
                ? camera.deviceIndex()
                : required(stream.deviceOfUse().get(use));
    }

    /** The same plan with one set of values for what its profiles leave open. */
    RunPlan drawn(Draws draws, int index) {
        return drawn(draws, index, new IdentityHashMap<>());
    }

    /** @param made profiles of this draw; a fleet shares one */
    RunPlan drawn(Draws draws, int index, Map<DeviceProfile, DeviceProfile> made) {
        return with(
                made,
                profile -> draws.profile(profile, index),
                (id, latency) -> draws.latencyFactor(id, latency, index));
    }

    /** The same plan with one open value at an end of its range. */
    RunPlan with(ValueAtEnd end) {
        return with(new IdentityHashMap<>(), end::profile, end);
    }

    private RunPlan with(
            Map<DeviceProfile, DeviceProfile> made, UnaryOperator<DeviceProfile> profiles, Replaced latencyFactors) {
        List<Device> other = devices.stream()
                .map(device -> new Device(
                        device.id(),
                        device.use(),
                        made.computeIfAbsent(device.profile(), profiles),
                        device.operatingPoints()))
                .toList();
        return new RunPlan(scenario, other, cameras, streams, latencies, latencyFactors);
    }

    /** Mean time of an inference alone at the fastest clock over what is predicted: 1 unless values are replaced. */
    double latencyFactor(Device device, StageLatency latency) {
        return replaced == null ? 1 : replaced.latencyFactor(device.profile().id(), latency);
    }

    /** What an inference of a stream takes. */
    StageLatency latency(StreamAt stream, StageSpec stage, Infer infer) {
        return latencies.of(infer, devices.get(deviceIndex(stream, stage)));
    }

    /**
     * Each inference that nobody measured, with its interval and basis, named by its stage.
     *
     * @param outside ids of devices that answered in this run, so that their inferences were measured
     */
    List<String> predictedStages(Set<String> outside) {
        Set<String> sentences = new LinkedHashSet<>();
        for (StreamAt stream : streams) {
            for (StageSpec stage : everyWork(stream)) {
                if (stage.infer() != null
                        && !outside.contains(
                                devices.get(deviceIndex(stream, stage)).id())) {
                    StageLatency latency = latency(stream, stage, stage.infer());
                    if (!latency.measured()) {
                        String pipeline = scenario.pipelines().size() == 1
                                ? ""
                                : stream.pipeline().id() + ".";
                        sentences.add(pipeline + stage.id() + ": " + latency.sentence());
                    }
                }
            }
        }
        return List.copyOf(sentences);
    }

    /** Adds the units and latencies that pipelines use on a device. */
    void uses(Device device, Set<String> units, Set<StageLatency> used) {
        for (StreamAt stream : streams) {
            for (StageSpec stage : everyWork(stream)) {
                if (devices.get(deviceIndex(stream, stage)) != device) {
                    continue;
                }
                if (stage.infer() != null) {
                    units.add(stage.infer().unit());
                    used.add(latencies.of(stage.infer(), device));
                    for (Pool pool : device.use().pools()) {
                        if (pool.units().contains(stage.infer().unit())) {
                            units.addAll(pool.units());
                        }
                    }
                }
                if (stage.preprocess() != null) {
                    units.add(stage.preprocess().unit());
                }
                if (stage.postprocess() != null) {
                    units.add(stage.postprocess().unit());
                }
            }
        }
    }

    private static long phaseNs(CameraSpec spec, int index) {
        if (spec.phaseMs() != null) {
            return Math.round(spec.phaseMs() * 1e6);
        }
        return spec.traceNs().isEmpty() ? Math.round(index * 1e9 / spec.fps().perS() / spec.count()) : 0;
    }

    private static int required(@Nullable Integer value) {
        if (value == null) {
            throw new IllegalStateException("The scenario reader lets an unknown device through.");
        }
        return value;
    }
}
