package org.framebudget.sim.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.text.NumberFormat;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class NumbersTest {
    @Test
    void threeSignificantDigitsAndNoNeedlessZeros() {
        assertEquals("33.3", Numbers.plain(33.333));
        assertEquals("0.0489", Numbers.plain(0.048901));
        assertEquals("30", Numbers.plain(29.999));
        assertEquals("999", Numbers.plain(999.4));
        assertEquals("1\u202f000", Numbers.plain(999.6));
        assertEquals("54\u202f321", Numbers.plain(54_321.2));
        assertEquals("-2.5", Numbers.plain(-2.5));
        assertEquals("0", Numbers.plain(-0.0));
        assertEquals("1.50e-07", Numbers.plain(1.5e-7));
        assertEquals("—", Numbers.plain(Double.NaN));
        assertEquals("—", Numbers.plain(null));
    }

    @Test
    void percentNeverRoundsToNothingOrAll() {
        assertEquals("0", Numbers.percent(0.0));
        assertEquals("100", Numbers.percent(1.0));
        assertEquals("0.015", Numbers.percent(0.000148));
        assertEquals("<0.001", Numbers.percent(1e-9));
        assertEquals("99.967", Numbers.percent(0.99967));
        assertEquals(">99.999", Numbers.percent(0.9999999));
        assertEquals("3.82", Numbers.percent(0.03818));
    }

    @Test
    void unitsSuitTheSize() {
        assertEquals("90\u00a0s", Numbers.duration(90.0));
        assertEquals("9.1\u00a0min", Numbers.duration(546.0));
        assertEquals("5.13\u00a0h", Numbers.duration(5.13 * 3600));
        assertEquals("241\u00a0mW", Numbers.power(0.241));
        assertEquals("2.61\u00a0W", Numbers.power(2.61));
        assertEquals("0\u00a0W", Numbers.power(0));
    }

    @Test
    void theLocaleChangesNothing() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertEquals("33.3", Numbers.plain(33.333));
            assertEquals("1\u202f234\u202f567", Numbers.count(1_234_567));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void ticksAreWrittenLikeEveryOtherNumber() {
        NumberFormat ticks = new Numbers.Ticks();
        for (double tick : new double[] {0, 0.05, 12.5, 100, 2_500, 1_000_000}) {
            assertEquals(Numbers.plain(tick), ticks.format(tick));
        }
        assertEquals(Numbers.count(2_500), ticks.format(2_500L));
    }
}
