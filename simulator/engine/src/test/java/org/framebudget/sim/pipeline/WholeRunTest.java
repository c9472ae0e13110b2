package org.framebudget.sim.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.models.InputException;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.results.Timeline;
import org.framebudget.sim.scenario.Scenario;
import org.junit.jupiter.api.Test;

/** What holds for every run: conservation, the same bytes for the same seed, and observers that change nothing. */
class WholeRunTest {
    @Test
    void framesAreConservedInRandomScenarios() {
        for (int seed = 1; seed <= 60; seed++) {
            Random random = new Random(seed);
            String text = randomScenario(random);
            RunResult result = Bench.run(text);
            long processed = 0;
            for (RunResult.Stream s : result.streams()) {
                String what = "seed " + seed + ", " + s.id();
                assertEquals(
                        s.captured(), s.onTime() + s.late() + s.dropped() + s.skippedByRule() + s.inFlight(), what);
                assertEquals(s.processed(), s.onTime() + s.late(), what);
                assertTrue(s.captured() <= s.requested(), what);
                assertTrue(s.inFlight() >= 0 && s.dropped() >= 0, what);
                assertTrue(s.missFraction() >= 0 && s.missFraction() <= 1, what);
                assertEquals(
                        s.captured() == 0 ? 0 : (double) (s.late() + s.dropped()) / s.captured(),
                        s.missFraction(),
                        what);
                processed += s.processed();
            }
            assertTrue(processed > 0, "seed " + seed);
            for (RunResult.Device device : result.devices()) {
                assertTrue(device.energyBalanceErrorJ() < 1e-6, "seed " + seed);
                device.units().forEach(u -> assertTrue(u.utilisation() >= 0 && u.utilisation() <= 1));
            }
        }
    }

    static String randomScenario(Random random) {
        String[] policies = {
            "{policy: LATEST}",
            "{policy: DROP_WHEN_BUSY}",
            "{policy: FIFO, capacity: 3, when_full: DROP_NEWEST}",
            "{policy: FIFO, capacity: 2, when_full: DROP_OLDEST}",
            "{policy: FIFO, capacity: 2, when_full: BLOCK}"
        };
        String[] scheduling = {"FIFO", "ROUND_ROBIN", "PRIORITY", "EARLIEST_DEADLINE"};
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                """
                schema: framebudget/scenario/v1
                name: Random
                duration_s: %s
                seed: %d
                devices:
                  - {id: box, profile: bench.yaml, scheduling: %s}
                  - {id: edge, profile: bench.yaml}
                links:
                  - {id: wifi, from: box, to: edge, rtt_ms: 5, bandwidth_mbit_s: 300, loss_fraction: 0.05, outage: [{at_s: 1, for_s: 0.5}]}
                """,
                1 + random.nextInt(400) / 100.0,
                random.nextInt(1_000),
                scheduling[random.nextInt(4)]));
        if (random.nextInt(4) == 0) {
            text.append("limits: {memory_mb: ").append(18 + random.nextInt(15)).append("}\n");
        }
        int cameras = 1 + random.nextInt(3);
        text.append("cameras:\n");
        for (int c = 0; c < cameras; c++) {
            text.append(String.format(
                    Locale.ROOT,
                    "  - {id: c%d, device: box, width_px: 320, height_px: 240, fps: %d, count: %d, jitter_ms: %d%s}%n",
                    c,
                    5 + random.nextInt(60),
                    1 + random.nextInt(3),
                    random.nextInt(3) * 5,
                    random.nextBoolean() ? ", motion_fraction: 0.5" : ""));
        }
        text.append("pipelines:\n");
        for (int p = 0; p < 1 + random.nextInt(2); p++) {
            text.append(String.format(
                    Locale.ROOT,
                    """
                      - id: p%d
                        cameras: [c0%s]
                        budget_ms: %d
                        priority: %d
                        frames_in_flight_max: %d
                        stale_ms: 100
                        queue: %s
                        stages:
                          - {id: a, preprocess: {unit: cpu, mean_ms: 4, cv: 0.5}}
                          - {id: b,%s infer: {network: %s, input: 224x224, precision: int8, unit: npu, per_frame: %s, dispatch: %s}}
                          - {id: c, queue: %s, postprocess: {unit: cpu, mean_ms: 2, cv: 1}}
                    """,
                    p,
                    cameras > 1 ? ", c1" : "",
                    10 + random.nextInt(90),
                    random.nextInt(3),
                    1 + random.nextInt(4),
                    policies[random.nextInt(5)],
                    random.nextInt(3) == 0 ? " device: edge," : "",
                    random.nextBoolean() ? "ten" : "piped",
                    random.nextBoolean() ? "{mean: 1.5}" : "2",
                    random.nextBoolean() ? "SERIAL" : "PARALLEL",
                    policies[random.nextInt(4)]));
        }
        return text.toString();
    }

    @Test
    void theSameSeedGivesTheSameBytesAndAnotherSeedOthers() {
        String once = Bench.json(Bench.run(Bench.BUSY_PHONE));
        assertEquals(once, Bench.json(Bench.run(Bench.BUSY_PHONE)));
        assertNotEquals(once, Bench.json(Bench.run(Bench.BUSY_PHONE.replace("seed: 5", "seed: 6"))));
    }

    @Test
    void threadsChangeNoByte() {
        String alone = Bench.json(Bench.run(Bench.replications(5, 1), Bench.BUSY_PHONE, "duration_s=5")
                .result());
        for (int threads = 2; threads <= 4; threads++) {
            assertEquals(
                    alone,
                    Bench.json(Bench.run(Bench.replications(5, threads), Bench.BUSY_PHONE, "duration_s=5")
                            .result()));
        }
    }

    @Test
    void replicationsAddUpAndDiffer() {
        RunResult one = Bench.run(Bench.BUSY_PHONE, "duration_s=5");
        RunResult three = Bench.run(Bench.replications(3, 2), Bench.BUSY_PHONE, "duration_s=5")
                .result();
        assertEquals(3, three.replications());
        for (int s = 0; s < one.streams().size(); s++) {
            assertEquals(
                    3 * one.streams().get(s).captured(), three.streams().get(s).captured());
            assertNotEquals(
                    one.streams().get(s).latencyMs().mean(),
                    three.streams().get(s).latencyMs().mean());
        }
        assertEquals(
                one.devices().get(0).averagePowerW(), three.devices().get(0).averagePowerW(), 1.5);
    }

    @Test
    void oneMoreCameraLeavesTheDrawsOfTheOthersAlone() {
        String text = Bench.ONE_CAMERA
                .replace("fps: 30", "fps: 40, jitter_ms: 3, motion_fraction: 0.7")
                .replace("network: ten", "network: spread")
                .replace("unit: npu", "unit: gpu, per_frame: {mean: 1.2}");
        // in front of the others, so that positions change, on a unit of its own
        String more = text.replace(
                        "cameras:\n",
                        "cameras:\n  - {id: more, device: box, width_px: 64, height_px: 48, fps: 17, jitter_ms: 3, motion_fraction: 0.5}\n")
                .replace("pipelines:\n", """
                        pipelines:
                          - id: also
                            camera: more
                            budget_ms: 50
                            stages:
                              - {id: prepare, preprocess: {unit: cpu, mean_ms: 3, cv: 0.4}}
                              - {id: find, infer: {network: ten, input: 224x224, precision: int8, unit: npu}}
                        """);
        RunResult.Stream before = Bench.run(text).streams().get(0);
        RunResult after = Bench.run(more);
        assertEquals("also", after.streams().get(0).id());
        assertEquals(Bench.json(before), Bench.json(after.streams().get(1)));
        assertTrue(before.late() > 0, "nothing was drawn that could have changed");
    }

    @Test
    void manyCamerasAtTheSameInstantsComeInTheSameOrderEveryTime() {
        String[] sets = {"cameras.cam.count=40", "cameras.cam.phase_ms=0", "cameras.cam.fps=2"};
        RunResult result = Bench.run(Bench.ONE_CAMERA, sets);
        for (int c = 0; c < 40; c++) {
            // cameras stand in line in the order of the scenario
            assertEquals(10.0 * (c + 1), result.streams().get(c).latencyMs().max(), 1e-9);
            assertEquals(10.0 * (c + 1), result.streams().get(c).latencyMs().mean(), 1e-9);
        }
        assertEquals(Bench.json(result), Bench.json(Bench.run(Bench.ONE_CAMERA, sets)));
    }

    @Test
    void observersChangeNothing() {
        String plain = Bench.json(Bench.run(Bench.BUSY_PHONE));
        RunOutcome watched = Bench.run(new RunOptions(1, 1, false, true, share -> {}), Bench.BUSY_PHONE);
        assertEquals(plain, Bench.json(watched.result()));
        // the recorder's own events are counted; the last figures agree but for them
        RunOutcome drawn = Bench.run(new RunOptions(1, 1, true, false, share -> {}), Bench.BUSY_PHONE);
        assertEquals(withoutEvents(plain), withoutEvents(Bench.json(drawn.result())));
    }

    private static String withoutEvents(String json) {
        return json.replaceFirst("\"events\":\\d+", "");
    }

    @Test
    void theTimelineAddsUpToTheResult() {
        RunOutcome outcome =
                Bench.run(new RunOptions(1, 1, true, false, share -> {}), Bench.BUSY_PHONE, "duration_s=7.5");
        Timeline timeline = outcome.timeline();
        assertNotNull(timeline);
        assertEquals(8, timeline.endNs().length);
        assertEquals(7_500_000_000L, timeline.endNs()[7]);
        for (int s = 0; s < outcome.result().streams().size(); s++) {
            RunResult.Stream stream = outcome.result().streams().get(s);
            Timeline.StreamSeries series = timeline.streams().get(s);
            assertEquals(stream.onTime(), sum(series.onTime()));
            assertEquals(stream.late(), sum(series.late()));
            assertEquals(stream.dropped(), sum(series.dropped()));
            assertEquals(stream.captured(), sum(series.captured()));
            double maxMs = Arrays.stream(series.latencyMaxMs())
                    .filter(ms -> !Double.isNaN(ms))
                    .max()
                    .orElse(Double.NaN);
            assertEquals(stream.budgetToResultMs().max(), maxMs, 1e-9, "the slowest frame is in some window");
        }
        RunResult.Device device = outcome.result().devices().get(0);
        double energyJ = 0;
        for (int w = 0; w < 8; w++) {
            energyJ += timeline.devices().get(0).powerW()[w] * (w < 7 ? 1 : 0.5);
        }
        assertEquals(device.energyJ(), energyJ, 1e-6);
        Timeline.DeviceSeries overTime = timeline.devices().get(0);
        assertEquals(
                device.energyByComponentJ().keySet(),
                overTime.powerByComponentW().keySet());
        overTime.powerByComponentW().forEach((component, powerW) -> {
            double partJ = 0;
            for (int w = 0; w < 8; w++) {
                partJ += powerW[w] * (w < 7 ? 1 : 0.5);
            }
            assertEquals(device.energyByComponentJ().getOrDefault(component, Double.NaN), partJ, 1e-6, component);
        });
        double[] skin = timeline.devices().get(0).temperatureDegC().get("skin");
        assertNotNull(skin);
        RunResult.Temperature end = device.temperatureDegC().get("skin");
        assertNotNull(end);
        assertEquals(end.end(), skin[7], 1e-9);
    }

    private static long sum(long[] values) {
        long sum = 0;
        for (long value : values) {
            sum += value;
        }
        return sum;
    }

    @Test
    void theLogHoldsEveryCapturedFrameOnce() {
        RunOutcome outcome =
                Bench.run(new RunOptions(1, 1, false, true, share -> {}), Bench.BUSY_PHONE, "duration_s=5");
        RunLog log = outcome.log();
        assertNotNull(log);
        long undelivered = 0;
        long[] onTime = new long[4];
        long[] late = new long[4];
        long[] dropped = new long[4];
        long[] inFlight = new long[4];
        Set<String> frames = new HashSet<>();
        for (int row = 0; row < log.frameCount(); row++) {
            switch (log.outcome(row)) {
                case ON_TIME -> onTime[log.stream(row)]++;
                case LATE -> late[log.stream(row)]++;
                case DROPPED -> dropped[log.stream(row)]++;
                case IN_FLIGHT -> inFlight[log.stream(row)]++;
            }
            assertTrue(frames.add(log.stream(row) + "#" + log.number(row)));
            if (log.deliveryNs(row) < 0) {
                assertEquals(RunLog.Outcome.IN_FLIGHT, log.outcome(row));
                undelivered++;
            } else {
                assertTrue(log.startNs(row) < log.deliveryNs(row));
                assertTrue(log.deliveryNs(row) <= log.endNs(row));
            }
            assertTrue(log.startNs(row) < log.endNs(row) && log.endNs(row) <= 5_000_000_000L);
            assertEquals(
                    log.outcome(row) == RunLog.Outcome.DROPPED, !log.reason(row).isEmpty());
        }
        for (int s = 0; s < 4; s++) {
            RunResult.Stream stream = outcome.result().streams().get(s);
            assertEquals(stream.onTime(), onTime[s]);
            assertEquals(stream.late(), late[s]);
            assertEquals(stream.dropped(), dropped[s]);
            assertEquals(stream.inFlight(), inFlight[s]);
        }
        assertEquals(
                outcome.result().streams().stream()
                        .mapToLong(RunResult.Stream::captured)
                        .sum(),
                log.frameCount());
        assertTrue(undelivered > 0);
        for (int row = 0; row < log.stageCount(); row++) {
            assertTrue(log.stageEnteredNs(row) <= log.stageLeftNs(row));
            assertTrue(log.stageBeganNs(row) <= log.stageLeftNs(row));
        }
        assertTrue(log.stageCount() > 2 * log.frameCount());
    }

    @Test
    void theLogOfAKilledRunHoldsEveryCapturedFrameToo() {
        RunOutcome outcome = Bench.run(
                new RunOptions(1, 1, false, true, share -> {}),
                Bench.ONE_CAMERA,
                "limits.memory_mb=22",
                "pipelines.see.stages.find.infer.network=fifty",
                "pipelines.see.queue={policy: FIFO, capacity: 100}");
        RunResult.Stream stream = outcome.result().streams().get(0);
        assertTrue(stream.inFlight() > 0 && stream.dropped() > 0);
        RunLog log = outcome.log();
        assertNotNull(log);
        assertEquals(stream.captured(), log.frameCount());
    }

    @Test
    void aRunThatTheClockCannotHoldIsRefusedBeforeItStarts() {
        Scenario year =
                Bench.scenario(Bench.ONE_CAMERA, "duration_s=31536000", "cameras.cam.count=200", "cameras.cam.fps=1");
        InputException e =
                assertThrows(InputException.class, () -> Simulation.check(year, new ProfileRepository(null)));
        // 200 cameras need 8 bits beside the time; half of 2^55 ns is kept in hand
        assertTrue(e.getMessage().contains(": duration_s: 31536000 is too long"), e.getMessage());
        assertTrue(e.getMessage().endsWith("At most " + (1L << 54) / 1_000_000_000L + "."), e.getMessage());
        Simulation.check(Bench.scenario(Bench.ONE_CAMERA, "duration_s=31536000"), new ProfileRepository(null));
    }

    @Test
    void aRunWithHeatAndBatteryAllocatesNothingPerEvent() {
        Scenario scenario = Bench.scenario(Bench.BUSY_PHONE, "environment.ambient_deg_c=-30", "duration_s=400");
        Run run = Wiring.wire(RunPlan.of(scenario, new ProfileRepository(null)), 5, 0, 400, false, null);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        run.advanceTo(100_000_000_000L);
        long events = run.simulator.eventCount();
        long bytes = threads.getCurrentThreadAllocatedBytes();
        run.advanceTo(399_000_000_000L);
        bytes = threads.getCurrentThreadAllocatedBytes() - bytes;
        events = run.simulator.eventCount() - events;
        assertTrue(run.devices.get(0).state.clockSteps().isEmpty(), "a clock step may allocate");
        assertTrue(events > 100_000, events + " events");
        assertTrue(bytes < 0.1 * events, bytes + " bytes in " + events + " events");
    }

    @Test
    void progressRisesToTheEnd() {
        List<Double> told = Collections.synchronizedList(new ArrayList<>());
        Bench.run(new RunOptions(3, 1, false, false, told::add), Bench.ONE_CAMERA);
        List<Double> sorted = new ArrayList<>(told);
        Collections.sort(sorted);
        assertEquals(sorted, told);
        assertEquals(1, told.get(told.size() - 1));
        assertTrue(told.size() > 100 && told.get(0) > 0);
    }
}
