package org.framebudget.sim.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.framebudget.sim.pipeline.ResponseBound.Task;
import org.framebudget.sim.scenario.Scenario.Policy;
import org.framebudget.sim.scenario.Scenario.Scheduling;
import org.framebudget.sim.scenario.Scenario.WhenFull;
import org.junit.jupiter.api.Test;

class ResponseBoundTest {
    private static final long MS = Rig.MS;
    private static final long RUN_NS = 2_000 * MS;

    /** The example of Davis and others, section 3.2 (periods 2.5, 3.5, 3.5, services 1): 2, 3 and 3.5. */
    @Test
    void thePublishedExampleComesOut() {
        List<Task> tasks = List.of(new Task(2_500, 1_000, 3), new Task(3_500, 1_000, 2), new Task(3_500, 1_000, 1));
        assertEquals(OptionalLong.of(2_000), ResponseBound.fixedPriorityNs(tasks, 0, 1));
        assertEquals(OptionalLong.of(3_000), ResponseBound.fixedPriorityNs(tasks, 1, 1));
        assertEquals(OptionalLong.of(3_500), ResponseBound.fixedPriorityNs(tasks, 2, 1));
    }

    @Test
    void aLoneTaskTakesItsServiceTimeAndContentionStretchesIt() {
        List<Task> alone = List.of(new Task(100, 30, 0));
        assertEquals(OptionalLong.of(30), ResponseBound.fixedPriorityNs(alone, 0, 1));
        assertEquals(OptionalLong.of(45), ResponseBound.fixedPriorityNs(alone, 0, 1.5));
    }

    @Test
    void aLoadWithoutEndHasNoBound() {
        List<Task> tasks = List.of(new Task(100, 60, 1), new Task(100, 50, 0));
        assertTrue(ResponseBound.fixedPriorityNs(tasks, 0, 1).isPresent(), "the first alone fits");
        assertFalse(ResponseBound.fixedPriorityNs(tasks, 1, 1).isPresent());
        assertFalse(ResponseBound.workConservingNs(tasks, 1).isPresent());
        assertFalse(ResponseBound.fixedPriorityNs(List.of(new Task(100, 60, 0)), 0, 2)
                .isPresent());
    }

    @Test
    void noSimulatedResponseOfAThousandTaskSetsExceedsItsBound() {
        SplittableRandom random = new SplittableRandom(20);
        int reached = 0;
        for (int set = 0; set < 1_000; set++) {
            List<Task> tasks = tasks(random);
            for (Scheduling scheduling : List.of(Scheduling.PRIORITY, Scheduling.EARLIEST_DEADLINE)) {
                long[] worstNs = simulate(tasks, scheduling, set % 2 == 0 ? null : random);
                for (int i = 0; i < worstNs.length; i++) {
                    OptionalLong boundNs = scheduling == Scheduling.PRIORITY
                            ? ResponseBound.fixedPriorityNs(tasks, i, 1)
                            : ResponseBound.workConservingNs(tasks, 1);
                    if (boundNs.isPresent()) {
                        assertTrue(
                                worstNs[i] <= boundNs.getAsLong(),
                                scheduling + " set " + set + " task " + i + ": " + worstNs[i] + " > "
                                        + boundNs.getAsLong());
                        reached += worstNs[i] == boundNs.getAsLong() ? 1 : 0;
                    }
                }
            }
        }
        assertTrue(reached > 200, "the bound is reached " + reached + " times, so it is not merely large");
    }

    /** Two to six tasks that load the server to 50 to 95 %. */
    private static List<Task> tasks(SplittableRandom random) {
        int count = 2 + random.nextInt(5);
        double[] shares = random.doubles(count, 0.2, 1).toArray();
        double load =
                random.nextDouble(0.5, 0.95) / java.util.Arrays.stream(shares).sum();
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long periodNs = random.nextLong(10, 100) * MS;
            // the first to be released goes first, as in the critical instant
            tasks.add(new Task(periodNs, Math.max(1, (long) (periodNs * shares[i] * load)), count - i));
        }
        return tasks;
    }

    /** Longest response of each task; all start together, or at random phases. */
    private static long[] simulate(
            List<Task> tasks, Scheduling scheduling, @org.jspecify.annotations.Nullable SplittableRandom phases) {
        Rig rig = new Rig();
        Unit unit = rig.unit(1, scheduling);
        List<Long> phasesNs = new ArrayList<>();
        for (Task task : tasks) {
            StreamStats stats = new StreamStats(Long.MAX_VALUE, null, StreamStats.Lead.NONE);
            Stream stream = rig.stream(task.periodNs(), task.priority(), stats, new Rig.Step(unit, task.serviceNs()));
            long phaseNs = phases == null ? 0 : phases.nextLong(task.periodNs());
            phasesNs.add(phaseNs);
            rig.at(
                    rig.queued(stream, Policy.FIFO, 1_000, WhenFull.DROP_NEWEST),
                    LongStream.iterate(phaseNs, at -> at < RUN_NS, at -> at + task.periodNs())
                            .toArray());
        }
        rig.watched().run(2 * RUN_NS);
        long[] worstNs = new long[tasks.size()];
        for (Rig.Seen seen : rig.seen) {
            int index = Integer.parseInt(seen.stream().substring(1));
            long releasedNs =
                    phasesNs.get(index) + seen.number() * tasks.get(index).periodNs();
            worstNs[index] = Math.max(worstNs[index], seen.endNs() - releasedNs);
        }
        return worstNs;
    }
}
