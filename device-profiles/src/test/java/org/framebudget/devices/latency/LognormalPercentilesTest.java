package org.framebudget.devices.latency;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.framebudget.devices.KnownAnswers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

public class LognormalPercentilesTest {
    /** Cases this class answers. */
    public static final String[] CASES = {"J1"};

    private static final LognormalPercentiles BODY = LognormalPercentiles.fit(20, 26, LognormalPercentiles.Z95);

    static Stream<KnownAnswers.Row> rows() {
        return KnownAnswers.of(CASES);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void theKnownAnswerIsGiven(KnownAnswers.Row row) {
        switch (row.quantity()) {
            case "sigma from p95; from p99" ->
                row.check(
                        BODY.sigma(),
                        LognormalPercentiles.fit(20, 31, LognormalPercentiles.Z99)
                                .sigma());
            case "mean; coefficient of variation" -> row.check(BODY.meanMs(), BODY.coefficientOfVariation());
            case "implied p99" -> row.check(BODY.percentileMs(LognormalPercentiles.Z99));
            default -> throw row.unknown();
        }
    }

    @Test
    void aTailHeavierThanTheBodyAsksForStragglers() {
        assertTrue(BODY.hasStragglers(31));
        assertFalse(BODY.hasStragglers(29));
    }

    @Test
    void aPercentileBelowTheMedianIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> LognormalPercentiles.fit(20, 19, LognormalPercentiles.Z95));
        assertThrows(IllegalArgumentException.class, () -> LognormalPercentiles.fit(0, 1, LognormalPercentiles.Z95));
    }
}
