package org.framebudget.sim.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.framebudget.models.Ratio;
import org.framebudget.sim.scenario.Scenario.Policy;
import org.framebudget.sim.scenario.Scenario.WhenFull;
import org.junit.jupiter.api.Test;

/** Queue policies on hand-computed cases. Stories read {@code stream#frame=done at ms} or {@code stream#frame!why@ms}. */
class QueuePolicyTest {
    private static final long MS = Rig.MS;

    /** Frames every 10 ms from 0 on, 5 of them, service 25 ms on one server. */
    private static Rig fiveFrames(Policy policy, int capacity, WhenFull whenFull) {
        Rig rig = new Rig();
        Stream stream =
                rig.queued(rig.stream(1_000 * MS, new Rig.Step(rig.unit(1), 25 * MS)), policy, capacity, whenFull);
        rig.at(stream, 0, 10 * MS, 20 * MS, 30 * MS, 40 * MS);
        return rig.watched().run(1_000 * MS);
    }

    @Test
    void keepLatestReplacesTheWaitingFrame() {
        assertEquals(
                List.of("s0#1!REPLACED@20", "s0#0=25", "s0#3!REPLACED@40", "s0#2=50", "s0#4=75"),
                fiveFrames(Policy.LATEST, 1, WhenFull.DROP_NEWEST).story());
    }

    @Test
    void dropWhenBusyTakesAFrameOnlyIfItCanStart() {
        assertEquals(
                List.of("s0#1!BUSY@10", "s0#2!BUSY@20", "s0#0=25", "s0#4!BUSY@40", "s0#3=55"),
                fiveFrames(Policy.DROP_WHEN_BUSY, 1, WhenFull.DROP_NEWEST).story());
    }

    @Test
    void aFullFifoMayDropItsNewestOrItsOldest() {
        assertEquals(
                List.of("s0#0=25", "s0#4!FULL@40", "s0#1=50", "s0#2=75", "s0#3=100"),
                fiveFrames(Policy.FIFO, 2, WhenFull.DROP_NEWEST).story());
        assertEquals(
                List.of("s0#0=25", "s0#2!OLDEST@40", "s0#1=50", "s0#3=75", "s0#4=100"),
                fiveFrames(Policy.FIFO, 2, WhenFull.DROP_OLDEST).story());
        assertEquals(
                List.of("s0#2!FULL@20", "s0#0=25", "s0#4!FULL@40", "s0#1=50", "s0#3=75"),
                fiveFrames(Policy.FIFO, 1, WhenFull.DROP_NEWEST).story());
        assertEquals(
                List.of("s0#0=25", "s0#1=50", "s0#2=75", "s0#3=100", "s0#4=125"),
                fiveFrames(Policy.FIFO, 4, WhenFull.DROP_NEWEST).story());
    }

    @Test
    void aFullFifoThatBlocksHoldsTheCameraBack() {
        Rig rig = new Rig();
        Stream stream =
                rig.queued(rig.stream(1_000 * MS, new Rig.Step(rig.unit(1), 25 * MS)), Policy.FIFO, 2, WhenFull.BLOCK);
        Camera camera = rig.at(stream, 0, 10 * MS, 20 * MS, 30 * MS, 40 * MS);
        rig.watched().run(1_000 * MS);
        // frame 4 would find frames 2 and 3 waiting: it is not captured, so nothing is dropped
        assertEquals(List.of("s0#0=25", "s0#1=50", "s0#2=75", "s0#3=100"), rig.story());
        assertEquals(4, camera.captured(1_000 * MS));
        assertEquals(4, stream.stats.delivered);
        assertEquals(0, camera.undelivered(1_000 * MS));
    }

    @Test
    void aBlockedStreamHoldsTheFramesOfItsWholeCameraBack() {
        Rig rig = new Rig();
        Stream slow =
                rig.queued(rig.stream(1_000 * MS, new Rig.Step(rig.unit(1), 25 * MS)), Policy.FIFO, 1, WhenFull.BLOCK);
        Stream quick = rig.stream(1_000 * MS, new Rig.Step(rig.unit(1), 1 * MS));
        Camera camera = rig.periodic(new Ratio(100, 1), 0, 100 * MS, slow, quick);
        rig.run(1_000 * MS);
        assertEquals(slow.stats.delivered, quick.stats.delivered);
        assertEquals(quick.stats.delivered, camera.captured(1_000 * MS));
        assertTrue(slow.stats.delivered < 10, "nothing was held back");
        assertEquals(0, slow.stats.dropped + quick.stats.dropped);
    }

    @Test
    void theGateLimitsFramesBetweenAdmissionAndResult() {
        // two stages of 10 ms on units of their own: overlapping 100 fps work, one at a time they do not
        for (int inside = 1; inside <= 2; inside++) {
            Rig rig = new Rig();
            Stream stream = rig.queued(
                    rig.stream(1_000 * MS, new Rig.Step(rig.unit(1), 10 * MS), new Rig.Step(rig.unit(1), 10 * MS)),
                    Policy.LATEST,
                    1,
                    WhenFull.DROP_NEWEST,
                    inside);
            rig.periodic(new Ratio(100, 1), 0, 10_000 * MS, stream);
            rig.run(20_000 * MS);
            assertEquals(inside == 1 ? 500 : 1_000, stream.stats.onTime, 1);
            assertEquals(1_000, stream.stats.onTime + stream.stats.dropped);
        }
    }

    @Test
    void dropWhenBusyCountsTheWholePipelineWhereTheGateIsOne() {
        Rig rig = new Rig();
        Stream stream = rig.queued(
                rig.stream(1_000 * MS, new Rig.Step(rig.unit(1), 4 * MS), new Rig.Step(rig.unit(1), 8 * MS)),
                Policy.DROP_WHEN_BUSY,
                1,
                WhenFull.DROP_NEWEST,
                1);
        rig.at(stream, 0, 5 * MS, 12 * MS, 13 * MS);
        rig.watched().run(1_000 * MS);
        assertEquals(List.of("s0#1!BUSY@5", "s0#0=12", "s0#3!BUSY@13", "s0#2=24"), rig.story());
    }

    @Test
    void aQueueInFrontOfALaterStageDropsThere() {
        Rig rig = new Rig();
        Stream stream = rig.stream(1_000 * MS, new Rig.Step(rig.unit(1), 5 * MS), new Rig.Step(rig.unit(1), 25 * MS));
        StreamStage second = stream.stages[1];
        second.queue = new StageQueue(second, Policy.LATEST, 1, WhenFull.DROP_NEWEST, Integer.MAX_VALUE);
        rig.at(stream, 0, 10 * MS, 20 * MS, 30 * MS, 40 * MS);
        rig.watched().run(1_000 * MS);
        assertEquals(List.of("s0#1!REPLACED@25", "s0#0=30", "s0#3!REPLACED@45", "s0#2=55", "s0#4=80"), rig.story());
    }

    @Test
    void replacementKeepsTheCamerasPlaceAmongOthers() {
        Rig rig = new Rig();
        Unit unit = rig.unit(1);
        Stream a = rig.queued(rig.stream(1_000 * MS, new Rig.Step(unit, 30 * MS)), Policy.LATEST, 1, WhenFull.BLOCK);
        Stream b = rig.queued(rig.stream(1_000 * MS, new Rig.Step(unit, 30 * MS)), Policy.LATEST, 1, WhenFull.BLOCK);
        rig.at(a, 0, 5 * MS, 20 * MS);
        rig.at(b, 10 * MS);
        rig.watched().run(1_000 * MS);
        // the newer frame of a stands where its older one stood: before b
        assertEquals(List.of("s0#1!REPLACED@20", "s0#0=30", "s0#2=60", "s1#0=90"), rig.story());
    }

    @Test
    void framesAndLittlesLawAreConservedUnderRandomLoadForEveryPolicy() {
        for (int seed = 1; seed <= 60; seed++) {
            Random random = new Random(seed);
            Rig rig = new Rig();
            Unit[] units = {rig.unit(1 + random.nextInt(3)), rig.unit(1)};
            int cameras = 1 + random.nextInt(4);
            for (int c = 0; c < cameras; c++) {
                Stream stream = rig.stream(
                        40 * MS,
                        new Rig.Step(units[0], Laws.exponential().of(seed * 10 + c, 8.0 * MS)),
                        new Rig.Step(units[1], Laws.exponential().of(seed * 10 + c + 5, 5.0 * MS)));
                Policy policy = Policy.values()[random.nextInt(3)];
                WhenFull full = WhenFull.values()[random.nextInt(2)];
                rig.queued(stream, policy, 1 + random.nextInt(5), full, 1 + random.nextInt(4));
                if (random.nextBoolean()) {
                    StreamStage second = stream.stages[1];
                    second.queue = new StageQueue(
                            second, Policy.values()[random.nextInt(3)], 2, WhenFull.DROP_OLDEST, Integer.MAX_VALUE);
                }
                rig.renewal(stream, 2_000, () -> 1 + random.nextInt(30_000_000));
            }
            rig.run(random.nextInt(20_000) * MS);
            long open = 0;
            for (Stream stream : rig.streams) {
                StreamStats stats = stream.stats;
                open += stats.delivered - stats.onTime - stats.late - stats.dropped;
            }
            assertEquals(open, rig.frames.inUse(), "seed " + seed);
            for (Unit unit : units) {
                assertEquals(0, unit.waiting.littlesLawErrorNs(rig.simulator.nowNs()), "seed " + seed);
            }
            // once the sources have ended, everything leaves
            rig.run(100_000 * MS);
            assertEquals(0, rig.frames.inUse(), "seed " + seed);
        }
    }
}
