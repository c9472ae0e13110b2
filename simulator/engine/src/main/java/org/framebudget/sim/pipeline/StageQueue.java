package org.framebudget.sim.pipeline;

import org.framebudget.sim.scenario.Scenario.Policy;
import org.framebudget.sim.scenario.Scenario.WhenFull;

/**
 * Frames of one stream that wait in front of one stage, oldest first. The first {@code listed} of them stand in the
 * unit's waiting list, where cameras compete; the rest wait for one of their own stream to leave the gate.
 *
 * <p>The gate: at most {@code insideMax} frames of the stream are listed or between this stage's start and the result.
 */
final class StageQueue {
    private StreamStage stage;
    private final Policy policy;
    private final WhenFull whenFull;
    private final int capacity;
    private final int insideMax;
    private final Frame[] ring;
    private int head;
    private int count;
    private int listed;
    private int inside;

    StageQueue(StreamStage stage, Policy policy, int capacity, WhenFull whenFull, int insideMax) {
        this.stage = stage;
        this.policy = policy;
        this.whenFull = whenFull;
        this.capacity = policy == Policy.FIFO ? capacity : 1;
        this.insideMax = insideMax;
        this.ring = new Frame[Integer.highestOneBit(Math.max(1, this.capacity) * 2 - 1)];
    }

    void offer(long nowNs, Frame frame) {
        if (startsAtOnce()) {
            stage.unit.submit(nowNs, stage, frame);
            return;
        }
        if (stage.unit.dead()) {
            stage.drop(nowNs, frame, DropReason.KILLED);
            return;
        }
        if (policy == Policy.DROP_WHEN_BUSY) {
            stage.drop(nowNs, frame, DropReason.BUSY);
            return;
        }
        if (count < capacity) {
            push(frame);
            list(nowNs);
            return;
        }
        switch (policy) {
            case LATEST -> replaceNewest(nowNs, frame);
            case FIFO -> {
                if (whenFull == WhenFull.DROP_OLDEST) {
                    dropOldest(nowNs, DropReason.OLDEST);
                    push(frame);
                    list(nowNs);
                } else {
                    stage.drop(nowNs, frame, DropReason.FULL);
                }
            }
            case DROP_WHEN_BUSY -> throw new IllegalStateException("A frame waits in front of a queue without places.");
        }
    }

    /** No frame ever waits here. */
    boolean holdsNone() {
        return policy == Policy.DROP_WHEN_BUSY;
    }

    boolean mayBlock() {
        return whenFull == WhenFull.BLOCK && policy == Policy.FIFO;
    }

    /** True where a new frame would find no room and its camera has to hold it back. */
    boolean blocks() {
        return mayBlock() && count == capacity && !startsAtOnce();
    }

    /** The unit took a listed frame of this stream: the oldest, or one whose deadline is earlier. */
    void started(Frame frame) {
        if (listed == 0) {
            // it found the unit idle and never stood in the ring
            inside++;
            return;
        }
        if (ring[head] != frame) {
            bringForward(frame);
        }
        head = (head + 1) & (ring.length - 1);
        count--;
        listed--;
        inside++;
    }

    /** A frame that had started has left the gate. */
    void left(long nowNs) {
        inside--;
        list(nowNs);
    }

    /** What waits and what comes is another stage's from now on, in the same order. */
    void moveTo(long nowNs, StreamStage to) {
        StreamStage from = stage;
        stage = to;
        for (int i = 0; i < count; i++) {
            Frame frame = ring[(head + i) & (ring.length - 1)];
            if (i < listed) {
                from.unit.waiting.remove(nowNs, frame);
            }
            to.adopt(frame);
        }
        listed = 0;
        list(nowNs);
    }

    /** Gives up everything that waits. */
    void dropAll(long nowNs, DropReason reason) {
        while (count > 0) {
            dropOldest(nowNs, reason);
        }
    }

    /** Forgets everything that waits; used when the device dies. */
    void clear() {
        count = 0;
        listed = 0;
        inside = 0;
    }

    int waiting() {
        return count;
    }

    private boolean startsAtOnce() {
        return count == 0 && inside < insideMax && stage.unit.hasIdleServer();
    }

    private void list(long nowNs) {
        while (listed < count && inside + listed < insideMax) {
            Frame frame = ring[(head + listed) & (ring.length - 1)];
            listed++;
            stage.unit.submit(nowNs, stage, frame);
        }
    }

    private void replaceNewest(long nowNs, Frame frame) {
        int last = (head + count - 1) & (ring.length - 1);
        Frame old = ring[last];
        ring[last] = frame;
        if (listed == count) {
            stage.unit.waiting.replace(nowNs, old, frame);
        }
        stage.drop(nowNs, old, DropReason.REPLACED);
    }

    private void dropOldest(long nowNs, DropReason reason) {
        Frame old = ring[head];
        head = (head + 1) & (ring.length - 1);
        count--;
        if (listed > 0) {
            listed--;
            stage.unit.waiting.remove(nowNs, old);
        }
        stage.drop(nowNs, old, reason);
    }

    /** A frame that was overtaken on its way here starts before those that came earlier. */
    private void bringForward(Frame frame) {
        int place = 0;
        while (place < listed && ring[(head + place) & (ring.length - 1)] != frame) {
            place++;
        }
        if (place == listed) {
            throw new IllegalStateException("A frame starts that was not listed.");
        }
        for (; place > 0; place--) {
            ring[(head + place) & (ring.length - 1)] = ring[(head + place - 1) & (ring.length - 1)];
        }
        ring[head] = frame;
    }

    private void push(Frame frame) {
        ring[(head + count) & (ring.length - 1)] = frame;
        count++;
    }
}
