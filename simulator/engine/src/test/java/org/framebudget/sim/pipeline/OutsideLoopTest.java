package org.framebudget.sim.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Random;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.sim.kernel.Pacer;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.results.Timeline;
import org.framebudget.sim.scenario.Scenario.Infer;
import org.junit.jupiter.api.Test;

/** Devices whose inferences something outside the simulation answers. */
class OutsideLoopTest {
    private static final String FIXED = """
            schema: framebudget/scenario/v1
            name: Fixed
            duration_s: 5
            seed: 3
            devices:
              - {id: box, profile: bench.yaml}
            cameras:
              - {id: cam, device: box, width_px: 320, height_px: 240, fps: 70, jitter_ms: 3}
            pipelines:
              - id: find
                camera: cam
                budget_ms: 40
                queue: {policy: FIFO, capacity: 2, when_full: DROP_OLDEST}
                stages:
                  - {id: a, preprocess: {unit: cpu, mean_ms: 4, cv: 0.5}}
                  - {id: b, infer: {network: ten, input: 224x224, precision: int8, unit: npu}}
            """;

    /** Answers each inference after a time of its own, at once. */
    private static class Answering implements Attachment {
        private Answers answers = (id, atNs) -> -1;

        @Override
        public void begin(Answers takes) {
            answers = takes;
        }

        long durationNs(long id) {
            return 10_000_000;
        }

        @Override
        public void start(long id, int stream, int stage, Infer infer, long frame, int frames, long nowNs) {
            answers.ended(id, nowNs + durationNs(id));
        }
    }

    /**
     * Stands for hardware: answers become known while the run waits, late and with random times, on a clock that is simulated
     * itself.
     */
    private static final class Outside implements Attachment, Pacer {
        private record Arrival(long id, long endNs, long knownNs) {}

        private final Random random;
        private final PriorityQueue<Arrival> underway =
                new PriorityQueue<>((a, b) -> Long.compare(a.knownNs(), b.knownNs()));
        private final Map<Long, Long> tookNs = new HashMap<>();
        private final Map<Long, Long> startedNs = new HashMap<>();
        private Answers answers = (id, atNs) -> -1;

        Outside(int seed) {
            random = new Random(seed);
        }

        @Override
        public void begin(Answers takes) {
            answers = takes;
        }

        @Override
        public void start(long id, int stream, int stage, Infer infer, long frame, int frames, long nowNs) {
            long endNs = nowNs + 2_000_000 + random.nextInt(20_000_000);
            startedNs.put(id, nowNs);
            underway.add(new Arrival(id, endNs, endNs + random.nextInt(3_000_000)));
        }

        @Override
        public boolean awaitDue(long dueNs) {
            Arrival next = underway.peek();
            if (next == null || next.knownNs() >= dueNs) {
                return true;
            }
            underway.remove();
            long endNs = answers.ended(next.id(), next.endNs());
            if (endNs >= 0) {
                tookNs.put(next.id(), endNs - Objects.requireNonNull(startedNs.get(next.id())));
            }
            return false;
        }
    }

    /** Answers as a run outside did. */
    private static final class Again extends Answering {
        private final Map<Long, Long> tookNs;

        Again(Map<Long, Long> tookNs) {
            this.tookNs = tookNs;
        }

        @Override
        public void start(long id, int stream, int stage, Infer infer, long frame, int frames, long nowNs) {
            // what nobody waited for had no end
            if (tookNs.containsKey(id)) {
                super.start(id, stream, stage, infer, frame, frames, nowNs);
            }
        }

        @Override
        long durationNs(long id) {
            return Objects.requireNonNull(tookNs.get(id));
        }
    }

    private static String run(Pacer pacer, Attachment box, String text) {
        return Bench.json(
                Bench.run(new OutsideLoop(pacer, Map.of("box", box)), text).result());
    }

    @Test
    void aDeviceThatAnswersAfterTheModelsTimeGivesTheModelsResult() {
        String modelled = Bench.json(Bench.run(FIXED));
        assertEquals(modelled, run(null, new Answering(), FIXED));
    }

    @Test
    void whatHardwareAnsweredOnceComesOutAgainByteForByte() {
        int answered = 0;
        int late = 0;
        for (int seed = 1; seed <= 40; seed++) {
            String text = WholeRunTest.randomScenario(new Random(seed));
            Outside hardware = new Outside(seed);
            String once = run(hardware, hardware, text);
            answered += hardware.tookNs.size();
            late += (int) hardware.tookNs.values().stream()
                    .filter(ns -> ns > 22_000_000)
                    .count();
            assertEquals(once, run(null, new Again(hardware.tookNs), text), "seed " + seed);
        }
        assertTrue(answered > 1000, "only " + answered);
        assertTrue(late > 0, "some ends were known only after something else had happened");
    }

    @Test
    void aClockOfTheModelStretchesNoMeasuredTime() {
        String hot = FIXED.replace("bench.yaml", "pixel-6")
                .replace("network: ten", "network: mobilenet_edgetpu_1.75")
                .replace("duration_s: 5", "duration_s: 900")
                .replace("camera: cam", "camera: cam\n    frames_in_flight_max: 2");
        String hotter = hot.replace("devices:", "environment: {ambient_deg_c: 38}\ndevices:");
        RunResult measured = Bench.run(new OutsideLoop(null, Map.of("box", new Answering())), hotter)
                .result();
        assertTrue(measured.devices().get(0).throttle().timeFraction() > 0.1, "the observer sees clocks go down");
        assertEquals(10, measured.streams().get(0).stages().get(1).p99Ms(), 0.1);
        assertTrue(Bench.run(hotter).streams().get(0).stages().get(1).p99Ms()
                > 1.2
                        * Bench.run(hot, "duration_s=30")
                                .streams()
                                .get(0)
                                .stages()
                                .get(1)
                                .p99Ms());
    }

    @Test
    void whoeverLooksOnIsGivenTheWindowsThatAreOver() {
        List<Timeline> seen = new ArrayList<>();
        Timeline whole = Objects.requireNonNull(Simulation.run(
                        Bench.scenario(FIXED),
                        new ProfileRepository(null),
                        new RunOptions(1, 1, true, false, share -> {}),
                        new OutsideLoop(null, Map.of("box", new Answering()), soFar -> seen.add(soFar.get())))
                .timeline());
        assertEquals(
                List.of(1, 2, 3, 4, 5),
                seen.stream().map(timeline -> timeline.endNs().length).toList());
        for (Timeline early : seen) {
            int windows = early.endNs().length;
            assertArrayEquals(
                    Arrays.copyOf(whole.streams().get(0).latencyP50Ms(), windows),
                    early.streams().get(0).latencyP50Ms());
            assertArrayEquals(
                    Arrays.copyOf(whole.devices().get(0).utilisation().get("npu"), windows),
                    early.devices().get(0).utilisation().get("npu"));
        }
    }

    @Test
    void oneOfManyReplicationsCannotBeAnsweredFromOutside() {
        assertThrows(
                IllegalArgumentException.class,
                () -> Simulation.run(
                        Bench.scenario(FIXED),
                        new ProfileRepository(null),
                        Bench.replications(2, 1),
                        new OutsideLoop(null, Map.of("box", new Answering()))));
    }
}
