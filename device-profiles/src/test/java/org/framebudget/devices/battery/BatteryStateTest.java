package org.framebudget.devices.battery;

import static org.framebudget.devices.Fixture.S;
import static org.framebudget.devices.Fixture.TEST;
import static org.framebudget.devices.Fixture.alium;
import static org.framebudget.devices.Fixture.num;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.framebudget.models.InputException;
import org.junit.jupiter.api.Test;

class BatteryStateTest {
    private static final double CAPACITY_AH = 3.581;

    /** Drawn from the source = delivered + heat + held in the branch's capacitor. */
    @Test
    void theCircuitConservesEnergy() {
        BatteryProfile profile = alium(CAPACITY_AH, 0.06, 0.04, 3.4, "battery");
        BatteryState pack = new BatteryState(profile, 0.9);
        Curve ocv = new Curve("ocv", profile.ocvSocFraction(), profile.ocvV());
        double sourceJ = 0;
        double deliveredJ = 0;
        double heatJ = 0;
        for (int i = 0; i < 36_000; i++) {
            double powerW = 2 + 2 * Math.sin(i * 0.01);
            double before = pack.fraction();
            double heatW = pack.advance(S / 10, powerW, 25);
            sourceJ += (before - pack.fraction()) * CAPACITY_AH * 3600 * ocv.at((before + pack.fraction()) / 2);
            deliveredJ += powerW * 0.1;
            heatJ += heatW * 0.1;
        }
        double capacitorF = 30 / 0.04;
        double heldJ = capacitorF * pack.branchV() * pack.branchV() / 2;
        assertEquals(sourceJ, deliveredJ + heatJ + heldJ, 1e-5 * sourceJ);
        assertTrue(heatJ > 0.01 * deliveredJ, "heat " + heatJ);
    }

    @Test
    void splittingAnIntervalChangesLittle() {
        BatteryState whole = new BatteryState(alium(CAPACITY_AH, 0.06, 0.04, 3.4, "battery"), 0.8);
        BatteryState parts = new BatteryState(alium(CAPACITY_AH, 0.06, 0.04, 3.4, "battery"), 0.8);
        whole.advance(600 * S, 4, 25);
        for (int i = 0; i < 6000; i++) {
            parts.advance(S / 10, 4, 25);
        }
        assertEquals(whole.fraction(), parts.fraction(), 1e-6);
        assertEquals(whole.branchV(), parts.branchV(), 1e-6);
    }

    @Test
    void theBranchFollowsItsClosedFormAtConstantVoltage() {
        BatteryProfile flat = profile(List.of(0.0, 1.0), List.of(4.0, 4.0), 0, 0.04, 1e6, 0);
        BatteryState pack = new BatteryState(flat, 1);
        // without a series resistance, settled at 4 V - I R1 and P = V I
        pack.advance(3_000 * S, 3.96, 25);
        assertEquals(0.04, pack.branchV(), 1e-9);
        assertEquals(1, pack.currentA(), 1e-9);
        // no load: the branch decays exactly, in one step or many
        pack.advance(30 * S, 0, 25);
        assertEquals(0.04 * Math.exp(-1), pack.branchV(), 1e-12);
    }

    @Test
    void hoursToEmptyAreThoseOfDrainingIt() {
        for (double powerW : new double[] {1.5, 4, 7}) {
            BatteryState pack = new BatteryState(alium(CAPACITY_AH, 0.07, 0.05, 3.4, "battery"), 0.6);
            pack.advance(20 * S, 6, 25);
            BatteryState.Forecast end = pack.forecast(powerW, 25);
            double seconds = 0;
            while (!pack.empty()) {
                pack.advance(S, powerW, 25);
                seconds++;
            }
            assertEquals(end.lifeH() * 3600, seconds, 2, powerW + " W");
            assertEquals(end.leftFraction(), pack.fraction(), 1e-4);
            assertFalse(pack.brownOut());
            assertEquals(0, pack.hoursToEmpty(powerW, 25));
        }
    }

    @Test
    void highPowerStopsWellBeforePercentTimesTimeSays() {
        BatteryState full = new BatteryState(alium(CAPACITY_AH, 0.18, 0, 3.4, "battery"), 1);
        double straightHours = full.packEnergyWh() / 8;
        assertTrue(full.hoursToEmpty(8, 25) < 0.56 * straightHours);
    }

    @Test
    void moreThanItCanGiveIsABrownOut() {
        BatteryState pack = new BatteryState(alium(CAPACITY_AH, 0.18, 0, 0, "battery"), 1);
        pack.advance(S, 27, 25);
        assertTrue(pack.empty() && pack.brownOut());
        assertEquals(0, pack.advance(S, 1, 25));
        assertEquals(1, pack.fraction());
    }

    @Test
    void coldTakesCapacityAndHeatGivesIt() {
        BatteryProfile p = new BatteryProfile(
                num(CAPACITY_AH),
                List.of(0.0, 1.0),
                List.of(3.8, 3.8),
                TEST,
                num(0.1),
                num(0),
                num(30),
                num(0),
                List.of(0.0, 25.0, 40.0),
                List.of(0.957, 1.0, 1.009),
                "battery");
        BatteryState pack = new BatteryState(p, 1);
        double warmHours = pack.hoursToEmpty(5, 25);
        assertEquals(0.957 * warmHours, pack.hoursToEmpty(5, 0), 1e-9);
        assertEquals(0.957 * warmHours, pack.hoursToEmpty(5, -20), 1e-9);
        assertEquals((1 + 0.009 / 3) * warmHours, pack.hoursToEmpty(5, 30), 1e-9);
    }

    @Test
    void whileHeldTheChargeStaysAndTheHeatGoesOn() {
        BatteryState pack = new BatteryState(alium(CAPACITY_AH, 0.1, 0.05, 3.4, "battery"), 0.5);
        pack.hold(true);
        double heatW = pack.advance(36_000 * S, 5, 25);
        assertEquals(0.5, pack.fraction());
        assertFalse(pack.empty());
        assertEquals(pack.currentA() * pack.currentA() * 0.15, heatW, 0.01 * heatW);
        pack.hold(false);
        pack.advance(36 * S, 5, 25);
        assertTrue(pack.fraction() < 0.5);
    }

    @Test
    void noPowerLastsForEverAndChargingIsRefused() {
        BatteryState pack = new BatteryState(alium(CAPACITY_AH, 0.1, 0.05, 3.4, "battery"), 0.5);
        assertEquals(Double.POSITIVE_INFINITY, pack.hoursToEmpty(0, 25));
        assertThrows(IllegalArgumentException.class, () -> pack.advance(S, -1, 25));
    }

    @Test
    void impossibleProfilesAreRefused() {
        List<Double> grid = List.of(0.0, 1.0);
        List<Double> flat = List.of(4.0, 4.0);
        assertThrows(InputException.class, () -> new BatteryState(profile(grid, flat, 0.1, 0.1, 1, 0), 1.2));
        assertThrows(InputException.class, () -> new BatteryState(profile(grid, flat, 0.1, 0.1, 0, 0), 1));
        assertThrows(InputException.class, () -> new BatteryState(profile(List.of(0.1, 1.0), flat, 0.1, 0.1, 1, 0), 1));
        assertThrows(InputException.class, () -> new BatteryState(profile(List.of(1.0, 0.0), flat, 0.1, 0.1, 1, 0), 1));
        assertThrows(InputException.class, () -> new BatteryState(profile(grid, List.of(4.0), 0.1, 0.1, 1, 0), 1));
    }

    private static BatteryProfile profile(
            List<Double> grid, List<Double> volts, double r0Ohm, double r1Ohm, double capacityAh, double cutoffV) {
        return new BatteryProfile(
                num(capacityAh),
                grid,
                volts,
                TEST,
                num(r0Ohm),
                num(r1Ohm),
                num(30),
                num(cutoffV),
                List.of(),
                List.of(),
                "battery");
    }
}
