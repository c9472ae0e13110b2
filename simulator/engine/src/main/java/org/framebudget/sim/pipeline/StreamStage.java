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

    private final boolean network;

    long waitSumNs;
    long frames;
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
    }

    /** A frame comes in. */
    void arrive(long nowNs, Frame frame) {
        int jobs = network ? jobsFor(frame) : 1;
        frame.stage = this;
        frame.enqueuedNs = nowNs;
        frame.startedNs = Frame.NEVER;
        frame.running = 0;
        frame.repeats = parallel || jobs == 0 ? 0 : jobs - 1;
        frame.toStart = parallel ? jobs : Math.min(1, jobs);
        if (unit.dead()) {
            drop(nowNs, frame, DropReason.KILLED);
        } else if (jobs == 0) {
            leave(nowNs, frame);
        } else if (queue == null) {
            unit.submit(nowNs, this, frame);
        } else {
            queue.offer(nowNs, frame);
        }
    }

    /** Called once a frame, when its first job of this stage starts. */
    void firstStart(long nowNs, Frame frame) {
        frame.startedNs = nowNs;
        if (frame.beganNs < 0) {
            frame.beganNs = nowNs;
        }
        if (queue != null) {
            queue.started(frame);
            frame.insideGate |= index == 0;
        }
        frames++;
    }

    /** One job of this stage took so long, waiting not included. */
    void served(long serviceTimeNs) {
        serviceNs.record(serviceTimeNs);
    }

    void restart() {
        waitSumNs = 0;
        frames = 0;
        serviceNs.clear();
    }

    private int jobsFor(Frame frame) {
        // drawn even where nothing moves, so that motion leaves the other draws alone
        int drawn = Work.next(count);
        return frame.moving ? drawn : 0;
    }

    /** All jobs of the frame in this stage are done. */
    void leave(long nowNs, Frame frame) {
        if (stream.observer != null) {
            stream.observer.stageEnded(nowNs, this, frame);
        }
        if (index + 1 < stream.stages.length) {
            stream.stages[index + 1].arrive(nowNs, frame);
        } else {
            stream.finish(nowNs, frame);
        }
    }

    void drop(long nowNs, Frame frame, DropReason reason) {
        stream.drop(nowNs, frame, this, reason);
    }
}
