package org.framebudget.models.tflite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class HalfFloatTest {
    /** What 16 bits stand for; written from IEEE 754, not from the class under test. */
    static double value(short bits) {
        int exponent = bits >> 10 & 31;
        int fraction = bits & 1023;
        double size = exponent == 0 ? Math.scalb(fraction, -24) : Math.scalb(1024 + fraction, exponent - 25);
        return bits < 0 ? -size : size;
    }

    @Test
    void everyHalfIsItsOwnNearest() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            if ((bits >> 10 & 31) != 31) {
                assertEquals((short) bits, HalfFloat.bits(value((short) bits)));
            }
        }
    }

    @Test
    void whatLiesBetweenGoesToTheNearerAndInTheMiddleToTheEven() {
        for (int bits = 0; bits < 0x7BFF; bits++) {
            double low = value((short) bits);
            double high = value((short) (bits + 1));
            assertEquals(bits, HalfFloat.bits(low + 0.49 * (high - low)));
            assertEquals(bits + 1, HalfFloat.bits(low + 0.51 * (high - low)));
            assertEquals(bits + (bits & 1), HalfFloat.bits((low + high) / 2));
        }
    }

    @Test
    void whatIsTooLargeIsInfinite() {
        assertEquals(0x7BFF, HalfFloat.bits(65519));
        assertEquals(0x7C00, HalfFloat.bits(65520));
        assertEquals((short) 0xFC00, HalfFloat.bits(-1e300));
    }
}
