package org.framebudget.sim.kernel;

/**
 * Future events as keys that order by time and then by activity; the smallest comes first. An abstract class and not an
 * interface: its calls stay cheap where both implementations are loaded.
 */
abstract class EventList {
    /** What {@link #first} gives while the list is empty. */
    static final long NONE = Long.MAX_VALUE;

    /** The best structure for so many pending events; see {@code simulator/BENCHMARKS.md}. */
    static EventList forPending(int pending) {
        return pending <= 64 ? new SortedEventList(pending) : new HeapEventList(pending);
    }

    /** Smallest key, or {@link #NONE}. */
    abstract long first();

    /** Removes the smallest key; the list must not be empty. */
    abstract void removeFirst();

    /** Adds a key that is not in the list. */
    abstract void add(long key);

    /** Removes a key that is in the list. */
    abstract void remove(long key);
}
