package org.framebudget.sim.hil;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.framebudget.models.MachineException;
import org.junit.jupiter.api.Test;

/** Simulated time against the wall clock. */
class WallPacerTest {
    private long nowNs = 5_000;

    @Test
    void anInstantThatHasPassedHappensAtOnceAndItsLatenessIsCounted() {
        WallPacer pacer = new WallPacer(() -> nowNs);
        assertTrue(pacer.awaitDue(0));
        nowNs += 3_000_000;
        assertTrue(pacer.awaitDue(1_000_000));
        assertEquals(2, pacer.lateness().pacing(new Lateness().spread()).events());
        assertEquals(2.0, pacer.lateness().pacing(new Lateness().spread()).maxMs(), 0.002);
    }

    @Test
    void whatCameFromOutsideGoesFirst() {
        WallPacer pacer = new WallPacer(() -> nowNs);
        List<String> done = new ArrayList<>();
        pacer.awaitDue(0);
        pacer.post(() -> done.add("one"));
        pacer.post(() -> done.add("two"));
        nowNs += 10;
        assertFalse(pacer.awaitDue(5), "the next event may be another one");
        assertEquals(List.of("one", "two"), done);
        assertTrue(pacer.awaitDue(5));
    }

    @Test
    void anAnswerEndsTheWait() {
        WallPacer pacer = new WallPacer();
        pacer.awaitDue(0);
        Thread other = new Thread(() -> pacer.post(() -> {}));
        other.start();
        assertFalse(pacer.awaitDue(60_000_000_000L), "a minute from now");
    }

    @Test
    void aLostDeviceEndsTheRun() {
        WallPacer pacer = new WallPacer();
        pacer.awaitDue(0);
        pacer.fail(new MachineException("gone", new IllegalStateException()));
        assertEquals(
                "gone",
                assertThrows(MachineException.class, () -> pacer.awaitDue(60_000_000_000L))
                        .getMessage());
    }

    @Test
    void anInterruptEndsTheRun() {
        WallPacer pacer = new WallPacer();
        pacer.awaitDue(0);
        Thread.currentThread().interrupt();
        assertThrows(IllegalStateException.class, () -> pacer.awaitDue(60_000_000_000L));
        assertTrue(Thread.interrupted());
    }

    @Test
    void bucketsHoldEveryEventOnce() {
        Lateness lateness = new Lateness();
        for (long us : new long[] {0, 9, 15, 400, 700, 2_500_000}) {
            lateness.record(us * 1000);
        }
        var pacing = lateness.pacing(lateness.spread());
        assertEquals(6, pacing.counts().stream().mapToLong(Long::longValue).sum());
        assertEquals(2, pacing.counts().get(0));
        assertEquals(2500, pacing.maxMs(), 3);
        assertEquals(pacing.maxMs(), pacing.atMostMs().get(pacing.atMostMs().size() - 1));
    }
}
