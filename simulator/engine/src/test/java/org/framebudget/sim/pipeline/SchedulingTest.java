package org.framebudget.sim.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.framebudget.models.Ratio;
import org.framebudget.sim.scenario.Scenario.Policy;
import org.framebudget.sim.scenario.Scenario.Scheduling;
import org.framebudget.sim.scenario.Scenario.WhenFull;
import org.junit.jupiter.api.Test;

/** Which camera goes next, how several inferences of one frame are started, on hand-computed cases. */
class SchedulingTest {
    private static final long MS = Rig.MS;

    private static Stream latest(Rig rig, Unit unit, long budgetNs, int priority, long serviceNs) {
        StreamStats stats = new StreamStats(Long.MAX_VALUE, null, StreamStats.Lead.NONE);
        Stream stream = rig.stream(budgetNs, priority, stats, new Rig.Step(unit, serviceNs));
        return rig.queued(stream, Policy.FIFO, 100, WhenFull.DROP_NEWEST);
    }

    @Test
    void firstComeFirstServedAcrossCameras() {
        Rig rig = new Rig();
        Unit unit = rig.unit(1);
        rig.at(latest(rig, unit, 1_000 * MS, 0, 10 * MS), 0, 3 * MS);
        rig.at(latest(rig, unit, 1_000 * MS, 9, 10 * MS), 1 * MS);
        rig.at(latest(rig, unit, 1 * MS, 5, 10 * MS), 2 * MS);
        rig.watched().run(100 * MS);
        assertEquals(List.of("s0#0=10", "s1#0=20", "s2#0=30", "s0#1=40"), rig.story());
    }

    @Test
    void roundRobinTakesCamerasInTurnHoweverManyFramesOneHasWaiting() {
        Rig rig = new Rig();
        Unit unit = rig.unit(1, Scheduling.ROUND_ROBIN);
        rig.at(latest(rig, unit, 1_000 * MS, 0, 10 * MS), 0, 1 * MS, 2 * MS, 3 * MS);
        rig.at(latest(rig, unit, 1_000 * MS, 0, 10 * MS), 4 * MS, 5 * MS);
        rig.at(latest(rig, unit, 1_000 * MS, 0, 10 * MS), 6 * MS);
        rig.watched().run(100 * MS);
        assertEquals(List.of("s0#0=10", "s1#0=20", "s2#0=30", "s0#1=40", "s1#1=50", "s0#2=60", "s0#3=70"), rig.story());
    }

    @Test
    void roundRobinIsFairWhereFifoFavoursTheFastCamera() {
        long[] fifo = sharesOf(Scheduling.FIFO);
        long[] fair = sharesOf(Scheduling.ROUND_ROBIN);
        // a camera of 100 fps fills its queue of 10 and gets most of the unit, unless it has to take turns
        assertTrue(fifo[0] > 4 * fifo[1], "FIFO: " + fifo[0] + " and " + fifo[1]);
        assertEquals(1, (double) fair[0] / fair[1], 0.01);
    }

    private static long[] sharesOf(Scheduling scheduling) {
        Rig rig = new Rig();
        Unit unit = rig.unit(1, scheduling);
        Stream fast = latest(rig, unit, 10_000 * MS, 0, 50 * MS);
        Stream slow = latest(rig, unit, 10_000 * MS, 0, 50 * MS);
        rig.queued(fast, Policy.FIFO, 10, WhenFull.DROP_NEWEST);
        rig.queued(slow, Policy.FIFO, 1, WhenFull.DROP_NEWEST);
        rig.periodic(new Ratio(100, 1), 0, 100_000 * MS, fast);
        rig.periodic(new Ratio(12, 1), 3 * MS, 100_000 * MS, slow);
        rig.run(100_000 * MS);
        return new long[] {fast.stats.onTime, slow.stats.onTime};
    }

    @Test
    void theLargerPriorityGoesFirstAndEqualOnesInOrderOfArrival() {
        Rig rig = new Rig();
        Unit unit = rig.unit(1, Scheduling.PRIORITY);
        rig.at(latest(rig, unit, 1_000 * MS, 0, 10 * MS), 0, 1 * MS);
        rig.at(latest(rig, unit, 1_000 * MS, -3, 10 * MS), 2 * MS);
        rig.at(latest(rig, unit, 1_000 * MS, 7, 10 * MS), 3 * MS, 35 * MS);
        rig.at(latest(rig, unit, 1_000 * MS, 7, 10 * MS), 4 * MS);
        rig.watched().run(100 * MS);
        // the running job is not interrupted
        assertEquals(List.of("s0#0=10", "s2#0=20", "s3#0=30", "s0#1=40", "s2#1=50", "s1#0=60"), rig.story());
    }

    @Test
    void theEarliestDeadlineGoesFirst() {
        Rig rig = new Rig();
        Unit unit = rig.unit(1, Scheduling.EARLIEST_DEADLINE);
        rig.at(latest(rig, unit, 100 * MS, 0, 10 * MS), 0, 1 * MS);
        rig.at(latest(rig, unit, 50 * MS, 0, 10 * MS), 2 * MS);
        rig.at(latest(rig, unit, 20 * MS, 0, 10 * MS), 3 * MS);
        rig.watched().run(100 * MS);
        assertEquals(List.of("s0#0=10", "s2#0=20", "s1#0=30", "s0#1=40"), rig.story());
    }

    @Test
    void aFrameThatWasOvertakenStartsFirstWhereItsDeadlineIsEarlier() {
        Rig rig = new Rig();
        long[] services = {20 * MS, 5 * MS, 5 * MS};
        int[] at = {0};
        ServiceTime recorded = new ServiceTime() {
            @Override
            public long nextNs(long nowNs) {
                return services[at[0]++];
            }

            @Override
            public double meanNs() {
                return 10.0 * MS;
            }
        };
        Unit last = rig.unit(1, Scheduling.EARLIEST_DEADLINE);
        Stream stream = rig.stream(1_000 * MS, new Rig.Step(rig.unit(3), recorded), new Rig.Step(last, 10 * MS));
        StreamStage second = stream.stages[1];
        second.queue = new StageQueue(second, Policy.FIFO, 2, WhenFull.DROP_NEWEST, Integer.MAX_VALUE);
        rig.at(stream, 0, 1 * MS, 2 * MS);
        rig.at(rig.stream(1_000 * MS, new Rig.Step(last, 30 * MS)), 0);
        rig.watched().run(1_000 * MS);
        // frames 1 and 2 reach the second stage at 6 and 7 ms; frame 0 at 20 finds its queue full
        assertEquals(List.of("s0#0!FULL@20", "s1#0=30", "s0#1=40", "s0#2=50"), rig.story());

        Rig room = new Rig();
        at[0] = 0;
        Unit busy = room.unit(1, Scheduling.EARLIEST_DEADLINE);
        Stream roomy = room.stream(1_000 * MS, new Rig.Step(room.unit(3), recorded), new Rig.Step(busy, 10 * MS));
        StreamStage queued = roomy.stages[1];
        queued.queue = new StageQueue(queued, Policy.FIFO, 3, WhenFull.DROP_NEWEST, Integer.MAX_VALUE);
        room.at(roomy, 0, 1 * MS, 2 * MS);
        room.at(room.stream(1_000 * MS, new Rig.Step(busy, 30 * MS)), 0);
        room.watched().run(1_000 * MS);
        assertEquals(List.of("s1#0=30", "s0#0=40", "s0#1=50", "s0#2=60"), room.story());
    }

    @Test
    void earliestDeadlineKeepsASetOnTimeThatFifoAndPriorityMiss() {
        // frames that come together: EDF meets every deadline whenever any order does (Jackson's rule)
        assertEquals(0, lateOf(Scheduling.EARLIEST_DEADLINE));
        assertTrue(lateOf(Scheduling.FIFO) > 0);
        assertTrue(lateOf(Scheduling.PRIORITY) > 0);
    }

    private static long lateOf(Scheduling scheduling) {
        Rig rig = new Rig();
        Unit unit = rig.unit(1, scheduling);
        // utilisation 2/4 + 2/8 + 4/16 = 1, budgets equal to periods; the slowest has the largest priority
        Stream c = latest(rig, unit, 16 * MS, 2, 4 * MS / 4);
        Stream b = latest(rig, unit, 8 * MS, 1, 2 * MS);
        Stream a = latest(rig, unit, 4 * MS, 0, 2 * MS);
        rig.periodic(new Ratio(1_000, 16), 0, 1_600 * MS, c);
        rig.periodic(new Ratio(1_000, 8), 0, 1_600 * MS, b);
        rig.periodic(new Ratio(1_000, 4), 0, 1_600 * MS, a);
        rig.run(2_000 * MS);
        assertEquals(100 + 200 + 400, c.stats.delivered + b.stats.delivered + a.stats.delivered);
        return c.stats.late + b.stats.late + a.stats.late;
    }

    @Test
    void amongFramesThatWaitTogetherEarliestDeadlineMissesNoneThatAnyOrderCouldMeet() {
        int feasible = 0;
        for (int seed = 1; seed <= 300; seed++) {
            Random random = new Random(seed);
            long[] service = new long[5];
            long[] budget = new long[5];
            for (int i = 0; i < 5; i++) {
                service[i] = (1 + random.nextInt(10)) * MS;
                budget[i] = (5 + random.nextInt(45)) * MS;
            }
            boolean possible = anyOrderMeets(service, budget, 0, 0);
            Rig rig = new Rig();
            Unit unit = rig.unit(1, Scheduling.EARLIEST_DEADLINE);
            // one frame that ends at 1 ms lets the others gather, which all come at 1 ms
            rig.at(latest(rig, unit, 100 * MS, 0, 1 * MS), 0);
            for (int i = 0; i < 5; i++) {
                rig.at(latest(rig, unit, budget[i] + MS - MS / 2, 0, service[i]), MS / 2);
            }
            rig.run(1_000 * MS);
            long late = rig.streams.stream().mapToLong(s -> s.stats.late).sum();
            assertEquals(possible, late == 0, "seed " + seed);
            feasible += possible ? 1 : 0;
        }
        assertTrue(feasible > 30 && feasible < 270, feasible + " sets were feasible: the test says little");
    }

    private static boolean anyOrderMeets(long[] service, long[] budget, int done, long now) {
        if (done == (1 << service.length) - 1) {
            return true;
        }
        for (int i = 0; i < service.length; i++) {
            if ((done & 1 << i) == 0
                    && now + service[i] <= budget[i]
                    && anyOrderMeets(service, budget, done | 1 << i, now + service[i])) {
                return true;
            }
        }
        return false;
    }

    /** Two frames, 0 and 5 ms, with 3 inferences of 10 ms each on 2 servers. */
    private static Rig threeInferences(boolean parallel) {
        Rig rig = new Rig();
        Work network = new Work("net", true, new FixedTime(10 * MS), 1, 0, 0, 1, 1, 0);
        Stream stream = rig.stream(1_000 * MS, new Rig.Step(rig.unit(2), network, () -> 3, parallel));
        rig.at(stream, 0, 5 * MS);
        return rig.watched().run(1_000 * MS);
    }

    @Test
    void serialInferencesFollowEachOtherAndParallelOnesFillTheServers() {
        // serial: each frame has one server for itself for 30 ms
        Rig serial = threeInferences(false);
        assertEquals(List.of("s0#0=30", "s0#1=35"), serial.story());
        // parallel: 6 jobs on 2 servers, the first frame's before the second's
        Rig parallel = threeInferences(true);
        assertEquals(List.of("s0#0=20", "s0#1=30"), parallel.story());
        for (Rig rig : List.of(serial, parallel)) {
            StreamStage stage = rig.streams.get(0).stages[0];
            assertEquals(2, stage.frames);
            assertEquals(6, stage.jobs());
            assertEquals(60 * MS, stage.jobSumNs());
            assertEquals(2, stage.serviceNs.count());
            assertEquals(60 * MS, rig.units.get(0).takeBusyNs(1_000 * MS));
        }
    }

    @Test
    void aFrameWithoutInferencePassesAtOnceEvenWhereTheUnitIsBusy() {
        Rig rig = new Rig();
        int[] counts = {1, 0, 2};
        int[] at = {0};
        Work network = new Work("net", true, new FixedTime(10 * MS), 1, 0, 0, 1, 1, 0);
        Stream stream = rig.stream(1_000 * MS, new Rig.Step(rig.unit(1), network, () -> counts[at[0]++], false));
        rig.at(stream, 0, 1 * MS, 2 * MS);
        rig.watched().run(1_000 * MS);
        assertEquals(List.of("s0#1=1", "s0#0=10", "s0#2=30"), rig.story());
    }

    @Test
    void aFurtherSerialInferenceQueuesBehindFramesThatWaitAlready() {
        Rig rig = new Rig();
        Unit unit = rig.unit(1);
        Work network = new Work("net", true, new FixedTime(10 * MS), 1, 0, 0, 1, 1, 0);
        List<Stream> streams = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            streams.add(rig.stream(1_000 * MS, new Rig.Step(unit, network, () -> 2, false)));
        }
        rig.at(streams.get(0), 0);
        rig.at(streams.get(1), 1 * MS);
        rig.watched().run(1_000 * MS);
        // a b a b
        assertEquals(List.of("s0#0=30", "s1#0=40"), rig.story());
        // a pause between two inferences of one frame is part of its time in the stage, not of its wait
        assertEquals(0, streams.get(0).stages[0].waitSumNs);
        assertEquals(30, streams.get(0).stages[0].serviceNs.meanNs() / MS);
        assertEquals(9 * MS, streams.get(1).stages[0].waitSumNs);
        assertEquals(30, streams.get(1).stages[0].serviceNs.meanNs() / MS);
    }
}
