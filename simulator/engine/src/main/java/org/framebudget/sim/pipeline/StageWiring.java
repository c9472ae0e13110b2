package org.framebudget.sim.pipeline;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.IdleRamp;
import org.framebudget.devices.Sourced;
import org.framebudget.devices.UnitProfile;
import org.framebudget.devices.latency.LatencyQuery;
import org.framebudget.devices.power.PowerProfile;
import org.framebudget.sim.kernel.Simulator;
import org.framebudget.sim.random.RandomStream;
import org.framebudget.sim.random.RandomStreams;
import org.framebudget.sim.scenario.Places;
import org.framebudget.sim.scenario.Scenario.CameraSpec;
import org.framebudget.sim.scenario.Scenario.Compare;
import org.framebudget.sim.scenario.Scenario.Dispatch;
import org.framebudget.sim.scenario.Scenario.Infer;
import org.framebudget.sim.scenario.Scenario.OnFailure;
import org.framebudget.sim.scenario.Scenario.PipelineSpec;
import org.framebudget.sim.scenario.Scenario.Policy;
import org.framebudget.sim.scenario.Scenario.QueueSpec;
import org.framebudget.sim.scenario.Scenario.Scheduling;
import org.framebudget.sim.scenario.Scenario.StageSpec;
import org.framebudget.sim.scenario.Scenario.WhenFull;
import org.jspecify.annotations.Nullable;

/** Turns the steps of a frame's way into stages on units. */
final class StageWiring {
    private final RunPlan plan;
    private final Places places;
    private final List<DeviceRun> devices;
    private final Simulator simulator;
    private final RandomStreams random;
    private final List<Unit> allUnits;
    private final Map<String, Unit> linkUnits = new HashMap<>();
    private final Map<String, AirTime> radios = new HashMap<>();

    StageWiring(RunPlan plan, List<DeviceRun> devices, Simulator simulator, RandomStreams random, List<Unit> allUnits) {
        this.plan = plan;
        this.places = plan.scenario().places();
        this.devices = devices;
        this.simulator = simulator;
        this.random = random;
        this.allUnits = allUnits;
    }

    /** The stage at a place of a stream's way, with its queue. */
    StreamStage stage(Stream stream, int index, FrameRoute.Step step, RunPlan.StreamAt at) {
        PipelineSpec pipeline = at.pipeline();
        StreamStage stage;
        QueueSpec queue = index == 0 ? pipeline.queue() : null;
        if (step instanceof FrameRoute.Compute compute) {
            StageSpec spec = compute.stage();
            stage = compute(stream, index, spec, at);
            queue = spec.queue() == null ? queue : spec.queue();
        } else {
            FrameRoute.Hop hop = (FrameRoute.Hop) step;
            stage = transfer(stream, index, hop);
            stage.senderDevice = plan.deviceIndex(at, hop.from());
            stage.sending = radio(hop, stage.senderDevice, true);
            stage.receiving = radio(hop, plan.deviceIndex(at, hop.to()), false);
        }
        if (queue != null) {
            if (queue.policy() == Policy.DROP_WHEN_BUSY && stage.unit.batching != null) {
                throw places.error(
                        index == 0
                                        && !(step instanceof FrameRoute.Compute c
                                                && c.stage().queue() != null)
                                ? "pipelines." + pipeline.id() + ".queue.policy"
                                : StageProblems.key(pipeline.id(), stage.id) + ".queue.policy",
                        "DROP_WHEN_BUSY lets no frame wait, and '" + stage.unit.id + "' gathers waiting frames.",
                        "Give LATEST or FIFO.");
            }
            if (index > 0 && queue.policy() == Policy.FIFO && queue.whenFull() == WhenFull.BLOCK) {
                throw places.error(
                        StageProblems.key(pipeline.id(), stage.id) + ".queue.when_full",
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

    /** Puts what stands beside a stage at the next places behind the way, once the way is complete. */
    void beside(Stream stream, StreamStage stage, StageSpec spec, Beside at) {
        Compare compare = spec.compare();
        if (compare != null) {
            StreamStage second = compute(stream, at.place(), compare.second(), at.stream());
            stream.stage(at.take(), second);
            stage.comparedBy(second);
        }
        OnFailure onFailure = spec.onFailure();
        if (onFailure != null) {
            StageSpec instead = onFailure.substitute();
            StreamStage substitute = null;
            if (instead != null) {
                substitute = compute(stream, at.place(), instead, at.stream());
                checkHolds(
                        stage,
                        substitute,
                        StageProblems.workKey(at.stream().pipeline().id(), instead));
                stream.stage(at.take(), substitute);
            }
            stage.substitutedBy(new StageSubstitute(stage, substitute, onFailure.everyNthFrame()));
        }
    }

    /** What a rule runs instead of {@code main}, at the next place behind the way. */
    StreamStage instead(Stream stream, StreamStage main, StageSpec spec, Beside at) {
        StreamStage stage = compute(stream, at.place(), spec, at.stream());
        checkHolds(main, stage, spec.at());
        stream.stage(at.take(), stage);
        return stage;
    }

    /** The queue of {@code main} serves {@code other} too, whose unit may need frames to wait. */
    private void checkHolds(StreamStage main, StreamStage other, String key) {
        if (main.queue != null && main.queue.holdsNone() && other.unit.batching != null) {
            throw places.error(
                    key + ".unit",
                    "DROP_WHEN_BUSY lets no frame of stage '" + main.id + "' wait, and '" + other.unit.id
                            + "' gathers waiting frames.",
                    "Give the queue LATEST or FIFO.");
        }
    }

    /** The next place behind a stream's way. */
    static final class Beside {
        private final RunPlan.StreamAt stream;
        private int place;

        Beside(RunPlan.StreamAt stream, int place) {
            this.stream = stream;
            this.place = place;
        }

        RunPlan.StreamAt stream() {
            return stream;
        }

        int place() {
            return place;
        }

        int take() {
            return place++;
        }
    }

    /** Memory that a device's networks and runtime take for as long as the run lasts. */
    long residentBytes(int deviceIndex) {
        RunPlan.Device device = plan.devices().get(deviceIndex);
        Set<StageLatency> used = new LinkedHashSet<>();
        plan.uses(device, new HashSet<>(), used);
        double mb = device.profile().memory().runtimeMb().value();
        double packed = device.profile().memory().packedWeightsFactor().value();
        for (StageLatency latency : used) {
            mb += latency.weightsMb() * packed + latency.arenaMb();
        }
        return Math.round(mb * 1e6);
    }

    static ModelledUnit.History history(UnitProfile unit) {
        IdleRamp ramp = unit.idleRamp();
        Sourced extra = ramp == null ? null : ramp.extraMs();
        Sourced cache = unit.weightCacheMb();
        Sourced link = unit.hostLinkMbPerS();
        return new ModelledUnit.History(
                ramp == null ? Long.MAX_VALUE : Math.round(ramp.afterMs().value() * 1e6),
                ramp == null ? 1 : ramp.factor().value(),
                extra == null ? 0 : Math.round(extra.value() * 1e6),
                cache == null || link == null ? Double.POSITIVE_INFINITY : cache.value(),
                link == null ? Double.POSITIVE_INFINITY : link.value(),
                ramp == null
                        ? List.of()
                        : ramp.deeper().stream().map(StageWiring::pause).toList());
    }

    private static ModelledUnit.Pause pause(IdleRamp.Deeper step) {
        Sourced extra = step.extraMs();
        return new ModelledUnit.Pause(
                Math.round(step.afterMs().value() * 1e6),
                step.factor().value(),
                extra == null ? 0 : Math.round(extra.value() * 1e6));
    }

    private StreamStage compute(Stream stream, int index, StageSpec spec, RunPlan.StreamAt at) {
        PipelineSpec pipeline = at.pipeline();
        CameraSpec camera = plan.cameras().get(at.cameraIndex()).spec();
        DeviceRun device = devices.get(plan.deviceIndex(at, spec));
        RandomStream draws = random.stream(stream.id + "/" + spec.id());
        Infer infer = spec.infer();
        String key = StageProblems.workKey(pipeline.id(), spec);
        int unitIndex = StageProblems.unitIndex(places, key, spec.unit(), device.profile, device.id);
        UnitProfile unitProfile = device.profile.units().get(unitIndex);
        Unit unit = device.units().get(unitIndex).pool.lead;
        for (Unit each : device.units()) {
            if (unit.pool.has(each)) {
                device.use(each.index);
                if (infer != null && infer.keepWarm()) {
                    device.keepWarm(each.index);
                    each.modelled().keptWarm();
                }
            }
        }
        if (infer == null) {
            ServiceTime time = spec.preprocess() != null
                    ? preprocessTime(spec.preprocess(), device.profile, unitProfile, camera, draws, key)
                    : spread(
                            spec.postprocess() == null ? 0 : spec.postprocess().meanMs(),
                            spec.postprocess() == null
                                    ? null
                                    : spec.postprocess().cv(),
                            draws);
            Work work = new Work(
                    spec.id(), false, time, unitProfile.computeFraction().value(), 0, 0, 1, 1, 0);
            return new StreamStage(stream, index, spec.id(), unit, work, null, false);
        }
        StageLatency latency = plan.latency(at, spec, infer);
        StreamStage made = new StreamStage(
                stream,
                index,
                spec.id(),
                unit,
                inference(
                        latency,
                        plan.latencyFactor(plan.devices().get(plan.deviceIndex(at, spec)), latency),
                        unitProfile,
                        infer.threads() == null ? 0 : infer.threads(),
                        draws),
                counts(infer, stream.id + "/" + spec.id()),
                infer.dispatch() == Dispatch.PARALLEL);
        made.infer = infer;
        return made;
    }

    private static Work inference(
            StageLatency latency, double factor, UnitProfile unit, int threads, RandomStream draws) {
        LatencyQuery query = latency.prediction().query();
        double levelNs = latency.prediction().meanMs() * 1e6 * factor;
        double meanNs = levelNs * ServiceTimes.meanOver(latency.level(), unit.jitter(), levelNs);
        Sourced cold = unit.coldFirstFactor();
        return new Work(
                query.network() + " " + query.inputWidthPx() + "x" + query.inputHeightPx() + " " + query.precision(),
                true,
                latency.field() == null
                        ? ServiceTimes.of(unit.jitter(), meanNs, draws)
                        : ServiceTimes.of(latency.field(), meanNs, draws),
                latency.computeFraction(unit),
                latency.trafficMb() * 1e6,
                latency.weightsMb(),
                latency.occupancyFraction(),
                cold == null ? 1 : cold.value(),
                unit.extraPowerFraction(threads));
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
        if (given.meanMsPerMegapixel() != null) {
            return spread(given.meanMsPerMegapixel() * 1e-6 * camera.widthPx() * camera.heightPx(), given.cv(), draws);
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
        // a mean below a nanosecond has no spread that could be told
        return cv == null || cv == 0 || meanMs * 1e6 < 1
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

    /** One end of a direction of a link. */
    private @Nullable AirTime radio(FrameRoute.Hop hop, int deviceIndex, boolean sends) {
        DeviceRun device = devices.get(deviceIndex);
        PowerProfile.Network network = device.profile.power().network();
        if (network == null) {
            return null;
        }
        Sourced powerW = sends ? network.txW() : network.rxW();
        return radios.computeIfAbsent(
                deviceIndex + (sends ? " sends " : " receives ") + hop.link().id(), name -> {
                    AirTime made = new AirTime(powerW.value());
                    device.add(made);
                    return made;
                });
    }

    /** A transfer; all streams share each direction of a link. */
    private StreamStage transfer(Stream stream, int index, FrameRoute.Hop hop) {
        String direction = hop.link().id() + " " + hop.from() + ">" + hop.to();
        Unit unit = linkUnits.computeIfAbsent(direction, name -> {
            Unit made = new Unit(
                    hop.link().id(), 0, 1, new LinkDevice(simulator, hop.link(), random.stream(name)), Scheduling.FIFO);
            allUnits.add(made);
            return made;
        });
        Work work = new Work(hop.id(), false, new FixedTime(0), 0, hop.bytes(), 0, 1, 1, 0);
        return new StreamStage(stream, index, hop.id(), unit, work, null, false);
    }
}
