package org.framebudget.devices.calibration.thermal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.framebudget.devices.DeviceProfile;
import org.junit.jupiter.api.Test;

class ClosedLoopTest {
    private static final DeviceProfile PHONE = new PixelHeat().shipped();

    private static RunInputs inputs(double ambientDegC, double startDegC, String caseId, double extraW, double heatW) {
        return new RunInputs(ambientDegC, RunInputs.evenly(4, startDegC), caseId, 0.3, extraW, List.of(heatW));
    }

    @Test
    void aColdMinuteRunsAtTheFastestClock() {
        Forecast run = ClosedLoop.run(PHONE, inputs(0, 0, null, 0, 0), 200, 1);
        assertEquals(300, run.frameCount().get(0), 1e-9);
        assertEquals(200, run.medianMs().get(0), 1e-9);
    }

    @Test
    void everyInputThatWarmsThePhoneCostsFrames() {
        double bare = frames(inputs(20, 20, null, 0, 0));
        assertTrue(frames(inputs(25, 20, null, 0, 0)) < bare, "a warmer room");
        assertTrue(frames(inputs(20, 28, null, 0, 0)) < bare, "heat stored at the start");
        assertTrue(frames(inputs(20, 20, "thin", 0, 0)) < bare, "a case");
        assertTrue(frames(inputs(20, 20, null, 1.5, 0)) < bare, "a further load");
        assertTrue(frames(inputs(20, 20, null, 0, 1)) < bare, "what charging loses");
    }

    private static double frames(RunInputs inputs) {
        return ClosedLoop.run(PHONE, inputs, 200, 20).totalFrameCount();
    }

    @Test
    void aPhoneThrottlesInStepsToTheCeilingsOfItsPolicy() {
        Forecast run = ClosedLoop.run(PHONE, inputs(22, 24, null, 0, 0.8), 200, 30);
        double[] levels =
                PixelHeat.numbers(FittedHeat.load("pixel-8/heat", new PixelHeat().parameters())
                                .bestValues())
                        .entrySet()
                        .stream()
                        .filter(e -> e.getKey().startsWith("cpu_clock_mhz_"))
                        .mapToDouble(e -> 200 * 2450 / e.getValue())
                        .toArray();
        for (double medianMs : run.medianMs()) {
            double nearest = Double.POSITIVE_INFINITY;
            for (double level : levels) {
                nearest = Math.min(nearest, Math.abs(level / medianMs - 1));
            }
            assertEquals(0, nearest, 1e-3, medianMs + " ms is no level");
        }
        assertTrue(run.medianMs().get(29) > 1.3 * run.medianMs().get(0));
    }

    @Test
    void aPauseEndsAtTheTemperatureAskedForOrWhereNothingFallsAnyMore() {
        RunInputs hot = new RunInputs(20, List.of(45.0, 42.0, 38.0, 38.0), null, -1, 0, List.of(0.0));
        List<Double> cooled = ClosedLoop.cooledTo(PHONE, hot, 28);
        assertEquals(28, cooled.get(3), 0.3);
        assertTrue(ClosedLoop.cooledTo(PHONE, hot, 0).get(3) > 20);
    }
}
