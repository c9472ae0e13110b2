package org.framebudget.sim.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.framebudget.devices.CameraStackProfile;
import org.framebudget.devices.DeviceConditions;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.DeviceState;
import org.framebudget.devices.Sourced;
import org.framebudget.devices.UnitProfile;
import org.framebudget.models.Ratio;
import org.framebudget.sim.kernel.Simulator;
import org.framebudget.sim.random.RandomStreams;
import org.framebudget.sim.scenario.AdaptationRule;
import org.framebudget.sim.scenario.Scenario;
import org.framebudget.sim.scenario.Scenario.CameraSpec;
import org.framebudget.sim.scenario.Scenario.DeviceUse;
import org.framebudget.sim.scenario.Scenario.PipelineSpec;
import org.framebudget.sim.scenario.Scenario.StageSpec;
import org.framebudget.sim.scenario.Scenario.UnitFailure;
import org.jspecify.annotations.Nullable;

/**
 * Turns a plan into wired objects, once before the loop. Registration order decides between events at the same instant:
 * first completions, then results out of pipelines, then cameras, then physics, then failures, then rules, then recorders.
 */
final class Wiring {
    /** A frame in memory: NV12, 12 bits per pixel. */
    static final double BYTES_PER_PX = 1.5;

    private final RunPlan plan;
    private final RandomStreams random;
    private final OutsideLoop outside;
    private final Simulator simulator;
    private final FramePool pool = new FramePool();
    private final List<DeviceRun> devices = new ArrayList<>();
    private final List<Unit> units = new ArrayList<>();
    private final List<Camera> cameras = new ArrayList<>();
    private final List<Stream> streams = new ArrayList<>();
    private final StageWiring stages;
    private final List<StreamAdaptation> rules = new ArrayList<>();
    private final long endNs;

    private Wiring(RunPlan plan, long seed, int replication, double durationS, OutsideLoop outside) {
        this.plan = plan;
        this.outside = outside;
        this.simulator = new Simulator(outside.pacer());
        this.random = new RandomStreams(seed, replication);
        this.endNs = Math.round(durationS * 1e9);
        this.stages = new StageWiring(plan, devices, simulator, random, units);
    }

    /**
     * One replication.
     *
     * @param durationS simulated time, usually the scenario's
     * @param withTimeline true to record the run over time
     * @param log where every frame is written to, absent for nowhere
     */
    static Run wire(
            RunPlan plan, long seed, int replication, double durationS, boolean withTimeline, @Nullable RunLog log) {
        return wire(plan, seed, replication, durationS, withTimeline, log, OutsideLoop.NONE);
    }

    /** The same with devices that something outside answers for. */
    static Run wire(
            RunPlan plan,
            long seed,
            int replication,
            double durationS,
            boolean withTimeline,
            @Nullable RunLog log,
            OutsideLoop outside) {
        return new Wiring(plan, seed, replication, durationS, outside).build(withTimeline, log);
    }

    private Run build(boolean withTimeline, @Nullable RunLog log) {
        for (int d = 0; d < plan.devices().size(); d++) {
            devices.add(device(d));
        }
        for (int c = 0; c < plan.cameras().size(); c++) {
            cameras.add(camera(plan.cameras().get(c)));
        }
        List<Camera> cameraOfStream = new ArrayList<>();
        for (RunPlan.StreamAt at : plan.streams()) {
            Stream stream = stream(at);
            stream.observer = log;
            streams.add(stream);
            cameraOfStream.add(cameras.get(at.cameraIndex()));
        }
        for (int c = 0; c < cameras.size(); c++) {
            List<Stream> mine = new ArrayList<>();
            for (int s = 0; s < streams.size(); s++) {
                if (plan.streams().get(s).cameraIndex() == c) {
                    mine.add(streams.get(s));
                }
            }
            cameras.get(c).connect(mine.toArray(Stream[]::new));
        }
        for (Unit unit : units) {
            for (Job server : unit.servers) {
                simulator.register(server);
            }
        }
        for (Unit unit : units) {
            simulator.register(unit.tail).attach(simulator);
        }
        for (Unit unit : units) {
            if (unit.batching != null) {
                simulator.register(unit.batching);
            }
        }
        cameras.forEach(simulator::register);
        devices.forEach(simulator::register);
        List<UnitOutage> outages = outages();
        outages.forEach(simulator::register);
        Adaptation adaptation = plan.scenario().adaptation().isEmpty()
                ? null
                : simulator.register(new Adaptation(simulator, rules, rated(), endNs));
        TimelineRecorder timeline = withTimeline
                ? simulator.register(
                        new TimelineRecorder(simulator, streams, cameraOfStream, devices, endNs, outside.watcher()))
                : null;
        return new Run(
                simulator,
                plan,
                pool,
                devices,
                cameras,
                streams,
                cameraOfStream,
                outages,
                adaptation,
                timeline,
                log,
                random,
                endNs);
    }

    private List<Adaptation.Rated> rated() {
        List<Adaptation.Rated> rated = new ArrayList<>();
        for (int c = 0; c < cameras.size(); c++) {
            if (plan.rateMayChange(c)) {
                int camera = c;
                RunPlan.CameraAt at = plan.cameras().get(c);
                DeviceProfile profile = plan.devices().get(at.deviceIndex()).profile();
                List<StreamAdaptation> watching = IntStream.range(0, streams.size())
                        .filter(s -> plan.streams().get(s).cameraIndex() == camera)
                        .mapToObj(rules::get)
                        .toList();
                rated.add(new Adaptation.Rated(
                        cameras.get(c),
                        at.spec(),
                        profile.camera(),
                        devices.get(at.deviceIndex()),
                        at.spec().poweredBy() == Scenario.PoweredBy.DEVICE ? wattsPerFps(at, profile) : 0,
                        watching));
            }
        }
        return rated;
    }

    private StreamAdaptation rules(Stream stream, RunPlan.StreamAt at, int places, StageWiring.Beside beside) {
        List<DeviceRun> on = plan.everyWork(at).stream()
                .map(work -> devices.get(plan.deviceIndex(at, work)))
                .distinct()
                .toList();
        DeviceRun home = devices.get(plan.cameras().get(at.cameraIndex()).deviceIndex());
        List<AdaptationRule> followed = plan.rules(at);
        StreamAdaptation adaptation = new StreamAdaptation(
                stream,
                followed.stream()
                        .map(rule -> new StreamRule(rule, stream, home, on))
                        .toList());
        for (int r = 0; r < followed.size(); r++) {
            for (StageSpec main : at.pipeline().stages()) {
                StageSpec instead = followed.get(r).insteadOf(main);
                for (int i = 0; instead != null && i < places; i++) {
                    if (stream.stages[i].id.equals(main.id())) {
                        adaptation.add(stream.stages[i], stages.instead(stream, stream.stages[i], instead, beside), r);
                    }
                }
            }
        }
        return adaptation;
    }

    private List<UnitOutage> outages() {
        List<UnitOutage> outages = new ArrayList<>();
        for (int d = 0; d < devices.size(); d++) {
            DeviceUse use = plan.devices().get(d).use();
            for (UnitFailure failure : use.failures()) {
                int unit = devices.get(d).profile.unitIndex(failure.unit());
                outages.add(new UnitOutage(
                        simulator, devices.get(d).id, devices.get(d).units().get(unit), failure, streams));
            }
        }
        return outages;
    }

    private DeviceRun device(int index) {
        RunPlan.Device at = plan.devices().get(index);
        DeviceUse use = at.use();
        DeviceProfile profile = at.profile();
        Scenario scenario = plan.scenario();
        double ambientDegC = scenario.environment().ambientDegC();
        DeviceConditions conditions = new DeviceConditions(
                ambientDegC,
                use.startDegC() == null ? ambientDegC : use.startDegC(),
                use.caseId(),
                use.fanId(),
                use.screenFraction() == null ? -1 : use.screenFraction(),
                use.batteryStartFraction());
        Sourced bandwidth = profile.memory().bandwidthMbPerS();
        ModelledDevice model = new ModelledDevice(
                simulator,
                bandwidth == null
                        ? Double.POSITIVE_INFINITY
                        : Math.max(1e6, bandwidth.value() * 1e6 - cameraBytesPerS(index)));
        Double limitMb = scenario.limits().memoryMb();
        DeviceMemory memory = new DeviceMemory(
                stages.residentBytes(index), limitMb == null ? Long.MAX_VALUE : Math.round(limitMb * 1e6));
        DeviceRun run = new DeviceRun(
                at.id(),
                profile,
                scenario.places().blame("devices." + use.id() + ".profile", () -> new DeviceState(profile, conditions)),
                memory,
                cameraW(index),
                simulator,
                model,
                scenario.environment().ambientTrace(),
                pool,
                endNs);
        Attachment attachment = outside.attachments().get(at.id());
        DeviceUnderTest answers = attachment == null ? model : new AttachedDevice(simulator, model, attachment);
        for (int u = 0; u < profile.units().size(); u++) {
            UnitProfile unitProfile = profile.units().get(u);
            Unit unit = new Unit(unitProfile.id(), u, unitProfile.servers(), answers, use.scheduling());
            model.add(new ModelledUnit(unit, StageWiring.history(unitProfile), unitProfile.coldFirstFactor() != null));
            run.add(unit);
            units.add(unit);
        }
        for (Scenario.Pool pool : use.pools()) {
            UnitPool.of(unitsOf(run, pool.units()));
        }
        for (int t = 0; t < use.linkTraffic().size(); t++) {
            share(run, use.linkTraffic().get(t), at.id() + "/link_traffic/" + t);
        }
        for (Scenario.Batching batching : use.batching()) {
            Unit unit = run.units().get(profile.unitIndex(batching.unit()));
            unit.batching = new Batching(
                    simulator,
                    unit,
                    batching.maxFrames(),
                    Math.round(batching.waitMs() * 1e6),
                    batching.fixedFraction());
        }
        at.operatingPoints().forEach((unit, position) -> run.choose(profile.unitIndex(unit), position));
        return run;
    }

    private static List<Unit> unitsOf(DeviceRun run, List<String> ids) {
        return ids.stream()
                .map(id -> run.units().get(run.profile.unitIndex(id)))
                .toList();
    }

    private void share(DeviceRun run, Scenario.LinkTraffic traffic, String name) {
        List<Unit> behind = unitsOf(run, traffic.units());
        LinkTraffic link = new LinkTraffic(
                random.stream(name),
                traffic.transfersPerS(),
                traffic.transferMb() / SharedUnits.linkMbPerS(run.profile, traffic) * 1e9);
        behind.forEach(unit -> unit.modelled().shares(link));
    }

    private Camera camera(RunPlan.CameraAt at) {
        CameraSpec spec = at.spec();
        CameraStackProfile stack =
                plan.devices().get(at.deviceIndex()).profile().camera();
        CameraTiming timing = CameraTiming.of(spec, stack);
        Double motion = spec.motionFraction();
        Camera camera = new Camera(
                at.id(),
                simulator,
                cadence(at),
                timing,
                spec.jitterMs() * 1e6,
                random.stream(at.id() + "/delivery"),
                motion == null || motion >= 1 ? null : new Motion(random.stream(at.id() + "/motion"), motion),
                endNs);
        devices.get(at.deviceIndex()).add(camera);
        return camera;
    }

    private static Cadence cadence(RunPlan.CameraAt at) {
        List<Long> traceNs = at.spec().traceNs();
        return traceNs.isEmpty()
                ? Cadence.periodic(CameraTiming.rate(at.spec()), at.phaseNs())
                : Cadence.recorded(
                        traceNs.stream().mapToLong(ns -> ns + at.phaseNs()).toArray());
    }

    private Stream stream(RunPlan.StreamAt at) {
        PipelineSpec pipeline = at.pipeline();
        RunPlan.CameraAt cameraAt = plan.cameras().get(at.cameraIndex());
        CameraSpec spec = cameraAt.spec();
        CameraTiming timing = CameraTiming.of(
                spec, plan.devices().get(cameraAt.deviceIndex()).profile().camera());
        Ratio displayHz = pipeline.displayHz();
        long budgetOffsetNs = switch (pipeline.budgetFrom()) {
            case DELIVERY -> -1;
            case FRAME_START -> 0;
            case EXPOSURE_MID -> timing.startToPhotonNs();
        };
        long bytes = Math.round(BYTES_PER_PX * spec.widthPx() * spec.heightPx());
        StreamStats stats = new StreamStats(
                pipeline.staleMs() == null ? Long.MAX_VALUE : Math.round(pipeline.staleMs() * 1e6),
                displayHz == null
                        ? null
                        : new Display(displayHz, cameras.get(at.cameraIndex()).rate()),
                new StreamStats.Lead(
                        spec.jitterMs() == 0 && !plan.rateMayChange(at.cameraIndex()),
                        timing.startToDeliveryNs() - timing.startToPhotonNs(),
                        budgetOffsetNs < 0 ? 0 : timing.startToDeliveryNs() - budgetOffsetNs));
        List<FrameRoute.Step> steps = FrameRoute.of(plan, at);
        int beside = plan.everyWork(at).size()
                - (int) steps.stream()
                        .filter(FrameRoute.Compute.class::isInstance)
                        .count();
        Stream stream = new Stream(
                at.id(),
                streams.size(),
                pool,
                pipeline.priority(),
                steps.size(),
                beside,
                new Stream.Timing(
                        Math.round(pipeline.budgetMs() * 1e6), budgetOffsetNs, timing.startToPhotonNs(), bytes),
                stats,
                devices.get(cameraAt.deviceIndex()).memory);
        for (int i = 0; i < steps.size(); i++) {
            stream.stage(i, stages.stage(stream, i, steps.get(i), at));
        }
        StageWiring.Beside places = new StageWiring.Beside(at, steps.size());
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i) instanceof FrameRoute.Compute compute) {
                stages.beside(stream, stream.stages[i], compute.stage(), places);
            }
        }
        rules.add(rules(stream, at, steps.size(), places));
        return stream;
    }

    private double cameraW(int deviceIndex) {
        double sumW = 0;
        for (RunPlan.CameraAt camera : plan.cameras()) {
            if (camera.deviceIndex() == deviceIndex && camera.spec().poweredBy() == Scenario.PoweredBy.DEVICE) {
                DeviceProfile profile = plan.devices().get(deviceIndex).profile();
                sumW += profile.power().cameraStreamW().value() + wattsPerFps(camera, profile) * framesPerS(camera);
            }
        }
        return sumW;
    }

    /** The image signal processor writes each pixel and the first stage reads it. */
    private double cameraBytesPerS(int deviceIndex) {
        return plan.cameras().stream()
                .filter(c -> c.deviceIndex() == deviceIndex)
                .mapToDouble(c -> 2 * BYTES_PER_PX * pixels(c) * framesPerS(c))
                .sum();
    }

    private static double wattsPerFps(RunPlan.CameraAt camera, DeviceProfile profile) {
        return profile.power().cameraNjPerPx().value() * 1e-9 * pixels(camera);
    }

    private static double pixels(RunPlan.CameraAt camera) {
        return (double) camera.spec().widthPx() * camera.spec().heightPx();
    }

    /** On average over the run, at the camera's own rate. */
    private double framesPerS(RunPlan.CameraAt camera) {
        return camera.spec().traceNs().isEmpty()
                ? CameraTiming.rate(camera.spec()).perS()
                : cadence(camera).countBefore(endNs) / (endNs * 1e-9);
    }
}
