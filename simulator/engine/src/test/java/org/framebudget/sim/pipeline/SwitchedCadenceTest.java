package org.framebudget.sim.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.framebudget.models.Ratio;
import org.junit.jupiter.api.Test;

class SwitchedCadenceTest {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final Ratio FULL = new Ratio(30, 1);
    private static final CameraTiming BEFORE = new CameraTiming(1, 2, 3);
    private static final CameraTiming AFTER = new CameraTiming(4, 5, 6);

    private final Cadence own = Cadence.periodic(FULL, 0);
    private final SwitchedCadence switched = new SwitchedCadence(own, BEFORE);

    @Test
    void whatHasStartedKeepsItsTimeAndWhatFollowsComesAtTheNewRate() {
        assertEquals(31, switched.change(SECOND_NS + 1, new Ratio(15, 1), AFTER));
        assertEquals(own.startNs(30), switched.startNs(30));
        assertEquals(own.startNs(31), switched.startNs(31));
        assertEquals(own.startNs(31) + SECOND_NS / 15, switched.startNs(32));
        assertEquals(31, switched.countBefore(own.startNs(31)));
        assertEquals(33, switched.countBefore(own.startNs(31) + SECOND_NS / 15 + 1));
        assertEquals(BEFORE, switched.timing(30));
        assertEquals(AFTER, switched.timing(31));
    }

    @Test
    void backAtItsOwnRateItStartsExactlyWhereItWouldHave() {
        switched.change(SECOND_NS, new Ratio(7, 1), AFTER);
        long back = switched.change(4 * SECOND_NS, FULL, BEFORE);
        // 30 in the first second, then 7 a second for three
        assertEquals(51, back);
        for (int i = 0; i < 1_000; i++) {
            assertEquals(own.startNs(120 + i), switched.startNs(back + i));
        }
    }

    @Test
    void noTwoFramesAreCloserThanTheCamerasOwnInterval() {
        Ratio[] rates = {new Ratio(20, 1), FULL, new Ratio(7, 1), FULL, new Ratio(29, 1), new Ratio(1, 2), FULL};
        for (int i = 0; i < rates.length; i++) {
            switched.change((i + 1) * 700_000_001L, rates[i], AFTER);
        }
        for (long n = 1; n < 400; n++) {
            long gapNs = switched.startNs(n) - switched.startNs(n - 1);
            assertTrue(gapNs >= own.startNs(1), n + ": " + gapNs);
            assertEquals(n, switched.countBefore(switched.startNs(n)));
            assertEquals(n + 1, switched.countBefore(switched.startNs(n) + 1));
        }
    }

    @Test
    void aChangeBeforeAnyFrameOfTheLastOneReplacesIt() {
        switched.change(SECOND_NS + 1, new Ratio(1, 10), AFTER);
        assertEquals(31, switched.change(SECOND_NS + 2, FULL, BEFORE));
        assertEquals(own.startNs(31), switched.startNs(31));
        assertEquals(own.startNs(99), switched.startNs(99));
    }
}
