package org.framebudget.devices.thermal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class GovernorFunctionsTest {
    @Test
    void theAllocatorSharesByRequestAndHandsTheSurplusToThoseWithRoom() {
        assertArrayEquals(
                new int[] {1000, 2000}, PowerAllocator.divide(3000, new int[] {1000, 2000}, new int[] {5000, 5000}));
        // 2000 each; the first is cut to 500, its 1500 go by room: 0, 1000, 2000 of 3000
        assertArrayEquals(
                new int[] {500, 2500, 3000},
                PowerAllocator.divide(6000, new int[] {9, 9, 9}, new int[] {500, 3000, 4000}));
        assertArrayEquals(new int[] {0, 0}, PowerAllocator.divide(3000, new int[] {0, 0}, new int[] {5000, 5000}));
    }

    @Test
    void theAllocatorClampsToTheActorsMaximumAndToZero() {
        PowerAllocator.Gains gains = PowerAllocator.Gains.defaults(2500, 70_000, 85_000);
        assertEquals(4000, new PowerAllocator(2500, 85_000, gains).budgetMw(70_000, 4000, 100));
        assertEquals(0, new PowerAllocator(2500, 85_000, gains).budgetMw(105_000, 4000, 100));
        assertThrows(IllegalArgumentException.class, () -> PowerAllocator.Gains.defaults(2500, 85_000, 85_000));
    }

    @Test
    void theAllocatorsIntegralGrowsOnlyAboveTheControlTemperature() {
        PowerAllocator.Gains gains = PowerAllocator.Gains.defaults(2500, 70_000, 85_000);
        PowerAllocator below = new PowerAllocator(2500, 85_000, gains);
        assertEquals(below.budgetMw(80_000, 9000, 100), below.budgetMw(80_000, 9000, 100));
        PowerAllocator above = new PowerAllocator(2500, 85_000, gains);
        // -1 K: proportional -166 (down from -166.02), integral -33.2 after one poll and twice that after two
        assertEquals(2500 - 200, above.budgetMw(86_000, 9000, 100));
        assertEquals(2500 - 233, above.budgetMw(86_000, 9000, 100));
    }

    @Test
    void aHeadroomForecastExtendsTheLine() {
        SkinHeadroom headroom = new SkinHeadroom(45);
        assertEquals(Double.NaN, headroom.forecast(10, true));
        headroom.addSample(30);
        headroom.addSample(30.1);
        assertEquals(headroom.of(30.1), headroom.forecast(10, true), 1e-12, "two samples give no slope");
        for (int i = 2; i < 60; i++) {
            headroom.addSample(30 + 0.1 * i);
        }
        // the last thirty samples run from 33.0 to 35.9 °C
        assertEquals(headroom.of(34.0), headroom.forecast(10, true), 1e-9);
        assertEquals(headroom.of(36.9), headroom.forecast(10, false), 1e-9);
        assertEquals(0, headroom.of(10));
    }
}
