package org.framebudget.sim.kernel;

/** Binary heap: logarithmic for any number of pending events. */
final class HeapEventList extends EventList {
    private final long[] keys;
    private int size;

    HeapEventList(int pending) {
        keys = new long[pending + 1];
    }

    @Override
    long first() {
        return size == 0 ? NONE : keys[0];
    }

    @Override
    void removeFirst() {
        removeAt(0);
    }

    @Override
    void add(long key) {
        siftUp(size++, key);
    }

    @Override
    void remove(long key) {
        int i = 0;
        while (keys[i] != key) {
            i++;
        }
        removeAt(i);
    }

    private void removeAt(int hole) {
        long moved = keys[--size];
        if (hole == size) {
            return;
        }
        int i = hole;
        for (int child = 2 * i + 1; child < size; child = 2 * i + 1) {
            if (child + 1 < size && keys[child + 1] < keys[child]) {
                child++;
            }
            if (moved <= keys[child]) {
                break;
            }
            keys[i] = keys[child];
            i = child;
        }
        siftUp(i, moved);
    }

    private void siftUp(int hole, long key) {
        int i = hole;
        while (i > 0 && key < keys[(i - 1) >>> 1]) {
            keys[i] = keys[(i - 1) >>> 1];
            i = (i - 1) >>> 1;
        }
        keys[i] = key;
    }
}
