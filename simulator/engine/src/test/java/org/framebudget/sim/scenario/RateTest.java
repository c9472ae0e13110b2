package org.framebudget.sim.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.Random;
import org.framebudget.models.Ratio;
import org.junit.jupiter.api.Test;

/** Frame rates stay exact fractions, and every frame's instant can be computed for as long as a scenario may last. */
class RateTest {
    private static final long YEAR_S = 31_536_000;

    private static Ratio rate(String text) {
        Node node = new Node.Scalar(new Place("s.yaml", 1), Node.Kind.TEXT, text);
        return Values.rate(Keys.CAMERA.key("fps"), node, "fps");
    }

    @Test
    void decimalsBecomeFractionsInLowestTerms() {
        assertEquals(new Ratio(30, 1), rate("30"));
        assertEquals(new Ratio(30, 1), rate("30.0"));
        assertEquals(new Ratio(2997, 100), rate("29.97"));
        assertEquals(new Ratio(1, 2), rate("0.5"));
        assertEquals(new Ratio(30, 1), rate("3e1"));
        assertEquals(new Ratio(30_000, 1_001), rate("30000/1001"));
        assertEquals(new Ratio(30, 1), rate("60/2"));
        assertEquals(new Ratio(1_000_000_000, 33_333_333), rate("1000000000/33333333"));
    }

    @Test
    void anIntervalInWholeNanosecondsIsKept() {
        Ratio rate = rate("1000000000/33333333");
        assertEquals(33_333_333L, rate.instantNs(1));
        assertEquals(33_333_333L * 1_000_000, rate.instantNs(1_000_000));
    }

    @Test
    void everyInstantOfAYearAgreesWithUnlimitedIntegers() {
        Random random = new Random(5);
        String[] rates = {"30", "29.97", "29.97003", "30000/1001", "999999937/999999929", "1000000000/33333333", "0.001"
        };
        for (String text : rates) {
            Ratio rate = rate(text);
            for (int i = 0; i < 1_000; i++) {
                long index = (long) (random.nextDouble() * YEAR_S * rate.perS());
                BigInteger exact = BigInteger.valueOf(index)
                        .multiply(BigInteger.valueOf(rate.den()))
                        .multiply(BigInteger.valueOf(1_000_000_000))
                        .divide(BigInteger.valueOf(rate.num()));
                assertEquals(exact.longValueExact(), rate.instantNs(index), text + " frame " + index);
            }
        }
    }
}
