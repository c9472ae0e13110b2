package org.framebudget.devices.battery;

import static org.framebudget.devices.Fixture.S;
import static org.framebudget.devices.Fixture.TEST;
import static org.framebudget.devices.Fixture.num;

import java.util.List;
import java.util.stream.Stream;
import org.framebudget.devices.Fixture;
import org.framebudget.devices.KnownAnswers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

public class BatteryKnownAnswersTest {
    /** Cases this class answers. */
    public static final String[] CASES = {"B1", "B2", "B3", "B4"};

    private static final double ALIUM_AH = 3.581;

    static Stream<KnownAnswers.Row> rows() {
        return KnownAnswers.of(CASES);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void theKnownAnswerIsGiven(KnownAnswers.Row row) {
        BatteryState full = new BatteryState(Fixture.alium(ALIUM_AH, 0.1, 0, 3.4, "battery"), 1);
        switch (row.quantity()) {
            case "pack energy" -> row.check(full.packEnergyWh());
            case "mean voltage" -> row.check(full.meanOcvV());
            case "current" -> row.check(BatteryState.currentA(row.given()[1], row.given()[2], row.given()[0]));
            case "largest power" -> row.check(largestW(row.given()[0], row.given()[1]));
            case "hours to empty" -> {
                double[] g = row.given();
                row.check(new BatteryState(constant(g[1], g[2], 0, g[3]), 1).hoursToEmpty(g[0], 25));
            }
            case "hours; percent left; efficiency" -> {
                double[] g = row.given();
                BatteryState pack = new BatteryState(Fixture.alium(ALIUM_AH, g[1], 0, g[2], "battery"), 1);
                BatteryState.Forecast end = pack.forecast(g[0], 25);
                row.check(end.lifeH(), 100 * end.leftFraction(), end.lifeH() * g[0] / pack.packEnergyWh());
            }
            case "voltage drop" -> row.check(dropMv((long) (row.given()[0] * S)));
            default -> throw row.unknown();
        }
    }

    /** Largest power with a current, found by halving. */
    private static double largestW(double sourceV, double r0Ohm) {
        double feasible = 0;
        double infeasible = 1000;
        for (int i = 0; i < 60; i++) {
            double middle = (feasible + infeasible) / 2;
            if (Double.isNaN(BatteryState.currentA(sourceV, r0Ohm, middle))) {
                infeasible = middle;
            } else {
                feasible = middle;
            }
        }
        return feasible;
    }

    /** Drop below a constant 4 V after a time at 1 A; the power is set anew in every step so that the current stays. */
    private static double dropMv(long ns) {
        BatteryState pack = new BatteryState(constant(4, 0.06, 0.04, 1000), 1);
        long stepNs = S / 100;
        for (long t = 0; t < ns; t += stepNs) {
            // the branch moves within a step: aim at its middle
            double middleV = pack.branchV() + (0.04 - pack.branchV()) * -Math.expm1(-stepNs / 2e9 / 30);
            pack.advance(stepNs, 4 - 0.06 - middleV, 25);
        }
        return 1000 * (4 - pack.terminalV(4 - 0.06 - pack.branchV()));
    }

    private static BatteryProfile constant(double ocvV, double r0Ohm, double r1Ohm, double capacityAh) {
        return new BatteryProfile(
                num(capacityAh),
                List.of(0.0, 1.0),
                List.of(ocvV, ocvV),
                TEST,
                num(r0Ohm),
                num(r1Ohm),
                num(30),
                num(0),
                List.of(),
                List.of(),
                "battery");
    }
}
