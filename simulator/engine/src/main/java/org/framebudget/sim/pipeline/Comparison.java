package org.framebudget.sim.pipeline;

/**
 * The same inference on two units. When a frame's first job starts, a second frame that is counted nowhere asks for the same on
 * the other unit; the result goes on to the check when both have ended. A result that can never come, as one unit was lost, makes
 * the frame a lost one.
 */
final class Comparison {
    final StreamStage second;

    /** One of the units is lost and the stage goes on alone, without check. */
    private boolean suspended;

    Comparison(StreamStage second) {
        this.second = second;
    }

    void suspend(boolean off) {
        suspended = off;
    }

    /** The frame's first job starts. */
    void begin(long nowNs, Frame frame) {
        // a frame of the pool may have been compared before
        frame.done = false;
        frame.lost = false;
        if (suspended) {
            return;
        }
        Frame twin = second.stream.pool.take();
        twin.second = true;
        twin.done = false;
        twin.number = frame.number;
        twin.startNs = frame.startNs;
        twin.deliveryNs = frame.deliveryNs;
        twin.moving = frame.moving;
        twin.insideGate = false;
        twin.jobs = frame.jobs;
        twin.beganNs = Frame.NEVER;
        twin.twin = frame;
        frame.twin = twin;
        second.arrive(nowNs, twin);
    }

    /** One of the two has all its jobs done. */
    static void ended(long nowNs, Frame frame) {
        Frame twin = frame.twin;
        if (twin == null) {
            endedAlone(nowNs, frame);
        } else if (!twin.done) {
            frame.done = true;
        } else if (frame.second) {
            twin.twin = null;
            giveBack(frame);
            goOn(nowNs, twin, true);
        } else {
            frame.twin = null;
            giveBack(twin);
            goOn(nowNs, frame, true);
        }
    }

    /** The first one has ended otherwise: nobody waits for this second any more. */
    static void part(Frame second) {
        second.twin = null;
        if (second.done) {
            giveBack(second);
        }
    }

    /** A second is lost with its unit, and with it the frame's result: dropped as soon as its own jobs have ended. */
    static void lose(long nowNs, Frame second, DropReason reason) {
        Frame first = second.twin;
        giveBack(second);
        if (first == null) {
            return;
        }
        first.twin = null;
        if (first.done) {
            stageOf(first).drop(nowNs, first, reason);
        } else {
            first.lost = true;
        }
    }

    private static void endedAlone(long nowNs, Frame frame) {
        if (frame.second) {
            giveBack(frame);
        } else if (frame.lost) {
            stageOf(frame).drop(nowNs, frame, DropReason.UNIT_LOST);
        } else {
            goOn(nowNs, frame, false);
        }
    }

    private static void goOn(long nowNs, Frame frame, boolean checked) {
        StreamStage stage = stageOf(frame);
        StreamStage check = stage.next();
        stage.stream.enter(nowNs, frame, checked || check == null ? check : check.next());
    }

    private static void giveBack(Frame second) {
        second.second = false;
        second.twin = null;
        stageOf(second).stream.pool.giveBack(second);
    }

    private static StreamStage stageOf(Frame frame) {
        if (frame.stage == null) {
            throw new IllegalStateException("A frame is compared that has no stage.");
        }
        return frame.stage;
    }
}
