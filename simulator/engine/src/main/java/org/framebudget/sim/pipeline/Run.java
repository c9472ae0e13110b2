package org.framebudget.sim.pipeline;

import java.util.List;
import org.framebudget.sim.kernel.Simulator;
import org.jspecify.annotations.Nullable;

/** One replication, wired and ready. */
final class Run {
    final Simulator simulator;
    final RunPlan plan;
    final FramePool pool;
    final List<DeviceRun> devices;
    final List<Camera> cameras;
    final List<Stream> streams;
    final List<Camera> cameraOfStream;
    final @Nullable TimelineRecorder timeline;
    final @Nullable RunLog log;
    final long endNs;
    private boolean ended;

    Run(
            Simulator simulator,
            RunPlan plan,
            FramePool pool,
            List<DeviceRun> devices,
            List<Camera> cameras,
            List<Stream> streams,
            List<Camera> cameraOfStream,
            @Nullable TimelineRecorder timeline,
            @Nullable RunLog log,
            long endNs) {
        this.simulator = simulator;
        this.plan = plan;
        this.pool = pool;
        this.devices = devices;
        this.cameras = cameras;
        this.streams = streams;
        this.cameraOfStream = cameraOfStream;
        this.timeline = timeline;
        this.log = log;
        this.endNs = endNs;
        for (Camera camera : cameras) {
            camera.begin();
        }
        for (DeviceRun device : devices) {
            device.begin();
        }
        if (timeline != null) {
            timeline.begin();
        }
    }

    /** Runs on, up to and including {@code untilNs}. */
    void advanceTo(long untilNs) {
        simulator.run(Math.min(untilNs, endNs));
        if (simulator.nowNs() == endNs && !ended) {
            ended = true;
            devices.forEach(device -> device.settle(endNs));
            streams.forEach(stream -> stream.stats.finish(endNs));
            Conservation.check(this);
        }
    }

    int activityCount() {
        return simulator.activityCount();
    }

    /** Frames that the scenario asks of a stream's camera: those at its nominal rate, or those of its trace. */
    long requested(int streamIndex) {
        RunPlan.CameraAt camera =
                plan.cameras().get(plan.streams().get(streamIndex).cameraIndex());
        return camera.spec().traceNs().isEmpty()
                ? Cadence.periodic(camera.spec().fps(), camera.phaseNs()).countBefore(endNs)
                : camera.spec().traceNs().stream()
                        .filter(ns -> ns + camera.phaseNs() < endNs)
                        .count();
    }
}
