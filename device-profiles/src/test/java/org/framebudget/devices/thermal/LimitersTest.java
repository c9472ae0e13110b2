package org.framebudget.devices.thermal;

import static org.framebudget.devices.Fixture.S;
import static org.framebudget.devices.Fixture.node;
import static org.framebudget.devices.Fixture.num;
import static org.framebudget.devices.Fixture.nums;
import static org.framebudget.devices.Fixture.pixel6Npu;
import static org.framebudget.devices.Fixture.pixel6SkinPolicy;
import static org.framebudget.devices.Fixture.unit;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.framebudget.devices.Sourced;
import org.framebudget.devices.UnitProfile;
import org.framebudget.models.InputException;
import org.junit.jupiter.api.Test;

class LimitersTest {
    private static final ThermalProfile THREE_NODES = new ThermalProfile(
            List.of(node("quiet", 9, 9), node("usb", 9, 9), node("battery", 9, 9)), List.of(), List.of());
    /** Raspberry Pi 4: clocks between 1500 and 600 MHz in steps of 100. */
    private static final UnitProfile PI_CPU = unit(
            "cpu", "quiet", 0, 1500, 5, 1400, 5, 1300, 5, 1200, 5, 1100, 5, 1000, 5, 900, 5, 800, 5, 700, 5, 600, 5);

    @Test
    void stepWiseGoesDownWhileHotAndNotFallingAndUpWhileCoolAndNotRising() {
        Limiters limiters =
                one(PI_CPU, new LimiterProfile.StepWise("die", "cpu", "quiet", num(75), num(3), num(1), num(3)));
        int[] states = drive(limiters, 74, 75, 76, 75.5, 75.5, 80, 90, 74, 73, 71, 71.5, 71, 70, 70, 70);
        assertEquals("[0, 1, 2, 2, 3, 3, 3, 3, 3, 2, 2, 1, 0, 0, 0]", Arrays.toString(states));
    }

    @Test
    void thePi3BPlusLosesItsTopClockAt60AndGetsItBackBelowTheHysteresis() {
        UnitProfile cpu = unit("cpu", "quiet", 0, 1400, 5, 1200, 4, 600, 2);
        Limiters limiters = one(
                cpu,
                new LimiterProfile.ClockCeiling(
                        "soft limit",
                        "cpu",
                        "quiet",
                        num(1),
                        num(2),
                        List.of(ramp(60, 60, 1200, 1200), ramp(80, 85, 1200, 600))));
        int[] states = drive(limiters, 59.9, 60, 59, 58.1, 57.9, 79, 81, 86, 84.9, 77.9);
        assertEquals("[0, 1, 1, 1, 0, 1, 2, 2, 2, 1]", Arrays.toString(states));
    }

    @Test
    void thePi4SlowsDownEvenlyFrom80To85() {
        Limiters limiters = one(
                PI_CPU,
                new LimiterProfile.ClockCeiling(
                        "firmware", "cpu", "quiet", num(1), num(0), List.of(ramp(80, 85, 1500, 600))));
        int[] states = drive(limiters, 79.9, 80, 80.2, 81, 82.5, 84, 85, 95, 82.5, 79);
        assertEquals("[0, 0, 1, 2, 5, 8, 9, 9, 5, 0]", Arrays.toString(states));
    }

    @Test
    void theEdgeTpuStepsAt85And90And95() {
        UnitProfile tpu = unit("tpu", "quiet", 0, 500, 2, 250, 1, 125, 0.6, 62.5, 0.4);
        Limiters limiters = one(
                tpu,
                new LimiterProfile.ClockCeiling(
                        "edge tpu",
                        "tpu",
                        "quiet",
                        num(1),
                        num(5),
                        List.of(ramp(85, 85, 250, 250), ramp(90, 90, 125, 125), ramp(95, 95, 62.5, 62.5))));
        int[] states = drive(limiters, 84, 85, 90, 95, 91, 89, 86, 84, 79.9);
        assertEquals("[0, 1, 2, 3, 3, 2, 2, 1, 0]", Arrays.toString(states));
    }

    /** Physics notes, section 10: 30 s mean, 1.3 W, release below 85 %, 1 s poll, floor s4. */
    @Test
    void thePowerLimitTakesAnNpuToItsFloorWithinTensOfSeconds() {
        Limiters limiters = one(pixel6Npu("quiet"), powerLimit("unit"));
        double[] degC = {30, 30, 30};
        double[] activeW = {4.819, 4.101, 3.085, 1.916, 1.213};
        StringBuilder sequence = new StringBuilder();
        int before = 0;
        for (int s = 1; s <= 60; s++) {
            limiters.observe(S, new double[] {activeW[limiters.state(0)]}, 9);
            if (limiters.poll(s * S, degC)) {
                sequence.append(s).append(" s: s").append(limiters.state(0)).append("; ");
                assertTrue(Math.abs(limiters.state(0) - before) == 1, "one state at a time");
                before = limiters.state(0);
            }
        }
        // 4.819 W reaches 1.3 W of a 30 s mean after 9.4 s; then one state each poll
        assertEquals("10 s: s1; 11 s: s2; 12 s: s3; 13 s: s4; ", sequence.toString());
        assertEquals("power limit", limiters.reason(0));
    }

    @Test
    void thePowerLimitLetsGoBelowTheReleaseFractionAndCanLookAtTheWholeDevice() {
        Limiters limiters = one(pixel6Npu("quiet"), powerLimit("device"));
        double[] degC = {30, 30, 30};
        for (int s = 1; s <= 20; s++) {
            limiters.observe(S, new double[] {0}, 4);
            limiters.poll(s * S, degC);
        }
        assertEquals(4, limiters.state(0));
        int firstRelease = 0;
        double averageW = 4 * (1 - Math.exp(-20 / 30.0));
        for (int s = 21; limiters.state(0) > 0; s++) {
            limiters.observe(S, new double[] {4}, 0);
            averageW *= Math.exp(-1 / 30.0);
            if (limiters.poll(s * S, degC) && firstRelease == 0) {
                firstRelease = s;
                assertTrue(averageW < 0.85 * 1.3 && averageW * Math.exp(1 / 30.0) >= 0.85 * 1.3, "at " + s + " s");
            }
        }
        assertTrue(firstRelease > 30, "released at " + firstRelease + " s");
    }

    @Test
    void theSkinPolicyFollowsPixel6sTripTableWithHysteresis() {
        Limiters limiters = one(pixel6Npu("quiet"), pixel6SkinPolicy("quiet"));
        double[] temperatures = {
            38.9, 39, 38, 37.2, 37.0, 43, 41.2, 41.0, 45, 46.5, 45.2, 45.0, 43.2, 43, 41, 37, 52, 55
        };
        int[] expected = {0, 2, 2, 2, 0, 3, 3, 2, 4, 5, 5, 4, 4, 3, 2, 0, 5, 5};
        for (int i = 0; i < expected.length; i++) {
            limiters.poll(limiters.nextPollNs(), new double[] {temperatures[i], 0, 0});
            assertEquals(expected[i], limiters.state(0), "look " + i + " at " + temperatures[i] + " °C");
        }
    }

    @Test
    void theSkinPolicyLooksEvery60sAtRestAndEvery7sWhileItThrottles() {
        Limiters limiters = one(pixel6Npu("quiet"), pixel6SkinPolicy("quiet"));
        assertEquals(60 * S, limiters.nextPollNs());
        assertFalse(limiters.poll(59 * S, new double[] {50, 0, 0}), "it must not see 50 °C before it looks");
        limiters.poll(60 * S, new double[] {30, 0, 0});
        assertEquals(120 * S, limiters.nextPollNs());
        assertTrue(limiters.poll(120 * S, new double[] {40, 0, 0}));
        assertEquals(127 * S, limiters.nextPollNs());
        assertFalse(limiters.poll(127 * S, new double[] {40, 0, 0}));
        assertEquals(134 * S, limiters.nextPollNs());
        assertTrue(limiters.poll(134 * S, new double[] {30, 0, 0}));
        assertEquals(194 * S, limiters.nextPollNs());
    }

    /** Pixel 6: quiet_therm, 32.9 °C and 0.9 K, read every 60 s, every 7 s while warm; the skin sensor 300 s and 7 s. */
    @Test
    void aWarmTriggerIsNoticedAtItsNextRareLookAndMakesThePolicyLookOftenAtOnce() {
        Limiters limiters = one(pixel6Npu("quiet"), triggered());
        double[][] lookS = {
            // time of the look, trigger, skin, time of the next look
            {60, 32.8, 50, 120}, // too cool to look at the skin, which nobody reads for 300 s
            {120, 33, 38, 127}, // warm: from now on every 7 s, this time included
            {127, 33, 39, 134},
            {134, 32, 36, 141}, // still warm 0.9 K below
            {141, 31.9, 36, 201}, // cool again: the trigger after 60 s, the skin 300 s after its last look at 134
            {201, 30, 50, 261},
            {261, 30, 50, 321},
            {321, 30, 30, 381},
            {381, 30, 50, 434},
            {434, 30, 39, 441} // the skin's own look finds it hot, and then its severity keeps the looks frequent
        };
        int[] states = {0, 0, 2, 0, 0, 0, 0, 0, 0, 2};
        assertEquals(60 * S, limiters.nextPollNs());
        for (int i = 0; i < lookS.length; i++) {
            assertEquals(lookS[i][0] * S, limiters.nextPollNs(), "look " + i);
            limiters.poll(limiters.nextPollNs(), new double[] {lookS[i][1], lookS[i][2], 0});
            assertEquals(states[i], limiters.state(0), "state after look " + i);
            assertEquals(lookS[i][3] * S, limiters.nextPollNs(), "after look " + i);
        }
    }

    private static LimiterProfile.SkinPolicy triggered() {
        LimiterProfile.SkinPolicy pixel6 = pixel6SkinPolicy("usb");
        return new LimiterProfile.SkinPolicy(
                pixel6.name(),
                pixel6.sensors(),
                pixel6.policySensor(),
                num(300),
                num(7),
                new LimiterProfile.Trigger("quiet", num(60), num(7), num(32.9), num(0.9)),
                pixel6.hotDegC(),
                pixel6.hysteresisK(),
                pixel6.stateLimits(),
                List.of());
    }

    /** The thermal service takes the larger of limit and budget, and then not more than the ceiling of the severity. */
    @Test
    void aBudgetNeverPassesTheCeilingOfItsSeverity() {
        UnitProfile cpu = unit("cpu", "quiet", 0, 2000, 4, 1500, 3, 1000, 2, 500, 1);
        LimiterProfile.SkinPolicy pixel6 = pixel6SkinPolicy("quiet");
        Limiters limiters = one(
                cpu,
                new LimiterProfile.SkinPolicy(
                        "cpu policy",
                        pixel6.sensors(),
                        pixel6.policySensor(),
                        num(60),
                        num(7),
                        null,
                        pixel6.hotDegC(),
                        pixel6.hysteresisK(),
                        List.of(new LimiterProfile.StateLimit(
                                "cpu", nums(0, 0, 0, 0, 2, 3, 3), nums(1, 1, 1, 2, 2, 3, 3))),
                        // no power at all is left at any severity
                        List.of(new LimiterProfile.PidBudget(
                                "cpu", num(20), num(400), num(400), num(0), num(0), num(1), num(0), num(0), num(1),
                                num(0), null))));
        // NONE LIGHT MODERATE SEVERE CRITICAL EMERGENCY
        int[] states = drive(limiters, 30, 39, 43, 45, 46.5, 52);
        assertEquals("[0, 1, 1, 2, 2, 3]", Arrays.toString(states));
    }

    /** Pixel 6: VIRTUAL-SKIN is the largest of weighted sums, some with negative weights. */
    @Test
    void virtualSensorsAreWeightedSumsAndMaxima() {
        VirtualSensors sensors = new VirtualSensors(
                "test",
                List.of(
                        new LimiterProfile.VirtualSensor(
                                "USB2-DISP", "WEIGHTED", List.of("usb", "quiet"), nums(0.16, 0.84), num(1.5)),
                        new LimiterProfile.VirtualSensor(
                                "QUIET-BATT", "WEIGHTED", List.of("quiet", "battery"), nums(2.15, -1.15), num(-2)),
                        new LimiterProfile.VirtualSensor(
                                "SKIN", "MAXIMUM", List.of("USB2-DISP", "QUIET-BATT"), List.of(), num(0))),
                THREE_NODES);
        sensors.update(new double[] {40, 30, 35});
        assertEquals(39.9, sensors.degC(sensors.position("test", "USB2-DISP")), 1e-9);
        assertEquals(43.75, sensors.degC(sensors.position("test", "QUIET-BATT")), 1e-9);
        assertEquals(43.75, sensors.degC(sensors.position("test", "SKIN")), 1e-9);
        sensors.update(new double[] {40, 30, 40});
        assertEquals(39.9, sensors.degC(sensors.position("test", "SKIN")), 1e-9);
    }

    /** Pixel 6, VIRTUAL-SKIN-CPU on the X1 cluster: the budget picks the state, severity NONE takes it away. */
    @Test
    void aPowerBudgetPicksTheFastestStateThatFitsAndEndsWithTheSeverity() {
        UnitProfile cpu = unit(
                "cpu", "quiet", 0, 2802, 4.406, 2704, 3.874, 2507, 3.052, 2188, 2.176, 1826, 1.492, 1426, 0.908, 984,
                0.478);
        LimiterProfile.SkinPolicy pixel6 = pixel6SkinPolicy("quiet");
        List<Sourced> hot = nums(0, 37, 39, 41, 46.5, 52, 140);
        Limiters limiters = one(
                cpu,
                new LimiterProfile.SkinPolicy(
                        "cpu policy",
                        pixel6.sensors(),
                        "VIRTUAL-SKIN",
                        num(60),
                        num(7),
                        null,
                        List.copyOf(hot),
                        pixel6.hysteresisK(),
                        List.of(),
                        List.of(new LimiterProfile.PidBudget(
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
                                null))));
        // 36: no severity, no budget. 37.5: 2200 mW. 39: 1600. 40: 1205. 42: 800 and clamped there.
        int[] states = drive(limiters, 36, 37.5, 39, 40, 42, 35);
        assertEquals("[0, 3, 4, 5, 6, 0]", Arrays.toString(states));
    }

    @Test
    void aUnitIsHeldAgainstItsWeightOfTheBudget() {
        UnitProfile cpu = unit("cpu", "quiet", 0, 2802, 4.406, 2188, 2.176, 1826, 1.492, 984, 0.478);
        LimiterProfile.SkinPolicy pixel6 = pixel6SkinPolicy("quiet");
        int[] states = new int[2];
        for (int i = 0; i < 2; i++) {
            LimiterProfile.PidBudget budget = new LimiterProfile.PidBudget(
                    "cpu",
                    num(41),
                    num(400),
                    num(400),
                    num(0),
                    num(0),
                    num(300),
                    num(800),
                    num(800),
                    num(10_000),
                    num(2),
                    i == 0 ? null : num(0.5));
            Limiters limiters = one(
                    cpu,
                    new LimiterProfile.SkinPolicy(
                            "cpu policy",
                            pixel6.sensors(),
                            "VIRTUAL-SKIN",
                            num(60),
                            num(7),
                            null,
                            List.copyOf(nums(0, 37, 39, 41, 46.5, 52, 140)),
                            pixel6.hysteresisK(),
                            List.of(),
                            List.of(budget)));
            // 1600 mW at 39 degrees, or half of them
            states[i] = drive(limiters, 39)[0];
        }
        assertEquals("[2, 3]", Arrays.toString(states));
    }

    @Test
    void theIntegralOfABudgetGrowsBelowItsCutoffUpToItsBoundAndEmptiesOnReset() {
        PowerBudget budget = new PowerBudget(new LimiterProfile.PidBudget(
                "cpu", num(41), num(400), num(400), num(5), num(0), num(12), num(800), num(0), num(9000), num(2),
                null));
        assertEquals(1205, budget.nextMw(40, 7), 1e-9);
        assertEquals(1210, budget.nextMw(40, 7), 1e-9);
        assertEquals(1210, budget.nextMw(40, 7), 1e-9, "15 would pass the bound of 12");
        assertEquals(2010, budget.nextMw(38, 7), 1e-9, "no growth above the cut-off");
        budget.reset();
        assertEquals(1205, budget.nextMw(40, 7), 1e-9);
    }

    @Test
    void theDerivativeTermCountsTheChangeOfTheErrorPerSecond() {
        PowerBudget budget = new PowerBudget(new LimiterProfile.PidBudget(
                "cpu", num(41), num(0), num(0), num(0), num(70), num(9), num(800), num(0), num(9000), num(2), null));
        assertEquals(800, budget.nextMw(40, 7), 1e-9);
        assertEquals(790, budget.nextMw(41, 7), 1e-9);
    }

    @Test
    void theSlowestStateWinsAndEachChangeNamesItsLimiter() {
        Limiters limiters = new Limiters(
                List.of(
                        new LimiterProfile.StepWise("first", "npu", "quiet", num(50), num(1), num(1), num(1)),
                        new LimiterProfile.StepWise("second", "npu", "usb", num(50), num(1), num(1), num(2))),
                List.of(pixel6Npu("quiet")),
                THREE_NODES,
                new double[] {0},
                0);
        double[][] degC = {{60, 40, 0}, {60, 60, 0}, {60, 60, 0}, {60, 40, 0}, {60, 40, 0}, {40, 40, 0}};
        StringBuilder seen = new StringBuilder();
        for (int i = 0; i < degC.length; i++) {
            if (limiters.poll((i + 1) * S, degC[i])) {
                seen.append(limiters.state(0))
                        .append(' ')
                        .append(limiters.reason(0))
                        .append("; ");
            }
        }
        assertEquals("1 first; 2 second; 1 second; 0 first; ", seen.toString());
    }

    @Test
    void namesAndNumbersThatMakeNoSenseAreRefusedWithAdvice() {
        assertTrue(refusal(new LimiterProfile.StepWise("die", "npv", "quiet", num(1), num(1), num(1), num(1)))
                .contains("Maybe 'npu'?"));
        assertTrue(refusal(new LimiterProfile.StepWise("die", "npu", "quite", num(1), num(1), num(1), num(1)))
                .contains("Maybe 'quiet'?"));
        assertTrue(refusal(new LimiterProfile.StepWise("die", "npu", "quiet", num(1), num(1), num(0), num(1)))
                .contains("poll_s"));
        assertTrue(refusal(new LimiterProfile.StepWise("die", "npu", "quiet", num(1), num(1), num(1), num(6)))
                .contains("0 to 5"));
        assertTrue(refusal(new LimiterProfile.ClockCeiling(
                        "c", "npu", "quiet", num(1), num(1), List.of(ramp(80, 85, 1000, 600), ramp(70, 75, 600, 500))))
                .contains("out of order"));
    }

    private static String refusal(LimiterProfile profile) {
        return String.valueOf(assertThrows(InputException.class, () -> one(pixel6Npu("quiet"), profile))
                .getMessage());
    }

    private static LimiterProfile powerLimit(String scope) {
        return new LimiterProfile.PowerLimit("power limit", "npu", scope, num(1.3), num(30), num(0.85), num(1), num(4));
    }

    private static LimiterProfile.Ramp ramp(double fromDegC, double toDegC, double fromMhz, double toMhz) {
        return new LimiterProfile.Ramp(num(fromDegC), num(toDegC), num(fromMhz), num(toMhz));
    }

    private static Limiters one(UnitProfile unit, LimiterProfile profile) {
        return new Limiters(List.of(profile), List.of(unit), THREE_NODES, new double[] {0}, 0);
    }

    /** States after polls at these temperatures of the first node. */
    private static int[] drive(Limiters limiters, double... degC) {
        int[] states = new int[degC.length];
        for (int i = 0; i < degC.length; i++) {
            limiters.poll(limiters.nextPollNs(), new double[] {degC[i], 0, 0});
            states[i] = limiters.state(0);
        }
        return states;
    }
}
