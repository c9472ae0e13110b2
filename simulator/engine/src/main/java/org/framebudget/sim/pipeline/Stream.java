package org.framebudget.sim.pipeline;

import org.jspecify.annotations.Nullable;

/** One pipeline on one camera: frames go in, results or drops come out, and both are counted. */
final class Stream {
    final String id;
    final int index;
    final FramePool pool;
    final int priority;
    final StreamStage[] stages;
    final StreamStats stats;

    /** Memory one frame of this stream holds. */
    final long frameBytes;

    private final long budgetNs;

    /** From the start of exposure to the budget's start; negative where the budget starts at delivery. */
    private final long budgetOffsetNs;

    /** From the start of exposure of the first row to mid-exposure of the centre row. */
    private final long photonOffsetNs;

    private final DeviceMemory memory;
    private final int wayLength;
    private boolean abandoned;

    /** One frame in so many is taken; 0 for none. */
    private int takeEvery = 1;

    /** As {@link #takeEvery}, of the rules at work. */
    private int rulesTakeEvery = 1;

    @Nullable
    RunObserver observer;

    Stream(
            String id,
            int index,
            FramePool pool,
            int priority,
            int stageCount,
            int besideCount,
            Timing timing,
            StreamStats stats,
            DeviceMemory memory) {
        this.id = id;
        this.index = index;
        this.pool = pool;
        this.priority = priority;
        this.wayLength = stageCount;
        this.stages = new StreamStage[stageCount + besideCount];
        this.budgetNs = timing.budgetNs();
        this.budgetOffsetNs = timing.budgetOffsetNs();
        this.photonOffsetNs = timing.photonOffsetNs();
        this.frameBytes = timing.frameBytes();
        this.stats = stats;
        this.memory = memory;
    }

    /**
     * Constants of a stream.
     *
     * @param budgetNs the budget
     * @param budgetOffsetNs from start of exposure to where the budget starts; negative: it starts at delivery
     * @param photonOffsetNs from start of exposure to mid-exposure of the centre row
     * @param frameBytes memory of one frame
     */
    record Timing(long budgetNs, long budgetOffsetNs, long photonOffsetNs, long frameBytes) {}

    /** The application gets a frame. */
    void deliver(long nowNs, long startNs, long number, boolean moving) {
        Frame frame = pool.take();
        frame.number = number;
        frame.startNs = startNs;
        frame.deliveryNs = nowNs;
        frame.moving = moving;
        frame.insideGate = false;
        stats.delivered++;
        if (observer != null) {
            frame.waitingAtDelivery = waiting();
            frame.beganNs = Frame.NEVER;
        }
        if (takeEvery != 1 && (takeEvery == 0 || number % takeEvery != 0)) {
            skip(nowNs, frame);
            return;
        }
        memory.held(frameBytes);
        enter(nowNs, frame, stages[0]);
    }

    /** Hands a frame to the first stage from {@code stage} on that has anything to do for it, or to the end. */
    void enter(long nowNs, Frame frame, @Nullable StreamStage stage) {
        if (abandoned) {
            drop(nowNs, frame, stage == null ? lastStage() : stage, DropReason.KILLED);
            return;
        }
        @Nullable StreamStage to = stage;
        while (to != null && to.skipped(frame)) {
            to = to.next();
        }
        if (to == null) {
            finish(nowNs, frame);
        } else {
            to.arrive(nowNs, frame);
        }
    }

    /**
     * Puts a stage at its place; every place must be filled before the first frame comes. The places behind the way are for
     * what stands beside it: second inferences and substitutes.
     */
    void stage(int index, StreamStage stage) {
        stages[index] = stage;
        if (index > 0 && index < wayLength) {
            stages[index - 1].followedBy(stage);
        }
    }

    /** The stage that a result comes from. */
    StreamStage lastStage() {
        return stages[wayLength - 1];
    }

    /** A place behind the way. */
    boolean beside(int stageIndex) {
        return stageIndex >= wayLength;
    }

    /** Rules let one frame in so many through from now on. */
    void rulesTakeEvery(int nth) {
        rulesTakeEvery = nth;
        takeAsStagesSay();
    }

    /** Takes one frame in so many from now on, as rules say and stages that have lost their units. */
    void takeAsStagesSay() {
        takeEvery = rulesTakeEvery;
        for (int i = 0; i < wayLength; i++) {
            int asked = stages[i].takesEvery();
            takeEvery = takeEvery == 0 || asked == 0 ? 0 : Math.max(takeEvery, asked);
        }
    }

    /** Instant at which the frame's budget ends. */
    long deadlineNs(Frame frame) {
        long from = budgetOffsetNs < 0 ? frame.deliveryNs : frame.startNs + budgetOffsetNs;
        return from + budgetNs;
    }

    /** The camera's device dies: frames that are elsewhere are lost as soon as they leave their present stage. */
    void abandon() {
        abandoned = true;
    }

    void finish(long nowNs, Frame frame) {
        long photonNs = frame.startNs + photonOffsetNs;
        long spentNs = nowNs - (deadlineNs(frame) - budgetNs);
        boolean late = spentNs > budgetNs;
        stats.result(nowNs, photonNs, nowNs - frame.deliveryNs, spentNs, late);
        if (observer != null) {
            observer.finished(nowNs, this, frame, late);
        }
        end(nowNs, frame);
    }

    void drop(long nowNs, Frame frame, StreamStage stage, DropReason reason) {
        stats.drop();
        if (observer != null) {
            frame.noteBegan();
            observer.dropped(nowNs, this, frame, stage, reason);
        }
        end(nowNs, frame);
    }

    private void skip(long nowNs, Frame frame) {
        stats.skipped++;
        if (observer != null) {
            observer.skipped(nowNs, this, frame);
        }
        pool.giveBack(frame);
    }

    /** True where the first queue can make the camera wait. */
    boolean mayBlock() {
        StageQueue queue = stages[0].queue;
        return queue != null && queue.mayBlock();
    }

    /** True where a camera has to hold its next frame back. */
    boolean blocks() {
        StageQueue queue = stages[0].queue;
        return queue != null && queue.blocks();
    }

    /** Forgets what waits in front of units that have died; the frames themselves are dropped by the caller. */
    void clearDeadQueues() {
        for (StreamStage stage : stages) {
            if (stage.unit.dead() && stage.queue != null) {
                stage.queue.clear();
            }
        }
    }

    /** Frames waiting in front of the first stage. */
    int waiting() {
        StageQueue queue = stages[0].queue;
        return queue == null ? 0 : queue.waiting();
    }

    private void end(long nowNs, Frame frame) {
        boolean inside = frame.insideGate;
        if (frame.twin != null) {
            Comparison.part(frame.twin);
            frame.twin = null;
        }
        pool.giveBack(frame);
        memory.released(frameBytes);
        StageQueue queue = stages[0].queue;
        if (inside && queue != null) {
            queue.left(nowNs);
        }
    }
}
