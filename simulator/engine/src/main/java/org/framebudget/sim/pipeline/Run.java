package org.framebudget.sim.pipeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.framebudget.sim.kernel.Simulator;
import org.framebudget.sim.random.RandomStreams;
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
    final List<UnitOutage> outages;
    final @Nullable Adaptation adaptation;
    final @Nullable TimelineRecorder timeline;
    final @Nullable RunLog log;
    final long endNs;
    private final RandomStreams random;
    private final long[] carriedIn;
    private final long[] capturedBefore;
    private long fromNs;

    Run(
            Simulator simulator,
            RunPlan plan,
            FramePool pool,
            List<DeviceRun> devices,
            List<Camera> cameras,
            List<Stream> streams,
            List<Camera> cameraOfStream,
            List<UnitOutage> outages,
            @Nullable Adaptation adaptation,
            @Nullable TimelineRecorder timeline,
            @Nullable RunLog log,
            RandomStreams random,
            long endNs) {
        this.simulator = simulator;
        this.plan = plan;
        this.pool = pool;
        this.devices = devices;
        this.cameras = cameras;
        this.streams = streams;
        this.cameraOfStream = cameraOfStream;
        this.outages = outages;
        this.adaptation = adaptation;
        this.timeline = timeline;
        this.log = log;
        this.random = random;
        this.endNs = endNs;
        this.carriedIn = new long[streams.size()];
        this.capturedBefore = new long[streams.size()];
        for (Camera camera : cameras) {
            camera.begin();
        }
        for (DeviceRun device : devices) {
            device.begin();
        }
        outages.forEach(outage -> outage.begin(endNs));
        if (adaptation != null) {
            adaptation.begin();
        }
        if (timeline != null) {
            timeline.begin();
        }
    }

    /** Runs on, up to and including {@code untilNs}, but not beyond the end. */
    void advanceTo(long untilNs) {
        simulator.run(Math.min(untilNs, endNs));
    }

    /** Ends the run here: brings physics and displays up to now and checks that nothing was lost. */
    void finish() {
        long now = nowNs();
        devices.forEach(device -> device.settle(now));
        streams.forEach(stream -> stream.stats.finish(now));
        outages.forEach(outage -> outage.finish(now));
        Conservation.check(this);
        if (log != null) {
            logInFlight(log, now);
        }
    }

    private void logInFlight(RunLog into, long now) {
        for (int s = 0; s < streams.size(); s++) {
            Stream stream = streams.get(s);
            List<Frame> open = new ArrayList<>();
            for (Frame frame : pool.all()) {
                if (!frame.second && frame.stage != null && frame.stage.stream == stream) {
                    open.add(frame);
                }
            }
            open.addAll(cameraOfStream.get(s).undeliveredFrames(now));
            open.sort(Comparator.comparingLong(frame -> frame.number));
            open.forEach(frame -> into.inFlight(now, stream, frame));
        }
    }

    /** Frames of a stream that are in flight though their budget has run out. */
    long overdue(int streamIndex) {
        Stream stream = streams.get(streamIndex);
        long overdue = 0;
        for (Frame frame : pool.all()) {
            if (!frame.second
                    && frame.stage != null
                    && frame.stage.stream == stream
                    && stream.deadlineNs(frame) < nowNs()) {
                overdue++;
            }
        }
        return overdue;
    }

    /** Forgets what has been counted so far, as if the run began here with the frames that are in flight. */
    void restart() {
        fromNs = nowNs();
        devices.forEach(device -> device.restart(fromNs));
        outages.forEach(UnitOutage::restart);
        if (adaptation != null) {
            adaptation.restart(fromNs);
        }
        for (int s = 0; s < streams.size(); s++) {
            long open = 0;
            for (Frame frame : pool.all()) {
                if (!frame.second && frame.stage != null && frame.stage.stream == streams.get(s)) {
                    open++;
                }
            }
            Camera camera = cameraOfStream.get(s);
            carriedIn[s] = open + camera.undelivered(fromNs);
            capturedBefore[s] = camera.captured(fromNs);
            streams.get(s).stats.restart(open);
            for (StreamStage stage : streams.get(s).stages) {
                stage.restart();
            }
        }
    }

    long nowNs() {
        return simulator.nowNs();
    }

    /** Another replication may differ from this one. */
    boolean drawn() {
        return random.drawn();
    }

    /** When counting began. */
    long fromNs() {
        return fromNs;
    }

    /** Time that has been counted. */
    double countedS() {
        return (nowNs() - fromNs) / 1e9;
    }

    int activityCount() {
        return simulator.activityCount();
    }

    /** Frames captured in the counted time, and those in flight at its start. */
    long captured(int streamIndex) {
        return cameraOfStream.get(streamIndex).captured(nowNs()) - capturedBefore[streamIndex] + carriedIn[streamIndex];
    }

    /** The same at a later instant, were no frame held back until then. */
    long capturedUntil(int streamIndex, long timeNs) {
        return cameraOfStream.get(streamIndex).captured(timeNs) - capturedBefore[streamIndex] + carriedIn[streamIndex];
    }

    /**
     * Frames that the scenario asks of a stream's camera in the counted time: those at its nominal rate, or those of its
     * trace; and those in flight at its start.
     */
    long requested(int streamIndex) {
        return requestedBefore(streamIndex, nowNs()) - requestedBefore(streamIndex, fromNs) + carriedIn[streamIndex];
    }

    private long requestedBefore(int streamIndex, long timeNs) {
        RunPlan.CameraAt camera =
                plan.cameras().get(plan.streams().get(streamIndex).cameraIndex());
        return camera.spec().traceNs().isEmpty()
                ? Cadence.periodic(camera.spec().fps(), camera.phaseNs()).countBefore(timeNs)
                : camera.spec().traceNs().stream()
                        .filter(ns -> ns + camera.phaseNs() < timeNs)
                        .count();
    }
}
