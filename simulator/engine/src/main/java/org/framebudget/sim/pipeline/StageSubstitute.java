package org.framebudget.sim.pipeline;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a stage does while its unit is lost: another stage takes its frames, or its stream's frames are skipped. */
final class StageSubstitute {
    private final StreamStage main;
    private final @Nullable StreamStage stage;
    private final int everyNth;
    private final List<Unit> lostUnits = new ArrayList<>();

    /**
     * @param stage what runs instead; absent where the frames are skipped
     * @param everyNth of the frames that come meanwhile one in so many is taken
     */
    StageSubstitute(StreamStage main, @Nullable StreamStage stage, int everyNth) {
        this.main = main;
        this.stage = stage;
        this.everyNth = everyNth;
    }

    @Nullable
    StreamStage stage() {
        return stage;
    }

    /** As {@link StreamStage#takesEvery}. */
    int takesEvery() {
        return lostUnits.isEmpty() ? 1 : stage == null ? 0 : everyNth;
    }

    /** As {@link #takesEvery} while it works. */
    int wouldTakeEvery() {
        return stage == null ? 0 : everyNth;
    }

    /** {@code lost} is gone: the stage's own unit, or the second one of its comparison. */
    void takeOver(long nowNs, Unit lost) {
        lostUnits.add(lost);
        main.stream.takeAsStagesSay();
        Comparison comparison = main.comparison;
        if (stage == null) {
            dropWaiting(nowNs);
        } else if (lost == main.unit) {
            main.replacedBy(stage);
            move(nowNs, main, stage);
        } else if (comparison != null) {
            comparison.suspend(true);
            for (Frame frame : waiting(comparison.second)) {
                lost.waiting.remove(nowNs, frame);
                Comparison.lose(nowNs, frame, DropReason.UNIT_LOST);
            }
        }
    }

    /** A unit is back; no effect where this was not taken over for it. */
    void handBack(long nowNs, Unit back) {
        if (!lostUnits.remove(back)) {
            return;
        }
        main.stream.takeAsStagesSay();
        Comparison comparison = main.comparison;
        if (comparison != null && comparison.second.unit == back) {
            comparison.suspend(false);
        }
        if (stage != null && main.unit == back) {
            main.replacedBy(null);
            move(nowNs, stage, main);
        }
    }

    private void dropWaiting(long nowNs) {
        if (main.queue != null) {
            main.queue.dropAll(nowNs, DropReason.UNIT_LOST);
        }
        for (Frame frame : waiting(main)) {
            main.unit.waiting.remove(nowNs, frame);
            main.drop(nowNs, frame, DropReason.UNIT_LOST);
        }
    }

    /** What waits for one stage goes on waiting for another one. */
    static void move(long nowNs, StreamStage from, StreamStage to) {
        if (to.queue != null) {
            to.queue.moveTo(nowNs, to);
            return;
        }
        for (Frame frame : waiting(from)) {
            from.unit.waiting.remove(nowNs, frame);
            to.adopt(frame);
            to.unit.submit(nowNs, to, frame);
        }
    }

    /** Frames that wait for a stage's unit and have not started there. */
    private static List<Frame> waiting(StreamStage stage) {
        List<Frame> found = new ArrayList<>();
        for (Frame f = stage.unit.waiting.first; f != null; f = f.next) {
            if (f.stage == stage && f.startedNs == Frame.NEVER) {
                found.add(f);
            }
        }
        return found;
    }
}
