package org.framebudget.sim.kernel;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The executive. Time is {@code long} nanoseconds from 0. Events at the same instant happen in the order in which their
 * activities were registered: a reproducible rule that needs no serial number, since an activity has at most one pending
 * event. So an event is one {@code long}, {@code time << bits | activity}, and scheduling allocates nothing.
 *
 * <p>One thread per simulator; run many simulators side by side rather than one on many threads.
 */
public final class Simulator {
    /** Events per call of the inner loop, so that the compiler sees a method that is called often. */
    private static final int SLICE = 1 << 16;

    private final List<Activity> registered = new ArrayList<>();
    private final @Nullable Pacer pacer;
    private Activity[] activities = new Activity[0];
    private EventList events = EventList.forPending(0);
    private int slotBits = -1;
    private long horizonNs = -1;
    private long nowNs;
    private long eventCount;

    /** A simulator that runs as fast as it can. */
    public Simulator() {
        this(null);
    }

    /** A simulator that waits for the pacer before each event. */
    public Simulator(@Nullable Pacer pacer) {
        this.pacer = pacer;
    }

    /** Makes an activity known; all of them before the first is scheduled. */
    public <A extends Activity> A register(A activity) {
        if (slotBits >= 0) {
            throw new IllegalStateException("The simulation has started: register activities before the first event.");
        }
        if (activity.slot >= 0) {
            throw new IllegalStateException("The activity is registered already.");
        }
        activity.slot = registered.size();
        registered.add(activity);
        return activity;
    }

    /** Longest simulated time in nanoseconds for so many activities. */
    public static long horizonNs(int activityCount) {
        return Long.MAX_VALUE >> bits(activityCount);
    }

    /**
     * Wakes the activity at {@code timeNs}, which must not lie in the past; it must have no pending event. What lies beyond
     * the horizon is kept at the horizon, which no run reaches: it never comes.
     */
    public void schedule(Activity activity, long timeNs) {
        boolean plain = activity.dueNs == Activity.IDLE && timeNs >= nowNs && timeNs <= horizonNs;
        long atNs = plain ? timeNs : withinHorizon(activity, timeNs);
        activity.dueNs = atNs;
        events.add(atNs << slotBits | activity.slot);
    }

    /** Forgets the activity's pending event, if it has one. */
    public void cancel(Activity activity) {
        if (activity.dueNs != Activity.IDLE) {
            events.remove(activity.dueNs << slotBits | activity.slot);
            activity.dueNs = Activity.IDLE;
        }
    }

    /** Runs every event up to and including {@code untilNs}, and leaves the clock there. */
    public void run(long untilNs) {
        if (slotBits < 0) {
            seal();
        }
        if (untilNs < nowNs || untilNs >= horizonNs) {
            throw new IllegalArgumentException("Cannot run until " + untilNs + " ns: now is " + nowNs
                    + " ns and the horizon " + horizonNs + " ns.");
        }
        long endKey = (untilNs + 1) << slotBits;
        do {
            int done;
            do {
                done = slice(endKey);
                eventCount += done;
            } while (done == SLICE);
        } while (pacer != null && !pacer.awaitDue(untilNs));
        nowNs = untilNs;
    }

    /** The clock. */
    public long nowNs() {
        return nowNs;
    }

    /** Activities that have been registered. */
    public int activityCount() {
        return registered.size();
    }

    /** Events that have happened. */
    public long eventCount() {
        return eventCount;
    }

    private int slice(long endKey) {
        EventList list = events;
        Activity[] all = activities;
        int bits = slotBits;
        int mask = (1 << bits) - 1;
        for (int i = 0; i < SLICE; i++) {
            long key = list.first();
            if (key >= endKey) {
                return i;
            }
            long now = key >> bits;
            if (pacer != null && !pacer.awaitDue(now)) {
                i--;
                continue;
            }
            list.removeFirst();
            nowNs = now;
            Activity activity = all[(int) key & mask];
            activity.dueNs = Activity.IDLE;
            activity.wake(now);
        }
        return SLICE;
    }

    /** The horizon is unknown, and so nothing passes it, until the first event is scheduled. */
    private long withinHorizon(Activity activity, long timeNs) {
        if (slotBits < 0) {
            seal();
        }
        if (activity.dueNs != Activity.IDLE || timeNs < nowNs) {
            throw new IllegalStateException("An event at " + timeNs + " ns cannot be scheduled at " + nowNs
                    + " ns: it lies in the past, or its activity has one pending.");
        }
        return Math.min(timeNs, horizonNs);
    }

    private void seal() {
        activities = registered.toArray(Activity[]::new);
        slotBits = bits(activities.length);
        horizonNs = horizonNs(activities.length);
        events = EventList.forPending(activities.length);
    }

    private static int bits(int activityCount) {
        return Math.max(1, 32 - Integer.numberOfLeadingZeros(Math.max(1, activityCount) - 1));
    }
}
