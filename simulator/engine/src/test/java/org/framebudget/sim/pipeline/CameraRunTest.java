package org.framebudget.sim.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.framebudget.models.InputException;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.results.Timeline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cameras, budgets and counts of whole runs, computed by hand. */
class CameraRunTest {
    @Test
    void aFrameTakesExposureReadoutImageProcessorAndDelivery() {
        RunResult.Stream stream = Bench.one();
        assertEquals(300, stream.requested());
        assertEquals(300, stream.captured());
        // frame 298 starts at 9.933 s and is delivered at 9.983; its result comes at 9.993; frame 299 is on its way
        assertEquals(299, stream.processed());
        assertEquals(1, stream.inFlight());
        assertEquals(10, stream.latencyMs().mean(), 1e-9);
        // photon: mid-exposure of the centre row, 5 + 10 ms after the start
        assertEquals(
                10 / 2.0 + 20 / 2.0 + 15 + 5 + 10, stream.photonToResultMs().mean(), 1e-9);
        assertEquals(29.9, stream.processedFps(), 1e-9);
        // a quantile may be a bucket off, 0.8 %
        Double gapMs = Bench.one("duration_s=100").resultGapP99Ms();
        assertEquals(1e3 / 30, gapMs == null ? 0 : gapMs, 0.3);
    }

    @Test
    void theProfilesDeliveryCountsInIntervalsOfTheCamera() {
        RunResult.Stream stream = Bench.run(Bench.ONE_CAMERA.replace(", delivery_ms: 5", ""))
                .streams()
                .get(0);
        assertEquals(5 + 10 + 15 + 1e3 / 30 + 10, stream.photonToResultMs().mean(), 1e-5);
    }

    @Test
    void theBudgetBeginsWhereTheScenarioSays() {
        // from delivery 10 ms, from mid-exposure 45 ms, from the start of the frame 60 ms
        assertEquals(0, Bench.one("pipelines.see.budget_ms=10").late());
        assertEquals(299, Bench.one("pipelines.see.budget_ms=9.999").late());
        String mid = "pipelines.see.budget_from=exposure_mid";
        assertEquals(0, Bench.one(mid, "pipelines.see.budget_ms=45").late());
        assertEquals(299, Bench.one(mid, "pipelines.see.budget_ms=44.999").late());
        String start = "pipelines.see.budget_from=frame_start";
        assertEquals(0, Bench.one(start, "pipelines.see.budget_ms=60").late());
        RunResult.Stream late = Bench.one(start, "pipelines.see.budget_ms=59.999");
        assertEquals(299, late.late());
        assertEquals("frame_start", late.budgetFrom());
        assertEquals(1, late.lateFraction());
        assertEquals(299 / 300.0, late.missFraction(), 1e-12);
        assertEquals(299, late.consecutiveMissMax());
        assertEquals(0, late.usefulFps());
        // two of three latencies count from the same place whatever the budget
        assertEquals(10, late.latencyMs().mean(), 1e-9);
        assertEquals(45, late.photonToResultMs().mean(), 1e-9);
        assertEquals(60, late.budgetToResultMs().mean(), 1e-9);
        assertEquals(60, late.budgetToResultMs().p50(), 1e-9);
        assertEquals(45, Bench.one(mid).budgetToResultMs().p50(), 1e-9);
        assertEquals(10, Bench.one().budgetToResultMs().p50(), 1e-9);
        RunResult.Stream jitter = Bench.one(start, "cameras.cam.jitter_ms=3");
        double beforeDeliveryMs =
                jitter.budgetToResultMs().mean() - jitter.latencyMs().mean();
        assertEquals(50, beforeDeliveryMs, 3);
        assertNotEquals(50, beforeDeliveryMs, 1e-3);
    }

    @Test
    void latencyOverTimeCountsFromTheBudgetsStart() {
        RunOptions withTimeline = new RunOptions(1, 1, true, false, share -> {});
        Timeline timeline = Bench.run(withTimeline, Bench.ONE_CAMERA, "pipelines.see.budget_from=frame_start")
                .timeline();
        assertNotNull(timeline);
        double[] p50Ms = timeline.streams().get(0).latencyP50Ms();
        assertEquals(60, p50Ms[p50Ms.length - 1], 0.5);
    }

    @Test
    void lowLightMakesTheSensorGiveFewerFramesThanRequested() {
        RunResult.Stream stream = Bench.one("cameras.cam.low_light_fps=15");
        assertEquals(300, stream.requested());
        assertEquals(150, stream.captured());
    }

    @Test
    void rationalFrameRatesDoNotDrift() {
        RunResult.Stream stream = Bench.one("cameras.cam.fps=\"30000/1001\"", "duration_s=1001");
        assertEquals(30_000, stream.captured());
        assertEquals(30_000, stream.requested());
        assertEquals(29_998, stream.processed(), 1);
    }

    @Test
    void camerasOfACountSpreadEvenlyOverAnInterval() {
        // six 10 ms jobs per 100 ms from 6 cameras of 10 fps, spread by 16.7 ms: nobody waits
        RunResult result = Bench.run(Bench.ONE_CAMERA, "cameras.cam.count=6", "cameras.cam.fps=10");
        assertEquals(6, result.streams().size());
        for (RunResult.Stream stream : result.streams()) {
            assertEquals(10, stream.latencyMs().max(), 1e-9);
        }
        assertEquals("see/cam-1", result.streams().get(0).id());
        // with one phase for all, the last of six waits for five others
        RunResult together =
                Bench.run(Bench.ONE_CAMERA, "cameras.cam.count=6", "cameras.cam.fps=10", "cameras.cam.phase_ms=0");
        assertEquals(60, together.streams().get(5).latencyMs().max(), 1e-9);
        assertEquals(10, together.streams().get(0).latencyMs().max(), 1e-9);
    }

    @Test
    void deliveryJitterHasItsSpreadAndKeepsTheOrder() {
        RunResult.Stream stream = Bench.one("cameras.cam.jitter_ms=4", "duration_s=2000", "cameras.cam.fps=10");
        // photon to result: mean 45 ms and 97.5 % below mean + 1.96 sigma; 20,000 frames
        assertEquals(45, stream.photonToResultMs().mean(), 4 * 4 / Math.sqrt(20_000));
        assertEquals(45 + 1.645 * 4, stream.photonToResultMs().p95(), 0.2 + 0.008 * 52);
        assertEquals(10, stream.latencyMs().mean(), 0.01);
    }

    @Test
    void noFrameIsDeliveredBeforeItHasBeenExposedAndReadOut() {
        // exposure 10 ms and readout 20: with a jitter of 60 ms a third of the frames would come earlier
        RunOutcome outcome = Bench.run(
                new RunOptions(1, 1, false, true, share -> {}),
                Bench.ONE_CAMERA,
                "cameras.cam.jitter_ms=60",
                "duration_s=60",
                "pipelines.see.stages.find.infer.per_frame=0");
        RunLog log = outcome.log();
        assertNotNull(log);
        long least = Long.MAX_VALUE;
        for (int row = 0; row < log.frameCount(); row++) {
            if (log.deliveryNs(row) >= 0) {
                least = Math.min(least, log.deliveryNs(row) - log.startNs(row));
            }
        }
        assertEquals(30_000_000L, least);
        Bench.one("cameras.cam.jitter_ms=3600000");
    }

    @Test
    void aRecordedCameraIsReplayed(@TempDir Path folder) {
        String trace = Bench.file(folder, "frames.csv", "frame_start_s\n0\n0.1\n0.105\n0.5\n20\n");
        RunResult.Stream stream = Bench.one("cameras.cam.trace=" + trace);
        // the frame at 20 s lies behind the end; the one at 105 ms comes while the one at 100 ms is served
        assertEquals(4, stream.requested());
        assertEquals(4, stream.captured());
        assertEquals(4, stream.processed());
        assertEquals((10 + 10 + 15 + 10) / 4.0, stream.latencyMs().mean(), 1e-9);
        assertEquals(15, stream.latencyMs().max(), 1e-9);
        RunResult.Stream later = Bench.one("cameras.cam.trace=" + trace, "cameras.cam.phase_ms=9600");
        assertEquals(3, later.captured());
        assertEquals(3, later.requested());
    }

    @Test
    void inferencesPerFrameMayBeNoneManyRecordedOrDrawn(@TempDir Path folder) {
        String perFrame = "pipelines.see.stages.find.infer.per_frame=";
        assertEquals(0, Bench.one(perFrame + "0").latencyMs().max());
        assertEquals(30, Bench.one(perFrame + "3").latencyMs().mean(), 1e-9);
        String trace = Bench.file(folder, "counts.csv", "count\n0\n1\n2\n");
        RunResult.Stream recorded = Bench.one("pipelines.see.stages.find.infer.per_frame.trace=" + trace);
        assertEquals(20, recorded.latencyMs().max(), 1e-9);
        assertEquals(10, recorded.latencyMs().mean(), 0.05);
        assertEquals(300, recorded.processed(), 1);
        // Poisson with mean 0.5 at 10 fps: the mean number of 10 ms jobs has standard error sqrt(0.5 / 20,000)
        RunResult drawn = Bench.run(
                Bench.ONE_CAMERA,
                "pipelines.see.stages.find.infer.per_frame.mean=0.5",
                "cameras.cam.fps=10",
                "duration_s=2000");
        assertEquals(0.05, drawn.devices().get(0).units().get(1).utilisation(), 4 * 0.1 * Math.sqrt(0.5 / 20_000));
    }

    @Test
    void inferencesInParallelTakeAsManyServersAsThereAre() {
        String two = "pipelines.see.stages.find.infer.per_frame=2";
        // one server only: parallel is as slow as serial
        assertEquals(
                20,
                Bench.one(two, "pipelines.see.stages.find.infer.dispatch=PARALLEL")
                        .latencyMs()
                        .max(),
                1e-9);
        assertEquals(20, Bench.one(two).latencyMs().max(), 1e-9);
    }

    @Test
    void withoutMotionNothingIsInferred() {
        RunResult result = Bench.run(
                Bench.ONE_CAMERA, "cameras.cam.motion_fraction=0.3", "cameras.cam.fps=10", "duration_s=30000");
        // episodes of 10 and 23.3 s: share of time with motion 0.3, and of the unit 0.03. The share of an alternating
        // renewal process with exponential episodes a, b over t has variance 2 a b (a b / (a + b)^3) / t
        double a = 10;
        double b = 10 * 0.7 / 0.3;
        double error = Math.sqrt(2 * a * b * a * b / Math.pow(a + b, 3) / 30_000);
        assertEquals(0.3, result.devices().get(0).units().get(1).utilisation() / 0.1, 4 * error);
        assertEquals(300_000, result.streams().get(0).processed(), 2);
        assertTrue(result.assumptions().stream().anyMatch(text -> text.contains("motion comes in episodes")));
    }

    @Test
    void aMotionFractionOfZeroIsNoMotionEver() {
        for (String fraction : new String[] {"0", "1e-300"}) {
            RunResult result = Bench.run(Bench.ONE_CAMERA, "cameras.cam.motion_fraction=" + fraction);
            assertEquals(0, result.devices().get(0).units().get(1).utilisation(), fraction);
            assertEquals(299, result.streams().get(0).processed(), fraction);
        }
        assertTrue(Bench.run(Bench.ONE_CAMERA, "cameras.cam.motion_fraction=0").assumptions().stream()
                .noneMatch(text -> text.contains("motion comes in episodes")));
        // hardly ever still, in episodes far below a nanosecond
        assertEquals(
                0.3,
                Bench.box("cameras.cam.motion_fraction=0.99999999999999")
                        .units()
                        .get(1)
                        .utilisation(),
                0.01);
    }

    @Test
    void aBlockingQueueLeavesFramesUncaptured() {
        RunResult.Stream stream = Bench.one(
                "pipelines.see.stages.find.infer.network=fifty",
                "pipelines.see.queue={policy: FIFO, capacity: 2, when_full: BLOCK}");
        assertEquals(300, stream.requested());
        assertEquals(0, stream.dropped());
        // 50 ms each from the first delivery on: (10 - 0.05) / 0.05 results
        assertEquals(199, stream.processed());
        assertEquals(stream.captured(), stream.processed() + stream.inFlight());
        assertTrue(stream.captured() < 205, "captured " + stream.captured());
    }

    @Test
    void onlyTheFirstQueueCanHoldTheCameraBack() {
        String two = Bench.ONE_CAMERA.replace(
                "    stages:\n", "    stages:\n      - {id: prepare, preprocess: {unit: cpu}}\n");
        InputException e = assertThrows(
                InputException.class,
                () -> Bench.run(two, "pipelines.see.stages.find.queue={policy: FIFO, when_full: BLOCK}"));
        assertEquals(
                "--set pipelines.see.stages.find.queue={policy: FIFO, when_full: BLOCK}:"
                        + " pipelines.see.stages.find.queue.when_full: BLOCK holds the camera back, so it can stand only in front of"
                        + " the first stage. Give DROP_NEWEST or DROP_OLDEST.",
                e.getMessage());
    }

    @Test
    void aQueueOfTheFirstStagesOwnTakesThePlaceOfThePipelines() {
        String fifty = "pipelines.see.stages.find.infer.network=fifty";
        RunResult.Stream busy = Bench.one(fifty, "pipelines.see.stages.find.queue={policy: DROP_WHEN_BUSY}");
        RunResult.Stream latest = Bench.one(fifty);
        assertEquals(15, busy.processedFps(), 0.2);
        assertEquals(20, latest.processedFps(), 0.2);
    }

    @Test
    void preprocessingCostsItsFixedTimeAndItsPixels() {
        String two = Bench.ONE_CAMERA.replace(
                "    stages:\n", "    stages:\n      - {id: prepare, preprocess: {unit: cpu}}\n");
        RunResult.Stream stream = Bench.run(two).streams().get(0);
        double ms = 1 + 640 * 480 * 10e-6;
        assertEquals(ms, stream.stages().get(0).meanMs(), 1e-6);
        assertEquals(ms + 10, stream.latencyMs().mean(), 1e-6);
    }
}
