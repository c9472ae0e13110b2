package org.framebudget.sim.hil.agent;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who has the device: one session at a time, the others in the order they came. */
final class DeviceQueue {
    private final int waitingCount;
    private final Deque<Session> waiting = new ArrayDeque<>();
    private @Nullable Session holder;
    private long heldSinceNs;

    DeviceQueue(int waitingCount) {
        this.waitingCount = waitingCount;
    }

    /** Takes the device or a place in the queue; false where the queue is full. */
    synchronized boolean enter(Session session) {
        if (holder == null) {
            hold(session);
            return true;
        }
        return waiting.size() < waitingCount && waiting.add(session);
    }

    private void hold(@Nullable Session session) {
        holder = session;
        heldSinceNs = System.nanoTime();
    }

    /** Gives the device or the place back; who has the device now and had not, is returned. */
    @Nullable
    synchronized Session leave(Session session) {
        waiting.remove(session);
        if (holder != session) {
            return null;
        }
        Session next = waiting.poll();
        hold(next);
        return next;
    }

    synchronized boolean has(Session session) {
        return holder == session;
    }

    /** How many come before a session that waits. */
    synchronized int before(Session session) {
        List<Session> order = new ArrayList<>(waiting);
        int place = order.indexOf(session);
        return 1 + (place < 0 ? order.size() : place);
    }

    /** For how long the device has been lent. */
    synchronized long busyNs() {
        return holder == null ? 0 : System.nanoTime() - heldSinceNs;
    }
}
