package org.framebudget.sim.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.framebudget.models.Ratio;
import org.framebudget.sim.random.RandomStreams;
import org.framebudget.sim.scenario.Scenario.Policy;
import org.framebudget.sim.scenario.Scenario.WhenFull;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of queueing.csv, by the product's stations; a row that no case knows fails. */
class KnownQueueTest {
    private static final long MS = Rig.MS;
    private static final Ratio FPS_30 = new Ratio(30, 1);

    record Row(String id, String quantity, String at, double[] expected, String tolerance) {
        void check(double... actual) {
            assertEquals(expected.length, actual.length, this::toString);
            String[] tolerances = tolerance.split(";");
            for (int i = 0; i < actual.length; i++) {
                assertEquals(expected[i], actual[i], Double.parseDouble(tolerances[i]), toString());
            }
        }

        /** For the rows whose tolerance the replications give. */
        void check(int index, Replicated actual) {
            assertEquals("*", tolerance, this::toString);
            actual.check(expected[index], toString());
        }

        /** Number after {@code key=} in {@code at}. */
        double given(String key) {
            String from = at.substring(at.indexOf(key + "=") + key.length() + 1);
            return Double.parseDouble(from.split("[ /]")[0]);
        }

        @Override
        public String toString() {
            return id + " " + quantity + " at " + at;
        }
    }

    static List<Row> rows() throws IOException {
        try (var in = Objects.requireNonNull(KnownQueueTest.class.getResourceAsStream("queueing.csv"));
                var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.startsWith("#"))
                    .skip(1)
                    .map(line -> line.split(",", 7))
                    .map(f -> new Row(
                            f[0],
                            f[1],
                            f[2],
                            Arrays.stream(f[3].split(";"))
                                    .mapToDouble(Double::parseDouble)
                                    .toArray(),
                            f[4]))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theStationsGiveTheKnownAnswer(Row row) {
        switch (row.id()) {
            case "Q1" -> row.check(0, QueueingTheoryTest.poissonWait(20, 30, Laws.exponential(), 1, 0.01));
            case "Q2" -> row.check(0, QueueingTheoryTest.poissonWait(20, 30, Laws.fixed(), 1, 0.01));
            case "Q3" -> row.check(0, QueueingTheoryTest.poissonWait(20, 30, Laws.logNormal(row.given("cv")), 1, 0.01));
            case "Q4" -> deterministicArrivals(row);
            case "Q5" -> noisyService(row);
            case "Q6" -> keepLatest(row);
            case "Q7" -> row.check(dropWhenBusyFps(50 * MS));
            case "Q8" -> row.check(meanRefreshDelayMs());
            case "Q9" -> row.check(0, QueueingTheoryTest.lossFraction(1, row.given("rho"), Laws.exponential()));
            default -> throw new AssertionError("No test for " + row);
        }
    }

    private static void deterministicArrivals(Row row) {
        double serviceMs = 30;
        double gapMs = serviceMs / row.given("rho");
        List<Double> waited = new ArrayList<>();
        List<Double> meanWait = new ArrayList<>();
        for (int r = 0; r < Replicated.COUNT; r++) {
            Rig rig = new Rig();
            Stream stream = rig.stream(
                    Long.MAX_VALUE / 4,
                    new Rig.Step(rig.unit(1), Laws.exponential().of(r, serviceMs * MS)));
            long count = 60_000;
            rig.renewal(stream, count, () -> Math.round(gapMs * MS));
            long[] late = {0};
            stream.observer = new WaitCounter(late);
            rig.run(Math.round((count + 10_000) * gapMs * MS));
            waited.add((double) late[0] / count);
            meanWait.add(stream.stages[0].waitSumNs / (count * serviceMs * MS));
        }
        row.check(0, new Replicated(waited, 0.01));
        row.check(1, new Replicated(meanWait, 0.04));
    }

    /** Counts frames that did not start the instant they came. */
    private record WaitCounter(long[] waited) implements RunObserver {
        @Override
        public void stageEnded(long nowNs, StreamStage stage, Frame frame) {
            if (frame.startedNs > frame.enqueuedNs) {
                waited[0]++;
            }
        }

        @Override
        public void finished(long nowNs, Stream stream, Frame frame, boolean late) {}

        @Override
        public void skipped(long nowNs, Stream stream, Frame frame) {}

        @Override
        public void dropped(long nowNs, Stream stream, Frame frame, StreamStage stage, DropReason reason) {}
    }

    private static void noisyService(Row row) {
        Rig rig = new Rig();
        double sigma = row.given("sigma");
        // a lognormal's sigma and coefficient of variation: cv^2 = exp(sigma^2) - 1
        double cv = Math.sqrt(Math.expm1(sigma * sigma));
        long endNs = 2_000_000L * 33_333_333L;
        Stream stream = rig.stream(
                33_300_000L,
                new Rig.Step(
                        rig.unit(1),
                        new LogNormalTime(new RandomStreams(7, 0).stream("service"), row.given("mean") * MS, cv)));
        rig.periodic(FPS_30, 0, endNs, stream);
        rig.run(endNs);
        row.check(
                stream.stages[0].waitSumNs * 1e-6 / stream.stages[0].frames,
                stream.stats.latencyNs.quantileNs(0.99) * 1e-6,
                (double) stream.stats.late / (stream.stats.late + stream.stats.onTime));
    }

    private static void keepLatest(Row row) {
        Rig rig = new Rig();
        long endNs = 4_000_000 * MS;
        Stream stream = rig.queued(
                rig.stream(1_000 * MS, new Rig.Step(rig.unit(1), 51_414_200L)), Policy.LATEST, 1, WhenFull.DROP_NEWEST);
        rig.periodic(FPS_30, 0, endNs, stream);
        rig.run(endNs);
        double fps = stream.stats.onTime / (endNs * 1e-9);
        double dropped = (double) stream.stats.dropped / stream.stats.delivered;
        double ageMs = stream.stats.latencyNs.meanNs() * 1e-6;
        switch (row.quantity()) {
            case "keep-latest D/D output fps" -> row.check(fps);
            case "keep-latest D/D drop fraction" -> row.check(dropped);
            case "keep-latest D/D mean frame age at completion" -> row.check(ageMs);
            case "keep-latest D/D all three" -> row.check(fps, dropped, ageMs);
            default -> throw new AssertionError("No test for " + row);
        }
    }

    static double dropWhenBusyFps(long serviceNs) {
        Rig rig = new Rig();
        long endNs = 1_000_000 * MS;
        Stream stream = rig.queued(
                rig.stream(1_000 * MS, new Rig.Step(rig.unit(1), serviceNs)),
                Policy.DROP_WHEN_BUSY,
                1,
                WhenFull.DROP_NEWEST);
        rig.periodic(FPS_30, 0, endNs, stream);
        rig.run(endNs + 100 * MS);
        assertEquals(30_000, stream.stats.delivered);
        assertEquals(stream.stats.delivered, stream.stats.onTime + stream.stats.dropped);
        return stream.stats.onTime / (endNs * 1e-9);
    }

    /**
     * The age of a result when it is shown is its age when it came plus the delay. Streams with ever larger limits on that
     * age give the delay's distribution, and its mean is the area above it.
     */
    private static double meanRefreshDelayMs() {
        long refreshNs = 16_666_667L;
        Display display = new Display(new Ratio(1_000_000_000L, refreshNs), new Ratio(25, 1));
        int limits = 100;
        double meanMs = 0;
        for (int i = 0; i < limits; i++) {
            long allowedNs = Math.round((i + 0.5) / limits * refreshNs);
            Rig rig = new Rig();
            StreamStats stats = new StreamStats(10 * MS + allowedNs, display, StreamStats.Lead.NONE);
            Stream stream = rig.stream(1_000 * MS, 0, stats, new Rig.Step(rig.unit(1), 10 * MS));
            // 2.618 refresh intervals: golden, so that phases spread evenly
            rig.periodic(new Ratio(1_000_000_000L, 43_633_901L), 0, 400_000 * MS, stream);
            rig.run(400_000 * MS);
            assertTrue(stats.onTime > 9_000);
            meanMs += (1 - (double) stats.useful / stats.onTime) * refreshNs * 1e-6 / limits;
        }
        return meanMs;
    }
}
