package org.framebudget.sim.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PortableExpTest {
    @Test
    void agreesWithStrictMathToThreeInTenToThe13() {
        Random random = new Random(1);
        double worst = 0;
        for (int i = 0; i < 2_000_000; i++) {
            // half over the whole range, half where service times in nanoseconds lie
            double x = i % 2 == 0 ? (random.nextDouble() * 2 - 1) * 700 : 10 + 15 * random.nextDouble();
            double exact = StrictMath.exp(x);
            worst = Math.max(worst, Math.abs(PortableExp.exp(x) / exact - 1));
        }
        assertTrue(worst < 3e-13, "relative error " + worst);
    }

    @Test
    void isOneAtZeroAndRises() {
        assertEquals(1, PortableExp.exp(0));
        double before = 0;
        for (double x = -700; x <= 700; x += 0.01) {
            double now = PortableExp.exp(x);
            assertTrue(now > before, "at " + x);
            before = now;
        }
    }
}
