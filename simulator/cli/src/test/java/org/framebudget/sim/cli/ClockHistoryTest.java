package org.framebudget.sim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.framebudget.sim.results.RunResult;
import org.junit.jupiter.api.Test;

class ClockHistoryTest {
    private static final ClockHistory HISTORY = new ClockHistory(List.of(new RunResult.Device(
            "phone",
            "pixel-6",
            "PUBLISHED_TFLITE",
            null,
            0,
            0,
            0,
            0,
            Map.of(),
            0,
            null,
            null,
            null,
            Map.of(),
            25,
            new RunResult.Throttle(
                    1.5,
                    0.5,
                    List.of(
                            new RunResult.ThrottleStep(1.5, "npu", 0.8, "skin policy"),
                            new RunResult.ThrottleStep(2.0, "cpu", 0.5, "power limit"),
                            new RunResult.ThrottleStep(3.0, "npu", 1.0, "skin policy"))),
            List.of(),
            null,
            null,
            null,
            null)));

    @Test
    void aStepHoldsFromItsInstantToTheNext() {
        assertEquals(new ClockHistory.Clock(1, ""), HISTORY.at("phone", "npu", 1_499_999_999L));
        assertEquals(new ClockHistory.Clock(0.8, "skin policy"), HISTORY.at("phone", "npu", 1_500_000_000L));
        assertEquals(new ClockHistory.Clock(0.8, "skin policy"), HISTORY.at("phone", "npu", 2_999_999_999L));
        assertEquals(new ClockHistory.Clock(1, ""), HISTORY.at("phone", "npu", 3_000_000_000L));
        assertEquals(new ClockHistory.Clock(0.5, "power limit"), HISTORY.at("phone", "cpu", 9_000_000_000L));
    }

    @Test
    void aUnitWithoutStepsIsFree() {
        assertEquals(new ClockHistory.Clock(1, ""), HISTORY.at("phone", "gpu", 2_000_000_000L));
        assertEquals(new ClockHistory.Clock(1, ""), HISTORY.at("pi", "npu", 2_000_000_000L));
    }
}
