package org.framebudget.sim.sweep.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PortionsTest {
    private final Portions portions = new Portions();

    @Test
    void aTaskIsHalfASecondOfWork() {
        portions.begin(1, 0.8);
        portions.begin(32, 0.064);
        assertEquals(250, portions.task(2));
        for (int i = 0; i < 50; i++) {
            portions.took(250, 0.25);
        }
        assertEquals(500, portions.task(2), "the newest points count most");
        portions.begin(1, 20);
        assertEquals(1, portions.task(2), "never less than a point");
        portions.begin(32, 1e-6);
        assertEquals(2_500, portions.task(2), "points that fail at once say little of others");
    }

    @Test
    void tasksAreLongerWhereOneDriverCouldNotLaunchThemAll() {
        portions.begin(1, 0.001);
        assertEquals(500, portions.task(200));
        assertEquals(2_500, portions.task(1_000));
    }

    @Test
    void filesAreNotMany() {
        portions.begin(1, 0.001);
        assertEquals(5_000, portions.stretch(1_000_000, 2), "a two-hundredth");
        assertEquals(1_000, portions.stretch(10_000, 2), "but a task for each core");
        assertEquals(20_000, portions.stretch(100_000_000, 2), "and not more than the driver can hold");
        portions.begin(1, 1);
        assertEquals(60, portions.stretch(1_000_000, 2), "nor than half a minute");
    }

    @Test
    void soMuchIsUnderWayThatNoCoreWaits() {
        assertTrue(portions.wantsMore(5, 2));
        assertFalse(portions.wantsMore(6, 2));
    }
}
