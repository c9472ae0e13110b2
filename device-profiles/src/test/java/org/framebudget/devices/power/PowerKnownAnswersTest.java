package org.framebudget.devices.power;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.framebudget.devices.KnownAnswers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

public class PowerKnownAnswersTest {
    /** Cases this class answers. */
    public static final String[] CASES = {"TH4", "DV1", "DV2"};

    private static final double AMBIENT_DEG_C = 25;
    private static final double RESISTANCE_K_PER_W = 8;
    private static final LeakageModel LEAKAGE = new LeakageModel(0.3, 0.036, AMBIENT_DEG_C);

    static Stream<KnownAnswers.Row> rows() {
        return KnownAnswers.of(CASES);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void theKnownAnswerIsGiven(KnownAnswers.Row row) {
        switch (row.quantity()) {
            case "steady rise" -> row.check(RESISTANCE_K_PER_W * (3 + settledW(3)));
            case "stability number" -> row.check(LEAKAGE.stability(RESISTANCE_K_PER_W, settledW(3)));
            case "runaway power" -> row.check(LEAKAGE.runawayPowerW(RESISTANCE_K_PER_W, AMBIENT_DEG_C));
            case "time to utilisation" -> row.check(new UtilisationTracker().nsToReach(row.given()[0]) / 1e6);
            case "wanted clock" -> row.check(Schedutil.rawMhz(row.given()[0] / row.given()[1], row.given()[2]));
            default -> throw row.unknown();
        }
    }

    @Test
    void leakageHasAnEquilibriumJustBelowTheRunawayPowerAndNoneAbove() {
        double runawayW = LEAKAGE.runawayPowerW(RESISTANCE_K_PER_W, AMBIENT_DEG_C);
        assertTrue(Double.isFinite(settledW(runawayW - 1e-3)));
        assertTrue(Double.isNaN(settledW(runawayW + 1e-3)));
    }

    @Test
    void leakageIsTheSmallerOfTheTwoRoots() {
        double leakageW = settledW(3);
        assertEquals(leakageW, LEAKAGE.powerW(AMBIENT_DEG_C + RESISTANCE_K_PER_W * (3 + leakageW)), 1e-12);
        assertTrue(LEAKAGE.stability(RESISTANCE_K_PER_W, leakageW) < 1);
    }

    @Test
    void utilisationFollowsItsOwnForecastAndSplitsExactly() {
        UtilisationTracker whole = new UtilisationTracker();
        whole.advance((long) whole.nsToReach(0.8), true);
        assertEquals(0.8, whole.utilisation(), 1e-7);
        UtilisationTracker parts = new UtilisationTracker();
        for (int i = 0; i < 100; i++) {
            parts.advance(743_017, true);
        }
        assertEquals(0.8, parts.utilisation(), 1e-6);
        whole.advance(32_000_000, false);
        assertEquals(0.4, whole.utilisation(), 1e-7);
    }

    @Test
    void schedutilTakesTheLowestClockThatSufficesUnderTheCeiling() {
        double[] clocksMhz = {500, 851, 984, 1106, 1277, 2802};
        double none = Double.POSITIVE_INFINITY;
        assertEquals(1106, Schedutil.chooseMhz(300.0 / 1024, clocksMhz, none));
        assertEquals(2802, Schedutil.chooseMhz(0.8, clocksMhz, none));
        assertEquals(2802, Schedutil.rawMhz(0.8, 2802), 1e-9);
        assertEquals(500, Schedutil.chooseMhz(0, clocksMhz, none));
        assertEquals(984, Schedutil.chooseMhz(1, clocksMhz, 1000));
        assertEquals(500, Schedutil.chooseMhz(1, clocksMhz, 100));
    }

    private static double settledW(double drivenW) {
        return LEAKAGE.equilibriumW(AMBIENT_DEG_C + RESISTANCE_K_PER_W * drivenW, RESISTANCE_K_PER_W);
    }
}
