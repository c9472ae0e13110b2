package org.framebudget.sim.kernel;

/**
 * Keys in falling order, the smallest last: best for some tens of pending events. Both ends are open, so a key that comes
 * after all others, as the next tick of a periodic activity mostly does, costs no search. The keys slide down the array
 * and are moved back up when they reach its bottom.
 */
final class SortedEventList extends EventList {
    private static final int SLACK = 192;

    /** The entry below the largest key is a sentinel that is larger than every key, so that no loop needs a bound. */
    private final long[] keys;

    private int sentinel = SLACK;
    private int last = SLACK;

    SortedEventList(int pending) {
        keys = new long[SLACK + pending + 2];
        keys[SLACK] = NONE;
    }

    @Override
    long first() {
        return keys[last];
    }

    @Override
    void removeFirst() {
        last--;
    }

    @Override
    void add(long key) {
        long[] k = keys;
        if (key > k[sentinel + 1] || last == sentinel) {
            addLargest(key);
            return;
        }
        int i = ++last;
        for (; k[i - 1] < key; i--) {
            k[i] = k[i - 1];
        }
        k[i] = key;
    }

    @Override
    void remove(long key) {
        int i = last--;
        while (keys[i] != key) {
            i--;
        }
        System.arraycopy(keys, i + 1, keys, i, last + 1 - i);
    }

    /** No key is larger, or there is none. */
    private void addLargest(long key) {
        if (sentinel == 0) {
            System.arraycopy(keys, 0, keys, SLACK, last + 1);
            last += SLACK;
            sentinel = SLACK;
        }
        keys[sentinel--] = key;
        keys[sentinel] = NONE;
    }
}
