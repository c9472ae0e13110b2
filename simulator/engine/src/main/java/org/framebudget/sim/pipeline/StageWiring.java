package org.framebudget.sim.pipeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.IdleRamp;
import org.framebudget.devices.Sourced;
import org.framebudget.devices.UnitProfile;
import org.framebudget.devices.latency.LatencyRow;
import org.framebudget.sim.kernel.Simulator;
import org.framebudget.sim.random.RandomStream;
import org.framebudget.sim.random.RandomStreams;
import org.framebudget.sim.scenario.Places;
import org.framebudget.sim.scenario.Scenario.CameraSpec;
import org.framebudget.sim.scenario.Scenario.Dispatch;
import org.framebudget.sim.scenario.Scenario.Infer;
import org.framebudget.sim.scenario.Scenario.LinkSpec;
import org.framebudget.sim.scenario.Scenario.PipelineSpec;
import org.framebudget.sim.scenario.Scenario.Policy;
import org.framebudget.sim.scenario.Scenario.QueueSpec;
import org.framebudget.sim.scenario.Scenario.Scheduling;
import org.framebudget.sim.scenario.Scenario.StageSpec;
import org.framebudget.sim.scenario.Scenario.WhenFull;
import org.jspecify.annotations.Nullable;

/** Turns stage descriptions into stages on units, with a link between stages on different devices. */
final class StageWiring {
    /** A result on its way over a link: some boxes or classes with their scores; ASSUMED. */
    static final double RESULT_BYTES = 4096;

    private final RunPlan plan;
    private final Places places;
    private final List<DeviceRun> devices;
    private final Simulator simulator;
    private final RandomStreams random;
    private final List<Unit> allUnits;
    private final Map<String, Unit> linkUnits = new HashMap<>();

    StageWiring(RunPlan plan, List<DeviceRun> devices, Simulator simulator, RandomStreams random, List<Unit> allUnits) {
        this.plan = plan;
        this.places = plan.scenario().places();
        this.devices = devices;
        this.simulator = simulator;
        this.random = random;
        this.allUnits = allUnits;
    }

    /** The pipeline's stages; one that crosses to another device is preceded by a stage without work of its own. */
    List<StageSpec> withLinks(PipelineSpec pipeline, int cameraDevice) {
        List<StageSpec> all = new ArrayList<>();
        String at = plan.devices().get(cameraDevice).use().id();
        for (StageSpec spec : pipeline.stages()) {
            String to = spec.device() == null
                    ? plan.devices().get(cameraDevice).use().id()
                    : spec.device();
            if (!to.equals(at)) {
                LinkSpec link = link(at, to, pipeline, spec);
                all.add(new StageSpec(link.id(), at + ">" + to, null, null, null, null));
                at = to;
            }
            all.add(spec);
        }
        return all;
    }

    StreamStage stage(Stream stream, int index, StageSpec spec, PipelineSpec pipeline, RunPlan.CameraAt camera) {
        RandomStream draws = random.stream(stream.id + "/" + spec.id());
        StreamStage stage;
        String deviceId = spec.device();
        if (spec.preprocess() == null && spec.infer() == null && spec.postprocess() == null) {
            stage = transfer(stream, index, spec, pipeline, camera);
        } else {
            DeviceRun device = devices.get(
                    deviceId == null || sameUse(deviceId, camera.deviceIndex())
                            ? camera.deviceIndex()
                            : plan.deviceIndex(deviceId));
            stage = compute(stream, index, spec, pipeline, camera, device, draws);
        }
        QueueSpec queue = index == 0 && spec.queue() == null ? pipeline.queue() : spec.queue();
        if (queue != null) {
            if (index > 0 && queue.policy() == Policy.FIFO && queue.whenFull() == WhenFull.BLOCK) {
                throw places.error(
                        StageProblems.key(pipeline.id(), spec.id()) + ".queue.when_full",
                        "BLOCK holds the camera back, so it can stand only in front of the first stage.",
                        "Give DROP_NEWEST or DROP_OLDEST.");
            }
            int insideMax = index == 0 ? pipeline.framesInFlightMax() : Integer.MAX_VALUE;
            stage.queue = new StageQueue(
                    stage,
                    queue.policy(),
                    queue.policy() == Policy.FIFO ? queue.capacity() : 1,
                    queue.whenFull(),
                    insideMax);
        }
        return stage;
    }

    /** Memory that a device's networks and runtime take for as long as the run lasts. */
    long residentBytes(int deviceIndex) {
        RunPlan.Device device = plan.devices().get(deviceIndex);
        Set<LatencyRow> rows = new HashSet<>();
        plan.uses(device, new HashSet<>(), rows);
        double mb = device.profile().memory().runtimeMb().value();
        for (LatencyRow row : rows) {
            double packed = device.profile().memory().packedWeightsFactor().value();
            mb += (row.weightsMb() == null ? 0 : row.weightsMb() * packed)
                    + (row.arenaMb() == null ? 0 : row.arenaMb());
        }
        return Math.round(mb * 1e6);
    }

    static ModelledUnit.History history(UnitProfile unit) {
        IdleRamp ramp = unit.idleRamp();
        Sourced cache = unit.weightCacheMb();
        Sourced link = unit.hostLinkMbPerS();
        return new ModelledUnit.History(
                ramp == null ? Long.MAX_VALUE : Math.round(ramp.afterMs().value() * 1e6),
                ramp == null ? 1 : ramp.factor().value(),
                cache == null || link == null ? Double.POSITIVE_INFINITY : cache.value(),
                link == null ? Double.POSITIVE_INFINITY : link.value());
    }

    private StreamStage compute(
            Stream stream,
            int index,
            StageSpec spec,
            PipelineSpec pipeline,
            RunPlan.CameraAt camera,
            DeviceRun device,
            RandomStream draws) {
        Infer infer = spec.infer();
        String unitId = infer != null
                ? infer.unit()
                : spec.preprocess() != null
                        ? spec.preprocess().unit()
                        : spec.postprocess() != null ? spec.postprocess().unit() : "";
        String key = StageProblems.workKey(pipeline.id(), spec);
        int unitIndex = StageProblems.unitIndex(places, key, unitId, device.profile, device.id);
        UnitProfile unitProfile = device.profile.units().get(unitIndex);
        device.use(unitIndex);
        Unit unit = device.units().get(unitIndex);
        if (infer == null) {
            ServiceTime time = spec.preprocess() != null
                    ? preprocessTime(spec.preprocess(), device.profile, unitProfile, camera.spec(), draws, key)
                    : spread(
                            spec.postprocess() == null ? 0 : spec.postprocess().meanMs(),
                            spec.postprocess() == null
                                    ? null
                                    : spec.postprocess().cv(),
                            draws);
            Work work = new Work(
                    spec.id(), false, time, unitProfile.computeFraction().value(), 0, 0, 1, 1);
            return new StreamStage(stream, index, spec.id(), unit, work, null, false);
        }
        if (infer.keepWarm()) {
            device.keepWarm(unitIndex);
        }
        LatencyRow row = StageProblems.measured(places, key, infer, device.profile, device.id);
        return new StreamStage(
                stream,
                index,
                spec.id(),
                unit,
                inference(row, unitProfile, draws),
                counts(infer, stream.id + "/" + spec.id()),
                infer.dispatch() == Dispatch.PARALLEL);
    }

    private static Work inference(LatencyRow row, UnitProfile unit, RandomStream draws) {
        double meanNs = row.latencyMs() * 1e6;
        if (row.statistic().equals("p50")) {
            meanNs *= ServiceTimes.meanOverMedian(unit.jitter());
        }
        Double throughput = row.throughputPerS();
        Sourced cold = unit.coldFirstFactor();
        return new Work(
                row.network() + " " + row.inputWidthPx() + "x" + row.inputHeightPx() + " " + row.precision(),
                true,
                ServiceTimes.of(unit.jitter(), meanNs, draws),
                row.computeFraction() == null ? unit.computeFraction().value() : row.computeFraction(),
                row.bytesPerInferenceMb() == null ? 0 : row.bytesPerInferenceMb() * 1e6,
                row.weightsMb() == null ? 0 : row.weightsMb(),
                throughput == null ? 1 : Math.min(1, 1e3 / throughput / row.latencyMs()),
                cold == null ? 1 : cold.value());
    }

    private ServiceTime preprocessTime(
            org.framebudget.sim.scenario.Scenario.Preprocess given,
            DeviceProfile profile,
            UnitProfile unit,
            CameraSpec camera,
            RandomStream draws,
            String key) {
        if (given.meanMs() != null) {
            return spread(given.meanMs(), given.cv(), draws);
        }
        Sourced fixed = unit.preprocessFixedMs();
        Sourced perPx = unit.preprocessNsPerPx();
        if (fixed == null || perPx == null) {
            throw StageProblems.noPreprocessCost(places, key, unit.id(), profile);
        }
        double meanMs = fixed.value() + perPx.value() * 1e-6 * camera.widthPx() * camera.heightPx();
        return spread(meanMs, given.cv(), draws);
    }

    private static ServiceTime spread(double meanMs, @Nullable Double cv, RandomStream draws) {
        return cv == null || cv == 0 || meanMs == 0
                ? new FixedTime(Math.round(meanMs * 1e6))
                : new LogNormalTime(draws, meanMs * 1e6, cv);
    }

    private Work.@Nullable Count counts(Infer infer, String name) {
        if (!infer.perFrameTrace().isEmpty()) {
            int[] recorded =
                    infer.perFrameTrace().stream().mapToInt(Integer::intValue).toArray();
            int[] at = {0};
            return () -> {
                int count = recorded[at[0]];
                at[0] = (at[0] + 1) % recorded.length;
                return count;
            };
        }
        if (infer.perFrameDrawn()) {
            RandomStream draws = random.stream(name + "/count");
            return () -> draws.poisson(infer.perFrameMean());
        }
        int exact = (int) Math.round(infer.perFrameMean());
        return exact == 1 ? null : () -> exact;
    }

    private StreamStage transfer(
            Stream stream, int index, StageSpec spec, PipelineSpec pipeline, RunPlan.CameraAt camera) {
        String direction = spec.id() + " " + spec.device();
        Unit unit = linkUnits.computeIfAbsent(direction, name -> {
            LinkSpec link = plan.scenario().links().stream()
                    .filter(l -> l.id().equals(spec.id()))
                    .findFirst()
                    .orElseThrow();
            Unit made =
                    new Unit(link.id(), 0, 1, new LinkDevice(simulator, link, random.stream(name)), Scheduling.FIFO);
            allUnits.add(made);
            return made;
        });
        Work work =
                new Work(spec.id(), false, new FixedTime(0), 0, payloadBytes(stream, index, pipeline, camera), 0, 1, 1);
        return new StreamStage(stream, index, spec.id(), unit, work, null, false);
    }

    /** What crosses: the camera's frame before any stage, the network's input after preprocessing, a result after that. */
    private static double payloadBytes(Stream stream, int index, PipelineSpec pipeline, RunPlan.CameraAt camera) {
        boolean prepared = false;
        for (int i = 0; i < index; i++) {
            if (stream.stages[i].work.network()) {
                return RESULT_BYTES;
            }
            String done = stream.stages[i].id;
            prepared |= pipeline.stages().stream()
                    .anyMatch(spec -> spec.preprocess() != null && spec.id().equals(done));
        }
        double frameBytes =
                Wiring.BYTES_PER_PX * camera.spec().widthPx() * camera.spec().heightPx();
        return prepared
                ? pipeline.stages().stream()
                        .map(StageSpec::infer)
                        .filter(Objects::nonNull)
                        .mapToDouble(StageWiring::inputBytes)
                        .findFirst()
                        .orElse(frameBytes)
                : frameBytes;
    }

    /** A network's input: three colours in its number format. */
    private static double inputBytes(Infer infer) {
        int bytes = switch (infer.precision()) {
            case "fp32" -> 4;
            case "fp16" -> 2;
            default -> 1;
        };
        return 3.0 * bytes * infer.inputWidthPx() * infer.inputHeightPx();
    }

    private LinkSpec link(String from, String to, PipelineSpec pipeline, StageSpec spec) {
        return plan.scenario().links().stream()
                .filter(l -> (l.from().equals(from) && l.to().equals(to))
                        || (l.from().equals(to) && l.to().equals(from)))
                .findFirst()
                .orElseThrow(() -> places.error(
                        StageProblems.key(pipeline.id(), spec.id()) + ".device",
                        "no link joins '" + from + "' and '" + to + "'.",
                        "Add one under 'links'."));
    }

    private boolean sameUse(String scenarioId, int deviceIndex) {
        return plan.devices().get(deviceIndex).use().id().equals(scenarioId);
    }
}
