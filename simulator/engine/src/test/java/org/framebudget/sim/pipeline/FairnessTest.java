package org.framebudget.sim.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.framebudget.models.InputException;
import org.framebudget.sim.results.RunResult;
import org.junit.jupiter.api.Test;

/** How evenly cameras are served, and what is asked of one of them. */
class FairnessTest {
    /** Twice what the accelerator can do, all at the same instant. */
    private static final String TWICE = Bench.ONE_CAMERA.replace("fps: 30", "fps: 20, count: 10, phase_ms: 0");

    private static Double index(RunResult result) {
        Double index = result.devices().get(0).fairnessIndex();
        assertNotNull(index);
        return index;
    }

    @Test
    void oneStreamHasNobodyToShareWith() {
        assertNull(Bench.run(Bench.ONE_CAMERA).devices().get(0).fairnessIndex());
    }

    @Test
    void streamsThatAreServedAlikeHaveIndexOne() {
        RunResult result = Bench.run(Bench.ONE_CAMERA.replace("fps: 30", "fps: 20, count: 3"));
        assertEquals(1, index(result), 1e-4);
        assertEquals("cam", result.streams().get(2).camera());
    }

    @Test
    void whoeverIsFirstAtTheSameInstantHasItAll() {
        RunResult result = Bench.run(TWICE, "pipelines.see.queue.policy=DROP_WHEN_BUSY");
        long served = result.streams().stream().filter(s -> s.processed() > 0).count();
        assertTrue(served < 10);
        // the same share for those served and none for the others
        assertEquals(served / 10.0, index(result), 1e-3);
    }

    @Test
    void anObjectiveOfOneCameraIsHeldAgainstItsStreamsAlone() {
        String two = Bench.ONE_CAMERA
                .replace("cameras:\n", "cameras:\n  - {id: slow, device: box, width_px: 640, height_px: 480, fps: 5}\n")
                .replace("camera: cam", "cameras: [slow, cam]");
        RunResult result = Bench.run(
                two,
                "slo.cameras=[{camera: cam, processed_fps_min: 29.8, useful_fps_min: 31}, {camera: slow, miss_fraction_max: 0}]");
        assertEquals(
                List.of("processed_fps_min cam", "useful_fps_min cam", "miss_fraction_max slow"),
                result.slo().checks().stream().map(RunResult.Check::name).toList());
        assertEquals(
                List.of(true, false, true),
                result.slo().checks().stream().map(RunResult.Check::met).toList());
        assertTrue(result.slo().checks().get(0).ofFrames());
        assertFalse(result.slo().met());
    }

    @Test
    void anObjectiveOfACameraThatIsNotThereIsRefused() {
        InputException e = assertThrows(
                InputException.class,
                () -> Bench.run(Bench.ONE_CAMERA, "slo.cameras=[{camera: can, processed_fps_min: 1}]"));
        assertTrue(e.getMessage().contains("there is no pipeline's camera 'can'"), e.getMessage());
        assertTrue(e.getMessage().contains("Maybe 'cam'"), e.getMessage());
        e = assertThrows(InputException.class, () -> Bench.run(Bench.ONE_CAMERA, "slo.cameras=[{camera: cam}]"));
        assertTrue(e.getMessage().contains("nothing is asked of 'cam'"), e.getMessage());
    }
}
