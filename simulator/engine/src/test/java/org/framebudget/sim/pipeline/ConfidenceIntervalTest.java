package org.framebudget.sim.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.models.Ratio;
import org.framebudget.sim.random.RandomStreams;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.scenario.Scenario;
import org.junit.jupiter.api.Test;

class ConfidenceIntervalTest {
    private static final int INTERVALS = 1_000;

    @Test
    void aThousandIntervalsForOnePerCentOfMissesCoverIt() {
        assertCovers(0.01, 4, 10, 1_500);
    }

    @Test
    void aThousandIntervalsForOnePerThousandOfMissesCoverIt() {
        // less than one episode a replication on average: an interval without care for skewness covers 88 %
        assertCovers(0.001, 4, 10, 3_000);
    }

    /**
     * A station whose service exceeds the budget in the contended state and never otherwise: the miss fraction is that
     * state's stationary share, exactly. Frames of one run are correlated; replications are not.
     */
    private static void assertCovers(double missFraction, double runJobs, int replications, int frames) {
        int covered = 0;
        for (int i = 0; i < INTERVALS; i++) {
            List<Double> fractions = new ArrayList<>();
            for (int r = 0; r < replications; r++) {
                fractions.add(missFraction(i, r, missFraction, runJobs, frames));
            }
            List<Double> interval = ConfidenceInterval.ofFraction(fractions, frames / 400.0);
            assertNotNull(interval);
            covered += interval.get(0) <= missFraction && missFraction <= interval.get(1) ? 1 : 0;
        }
        assertTrue(covered >= 0.93 * INTERVALS && covered <= 0.97 * INTERVALS, covered + " of " + INTERVALS);
    }

    private static double missFraction(int seed, int replication, double fraction, double runJobs, int frames) {
        Rig rig = new Rig();
        TwoStateTime time = new TwoStateTime(
                new RandomStreams(seed, replication).stream("service"), 1e6, 0, fraction, runJobs, 2, 0);
        Stream stream = rig.stream(1_500_000, new Rig.Step(rig.unit(1), time));
        rig.periodic(new Ratio(400, 1), 0, frames * 2_500_000L, stream);
        rig.run(frames * 2_500_000L);
        assertEquals(frames, stream.stats.onTime + stream.stats.late);
        return (double) stream.stats.late / frames;
    }

    @Test
    void aRunReportsTheIntervalOfItsReplications() {
        String[] sets = {
            "pipelines.see.stages.find.infer.network=spread",
            "pipelines.see.stages.find.infer.unit=gpu",
            "pipelines.see.budget_ms=15",
            "duration_s=60"
        };
        RunResult.Stream stream = Bench.run(Bench.replications(8, 2), Bench.ONE_CAMERA, sets)
                .result()
                .streams()
                .get(0);
        Scenario scenario = Bench.scenario(Bench.ONE_CAMERA, sets);
        RunPlan plan = RunPlan.of(scenario, new ProfileRepository(null));
        List<Double> fractions = new ArrayList<>();
        for (int r = 0; r < 8; r++) {
            Run run = Wiring.wire(plan, scenario.seed(), r, 60, false, null);
            run.advanceTo(run.endNs);
            run.finish();
            StreamStats stats = run.streams.get(0).stats;
            fractions.add((double) stats.late / run.cameras.get(0).captured(run.endNs));
        }
        assertEquals(8 * 1_800, stream.captured());
        assertEquals(ConfidenceInterval.ofFraction(fractions, 60), stream.missFractionCi95());
        assertEquals(fractions.stream().mapToDouble(d -> d).average().orElseThrow(), stream.missFraction(), 1e-12);
        assertTrue(stream.late() > 50, "only " + stream.late() + " misses");
    }

    @Test
    void oneReplicationHasNoInterval() {
        assertNull(ConfidenceInterval.ofFraction(List.of(0.3), 60));
        assertNull(ConfidenceInterval.ofFraction(List.of(), 60));
        assertNull(ConfidenceInterval.certain(List.of(0.3)));
        assertNull(Bench.one().missFractionCi95());
    }

    @Test
    void hoursOfABatteryHaveTheIntervalOfTheReplications() {
        String[] sets = {"duration_s=3"};
        Scenario scenario = Bench.scenario(Bench.BUSY_PHONE, sets);
        RunPlan plan = RunPlan.of(scenario, new ProfileRepository(null));
        List<Double> hours = new ArrayList<>();
        for (int r = 0; r < 3; r++) {
            Run run = Wiring.wire(plan, scenario.seed(), r, 3, false, null);
            run.advanceTo(run.endNs);
            run.finish();
            hours.add(run.devices.get(0).hoursToEmpty(run.nowNs()));
        }
        RunResult.Battery battery = Bench.run(Bench.replications(3, 2), Bench.BUSY_PHONE, sets)
                .result()
                .devices()
                .get(0)
                .battery();
        assertNotNull(battery);
        List<Double> interval = battery.interval95();
        assertNotNull(interval);
        assertEquals(ConfidenceInterval.ofMean(hours), interval);
        Double mean = battery.hoursToEmpty();
        assertNotNull(mean);
        assertTrue(interval.get(0) < mean && mean < interval.get(1), mean + " in " + interval);
        RunResult.Battery one =
                Bench.run(Bench.BUSY_PHONE, sets).devices().get(0).battery();
        assertNotNull(one);
        assertNull(one.interval95(), "of one replication");
    }

    @Test
    void aMeanHasStudentsIntervalAndNoEnds() {
        // mean 4.1, standard deviation 0.1, n = 3: t = 4.302653
        List<Double> interval = ConfidenceInterval.ofMean(List.of(4.0, 4.1, 4.2));
        assertNotNull(interval);
        double half = 4.302653 * 0.1 / Math.sqrt(3);
        assertEquals(4.1 - half, interval.get(0), 1e-6);
        assertEquals(4.1 + half, interval.get(1), 1e-6);
        assertEquals(List.of(4.1, 4.1), ConfidenceInterval.ofMean(List.of(4.1, 4.1, 4.1)));
        assertNull(ConfidenceInterval.ofMean(List.of(4.1)));
    }

    @Test
    void withoutSkewnessItIsStudentsInterval() {
        // mean 0.2, standard deviation 0.1, n = 3: t = 4.302653
        List<Double> interval = ConfidenceInterval.ofFraction(List.of(0.1, 0.2, 0.3), 60);
        assertNotNull(interval);
        assertEquals(0, interval.get(0));
        assertEquals(0.2 + 4.302653 * 0.1 / Math.sqrt(3), interval.get(1), 1e-6);
    }

    @Test
    void skewnessMovesBothEndsTowardsTheLongTail() {
        // one of ten has all: mean 0.01, s = 0.0316228, third central moment over s^3 is 2.2768; t(9) = 2.262157
        List<Double> fractions = new ArrayList<>(List.of(0.1));
        for (int i = 0; i < 9; i++) {
            fractions.add(0.0);
        }
        List<Double> interval = ConfidenceInterval.ofFraction(fractions, 60);
        assertNotNull(interval);
        double a = 2.2768 / Math.sqrt(10);
        double low = 3 / a * (Math.cbrt(1 + a * (2.262157 - a / 6)) - 1);
        double high = 3 / a * (Math.cbrt(1 + a * (-2.262157 - a / 6)) - 1);
        assertEquals(Math.max(0, 0.01 - low * 0.01), interval.get(0), 1e-5);
        assertEquals(0.01 - high * 0.01, interval.get(1), 1e-4);
        assertTrue(interval.get(1) - 0.01 > 3 * (0.01 - interval.get(0)));
    }

    @Test
    void replicationsWithoutAMissLeaveRoomForWhatNoneHasMet() {
        // ten replications of 60 s are 60 blocks
        List<Double> none = ConfidenceInterval.ofFraction(Collections.nCopies(10, 0.0), 60);
        assertNotNull(none);
        double unseen = 1 - Math.pow(0.025, 1 / 60.0);
        assertEquals(List.of(0.0, unseen), none);
        assertEquals(3.69 / 60, unseen, 0.002);
        List<Double> all = ConfidenceInterval.ofFraction(Collections.nCopies(10, 1.0), 60);
        assertEquals(List.of(1 - unseen, 1.0), all);
        List<Double> some = ConfidenceInterval.ofFraction(Collections.nCopies(10, 0.1), 60);
        assertEquals(List.of(0.1 * (1 - unseen), 0.1 + 0.9 * unseen), some);
        // a replication counts as one at least
        List<Double> brief = ConfidenceInterval.ofFraction(Collections.nCopies(20, 0.0), 1);
        assertNotNull(brief);
        assertEquals(1 - Math.pow(0.025, 1 / 20.0), brief.get(1));
    }

    @Test
    void theIntervalWithoutAMissCoversRareEpisodesOfWholeBlocks() {
        // all frames of a block miss, or none: as correlated as blocks may be
        Random random = new Random(3);
        for (double blockFraction : new double[] {0.0003, 0.003, 0.01, 0.03, 0.06}) {
            int wrong = 0;
            int none = 0;
            for (int i = 0; i < 10 * INTERVALS; i++) {
                int[] missed = new int[10];
                for (int block = 0; block < 60; block++) {
                    missed[block % 10] += random.nextDouble() < blockFraction ? 1 : 0;
                }
                List<Double> fractions =
                        Arrays.stream(missed).mapToObj(blocks -> blocks / 6.0).toList();
                if (fractions.stream().allMatch(fraction -> fraction == 0)) {
                    none++;
                    List<Double> interval = ConfidenceInterval.ofFraction(fractions, 60);
                    assertNotNull(interval);
                    wrong += interval.get(1) < blockFraction ? 1 : 0;
                }
            }
            assertTrue(none > 0);
            assertTrue(wrong <= 0.03 * 10 * INTERVALS, wrong + " wrong at " + blockFraction);
        }
    }

    @Test
    void runsThatDrawNothingAreCertain() {
        RunResult.Stream fixed = Bench.run(Bench.replications(3, 1), Bench.ONE_CAMERA)
                .result()
                .streams()
                .get(0);
        assertEquals(List.of(0.0, 0.0), fixed.missFractionCi95());
        RunResult.Stream drawn = Bench.run(Bench.replications(3, 1), Bench.ONE_CAMERA, "cameras.cam.jitter_ms=0.001")
                .result()
                .streams()
                .get(0);
        List<Double> interval = drawn.missFractionCi95();
        assertNotNull(interval);
        assertEquals(1 - Math.pow(0.025, 1 / 3.0), interval.get(1), 1e-12);
    }
}
