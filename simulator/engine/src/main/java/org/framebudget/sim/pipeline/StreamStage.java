package org.framebudget.sim.pipeline;

import org.framebudget.sim.results.LatencyHistogram;
import org.framebudget.sim.scenario.Scenario.Infer;
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

    /** What it runs; absent where it is no inference. */
    @Nullable
    Infer infer;

    /** Absent for the last stage. */
    private @Nullable StreamStage next;

    /** What runs in its place while its unit is lost or a rule says so; absent where it runs itself. */
    private @Nullable StreamStage insteadNow;

    private @Nullable StageSubstitute substitute;

    /** The same inference on another unit, for the first of a comparison; absent for all others. */
    @Nullable
    Comparison comparison;

    /** The first or second of a comparison. */
    private boolean compares;

    /** Stands first on the way, so that its start is the admission of a frame. */
    private boolean admits;

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

    /** Sent over a link, repetitions included; 0 for all other stages. */
    long sentBytes;

    /** Position of the device that sends; only for a way over a link. */
    int senderDevice = -1;

    /** Radios of both ends; only for a way over a link, and absent where the profile does not say what they take. */
    @Nullable
    AirTime sending;

    @Nullable
    AirTime receiving;

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
        this.admits = index == 0;
    }

    void followedBy(StreamStage stage) {
        next = stage;
    }

    /** Another stage does this one's work while its unit is lost, and hands frames on as this one would. */
    void substitutedBy(StageSubstitute other) {
        substitute = other;
        StreamStage stage = other.stage();
        if (stage != null) {
            mayBe(stage, comparison == null || next == null ? next : next.next);
        }
    }

    /** A rule may have another stage do this one's work. */
    void mayBe(StreamStage other) {
        mayBe(other, next);
    }

    private void mayBe(StreamStage other, @Nullable StreamStage then) {
        other.next = then;
        other.admits = admits;
        other.queue = queue;
    }

    /** The same inference runs on another unit too; the stage after this one checks the two. */
    void comparedBy(StreamStage second) {
        comparison = new Comparison(second);
        compares = true;
        second.compares = true;
    }

    /** It stands beside the way: a second inference or a substitute. */
    boolean beside() {
        return stream.beside(index);
    }

    /** Frames of the two can go into one batch. */
    boolean gathersWith(StreamStage other) {
        return single && other.single && work.name().equals(other.work.name());
    }

    /** The second inference of a comparison. */
    boolean isSecond() {
        return compares && comparison == null;
    }

    @Nullable
    StageSubstitute substitute() {
        return substitute;
    }

    /** The unit of this stage is lost, or a rule wants other work: from now on, {@code instead} works. */
    void replacedBy(@Nullable StreamStage instead) {
        insteadNow = instead;
    }

    @Nullable
    StreamStage insteadNow() {
        return insteadNow;
    }

    /** One frame in so many is taken, 0 for none; 1 while the unit is there. */
    int takesEvery() {
        return substitute == null ? 1 : substitute.takesEvery();
    }

    /** A frame comes in. */
    void arrive(long nowNs, Frame frame) {
        if (insteadNow != null) {
            insteadNow.arrive(nowNs, frame);
            return;
        }
        adopt(frame);
        frame.enqueuedNs = nowNs;
        if (queue == null) {
            unit.submit(nowNs, this, frame);
        } else {
            queue.offer(nowNs, frame);
        }
    }

    /** Takes over a frame that has not started. */
    void adopt(Frame frame) {
        frame.stage = this;
        frame.startedNs = Frame.NEVER;
        if (!single) {
            int jobs = frame.jobs;
            frame.running = 0;
            frame.repeats = parallel ? 0 : jobs - 1;
            frame.toStart = parallel ? jobs : 1;
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
            frame.insideGate |= admits;
        }
        waitSumNs += nowNs - frame.enqueuedNs;
        frames++;
        if (comparison != null) {
            comparison.begin(nowNs, frame);
        }
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
        sentBytes = 0;
        serviceNs.clear();
    }

    /** All jobs of the frame in this stage are done. */
    void leave(long nowNs, Frame frame) {
        if (!single) {
            serviceNs.record(nowNs - frame.startedNs);
        }
        if (stream.observer != null && !frame.second) {
            frame.noteBegan();
            stream.observer.stageEnded(nowNs, this, frame);
        }
        if (compares) {
            Comparison.ended(nowNs, frame);
        } else {
            stream.enter(nowNs, frame, next);
        }
    }

    @Nullable
    StreamStage next() {
        return next;
    }

    void drop(long nowNs, Frame frame, DropReason reason) {
        stream.drop(nowNs, frame, this, reason);
    }
}
