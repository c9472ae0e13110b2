package org.framebudget.sim.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Both structures against a sorted set: adding, taking the first and removing anything, ten thousand times. */
class EventListTest {
    private static final int OPERATIONS = 10_000;

    @Test
    void theSortedArrayAgreesWithASortedSet() {
        for (int seed = 1; seed <= 20; seed++) {
            agrees(new SortedEventList(64), 64, seed);
        }
    }

    @Test
    void theHeapAgreesWithASortedSet() {
        for (int seed = 1; seed <= 20; seed++) {
            agrees(new HeapEventList(1_000), 1_000, seed);
            agrees(new HeapEventList(3), 3, seed);
        }
    }

    @Test
    void fewPendingEventsAreSortedAndManyAreHeaped() {
        assertInstanceOf(SortedEventList.class, EventList.forPending(64));
        assertInstanceOf(HeapEventList.class, EventList.forPending(65));
    }

    private static void agrees(EventList list, int most, int seed) {
        Random random = new Random(seed);
        TreeSet<Long> reference = new TreeSet<>();
        assertEquals(EventList.NONE, list.first());
        for (int i = 0; i < OPERATIONS; i++) {
            int choice = random.nextInt(10);
            if (choice < 5 && reference.size() < most) {
                // neighbouring keys on purpose, so that ties in time with different activities come up
                long key = random.nextInt(5_000);
                if (reference.add(key)) {
                    list.add(key);
                }
            } else if (choice < 8 && !reference.isEmpty()) {
                reference.pollFirst();
                list.removeFirst();
            } else if (!reference.isEmpty()) {
                Long any = reference.ceiling((long) random.nextInt(5_000));
                long key = any == null ? reference.last() : any;
                reference.remove(key);
                list.remove(key);
            }
            assertEquals(reference.isEmpty() ? EventList.NONE : reference.first(), list.first());
        }
        while (!reference.isEmpty()) {
            assertEquals(reference.pollFirst(), list.first());
            list.removeFirst();
        }
        assertEquals(EventList.NONE, list.first());
    }
}
