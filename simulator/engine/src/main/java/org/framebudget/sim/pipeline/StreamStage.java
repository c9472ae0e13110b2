package org.framebudget.sim.pipeline;

import org.framebudget.sim.results.LatencyHistogram;
import org.jspecify.annotations.Nullable;

/** One stage of one stream: what it asks of which unit, and what came of it. */
final class StreamStage {
    final String id;
    final int index;
    final Stream stream;
    final Unit unit;
    final Work work;
    final Work.@Nullable Count count;
    final boolean parallel;

    @Nullable
    StageQueue queue;

    /** Absent for the last stage. */
    private @Nullable StreamStage next;

    private final boolean network;

    /** Exactly one job for every frame. */
    final boolean single;

    long waitSumNs;
    long frames;
    private long jobs;
    private long jobSumNs;
    private long drawnFrames;
    private long drawnJobs;

    /** How long results were on their way out while the unit was free for the next job. */
    long tailSumNs;

    /** From a frame's first start to its last end in this stage. */
    final LatencyHistogram serviceNs = new LatencyHistogram();

    StreamStage(
            Stream stream, int index, String id, Unit unit, Work work, Work.@Nullable Count count, boolean parallel) {
        this.stream = stream;
        this.index = index;
        this.id = id;
        this.unit = unit;
        this.work = work;
        this.count = count;
        this.parallel = parallel;
        this.network = work.network();
        this.single = count == null;
    }

    void followedBy(StreamStage stage) {
        next = stage;
    }

    /** A frame comes in. */
    void arrive(long nowNs, Frame frame) {
        frame.stage = this;
        frame.enqueuedNs = nowNs;
        frame.startedNs = Frame.NEVER;
        if (!single) {
            int jobs = frame.jobs;
            frame.running = 0;
            frame.repeats = parallel ? 0 : jobs - 1;
            frame.toStart = parallel ? jobs : 1;
        }
        if (queue == null) {
            unit.submit(nowNs, this, frame);
        } else {
            queue.offer(nowNs, frame);
        }
    }

    /** True where the frame has nothing to do here; draws how many jobs it has. */
    boolean skipped(Frame frame) {
        if (!network) {
            return false;
        }
        // drawn even where nothing moves, so that motion leaves the other draws alone
        int drawn = Work.next(count);
        if (!single) {
            drawnFrames++;
            drawnJobs += drawn;
        }
        frame.jobs = frame.moving ? drawn : 0;
        return frame.jobs == 0;
    }

    /** Called once a frame, when its first job of this stage starts. */
    void firstStart(long nowNs, Frame frame) {
        frame.startedNs = nowNs;
        if (queue != null) {
            queue.started(frame);
            frame.insideGate |= index == 0;
        }
        waitSumNs += nowNs - frame.enqueuedNs;
        frames++;
    }

    /** One job of this stage took so long, waiting not included. */
    void served(long jobNs) {
        if (single) {
            serviceNs.record(jobNs);
        } else {
            jobs++;
            jobSumNs += jobNs;
        }
    }

    /** Jobs that have ended. */
    long jobs() {
        return single ? serviceNs.count() : jobs;
    }

    /** How long those took together, waiting not included. */
    long jobSumNs() {
        return single ? serviceNs.sumNs() : jobSumNs;
    }

    /** Frames whose jobs were counted out, moving or not; 0 where each has one. */
    long drawnFrames() {
        return drawnFrames;
    }

    /** How many jobs those would have if all of them moved. */
    long drawnJobs() {
        return drawnJobs;
    }

    void restart() {
        waitSumNs = 0;
        frames = 0;
        jobs = 0;
        jobSumNs = 0;
        drawnFrames = 0;
        drawnJobs = 0;
        tailSumNs = 0;
        serviceNs.clear();
    }

    /** All jobs of the frame in this stage are done. */
    void leave(long nowNs, Frame frame) {
        if (!single) {
            serviceNs.record(nowNs - frame.startedNs);
        }
        if (stream.observer != null) {
            frame.noteBegan();
            stream.observer.stageEnded(nowNs, this, frame);
        }
        stream.enter(nowNs, frame, next);
    }

    @Nullable
    StreamStage next() {
        return next;
    }

    void drop(long nowNs, Frame frame, DropReason reason) {
        stream.drop(nowNs, frame, this, reason);
    }
}
