package org.framebudget.sim.kernel;

/** Keys in falling order, the smallest last: best for some tens of pending events. */
final class SortedEventList extends EventList {
    /** Entry 0 is a sentinel that is larger than every key, so that no loop needs a bound. */
    private final long[] keys;

    private int last;

    SortedEventList(int pending) {
        keys = new long[pending + 2];
        keys[0] = NONE;
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
        int i = ++last;
        while (k[i - 1] < key) {
            k[i] = k[i - 1];
            i--;
        }
        k[i] = key;
    }

    @Override
    void remove(long key) {
        int i = last;
        while (keys[i] != key) {
            i--;
        }
        System.arraycopy(keys, i + 1, keys, i, last - i);
        last--;
    }
}
