package org.framebudget.models.tflite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;

class SignalTest {
    private static Signal normal(double mean, double variance) {
        return Signal.of(new double[] {mean}, new double[] {variance}, true);
    }

    @Test
    void aRectifierLeavesHalfThePower() {
        Signal bent = normal(0, 1).bent(x -> Math.max(0, x), Double.POSITIVE_INFINITY, false);
        assertEquals(1 / Math.sqrt(2 * Math.PI), bent.mean(0), 0.003);
        assertEquals(0.5, bent.meanSquare(), 0.003);
        assertEquals(4, bent.range());
        assertFalse(bent.signed());
    }

    @Test
    void aFunctionOfAShiftedNumberIsTakenAtTheShift() {
        Signal bent = normal(3, 4).bent(x -> 2 * x + 1, Double.POSITIVE_INFINITY, true);
        assertEquals(7, bent.mean(0), 1e-9);
        assertEquals(16, bent.variance(0), 0.02);
    }

    @Test
    void theLargestOfSeveralIsAsOrderStatisticsSay() {
        // largest of 2: 1/sqrt(pi), variance 1 - 1/pi; of 9: 1.485 (Harter, 1961, Expected values of normal order
        // statistics)
        assertEquals(1 / Math.sqrt(Math.PI), normal(0, 1).largestOf(2).mean(0), 0.003);
        assertEquals(1 - 1 / Math.PI, normal(0, 1).largestOf(2).variance(0), 0.01);
        assertEquals(10 + 2 * 1.485, normal(10, 4).largestOf(9).mean(0), 0.01);
        assertEquals(0, normal(0, 1).largestOf(1).mean(0), 1e-9);
    }

    @Test
    void sumsAndProductsOfIndependentNumbers() {
        Signal sum = Signal.sum(normal(1, 2), normal(3, 4));
        assertEquals(4, sum.mean(0));
        assertEquals(6, sum.variance(0));
        Signal product = Signal.product(normal(1, 2), normal(3, 4));
        assertEquals(3, product.mean(0));
        // E x^2 E y^2 - (E x E y)^2 = 3 * 13 - 9
        assertEquals(30, product.variance(0));
        Signal spread = Signal.product(Signal.joined(List.of(normal(1, 0), normal(2, 0))), normal(5, 0));
        assertEquals(2, spread.channels());
        assertEquals(10, spread.mean(1));
    }

    @Test
    void rowsOfAnotherLengthMixTheChannelsThatMeet() {
        Signal four = Signal.joined(List.of(normal(1, 0), normal(2, 0), normal(3, 0), normal(6, 0)));
        Signal two = four.inRowsOf(2);
        assertEquals(2, two.mean(0));
        assertEquals(1, two.variance(0));
        assertEquals(4, two.mean(1));
        assertEquals(4, two.variance(1));
        Signal eight = four.inRowsOf(8);
        assertEquals(6, eight.mean(7));
        assertEquals(0, eight.variance(7));
        assertEquals(3, four.inRowsOf(3).mean(2));
    }

    @Test
    void mixedPlacesWeighByTheirShare() {
        Signal mixed = Signal.mixed(List.of(normal(0, 1), normal(4, 3)), new double[] {0.75, 0.25});
        assertEquals(1, mixed.mean(0));
        // 0.75 * 1 + 0.25 * 19 - 1
        assertEquals(4.5, mixed.variance(0));
    }
}
