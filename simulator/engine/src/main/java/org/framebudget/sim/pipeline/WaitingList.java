package org.framebudget.sim.pipeline;

import org.jspecify.annotations.Nullable;

/**
 * Frames that wait for a unit, in order of arrival. Checks Little's law on itself in exact integers: the area under its
 * length equals the sum of the times that frames spent in it.
 */
final class WaitingList {
    @Nullable
    Frame first;

    private @Nullable Frame last;
    private int length;
    private long areaFrameNs;
    private long areaUntilNs;
    private long spentNs;

    int length() {
        return length;
    }

    boolean has(Frame frame) {
        for (Frame f = first; f != null; f = f.next) {
            if (f == frame) {
                return true;
            }
        }
        return false;
    }

    void append(long nowNs, Frame frame) {
        advance(nowNs);
        length++;
        frame.listedNs = nowNs;
        frame.placedNs = nowNs;
        frame.next = null;
        frame.previous = last;
        if (last == null) {
            first = frame;
        } else {
            last.next = frame;
        }
        last = frame;
    }

    void remove(long nowNs, Frame frame) {
        advance(nowNs);
        length--;
        spentNs += nowNs - frame.listedNs;
        link(frame.previous, frame.next);
    }

    /** The newer frame takes the place of the older one. */
    void replace(long nowNs, Frame old, Frame frame) {
        spentNs += nowNs - old.listedNs;
        frame.listedNs = nowNs;
        frame.placedNs = old.placedNs;
        Frame before = old.previous;
        Frame after = old.next;
        link(before, frame);
        link(frame, after);
    }

    /** Area minus times, up to now: 0, or the bookkeeping is wrong. */
    long littlesLawErrorNs(long nowNs) {
        advance(nowNs);
        long still = 0;
        for (Frame f = first; f != null; f = f.next) {
            still += nowNs - f.listedNs;
        }
        return areaFrameNs - spentNs - still;
    }

    private void link(@Nullable Frame before, @Nullable Frame after) {
        if (before == null) {
            first = after;
        } else {
            before.next = after;
        }
        if (after == null) {
            last = before;
        } else {
            after.previous = before;
        }
    }

    private void advance(long nowNs) {
        areaFrameNs += length * (nowNs - areaUntilNs);
        areaUntilNs = nowNs;
    }
}
