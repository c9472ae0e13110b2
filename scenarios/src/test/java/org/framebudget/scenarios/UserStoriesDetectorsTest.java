package org.framebudget.scenarios;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.sim.planner.CapacityPlanner;
import org.framebudget.sim.planner.PlanResult;
import org.framebudget.sim.report.TextStyle;
import org.framebudget.sim.report.VerdictTable;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.scenario.Scenario;
import org.framebudget.sim.scenario.ScenarioReader;
import org.junit.jupiter.api.Test;

/** What people asked of video recorders with detectors, answered by shipped scenarios: how many, and what a second one is worth. */
class UserStoriesDetectorsTest {
    private static final String CLIPS = "nvr-16-clips-coral";
    private static final String STICK = "+coral-usb";

    /** The scenario with so many sticks behind one queue. */
    static RunResult sticks(String name, int count, String... more) {
        StringBuilder units = new StringBuilder("tpu");
        for (int i = 2; i <= count; i++) {
            units.append(", tpu").append(i);
        }
        String[] sets = new String[more.length + 2];
        sets[0] = "devices.nvr.profile=desktop-xeon-e5-1650" + STICK.repeat(count);
        sets[1] = "devices.nvr.pools=" + (count == 1 ? "[]" : "[{units: [" + units + "]}]");
        System.arraycopy(more, 0, sets, 2, more.length);
        return Shipped.result(name, sets);
    }

    static double meanFps(RunResult result) {
        return result.streams().stream()
                .mapToDouble(RunResult.Stream::processedFps)
                .average()
                .orElseThrow();
    }

    private static double skippedFps(RunResult result) {
        return result.streams().stream().mapToLong(RunResult.Stream::dropped).sum()
                / result.simulatedS()
                / result.streams().size();
    }

    // story 1, frigate issue 1485

    @Test
    void aPlanSaysHowManyDetectorsNineCamerasNeedAndMoreActivityNeedsMore() {
        PlanResult.AcceleratorsNeeded now = needed();
        assertEquals("nvr coral-usb 1", now.device() + " " + now.accelerator() + " " + now.current());
        assertEquals(1, now.count());
        List<Double> interval = now.prediction95();
        assertNotNull(interval);
        assertTrue(interval.get(0) <= 1 && interval.get(1) >= 1, "" + interval);
        // 5 frames a second, 3.5 regions, 7.41 ms; motion of one camera half the time, of two half, of six 0.3
        Double busy = now.utilisation();
        assertEquals(5 * 3.5 * 7.41e-3 * (0.5 + 2 * 0.5 + 6 * 0.3), busy == null ? 0 : busy, 0.06);

        PlanResult.AcceleratorsNeeded busier = needed(
                "cameras.street.motion_fraction=1", "pipelines.street.stages.regions.infer.per_frame={mean: 14}");
        assertEquals(2, busier.count());
        assertTrue(String.valueOf(busier.binding()).contains("tpu of nvr"), busier.binding());
    }

    private static PlanResult.AcceleratorsNeeded needed(String... sets) {
        Scenario scenario = ScenarioReader.read(
                Shipped.FOLDER.resolve("nvr-nine-cameras").resolve("scenario.yaml"), List.of(sets), null);
        return CapacityPlanner.acceleratorsNeeded(scenario, new ProfileRepository(null), 2)
                .get(0);
    }

    // story 2, frigate issue 7247

    @Test
    void regionsPerFrameAreThoseThatTheRowOfOneCoralGives() {
        double[] fitted = RegionsPerFrame.fitted();
        double[] shipped =
                ScenarioReader.read(Shipped.FOLDER.resolve(CLIPS).resolve("scenario.yaml"), List.of(), null)
                        .pipelines()
                        .stream()
                        .mapToDouble(pipeline -> {
                            Scenario.Infer infer = pipeline.stages().get(0).infer();
                            assertNotNull(infer);
                            assertEquals(
                                    1e3 / RegionsPerFrame.DETECTIONS_PER_S,
                                    infer.stated().meanMs(),
                                    0.005);
                            return infer.perFrameMean();
                        })
                        .toArray();
        assertArrayEquals(fitted, shipped, 0.02);
        double[] fps = RegionsPerFrame.processedFps(fitted, 1);
        assertEquals(RegionsPerFrame.PROCESSED_FPS, RegionsPerFrame.mean(fps), 1e-6);
        assertEquals(RegionsPerFrame.MOST_SKIPPED_FPS, RegionsPerFrame.SENT_FPS - RegionsPerFrame.least(fps), 1e-6);
        // not fitted
        assertEquals(RegionsPerFrame.MOST_PROCESSED_FPS, fps[0], 0.05);
    }

    @Test
    void oneCoralIsAsMeasuredAndTwoAndThreeArePredictedWithinTenPercent() {
        RunResult one = sticks(CLIPS, 1);
        assertEquals(2.38, meanFps(one), 0.01 * 2.38);
        assertEquals(2.19, skippedFps(one), 0.01 * 2.19);
        RunResult two = sticks(CLIPS, 2);
        assertEquals(3.6, meanFps(two), 0.1 * 3.6);
        RunResult three = sticks(CLIPS, 3);
        assertEquals(4.34, meanFps(three), 0.1 * 4.34);
        // what comes out, and as closed form
        double[] regions = RegionsPerFrame.fitted();
        assertEquals(3.67, meanFps(two), 0.03);
        assertEquals(RegionsPerFrame.mean(RegionsPerFrame.processedFps(regions, 2)), meanFps(two), 0.05);
        assertEquals(4.385, meanFps(three), 0.03);
        assertEquals(RegionsPerFrame.mean(RegionsPerFrame.processedFps(regions, 3)), meanFps(three), 0.05);
        for (RunResult result : List.of(one, two, three)) {
            RunResult.Bottleneck bottleneck = result.bottleneck();
            assertNotNull(bottleneck);
            assertEquals("tpu", bottleneck.unit());
        }
        assertTrue(VerdictTable.text(three, TextStyle.PLAIN).contains("tpu, tpu2 and tpu3's time"));
    }

    // story 3, frigate issue 5461

    @Test
    void theRuleOfThumbIsTooLowOrTooHighAndNeverStandsAlone() {
        String name = "nvr-eight-cameras-by-hand";
        // all the time: eight cameras fill the detector to the last millisecond, and seven fit
        assertTrue(!missesNothing(Shipped.result(name, "cameras.cam.motion_fraction=1")));
        assertTrue(missesNothing(Shipped.result(name, "cameras.cam.motion_fraction=1", "cameras.cam.count=7")));
        // 30 and 5 % of the time: more than eight
        assertTrue(missesNothing(Shipped.result(name)));
        assertTrue(missesNothing(Shipped.result(name, "cameras.cam.count=12")));
        assertTrue(missesNothing(Shipped.result(name, "cameras.cam.motion_fraction=0.05", "cameras.cam.count=20")));
        PlanResult plan = plan(name, "duration_s=60");
        PlanResult.Naive naive = plan.naive();
        assertNotNull(naive);
        assertEquals(8, naive.camerasBy1000OverLatency(), 1e-9);
        PlanResult.Headroom cameras = plan.headroom().stream()
                .filter(h -> h.axis().equals("cameras"))
                .findFirst()
                .orElseThrow();
        Double most = cameras.maxBurst();
        assertTrue(most != null && most > 10, "beside it " + most);
        assertNotNull(cameras.prediction95());
    }

    private static boolean missesNothing(RunResult result) {
        return result.slo().met();
    }

    static PlanResult plan(String name, String... sets) {
        Scenario scenario =
                ScenarioReader.read(Shipped.FOLDER.resolve(name).resolve("scenario.yaml"), List.of(sets), null);
        return CapacityPlanner.plan(scenario, new ProfileRepository(null), 2, share -> {})
                .result();
    }

    // story 5, frigate issues 3607, 100 and 6924

    @Test
    void aSecondDetectorHelpsOneCameraOnlyWhereRegionsAskAtOnce() {
        String name = "nvr-second-coral";
        String parallel = "pipelines.detect.stages.regions.infer.dispatch=PARALLEL";
        double oneSerial = meanFps(sticks(name, 1));
        double twoSerial = meanFps(sticks(name, 2));
        // three of 10.02 ms one after another, and no more than one frame at a time
        assertEquals(1e3 / (3 * 10.02), oneSerial, 0.1);
        assertEquals(oneSerial, twoSerial, 1e-9);
        RunResult twoParallel = sticks(name, 2, parallel);
        assertEquals(oneSerial, meanFps(sticks(name, 1, parallel)), 0.1);
        // two at once and the third: 20 ms, so that every frame fits
        assertEquals(40, meanFps(twoParallel), 0.05);
        Double ms = twoParallel.streams().get(0).latencyMs().mean();
        assertEquals(2 * 10.02, ms == null ? 0 : ms, 0.3);
        String serial = VerdictTable.text(sticks(name, 2), TextStyle.PLAIN);
        assertTrue(
                serial.contains("3 inferences a frame, each starts when the one before has its answer (SERIAL)"),
                serial);
        assertTrue(VerdictTable.text(twoParallel, TextStyle.PLAIN).contains("all ask at once (PARALLEL)"));
    }
}
