package org.framebudget.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.framebudget.sim.report.TextStyle;
import org.framebudget.sim.report.VerdictTable;
import org.framebudget.sim.results.RunResult;
import org.junit.jupiter.api.Test;

/** Equal cameras, unequal frame rates. */
class FairCamerasTest {
    private static final double CAMERA_FPS = 25;

    private static RunResult with(String queue, String scheduling) {
        return Shipped.result(
                "five-equal-cameras",
                "duration_s=60",
                "pipelines.gate.queue.policy=" + queue,
                "pipelines.yard.queue.policy=" + queue,
                "devices.pi.scheduling=" + scheduling);
    }

    private static double index(RunResult result) {
        Double index = result.devices().get(0).fairnessIndex();
        assertNotNull(index);
        return index;
    }

    private static double fps(RunResult result, int stream) {
        return result.streams().get(stream).processedFps();
    }

    private static double sumFps(RunResult result) {
        return result.streams().stream()
                .mapToDouble(RunResult.Stream::processedFps)
                .sum();
    }

    private static double perS(RunResult result) {
        RunResult.Invoke invoke = result.streams().get(0).stages().get(0).invoke();
        assertNotNull(invoke);
        return 1000 / invoke.ms();
    }

    @Test
    void equalCamerasGetUnequalRatesFromOneQueueInOrder() {
        RunResult result = with("LATEST", "FIFO");
        // the sum is what the stick has time for, within its jitter
        assertEquals(perS(result), sumFps(result), 0.02 * perS(result));
        double most = fps(result, 0);
        double least = fps(result, 4);
        assertTrue(most > 1.05 * least, most + " against " + least);
        assertTrue(index(result) < 0.9995, index(result) + "");
    }

    @Test
    void turnsAndQueuesShareEvenly() {
        for (RunResult result :
                List.of(with("LATEST", "ROUND_ROBIN"), with("FIFO", "FIFO"), with("FIFO", "ROUND_ROBIN"))) {
            assertEquals(1, index(result), 1e-4);
            for (int s = 0; s < 5; s++) {
                assertEquals(perS(result) / 5, fps(result, s), 0.02 * perS(result) / 5);
            }
        }
    }

    @Test
    void whereNobodyMayWaitTheFirstHasItAll() {
        RunResult result = with("DROP_WHEN_BUSY", "ROUND_ROBIN");
        assertEquals(CAMERA_FPS, fps(result, 0), 0.1);
        assertEquals(CAMERA_FPS, sumFps(result), 0.1);
        assertEquals(0.2, index(result), 1e-9);
    }

    @Test
    void aFloorForOneCameraIsHeldByPriorityAlone() {
        for (String scheduling : List.of("FIFO", "ROUND_ROBIN", "EARLIEST_DEADLINE")) {
            RunResult result = with("LATEST", scheduling);
            assertEquals("processed_fps_min gate", result.slo().checks().get(0).name());
            assertFalse(result.slo().checks().get(0).met(), scheduling);
            assertTrue(result.slo().checks().get(1).met(), scheduling);
        }
        RunResult pinned = with("LATEST", "PRIORITY");
        assertTrue(pinned.slo().met());
        assertEquals(CAMERA_FPS, fps(pinned, 0), 0.1);
        // the others share what is left
        assertEquals((perS(pinned) - CAMERA_FPS) / 4, fps(pinned, 4), 0.2);
    }

    @Test
    void theTerminalShowsRatesFloorsAndTheIndex() {
        String text = VerdictTable.text(with("LATEST", "PRIORITY"), new TextStyle(false, true));
        assertTrue(text.contains("processed frame rate, gate"), text);
        assertTrue(text.contains("pi: fairness among its streams 0.8"), text);
    }
}
