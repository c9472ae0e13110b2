package org.framebudget.devices.calibration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

    private static PauseFit.Step only(PauseFit fit) {
        assertEquals(1, fit.steps().size(), fit.toString());
        return fit.steps().get(0);
    }

    @Test
    void aCostThatBeginsWithSomePauseIsFound() {
        PauseFit fit = PauseFit.of(points((warm, pause) -> pause > 100 ? 1.2 * warm + 0.3 : warm));
        PauseFit.Step step = only(fit);
        assertEquals(1.2, step.factor(), 1e-9);
        assertEquals(0.3, step.extraMs(), 1e-9);
        assertEquals(59.9, step.afterLowMs(), 1e-9);
        assertEquals(198, step.afterHighMs(), 1e-9);
        assertEquals(Math.sqrt(59.9 * 198), step.afterMs(), 1e-9);
        assertEquals(5.1, fit.pausedMs(4, 500), 1e-9);
        assertEquals(4, fit.pausedMs(4, 50), 1e-9);
    }

    /** At 60 requests a second the long job leaves no pause, and at 15 one that no other job has. */
    @Test
    void aPauseThatOneJobAloneHasIsJudgedWithTheLongerOnes() {
        PauseFit.Step step = only(ofRates(1, 3, 5.5, 40));
        assertEquals(1000 / 60.0 - 1, step.afterLowMs(), 1e-9);
        assertEquals(1000 / 15.0 - 40, step.afterHighMs(), 1e-9);
        assertEquals(1.1, step.factor(), 1e-9);
        assertEquals(0.5, step.extraMs(), 1e-9);
    }

    /** Where the third job takes too long for 60 requests a second, what is left there cannot hide where the cost begins. */
    @Test
    void fewPausesBelowAllOthersAreThoseThatCostNothing() {
        PauseFit.Step step = only(ofRates(1.5, 8, 14, 27, 60));
        assertEquals(1000 / 60.0 - 1.5, step.afterLowMs(), 1e-9);
        assertEquals(1000 / 15.0 - 27, step.afterHighMs(), 1e-9);
        assertEquals(1.1, step.factor(), 1e-9);
        assertEquals(0.5, step.extraMs(), 1e-9);
    }

    /** Requests at 60, 15, 5 and 1 a second, where each leaves a fifth of its interval; pauses of more than 20 ms cost a tenth and half a millisecond. */
    private static PauseFit ofRates(double... warmMs) {
        List<PauseFit.Point> points = new ArrayList<>();
        for (double warm : warmMs) {
            for (double rateFps : new double[] {60, 15, 5, 1}) {
                double pauseMs = 1000 / rateFps - warm;
                if (pauseMs > 200 / rateFps) {
                    points.add(new PauseFit.Point(warm, pauseMs, pauseMs > 20 ? 1.1 * warm + 0.5 : warm));
                }
            }
        }
        return PauseFit.of(points);
    }

    @Test
    void aCostThatGrowsWithThePauseHasStepsOfTheirOwn() {
        PauseFit fit = PauseFit.of(points((warm, pause) ->
                pause > 500 ? 1.5 * warm + 20 : pause > 100 ? 1.1 * warm + 5 : pause > 30 ? 1.1 * warm + 0.5 : warm));
        assertEquals(3, fit.steps().size(), fit.toString());
        assertEquals(1.1 * 4 + 0.5, fit.pausedMs(4, 60), 1e-9);
        assertEquals(1.1 * 4 + 5, fit.pausedMs(4, 200), 1e-9);
        assertEquals(1.5 * 4 + 20, fit.pausedMs(4, 1000), 1e-9);
        assertEquals(Math.sqrt(199.9 * 998), fit.steps().get(2).afterMs(), 1e-9);
    }

    @Test
    void aFactorDoesNotFallWithThePause() {
        PauseFit fit = PauseFit.of(points((warm, pause) -> pause > 500 ? warm + 9 : pause > 30 ? 1.3 * warm : warm));
        double before = 1;
        for (PauseFit.Step step : fit.steps()) {
            assertTrue(step.factor() >= before, fit.toString());
            before = step.factor();
        }
        assertEquals(2, fit.steps().size(), fit.toString());
    }

    @Test
    void noiseMakesNoSteps() {
        // a twentieth up and down around one cost
        double[] noise = {1.05, 0.96, 1.02, 0.95, 0.97, 1.04, 0.98, 1.03, 1.01, 0.95, 1.04, 0.98};
        int[] next = {0};
        only(PauseFit.of(points((warm, pause) -> noise[next[0]++] * (1.2 * warm + 2))));
    }

    @Test
    void aCostOfEveryPauseBeginsBelowTheShortest() {
        PauseFit.Step step = only(PauseFit.of(points((warm, pause) -> warm + 0.3)));
        assertEquals(4, step.afterMs(), 1e-9);
        assertEquals(0, step.afterLowMs());
        assertEquals(8, step.afterHighMs(), 1e-9);
        assertEquals(1, step.factor(), 1e-9);
        assertEquals(0.3, step.extraMs(), 1e-9);
    }

    @Test
    void aCostThatGrowsWithTheJobHasNoExtraTime() {
        PauseFit.Step step = only(PauseFit.of(points((warm, pause) -> 1.5 * warm)));
        assertEquals(1.5, step.factor(), 1e-9);
        assertEquals(0, step.extraMs(), 1e-9);
    }

    @Test
    void aPauseThatSeemsToHelpCostsNothing() {
        assertEquals(List.of(), PauseFit.of(points((warm, pause) -> 0.9 * warm)).steps());
        assertThrows(IllegalArgumentException.class, () -> PauseFit.of(List.of()));
    }
}
