package org.framebudget.sim.pipeline;

import java.util.ArrayList;
import java.util.List;
import org.framebudget.devices.DeviceConditions;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.DeviceState;
import org.framebudget.models.Ratio;
import org.framebudget.sim.kernel.Simulator;
import org.framebudget.sim.random.RandomStreams;
import org.framebudget.sim.results.LatencyHistogram;
import org.framebudget.sim.scenario.Scenario.Policy;
import org.framebudget.sim.scenario.Scenario.Scheduling;
import org.framebudget.sim.scenario.Scenario.WhenFull;
import org.jspecify.annotations.Nullable;

/**
 * Reference workload W2: eight cameras, each with a capture unit of its own, share two CPU servers (preprocess and
 * postprocess in one queue) and one accelerator with keep-latest queues. Wired from the product's own stations.
 */
final class CameraBox {
    static final int CAMERAS = 8;
    static final long PERIOD_NS = 33_333_333L;
    static final Ratio FPS = new Ratio(1_000_000_000L, PERIOD_NS);

    final Simulator simulator = new Simulator();
    final FramePool frames = new FramePool();
    final ModelledDevice device = new ModelledDevice(simulator, Double.POSITIVE_INFINITY);
    final List<Unit> units = new ArrayList<>();
    final List<Stream> streams = new ArrayList<>();
    final List<Camera> cameras = new ArrayList<>();

    @Nullable
    DeviceRun body;

    private final long endNs;

    /** Makes a service time from a stream name, a mean and a coefficient of variation. */
    interface Sampler {
        ServiceTime of(String stream, double meanNs, double cv);
    }

    static Sampler product(long seed) {
        RandomStreams random = new RandomStreams(seed, 0);
        return (stream, meanNs, cv) -> new LogNormalTime(random.stream(stream), meanNs, cv);
    }

    /** The box with a body: three thermal nodes, a battery, and a limiter that looks each second and never acts. */
    static CameraBox withHeat(long framesPerCamera, Sampler sampler) {
        CameraBox box = new CameraBox(framesPerCamera, sampler, 3.5, 3);
        DeviceProfile profile = HotBody.profile(box.units);
        DeviceConditions conditions = new DeviceConditions(25, 25, null, null, -1, 1);
        box.body = new DeviceRun(
                "box",
                profile,
                new DeviceState(profile, conditions),
                new DeviceMemory(0, Long.MAX_VALUE),
                1,
                box.simulator,
                box.device,
                List.of(),
                box.frames,
                box.endNs);
        box.units.forEach(box.body::add);
        box.simulator.register(box.body);
        return box;
    }

    CameraBox(long framesPerCamera, Sampler sampler, double inferenceMs, double deadlinePeriods) {
        endNs = framesPerCamera * PERIOD_NS;
        Unit cpu = unit("cpu", 2);
        Unit npu = unit("npu", 1);
        // one stream of random numbers a stage, shared by the cameras
        Work pre = Work.plain("pre", sampler.of("pre", 3e6, 0.25));
        Work infer = Work.plain("infer", sampler.of("infer", inferenceMs * 1e6, 0.15));
        Work post = Work.plain("post", sampler.of("post", 1e6, 0.25));
        Work capture = Work.plain("capture", new FixedTime(8_000_000));
        DeviceMemory memory = new DeviceMemory(0, Long.MAX_VALUE);
        RandomStreams random = new RandomStreams(1, 0);
        for (int c = 0; c < CAMERAS; c++) {
            Unit own = unit("capture-" + c, 1);
            StreamStats stats = new StreamStats(Long.MAX_VALUE, null, StreamStats.Lead.NONE);
            Stream.Timing timing = new Stream.Timing((long) (deadlinePeriods * PERIOD_NS), 0, 0, 0);
            Stream stream = new Stream("camera-" + c, c, frames, 0, 4, 0, timing, stats, memory);
            stage(stream, 0, own, capture);
            stage(stream, 1, cpu, pre);
            StreamStage accelerator = stage(stream, 2, npu, infer);
            accelerator.queue = new StageQueue(accelerator, Policy.LATEST, 1, WhenFull.DROP_NEWEST, Integer.MAX_VALUE);
            stage(stream, 3, cpu, post);
            long phaseNs = c * PERIOD_NS / CAMERAS;
            Camera camera = new Camera(
                    "camera-" + c,
                    simulator,
                    Cadence.periodic(FPS, phaseNs),
                    Rig.AT_ONCE,
                    0,
                    random.stream("jitter"),
                    null,
                    endNs + phaseNs);
            camera.connect(new Stream[] {stream});
            streams.add(stream);
            cameras.add(camera);
        }
        for (Unit unit : units) {
            unit.tail.attach(simulator);
            for (Job server : unit.servers) {
                simulator.register(server);
            }
            simulator.register(unit.tail);
        }
        cameras.forEach(simulator::register);
    }

    private Unit unit(String id, int servers) {
        Unit unit = new Unit(id, units.size(), servers, device, Scheduling.FIFO);
        units.add(unit);
        device.add(new ModelledUnit(unit, ModelledUnit.History.NONE, false));
        return unit;
    }

    private static StreamStage stage(Stream stream, int index, Unit unit, Work work) {
        StreamStage stage = new StreamStage(stream, index, work.name(), unit, work, null, false);
        stream.stage(index, stage);
        return stage;
    }

    void run() {
        begin();
        finish();
    }

    void begin() {
        cameras.forEach(Camera::begin);
        if (body != null) {
            body.begin();
        }
    }

    /** Until every frame has left. */
    void finish() {
        simulator.run(endNs + 1_000_000_000L);
    }

    long done() {
        return streams.stream().mapToLong(s -> s.stats.onTime + s.stats.late).sum();
    }

    long drops() {
        return streams.stream().mapToLong(s -> s.stats.dropped).sum();
    }

    long misses() {
        return streams.stream().mapToLong(s -> s.stats.late).sum();
    }

    LatencyHistogram latency() {
        LatencyHistogram all = new LatencyHistogram();
        streams.forEach(s -> all.add(s.stats.latencyNs));
        return all;
    }

    /** Five events a completed frame, three a dropped one. */
    long referenceEvents() {
        return 5 * done() + 3 * drops();
    }
}
