package org.framebudget.sim.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.framebudget.models.Ratio;
import org.framebudget.sim.random.RandomStream;
import org.framebudget.sim.random.RandomStreams;
import org.framebudget.sim.scenario.Scenario.Policy;
import org.framebudget.sim.scenario.Scenario.WhenFull;
import org.junit.jupiter.api.Test;

/** Classical queues through the product's stations; the rows with published figures are in {@link KnownQueueTest}. */
class QueueingTheoryTest {
    private static final long MS = Rig.MS;

    /** Mean wait in milliseconds behind Poisson arrivals, in {@link Replicated#COUNT} replications. */
    static Replicated poissonWait(double perS, double serviceMs, Laws.Law service, int servers, double mostRelative) {
        List<Double> waits = new ArrayList<>();
        for (int r = 0; r < Replicated.COUNT; r++) {
            Rig rig = new Rig();
            Stream stream =
                    rig.stream(Long.MAX_VALUE / 4, new Rig.Step(rig.unit(servers), service.of(r, serviceMs * MS)));
            long count = 60_000;
            RandomStream arrivals = new RandomStreams(3, r).stream("arrivals");
            rig.renewal(stream, count, () -> Math.round(arrivals.exponential() / perS * 1e9));
            rig.run(Math.round(count / perS * 1.2e9));
            assertEquals(count, stream.stages[0].frames);
            for (Unit unit : rig.units) {
                assertEquals(0, unit.waiting.littlesLawErrorNs(rig.simulator.nowNs()));
            }
            waits.add(stream.stages[0].waitSumNs * 1e-6 / count);
        }
        return new Replicated(waits, mostRelative);
    }

    /** Share of Poisson arrivals that find all servers of a station without queue busy. */
    static Replicated lossFraction(int servers, double erlangs, Laws.Law service) {
        List<Double> lost = new ArrayList<>();
        double serviceMs = 30;
        for (int r = 0; r < Replicated.COUNT; r++) {
            Rig rig = new Rig();
            Stream stream = rig.queued(
                    rig.stream(Long.MAX_VALUE / 4, new Rig.Step(rig.unit(servers), service.of(r, serviceMs * MS))),
                    Policy.DROP_WHEN_BUSY,
                    1,
                    WhenFull.DROP_NEWEST);
            long count = 50_000;
            RandomStream arrivals = new RandomStreams(3, r).stream("arrivals");
            rig.renewal(stream, count, () -> Math.round(arrivals.exponential() * serviceMs / erlangs * MS));
            rig.run(Math.round(count * serviceMs / erlangs * 1.2 * MS));
            assertEquals(count, stream.stats.delivered);
            lost.add((double) stream.stats.dropped / count);
        }
        return new Replicated(lost, 0.02);
    }

    @Test
    void theSpreadOfMeanWaitsInMM1IsTheOneTheoryGives() {
        // Daley 1968: the mean of n waits has variance rho (2 + 5 rho - 4 rho^2 + rho^3) / (1 - rho)^4 S^2 / n
        double rho = 0.6;
        double s = 30;
        double theory = s
                * Math.sqrt(rho * (2 + 5 * rho - 4 * rho * rho + rho * rho * rho) / Math.pow(1 - rho, 4) / 60_000)
                / Math.sqrt(Replicated.COUNT);
        Replicated waits = poissonWait(20, 30, Laws.exponential(), 1, 0.01);
        // the ratio of two standard deviations of 20 values lies within these bounds in 99.9 % of all cases
        assertEquals(1, waits.standardError() / theory, 0.55);
        assertEquals(45, waits.mean(), 4 * theory);
    }

    @Test
    void waitsInMMcAreThoseOfErlangsSecondFormula() {
        for (int servers : new int[] {2, 3, 8}) {
            double rho = 0.8;
            double serviceMs = 30;
            double perS = rho * servers / (serviceMs * 1e-3);
            double expectedMs = erlangC(servers, rho * servers) * serviceMs / (servers * (1 - rho));
            poissonWait(perS, serviceMs, Laws.exponential(), servers, 0.03).check(expectedMs, "M/M/" + servers);
        }
    }

    @Test
    void lossIsErlangsFirstFormulaWhateverTheServiceLaw() {
        for (int servers : new int[] {1, 2, 5}) {
            double erlangs = 0.8 * servers;
            lossFraction(servers, erlangs, Laws.exponential())
                    .check(erlangB(servers, erlangs), "M/M/" + servers + "/" + servers);
            lossFraction(servers, erlangs, Laws.fixed())
                    .check(erlangB(servers, erlangs), "M/D/" + servers + "/" + servers);
        }
    }

    @Test
    void aFullFifoLosesWhatMM1KLoses() {
        // K places in all: loss (1 - rho) rho^K / (1 - rho^(K+1))
        double rho = 0.8;
        int waiting = 3;
        List<Double> lost = new ArrayList<>();
        for (int r = 0; r < Replicated.COUNT; r++) {
            Rig rig = new Rig();
            Stream stream = rig.queued(
                    rig.stream(
                            Long.MAX_VALUE / 4,
                            new Rig.Step(rig.unit(1), Laws.exponential().of(r, 30.0 * MS))),
                    Policy.FIFO,
                    waiting,
                    WhenFull.DROP_NEWEST);
            RandomStream arrivals = new RandomStreams(9, r).stream("arrivals");
            rig.renewal(stream, 50_000, () -> Math.round(arrivals.exponential() * 30 / rho * MS));
            rig.run(Math.round(50_000 * 30 / rho * 1.2 * MS));
            lost.add(stream.stats.dropped / 50_000.0);
        }
        int k = waiting + 1;
        new Replicated(lost, 0.02).check((1 - rho) * Math.pow(rho, k) / (1 - Math.pow(rho, k + 1)), "M/M/1/4");
    }

    @Test
    void constantArrivalsAndServicesWaitNothingUpToFullUse() {
        for (long serviceNs : new long[] {10 * MS, 33_333_333L}) {
            Rig rig = new Rig();
            Stream stream = rig.stream(serviceNs, new Rig.Step(rig.unit(1), serviceNs));
            rig.periodic(new Ratio(1_000_000_000L, 33_333_333L), 0, 100_000 * MS, stream);
            rig.run(200_000 * MS);
            assertEquals(0, stream.stages[0].waitSumNs);
            assertEquals(3_001, stream.stats.onTime);
            assertEquals(0, stream.stats.late);
            assertEquals(3_001 * serviceNs, stream.stats.latencyNs.sumNs());
            assertEquals(serviceNs, stream.stats.latencyNs.maxNs());
        }
    }

    @Test
    void anOverloadedFifoFallsBehindByTheSameForEachFrame() {
        // S = T + 5 ms: frame k waits 5 k ms
        Rig rig = new Rig();
        Stream stream = rig.stream(1_000 * MS, new Rig.Step(rig.unit(1), 15 * MS));
        rig.periodic(new Ratio(100, 1), 0, 1_000 * MS, stream);
        rig.run(10_000 * MS);
        assertEquals(100, stream.stages[0].frames);
        assertEquals(5 * MS * (99 * 100 / 2), stream.stages[0].waitSumNs);
        assertEquals((5 * 99 + 15) * MS, stream.stats.latencyNs.maxNs());
    }

    @Test
    void stationsInTandemAddUp() {
        // a second M/M/1 behind the first sees Poisson arrivals again (Burke), so each waits like one alone
        List<Double> second = new ArrayList<>();
        for (int r = 0; r < Replicated.COUNT; r++) {
            Rig rig = new Rig();
            RandomStream draws = new RandomStreams(5, r).stream("second");
            ServiceTime own = new ServiceTime() {
                @Override
                public long nextNs(long nowNs) {
                    return Math.round(draws.exponential() * 30 * MS);
                }

                @Override
                public double meanNs() {
                    return 30.0 * MS;
                }
            };
            Stream stream = rig.stream(
                    Long.MAX_VALUE / 4,
                    new Rig.Step(rig.unit(1), Laws.exponential().of(r, 30.0 * MS)),
                    new Rig.Step(rig.unit(1), own));
            RandomStream arrivals = new RandomStreams(6, r).stream("arrivals");
            rig.renewal(stream, 50_000, () -> Math.round(arrivals.exponential() * 50 * MS));
            rig.run(3_000_000L * MS);
            second.add(stream.stages[1].waitSumNs * 1e-6 / stream.stages[1].frames);
        }
        new Replicated(second, 0.01).check(45, "second of two M/M/1");
    }

    @Test
    void dropWhenBusyServesEveryNthFrame() {
        assertEquals(30, KnownQueueTest.dropWhenBusyFps(10 * MS), 0.001);
        // a service as long as the interval loses nothing: the completion comes before the next frame
        assertEquals(30, KnownQueueTest.dropWhenBusyFps(33_333_333L), 0.001);
        assertEquals(15, KnownQueueTest.dropWhenBusyFps(33_333_335L), 0.001);
        assertEquals(10, KnownQueueTest.dropWhenBusyFps(70 * MS), 0.001);
    }

    @Test
    void keepLatestLosesNothingUpToFullUse() {
        Rig rig = new Rig();
        Stream stream = rig.queued(
                rig.stream(33_333_333L, new Rig.Step(rig.unit(1), 33_333_333L)),
                Policy.LATEST,
                1,
                WhenFull.DROP_NEWEST);
        rig.periodic(new Ratio(30, 1), 0, 100_000 * MS, stream);
        rig.run(200_000 * MS);
        assertEquals(3_000, stream.stats.onTime);
        assertTrue(stream.stats.dropped == 0 && stream.stats.late == 0);
    }

    private static double erlangB(int servers, double erlangs) {
        double b = 1;
        for (int n = 1; n <= servers; n++) {
            b = erlangs * b / (n + erlangs * b);
        }
        return b;
    }

    private static double erlangC(int servers, double erlangs) {
        double b = erlangB(servers, erlangs);
        double rho = erlangs / servers;
        return b / (1 - rho * (1 - b));
    }
}
