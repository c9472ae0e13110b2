package org.framebudget.sim.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SimulatorTest {
    /** What happened, as {@code name@ns}. */
    private final List<String> happened = new ArrayList<>();

    private final Simulator simulator = new Simulator();

    private class Note extends Activity {
        final String name;

        Note(String name) {
            this.name = name;
        }

        @Override
        protected void wake(long nowNs) {
            assertEquals(nowNs, simulator.nowNs());
            happened.add(name + "@" + nowNs);
        }
    }

    /** Wakes again and again at random distances; notes {@code time * 1000 + id}, whose order is the executive's. */
    private static final class Walker extends Activity {
        final Simulator simulator;
        final Random random;
        final int id;
        final List<Long> seen;

        Walker(Simulator simulator, int id, List<Long> seen) {
            this.simulator = simulator;
            this.random = new Random(id);
            this.id = id;
            this.seen = seen;
        }

        @Override
        protected void wake(long nowNs) {
            seen.add(nowNs * 1_000 + id);
            simulator.schedule(this, nowNs + 1 + random.nextInt(20));
        }
    }

    @Test
    void eventsHappenInTheOrderOfTheirTimes() {
        Note a = simulator.register(new Note("a"));
        Note b = simulator.register(new Note("b"));
        Note c = simulator.register(new Note("c"));
        simulator.schedule(a, 30);
        simulator.schedule(b, 10);
        simulator.schedule(c, 20);
        simulator.run(100);
        assertEquals(List.of("b@10", "c@20", "a@30"), happened);
        assertEquals(100, simulator.nowNs());
        assertEquals(3, simulator.eventCount());
    }

    @Test
    void equalInstantsHappenInOrderOfRegistrationWhateverTheOrderOfScheduling() {
        List<Note> notes = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            notes.add(simulator.register(new Note("n" + i)));
        }
        for (int i = 199; i >= 0; i--) {
            simulator.schedule(notes.get(i), 7);
        }
        simulator.run(7);
        List<String> expected = notes.stream().map(n -> n.name + "@7").toList();
        assertEquals(expected, happened);
    }

    @Test
    void anEventAtTheEndOfARunHappensAndOneAfterItDoesNot() {
        Note at = simulator.register(new Note("at"));
        Note after = simulator.register(new Note("after"));
        simulator.schedule(at, 50);
        simulator.schedule(after, 51);
        simulator.run(50);
        assertEquals(List.of("at@50"), happened);
        assertTrue(after.pending());
        assertEquals(51, after.dueNs());
        simulator.run(51);
        assertEquals(List.of("at@50", "after@51"), happened);
    }

    @Test
    void aCancelledEventDoesNotHappenAndItsActivityMayBeScheduledAnew() {
        Note a = simulator.register(new Note("a"));
        Note b = simulator.register(new Note("b"));
        simulator.schedule(a, 10);
        simulator.schedule(b, 20);
        simulator.cancel(a);
        assertFalse(a.pending());
        simulator.cancel(a);
        simulator.schedule(a, 30);
        simulator.run(100);
        assertEquals(List.of("b@20", "a@30"), happened);
    }

    @Test
    void anActivityMayBeScheduledForTheVeryInstantItWakesAt() {
        Activity twice = simulator.register(new Activity() {
            private int left = 2;

            @Override
            protected void wake(long nowNs) {
                happened.add("twice@" + nowNs);
                if (--left > 0) {
                    simulator.schedule(this, nowNs);
                }
            }
        });
        simulator.schedule(twice, 5);
        simulator.run(5);
        assertEquals(List.of("twice@5", "twice@5"), happened);
    }

    @Test
    void refusesThePastAndASecondPendingEvent() {
        Note a = simulator.register(new Note("a"));
        simulator.schedule(a, 10);
        assertThrows(IllegalStateException.class, () -> simulator.schedule(a, 20));
        simulator.run(15);
        assertThrows(IllegalStateException.class, () -> simulator.schedule(a, 14));
        assertThrows(IllegalArgumentException.class, () -> simulator.run(14));
        assertThrows(IllegalArgumentException.class, () -> simulator.run(Simulator.horizonNs(1)));
        simulator.schedule(a, Simulator.horizonNs(1) - 1);
        simulator.run(Simulator.horizonNs(1) - 1);
        assertEquals(List.of("a@10", "a@" + (Simulator.horizonNs(1) - 1)), happened);
    }

    @Test
    void whatLiesBeyondTheHorizonNeverComesAndCanBeCancelled() {
        long horizonNs = Simulator.horizonNs(2);
        Note a = simulator.register(new Note("a"));
        Note b = simulator.register(new Note("b"));
        simulator.schedule(a, horizonNs + 1);
        simulator.schedule(b, Long.MAX_VALUE);
        assertEquals(horizonNs, b.dueNs());
        simulator.run(horizonNs - 1);
        assertEquals(List.of(), happened);
        simulator.cancel(b);
        simulator.schedule(b, horizonNs - 1);
        simulator.run(horizonNs - 1);
        assertEquals(List.of("b@" + (horizonNs - 1)), happened);
        assertTrue(a.pending());
    }

    @Test
    void theHorizonHalvesWithEachDoublingOfActivitiesAndIsDaysForTenThousand() {
        assertEquals(Long.MAX_VALUE >> 1, Simulator.horizonNs(1));
        assertEquals(Long.MAX_VALUE >> 5, Simulator.horizonNs(32));
        assertEquals(Long.MAX_VALUE >> 6, Simulator.horizonNs(33));
        assertTrue(Simulator.horizonNs(10_000) > 6L * 86_400_000_000_000L);
    }

    @Test
    void isSealedByTheFirstEvent() {
        Note a = simulator.register(new Note("a"));
        assertThrows(IllegalStateException.class, () -> simulator.register(a));
        simulator.schedule(a, 1);
        assertThrows(IllegalStateException.class, () -> simulator.register(new Note("late")));
        assertEquals(1, simulator.activityCount());
    }

    @Test
    void anEmptySimulationRunsToItsEnd() {
        simulator.run(1_000);
        assertEquals(1_000, simulator.nowNs());
        assertEquals(0, simulator.eventCount());
    }

    @Test
    void aRunInSlicesIsTheSameAsOneRun() {
        for (int activities : new int[] {5, 100}) {
            List<Long> whole = walk(activities, 10_000);
            for (int seed = 1; seed <= 3; seed++) {
                List<Long> sliced = new ArrayList<>();
                Simulator in = walkers(activities, sliced);
                Random random = new Random(seed);
                while (in.nowNs() < 10_000) {
                    in.run(Math.min(10_000, in.nowNs() + random.nextInt(300)));
                }
                assertEquals(whole, sliced);
            }
        }
    }

    @Test
    void manyRandomEventsComeInTheOrderOfTimeAndRegistration() {
        for (int activities : new int[] {1, 3, 64, 65, 500}) {
            List<Long> seen = walk(activities, 2_000);
            List<Long> sorted = new ArrayList<>(seen);
            sorted.sort(Comparator.naturalOrder());
            assertEquals(sorted, seen);
            assertTrue(seen.size() > activities * 100, "only " + seen.size() + " events");
        }
    }

    @Test
    void thePacerIsAskedBeforeEachEventInOrderAndForTheEndOfTheRun() {
        List<Long> asked = new ArrayList<>();
        List<Long> seenWhenAsked = new ArrayList<>();
        Simulator[] paced = new Simulator[1];
        paced[0] = new Simulator(dueNs -> {
            asked.add(dueNs);
            seenWhenAsked.add(paced[0].nowNs());
            return true;
        });
        Activity periodic = paced[0].register(new Activity() {
            @Override
            protected void wake(long nowNs) {
                paced[0].schedule(this, nowNs + 10);
            }
        });
        paced[0].schedule(periodic, 10);
        paced[0].run(35);
        assertEquals(List.of(10L, 20L, 30L, 35L), asked);
        // the clock has not passed the instant that is being waited for
        assertEquals(List.of(0L, 10L, 20L, 30L), seenWhenAsked);
        assertEquals(3, paced[0].eventCount());
    }

    @Test
    void aPacedRunMeetsTheSameEventsAsAFreeOne() {
        List<Long> paced = new ArrayList<>();
        Simulator with = new Simulator(dueNs -> true);
        register(with, 20, paced);
        with.run(10_000);
        assertEquals(walk(20, 10_000), paced);
    }

    @Test
    void whatComesFromOutsideWhileThePacerWaitsHappensInItsPlace() {
        List<String> seen = new ArrayList<>();
        Simulator[] paced = new Simulator[1];
        Activity outside = new Activity() {
            @Override
            protected void wake(long nowNs) {
                seen.add("outside " + nowNs);
            }
        };
        // comes before the event at 20, and after the last one before the end
        List<Long> arrivals = new ArrayList<>(List.of(15L, 33L));
        paced[0] = new Simulator(dueNs -> {
            if (!arrivals.isEmpty() && arrivals.get(0) < dueNs) {
                paced[0].schedule(outside, arrivals.remove(0));
                return false;
            }
            return true;
        });
        Activity periodic = paced[0].register(new Activity() {
            @Override
            protected void wake(long nowNs) {
                seen.add("inside " + nowNs);
                paced[0].schedule(this, nowNs + 10);
            }
        });
        paced[0].register(outside);
        paced[0].schedule(periodic, 10);
        paced[0].run(35);
        assertEquals(List.of("inside 10", "outside 15", "inside 20", "inside 30", "outside 33"), seen);
        assertEquals(5, paced[0].eventCount());
        assertEquals(35, paced[0].nowNs());
    }

    private static List<Long> walk(int activities, long untilNs) {
        List<Long> seen = new ArrayList<>();
        walkers(activities, seen).run(untilNs);
        return seen;
    }

    private static Simulator walkers(int activities, List<Long> seen) {
        Simulator made = new Simulator();
        register(made, activities, seen);
        return made;
    }

    private static void register(Simulator into, int activities, List<Long> seen) {
        List<Walker> walkers = new ArrayList<>();
        for (int i = 0; i < activities; i++) {
            walkers.add(into.register(new Walker(into, i, seen)));
        }
        for (Walker walker : walkers) {
            into.schedule(walker, walker.random.nextInt(10));
        }
    }
}
