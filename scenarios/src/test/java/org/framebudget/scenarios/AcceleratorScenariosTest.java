package org.framebudget.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.framebudget.sim.planner.Basis;
import org.framebudget.sim.planner.DeviceChoice;
import org.framebudget.sim.planner.PlanResult;
import org.framebudget.sim.results.RunResult;
import org.junit.jupiter.api.Test;

/** Latency, throughput and energy of accelerators are three things. */
class AcceleratorScenariosTest {
    private static final String PIPELINED = "pipelined-accelerator";
    private static final String LINKS = "same-chip-two-links";

    private static RunResult cameras(int count) {
        return Shipped.result(PIPELINED, "cameras.hall.count=" + count);
    }

    @Test
    void capacityFollowsThroughputAndOneFrameFollowsLatency() {
        for (int count : List.of(1, 12)) {
            RunResult result = cameras(count);
            assertTrue(result.slo().met());
            result.streams().forEach(stream -> assertEquals(16, p50(stream), 0.01, stream.id()));
            // each result keeps the unit for 1 / 382 s
            assertEquals(count * 30 / 382.0, busy(result), 0.005);
        }
        // 382 / 30 is 12.7
        RunResult tooMany = cameras(13);
        assertFalse(tooMany.slo().met());
        double fps = tooMany.streams().stream()
                .mapToDouble(RunResult.Stream::processedFps)
                .sum();
        assertEquals(382, fps, 2);
    }

    @Test
    void theBoardsRankOtherwiseByTimeThanByEnergy() {
        DeviceChoice choice = Shipped.choice(LINKS, "duration_s=60");
        PlanResult.DeviceRank pcie = choice.devices().get(0);
        PlanResult.DeviceRank usb2 = choice.devices().get(1);
        assertEquals(1, pcie.rankMinute1());
        assertEquals(2, usb2.rankMinute1());
        assertEquals(2, pcie.rankEnergyPerFrame());
        assertEquals(1, usb2.rankEnergyPerFrame());
        PlanResult.Recommendation recommended = choice.recommended(Basis.SUSTAINED);
        assertNotNull(recommended);
        assertEquals("edge-tpu-pcie", recommended.profile());
        assertTrue(recommended.why().contains("edge-tpu-usb2 takes the least energy for a frame"), recommended.why());
    }

    @Test
    void withoutAPauseAFrameTakesWhatThePowerTimesTheTimeSays() {
        DeviceChoice choice = Shipped.choice(LINKS, "duration_s=20", "cameras.left.fps=1000", "cameras.right.fps=1000");
        assertEquals(3.0 * 4.8, energyMj(choice, 0), 0.02 * 14.4);
        assertEquals(18.6 * 1.5, energyMj(choice, 1), 0.02 * 27.9);
        assertEquals(1, choice.devices().get(0).rankEnergyPerFrame());
    }

    private static double energyMj(DeviceChoice choice, int device) {
        Double mj = choice.devices().get(device).energyPerFrameMj();
        assertNotNull(mj);
        return mj;
    }

    private static double p50(RunResult.Stream stream) {
        Double p50 = stream.latencyMs().p50();
        assertNotNull(p50);
        return p50;
    }

    private static double busy(RunResult result) {
        return result.devices().get(0).units().stream()
                .filter(unit -> unit.id().equals("npu"))
                .mapToDouble(RunResult.Unit::utilisation)
                .sum();
    }
}
