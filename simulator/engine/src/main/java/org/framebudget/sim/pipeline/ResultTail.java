package org.framebudget.sim.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.framebudget.sim.kernel.Activity;
import org.framebudget.sim.kernel.Simulator;
import org.jspecify.annotations.Nullable;

/**
 * Results on their way out of a pipelined accelerator: the unit is free for the next job, the result comes later. First
 * in, first out.
 */
final class ResultTail extends Activity {
    private final Unit unit;
    private @Nullable Frame[] frame = new Frame[8];
    private long[] startedNs = new long[8];
    private long[] endedNs = new long[8];
    private long[] dueNs = new long[8];
    private Work[] work = new Work[8];
    private int head;
    private int count;
    private @Nullable Simulator simulator;

    ResultTail(Unit unit) {
        this.unit = unit;
    }

    void attach(Simulator executive) {
        simulator = executive;
    }

    void add(long nowNs, Frame newFrame, Work newWork, long newStartedNs, long tailNs) {
        if (count == frame.length) {
            grow();
        }
        int at = (head + count) % frame.length;
        long due = nowNs + tailNs;
        if (count > 0) {
            due = Math.max(due, dueNs[(head + count - 1) % frame.length]);
        }
        frame[at] = newFrame;
        work[at] = newWork;
        startedNs[at] = newStartedNs;
        endedNs[at] = nowNs;
        dueNs[at] = due;
        if (++count == 1) {
            schedule();
        }
    }

    @Override
    protected void wake(long nowNs) {
        Frame done = frame[head];
        long started = startedNs[head];
        long ended = endedNs[head];
        head = (head + 1) % frame.length;
        if (--count > 0) {
            schedule();
        }
        if (done != null) {
            if (done.stage != null) {
                done.stage.tailSumNs += nowNs - ended;
            }
            unit.jobDone(nowNs, done, started);
        }
    }

    /** A clock change stretches what is left of every result's way by the factor for its work. */
    void stretch(long nowNs, ToDoubleFunction<Work> factor) {
        if (count == 0) {
            return;
        }
        long earliest = nowNs;
        for (int i = 0; i < count; i++) {
            int at = (head + i) % frame.length;
            earliest = Math.max(
                    earliest,
                    nowNs + ServiceTime.capped(Math.round((dueNs[at] - nowNs) * factor.applyAsDouble(work[at]))));
            dueNs[at] = earliest;
        }
        executive().cancel(this);
        schedule();
    }

    /** Forgets all results on their way; gives their frames. */
    List<Frame> clear() {
        List<Frame> frames = new ArrayList<>();
        if (count > 0) {
            executive().cancel(this);
            for (int i = 0; i < count; i++) {
                Frame held = frame[(head + i) % frame.length];
                if (held != null) {
                    frames.add(held);
                }
            }
            count = 0;
        }
        return frames;
    }

    private void schedule() {
        executive().schedule(this, dueNs[head]);
    }

    private Simulator executive() {
        if (simulator == null) {
            throw new IllegalStateException("The unit has no simulator.");
        }
        return simulator;
    }

    private void grow() {
        int size = frame.length;
        @Nullable Frame[] newFrame = new Frame[2 * size];
        Work[] newWork = new Work[2 * size];
        long[] newStarted = new long[2 * size];
        long[] newEnded = new long[2 * size];
        long[] newDue = new long[2 * size];
        for (int i = 0; i < count; i++) {
            int at = (head + i) % size;
            newFrame[i] = frame[at];
            newWork[i] = work[at];
            newStarted[i] = startedNs[at];
            newEnded[i] = endedNs[at];
            newDue[i] = dueNs[at];
        }
        frame = newFrame;
        work = newWork;
        startedNs = newStarted;
        endedNs = newEnded;
        dueNs = newDue;
        head = 0;
    }
}
