package org.framebudget.models.tflite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class NoiseTest {
    private static final int COUNT = 1_000_000;

    @Test
    void numbersAreUniformWithMean0AndVariance1() {
        Noise noise = new Noise(1, "a");
        double sum = 0;
        double squares = 0;
        double neighbours = 0;
        double fourth = 0;
        for (int i = 0; i < COUNT; i++) {
            double x = noise.at(i);
            assertTrue(Math.abs(x) <= Math.sqrt(3));
            sum += x;
            squares += x * x;
            fourth += x * x * x * x;
            neighbours += x * noise.at(i + 1);
        }
        // four standard errors; the fourth moment of a uniform distribution of variance 1 is 9/5
        assertEquals(0, sum / COUNT, 4 / Math.sqrt(COUNT));
        assertEquals(1, squares / COUNT, 4 * Math.sqrt(0.8 / COUNT));
        assertEquals(1.8, fourth / COUNT, 4 * 2 / Math.sqrt(COUNT));
        assertEquals(0, neighbours / COUNT, 4 / Math.sqrt(COUNT));
    }

    @Test
    void anotherSeedAndAnotherNameGiveUnrelatedNumbers() {
        Noise one = new Noise(1, "a");
        for (Noise other : new Noise[] {new Noise(2, "a"), new Noise(1, "b"), new Noise(0, "a")}) {
            assertNotEquals(one.at(0), other.at(0));
            double product = 0;
            for (int i = 0; i < COUNT; i++) {
                product += one.at(i) * other.at(i);
            }
            assertEquals(0, product / COUNT, 4 / Math.sqrt(COUNT));
        }
    }
}
