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

/** Clocks, memory bandwidth, pipelined accelerators, cold starts, pauses and weight swaps, computed by hand. */
class DeviceModelTest {
    private static final long MS = Rig.MS;

    private static Work compute(double ms, double computeFraction) {
        return new Work("net", true, new FixedTime(Math.round(ms * MS)), computeFraction, 0, 0, 1, 1, 0);
    }

    private static Work moving(double ms, double computeFraction, double megabytes) {
        return new Work("net", true, new FixedTime(Math.round(ms * MS)), computeFraction, megabytes * 1e6, 0, 1, 1, 0);
    }

    private static Rig.Step step(Unit unit, Work work) {
        return new Rig.Step(unit, work, null, false);
    }

    @Test
    void aClockChangeInMidInferenceCarriesTheWorkThatIsLeft() {
        Rig rig = new Rig();
        Stream stream = rig.stream(1_000 * MS, step(rig.unit(1), compute(100, 0.8)));
        rig.at(stream, 0, 200 * MS, 400 * MS);
        // at half the clock a job takes 0.8 / 0.5 + 0.2 = 1.8 times as long
        rig.doAt(40 * MS, () -> rig.device.clock(0, 0.5, 40 * MS));
        rig.doAt(254 * MS, () -> rig.device.clock(0, 1, 254 * MS));
        rig.doAt(410 * MS, () -> rig.device.clock(0, 0.5, 410 * MS));
        rig.doAt(428 * MS, () -> rig.device.clock(0, 0.25, 428 * MS));
        rig.watched().run(1_000 * MS);
        // 60 ms left become 108; then 54 ms at half clock do 30 and 70 are left; then 10 + 10 done, 80 left at 3.4
        assertEquals(List.of("s0#0=148", "s0#1=324", "s0#2=700"), rig.story());
    }

    @Test
    void workThatDoesNotFollowTheClockTakesAsLongAtAnyClock() {
        Rig rig = new Rig();
        Stream stream = rig.stream(1_000 * MS, step(rig.unit(1), compute(100, 0)));
        rig.at(stream, 0);
        rig.doAt(40 * MS, () -> rig.device.clock(0, 0.1, 40 * MS));
        rig.watched().run(1_000 * MS);
        assertEquals(List.of("s0#0=100"), rig.story());
    }

    @Test
    void aClockThatChangesBackAndForthLosesNoWork() {
        // half of the time at clock 1, half at 0.5: work done at 0.75 on average
        Rig rig = new Rig();
        Stream stream = rig.stream(10_000 * MS, step(rig.unit(1), compute(750, 1)));
        rig.at(stream, 0);
        for (int i = 1; i < 2_000; i++) {
            long at = i * MS / 2;
            double clock = i % 2 == 0 ? 1 : 0.5;
            rig.doAt(at, () -> rig.device.clock(0, clock, at));
        }
        rig.watched().run(10_000 * MS);
        assertEquals(1_000 * MS, rig.seen.get(0).endNs(), 2_000);
    }

    @Test
    void aPipelinedAcceleratorHasItsLatencyAndItsThroughput() {
        Rig rig = new Rig();
        double latencyMs = 16;
        double perS = 382;
        Work work = new Work("net", true, new FixedTime(16 * MS), 1, 0, 0, 1e3 / perS / latencyMs, 1, 0);
        Stream stream =
                rig.queued(rig.stream(1_000 * MS, step(rig.unit(1), work)), Policy.LATEST, 1, WhenFull.DROP_NEWEST);
        rig.periodic(new Ratio(1_000, 1), 0, 10_000 * MS, stream);
        rig.run(10_000 * MS);
        assertEquals(perS, (stream.stats.onTime) / 10.0, 1);
        assertEquals(16, stream.stages[0].serviceNs.meanNs() * 1e-6, 1e-5);
        assertEquals(16, stream.stages[0].serviceNs.maxNs() * 1e-6, 1e-5);
        // a lone frame sees the latency alone
        Rig lone = new Rig();
        lone.at(lone.stream(1_000 * MS, step(lone.unit(1), work)), 0, 50 * MS);
        lone.watched().run(1_000 * MS);
        assertEquals(16 * MS, lone.seen.get(0).endNs(), 1);
        assertEquals(66 * MS, lone.seen.get(1).endNs(), 1);
    }

    @Test
    void aClockChangeStretchesResultsOnTheirWayOutOfAPipeline() {
        Rig rig = new Rig();
        Work work = new Work("net", true, new FixedTime(20 * MS), 1, 0, 0, 0.5, 1, 0);
        rig.at(rig.stream(1_000 * MS, step(rig.unit(1), work)), 0);
        rig.doAt(14 * MS, () -> rig.device.clock(0, 0.5, 14 * MS));
        rig.watched().run(1_000 * MS);
        // 6 ms of the way are left and take 12
        assertEquals(List.of("s0#0=26"), rig.story());
    }

    @Test
    void aClockChangeStretchesTheWayOutOfAPipelineThatIsStillToCome() {
        Rig rig = new Rig();
        Work work = new Work("net", true, new FixedTime(20 * MS), 1, 0, 0, 0.5, 1, 0);
        rig.at(rig.stream(1_000 * MS, step(rig.unit(1), work)), 0);
        rig.doAt(4 * MS, () -> rig.device.clock(0, 0.5, 4 * MS));
        rig.watched().run(1_000 * MS);
        // of 20 ms of work 4 are done: the 16 left take 32
        assertEquals(List.of("s0#0=36"), rig.story());
    }

    @Test
    void eachResultOnItsWayOutIsStretchedByItsOwnShareOfCompute() {
        Rig rig = new Rig();
        Unit unit = rig.unit(1);
        Work follows = new Work("a", true, new FixedTime(20 * MS), 1, 0, 0, 0.1, 1, 0);
        Work ignores = new Work("b", true, new FixedTime(30 * MS), 0, 0, 0, 0.1, 1, 0);
        rig.at(rig.stream(1_000 * MS, step(unit, follows)), 0);
        rig.at(rig.stream(1_000 * MS, step(unit, ignores)), 5 * MS);
        rig.doAt(10 * MS, () -> rig.device.clock(0, 0.5, 10 * MS));
        rig.watched().run(1_000 * MS);
        assertEquals(List.of("s0#0=30", "s1#0=35"), rig.story());
    }

    @Test
    void resultsLeaveAPipelineInTheOrderOfTheirJobs() {
        Rig rig = new Rig();
        Unit unit = rig.unit(1);
        rig.at(rig.stream(1_000 * MS, step(unit, new Work("a", true, new FixedTime(50 * MS), 1, 0, 0, 0.1, 1, 0))), 0);
        rig.at(rig.stream(1_000 * MS, step(unit, new Work("b", true, new FixedTime(10 * MS), 1, 0, 0, 0.5, 1, 0))), 1);
        rig.watched().run(1_000 * MS);
        assertEquals(List.of("s0#0=50", "s1#0=50"), rig.story());
    }

    @Test
    void twoJobsShareBandwidthFairly() {
        Rig rig = new Rig(10e9);
        // a asks for 8 GB/s, half of its time is memory; b asks for 4 GB/s and is all memory
        rig.at(rig.stream(1_000 * MS, step(rig.unit(1), moving(10, 0.5, 80))), 0);
        rig.at(rig.stream(1_000 * MS, step(rig.unit(1), moving(10, 0, 40))), 0);
        rig.watched().run(1_000 * MS);
        // b is below the fair 5 GB/s and gets 4; a gets 6, so 10 ms do 10 / (0.5 + 0.5 * 8 / 6) = 8.571 ms of its work
        assertEquals("s1#0=10", rig.story().get(0));
        assertEquals(
                10 * MS + (10 - 10 / (0.5 + 0.5 * 8 / 6)) * MS, rig.seen.get(1).endNs(), 2);
    }

    @Test
    void bandwidthThatOneJobLeavesGoesToTheOthers() {
        Rig rig = new Rig(10e9);
        rig.at(rig.stream(1_000 * MS, step(rig.unit(1), moving(10, 0, 80))), 0);
        rig.at(rig.stream(1_000 * MS, step(rig.unit(1), moving(10, 0, 80))), 0);
        rig.at(rig.stream(1_000 * MS, step(rig.unit(1), moving(10, 0, 20))), 0);
        rig.watched().run(1_000 * MS);
        // c gets its 2 GB/s; a and b get 4 of 8, so half of their work is left at 10 ms; then 5 of 8: 5 ms take 8
        assertEquals(List.of("s2#0=10", "s0#0=18", "s1#0=18"), rig.story());
    }

    @Test
    void aJobThatComesLaterSlowsTheOneThatRuns() {
        Rig rig = new Rig(10e9);
        rig.at(rig.stream(1_000 * MS, step(rig.unit(1), moving(10, 0, 100))), 0);
        rig.at(rig.stream(1_000 * MS, step(rig.unit(1), moving(10, 0, 100))), 6 * MS);
        rig.watched().run(1_000 * MS);
        // each asks for all of it: halves from 6 ms on, so 4 ms take 8; the other then has 6 ms left, alone
        assertEquals(List.of("s0#0=14", "s1#0=20"), rig.story());
    }

    @Test
    void demandsThatFitTogetherSlowNobody() {
        Rig rig = new Rig(10e9);
        rig.at(rig.stream(1_000 * MS, step(rig.unit(1), moving(10, 0, 60))), 0);
        rig.at(rig.stream(1_000 * MS, step(rig.unit(1), moving(10, 0, 40))), 3 * MS);
        rig.watched().run(1_000 * MS);
        assertEquals(List.of("s0#0=10", "s1#0=13"), rig.story());
    }

    @Test
    void sharesAreMaxMinFairForAnyDemands() {
        for (int seed = 1; seed <= 500; seed++) {
            Random random = new Random(seed);
            double limit = 1 + 20 * random.nextDouble();
            BandwidthSharing sharing = new BandwidthSharing(limit);
            Unit unit = new Rig().unit(1);
            List<Job> jobs = new ArrayList<>();
            double asked = 0;
            for (int i = 0; i < 1 + random.nextInt(6); i++) {
                Job job = new Job(unit, 1L << i);
                double demand = 0.1 + 10 * random.nextDouble();
                sharing.started(job, demand, 1e9);
                jobs.add(job);
                asked += demand;
            }
            sharing.allocate();
            double given = jobs.stream().mapToDouble(j -> j.gotBytesPerS).sum();
            assertEquals(Math.min(asked, limit), given, 1e-9 * limit);
            double largest =
                    jobs.stream().mapToDouble(j -> j.gotBytesPerS).max().orElseThrow();
            for (Job job : jobs) {
                assertTrue(job.gotBytesPerS <= job.askedBytesPerS * (1 + 1e-12));
                // whoever gets less than it asked for gets as much as anybody
                assertTrue(job.gotBytesPerS > job.askedBytesPerS * (1 - 1e-12)
                        || job.gotBytesPerS > largest * (1 - 1e-12));
            }
        }
    }

    @Test
    void theFirstInferenceOfEachNetworkIsCold() {
        Rig rig = new Rig();
        Unit unit = rig.unit(1, Scheduling.FIFO, ModelledUnit.History.NONE, true);
        Work a = new Work("a", true, new FixedTime(10 * MS), 1, 0, 0, 1, 3, 0);
        Work b = new Work("b", true, new FixedTime(10 * MS), 1, 0, 0, 1, 2.5, 0);
        rig.at(rig.stream(1_000 * MS, step(unit, a)), 0, 100 * MS);
        rig.at(rig.stream(1_000 * MS, step(unit, b)), 200 * MS, 300 * MS);
        rig.watched().run(1_000 * MS);
        assertEquals(List.of("s0#0=30", "s0#1=110", "s1#0=225", "s1#1=310"), rig.story());
    }

    @Test
    void aPauseMakesTheNextInferenceSlower() {
        Rig rig = new Rig();
        Unit unit = rig.unit(1, Scheduling.FIFO, new ModelledUnit.History(50 * MS, 1.5, 0, 1e12, 1e12), false);
        rig.at(rig.stream(1_000 * MS, step(unit, compute(10, 1))), 0, 59 * MS, 119 * MS, 200 * MS, 210 * MS);
        rig.watched().run(1_000 * MS);
        // pauses of 49, 50 and 71 ms: the last two are long enough
        assertEquals(List.of("s0#0=10", "s0#1=69", "s0#2=134", "s0#3=215", "s0#4=225"), rig.story());
    }

    @Test
    void aLongerPauseCostsMoreAndTheLongestThatIsReachedHolds() {
        Rig rig = new Rig();
        List<ModelledUnit.Pause> deeper =
                List.of(new ModelledUnit.Pause(70 * MS, 2, 0), new ModelledUnit.Pause(200 * MS, 3, MS));
        Unit unit = rig.unit(1, Scheduling.FIFO, new ModelledUnit.History(50 * MS, 1.5, 0, 1e12, 1e12, deeper), false);
        rig.at(rig.stream(1_000 * MS, step(unit, compute(10, 1))), 0, 69 * MS, 154 * MS, 400 * MS);
        rig.watched().run(1_000 * MS);
        // pauses of 59, 70 and 226 ms
        assertEquals(List.of("s0#0=10", "s0#1=84", "s0#2=174", "s0#3=431"), rig.story());
    }

    @Test
    void whatAPauseCostsOnTopDoesNotGrowWithTheJob() {
        Rig rig = new Rig();
        Unit unit = rig.unit(1, Scheduling.FIFO, new ModelledUnit.History(50 * MS, 1.5, 2 * MS, 1e12, 1e12), false);
        rig.at(rig.stream(1_000 * MS, step(unit, compute(10, 1))), 100 * MS);
        rig.at(rig.stream(1_000 * MS, step(unit, compute(20, 1))), 300 * MS);
        rig.watched().run(1_000 * MS);
        assertEquals(List.of("s0#0=117", "s1#0=332"), rig.story());
    }

    @Test
    void twoNetworksSwapTheirWeightsAtEverySwitchEvenWhereBothWouldFit() {
        // 5 and 4 MB on an accelerator of 8 MB behind 263 MB/s
        assertSwaps(5, 4, new double[] {5 / 263.0, 0, 4 / 263.0, 5 / 263.0, 4 / 263.0});
        // 4 and 3 MB would fit, but were compiled apart: each clears the other's
        assertSwaps(4, 3, new double[] {4 / 263.0, 0, 3 / 263.0, 4 / 263.0, 3 / 263.0});
        // a network that is larger than the memory loads what fits
        assertSwaps(20, 4, new double[] {8 / 263.0, 0, 4 / 263.0, 8 / 263.0, 4 / 263.0});
    }

    /** Frames a a b a b, far apart; each takes 10 ms and its transfer. */
    private static void assertSwaps(double aMb, double bMb, double[] transferS) {
        Rig rig = new Rig();
        Unit unit = rig.unit(1, Scheduling.FIFO, new ModelledUnit.History(Long.MAX_VALUE, 1, 0, 8, 263), false);
        Work a = new Work("a", true, new FixedTime(10 * MS), 1, 0, aMb, 1, 1, 0);
        Work b = new Work("b", true, new FixedTime(10 * MS), 1, 0, bMb, 1, 1, 0);
        rig.at(rig.stream(1_000 * MS, step(unit, a)), 0, 100 * MS, 300 * MS);
        rig.at(rig.stream(1_000 * MS, step(unit, b)), 200 * MS, 400 * MS);
        rig.watched().run(1_000 * MS);
        for (int i = 0; i < 5; i++) {
            assertEquals(
                    100e6 * i + 10e6 + transferS[i] * 1e9, rig.seen.get(i).endNs(), 1, aMb + " and " + bMb + ", " + i);
        }
    }
}
