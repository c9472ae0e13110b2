package org.framebudget.devices.calibration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;

class PauseFitTest {
    /** Jobs of 1, 4 and 20 ms after pauses of 10, 60, 200 and 1000 ms. */
    private static List<PauseFit.Point> points(DoubleBinaryOperator pausedMs) {
        List<PauseFit.Point> points = new ArrayList<>();
        for (double warmMs : new double[] {1, 4, 20}) {
            for (double pauseMs : new double[] {10, 60, 200, 1000}) {
                // of requests at a fixed rate, a longer job leaves a shorter pause
                double pause = pauseMs - warmMs / 10;
                points.add(new PauseFit.Point(warmMs, pause, pausedMs.applyAsDouble(warmMs, pause)));
            }
        }
        return points;
    }

    @Test
    void aCostThatBeginsWithSomePauseIsFound() {
        PauseFit fit = PauseFit.of(points((warm, pause) -> pause > 100 ? 1.2 * warm + 0.3 : warm));
        assertEquals(1.2, fit.factor(), 1e-9);
        assertEquals(0.3, fit.extraMs(), 1e-9);
        assertEquals(59.9, fit.afterLowMs(), 1e-9);
        assertEquals(198, fit.afterHighMs(), 1e-9);
        assertEquals(Math.sqrt(59.9 * 198), fit.afterMs(), 1e-9);
        assertEquals(5.1, fit.pausedMs(4, 500), 1e-9);
        assertEquals(4, fit.pausedMs(4, 50), 1e-9);
    }

    @Test
    void aCostOfEveryPauseBeginsBelowTheShortest() {
        PauseFit fit = PauseFit.of(points((warm, pause) -> warm + 0.3));
        assertEquals(new PauseFit(4, 0, 8, 1, 0.3).toString(), rounded(fit).toString());
    }

    @Test
    void aCostThatGrowsWithTheJobHasNoExtraTime() {
        PauseFit fit = PauseFit.of(points((warm, pause) -> 1.5 * warm));
        assertEquals(1.5, fit.factor(), 1e-9);
        assertEquals(0, fit.extraMs(), 1e-9);
    }

    @Test
    void aPauseThatSeemsToHelpCostsNothing() {
        PauseFit fit = PauseFit.of(points((warm, pause) -> 0.9 * warm));
        assertEquals(1, fit.factor());
        assertEquals(0, fit.extraMs());
        assertThrows(IllegalArgumentException.class, () -> PauseFit.of(List.of()));
    }

    private static PauseFit rounded(PauseFit fit) {
        return new PauseFit(
                Math.rint(fit.afterMs() * 1e6) / 1e6,
                fit.afterLowMs(),
                fit.afterHighMs(),
                Math.rint(fit.factor() * 1e6) / 1e6,
                Math.rint(fit.extraMs() * 1e6) / 1e6);
    }
}
