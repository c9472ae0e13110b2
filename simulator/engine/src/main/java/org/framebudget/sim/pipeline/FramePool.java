package org.framebudget.sim.pipeline;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All frames of a run, in flight or free. Grows while it must, then allocates no more. */
final class FramePool {
    private final List<Frame> all = new ArrayList<>();
    private @Nullable Frame free;
    private int inUse;

    Frame take() {
        inUse++;
        Frame frame = free;
        if (frame == null) {
            frame = new Frame();
            all.add(frame);
        } else {
            free = frame.next;
        }
        return frame;
    }

    void giveBack(Frame frame) {
        inUse--;
        frame.stage = null;
        frame.previous = null;
        frame.next = free;
        free = frame;
    }

    int inUse() {
        return inUse;
    }

    /** Every frame there is; those without a stage are free. */
    List<Frame> all() {
        return all;
    }
}
