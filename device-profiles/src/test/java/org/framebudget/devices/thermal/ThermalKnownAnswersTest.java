package org.framebudget.devices.thermal;

import static org.framebudget.devices.Fixture.S;
import static org.framebudget.devices.Fixture.link;
import static org.framebudget.devices.Fixture.node;
import static org.framebudget.devices.Fixture.num;

import java.util.List;
import java.util.stream.Stream;
import org.framebudget.devices.Fixture;
import org.framebudget.devices.KnownAnswers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

public class ThermalKnownAnswersTest {
    /** Cases this class answers. */
    public static final String[] CASES = {"TH1", "TH2", "TH3", "TH5", "TH6", "TH7", "TH8"};

    private static final double AMBIENT_DEG_C = 25;

    static Stream<KnownAnswers.Row> rows() {
        return KnownAnswers.of(CASES);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void theKnownAnswerIsGiven(KnownAnswers.Row row) {
        switch (row.id()) {
            case "TH1" -> network(row, new ThermalProfile(List.of(node("a", 50, 10)), List.of(), List.of()), 3);
            case "TH2" ->
                network(
                        row,
                        new ThermalProfile(
                                List.of(node("a", 5, -1), node("b", 150, 4)), List.of(link("a", "b", 6)), List.of()),
                        3);
            case "TH3" ->
                network(
                        row,
                        new ThermalProfile(
                                List.of(node("a", 2, -1), node("b", 90, -1), node("c", 95, 3.6)),
                                List.of(link("a", "b", 6), link("b", "c", 1.5)),
                                List.of()),
                        4);
            case "TH5" -> row.check(new SkinHeadroom(45).of(row.given()[0]));
            case "TH6" -> powerAllocator(row);
            case "TH7" -> row.check(new PowerBudget(pixel6Cpu()).nextMw(row.given()[0], 7));
            case "TH8" -> row.check(slowdownAt(row.given()[0]));
            default -> throw row.unknown();
        }
    }

    private static void network(KnownAnswers.Row row, ThermalProfile profile, double powerW) {
        ThermalNetwork network = ThermalNetwork.of(profile, 1);
        double[] heatW = new double[network.size()];
        heatW[0] = powerW;
        double[] tauS = network.timeConstantsS();
        int mode = row.at().equals("fast") ? 0 : 1;
        switch (row.quantity()) {
            case "temperature" -> row.check(after(network, heatW, (long) (row.given()[0] * S)));
            case "time to temperature" -> row.check(timeS(network, heatW, row.given()[0]));
            case "steady temperature" -> row.check(network.steadyDegC(heatW, AMBIENT_DEG_C));
            case "time constants" -> row.check(tauS);
            case "tau" -> row.check(tauS[mode]);
            case "eigenvalue" -> row.check(-1 / tauS[mode]);
            default -> throw row.unknown();
        }
    }

    private static double[] after(ThermalNetwork network, double[] heatW, long ns) {
        ThermalState state = new ThermalState(network, AMBIENT_DEG_C, AMBIENT_DEG_C);
        state.advance(ns, heatW, AMBIENT_DEG_C);
        double[] degC = new double[network.size()];
        state.copyTo(degC);
        return degC;
    }

    /** When the last node reaches a temperature. */
    private static double timeS(ThermalNetwork network, double[] heatW, double degC) {
        long beforeNs = 0;
        long afterNs = 10_000 * S;
        while (afterNs - beforeNs > 1000) {
            long middleNs = (beforeNs + afterNs) / 2;
            if (after(network, heatW, middleNs)[network.size() - 1] < degC) {
                beforeNs = middleNs;
            } else {
                afterNs = middleNs;
            }
        }
        return afterNs / 1e9;
    }

    private static void powerAllocator(KnownAnswers.Row row) {
        PowerAllocator.Gains gains = PowerAllocator.Gains.defaults(2500, 70_000, 85_000);
        if (row.quantity().equals("default gains")) {
            row.check(gains.kPo(), gains.kPu(), gains.kI());
        } else if (row.quantity().equals("first budget")) {
            // the published answer is the proportional term alone
            PowerAllocator.Gains proportional = new PowerAllocator.Gains(gains.kPo(), gains.kPu(), 0, 0, 0);
            int milliDegC = (int) (row.given()[0] * 1000);
            row.check(new PowerAllocator(2500, 85_000, proportional).budgetMw(milliDegC, 10_000, 100));
        } else {
            throw row.unknown();
        }
    }

    /** Pixel 6, VIRTUAL-SKIN-CPU (LineageOS/android_device_google_raviole@72dadeb7). */
    private static LimiterProfile.PidBudget pixel6Cpu() {
        return new LimiterProfile.PidBudget(
                "cpu",
                num(41),
                num(400),
                num(400),
                num(5),
                num(0),
                num(300),
                num(800),
                num(800),
                num(10_000),
                num(2),
                null);
    }

    private static double slowdownAt(double skinDegC) {
        var npu = Fixture.pixel6Npu("skin");
        Limiters limiters = new Limiters(
                List.of(Fixture.pixel6SkinPolicy("skin")),
                List.of(npu),
                new ThermalProfile(List.of(node("skin", 100, 4)), List.of(), List.of()),
                new double[] {0},
                0);
        limiters.poll(60 * S, new double[] {skinDegC});
        var points = npu.operatingPoints();
        return points.get(0).clockMhz().value()
                / points.get(limiters.state(0)).clockMhz().value();
    }
}
