package org.framebudget.models.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import org.framebudget.models.InputException;
import org.framebudget.models.network.InputSize;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MeasureRequestTest {
    private static MeasureRequest request(
            int threads, double seconds, List<Double> ratesFps, double sustainedS, @Nullable Double limitS) {
        return new MeasureRequest(
                Path.of("a/b:c.tflite"),
                new InputSize(64, 32),
                threads,
                true,
                seconds,
                10,
                3,
                ratesFps,
                sustainedS,
                true,
                true,
                -5,
                limitS);
    }

    @Test
    void aRateGetsTwentyRequestsOrAMinute() {
        MeasureRequest request = request(1, 5, List.of(1.0, 0.1, 30.0), 0, null);
        assertEquals(20, request.rateSeconds(1));
        assertEquals(60, request.rateSeconds(0.1));
        assertEquals(5, request.rateSeconds(30));
        assertEquals(90, request(1, 90, List.of(), 0, null).rateSeconds(0.1));
        assertEquals(5 + 20 + 60 + 5, request.plannedS());
    }

    @Test
    void theDeadlineLeavesRoomForRequestsThatPileUp() {
        assertEquals(
                5 + 2 * 20 + 30 + 120, request(1, 5, List.of(1.0), 30, null).deadlineS());
        assertEquals(7, request(1, 5, List.of(1.0), 30, 7.0).deadlineS());
    }

    @Test
    void aRequestSurvivesItsLine() {
        MeasureRequest request = request(2, 0.5, List.of(29.97), 60, 99.0);
        assertEquals(request, ChildProtocol.read(ChildProtocol.line(request), MeasureRequest.class));
        MeasureRequest plain = MeasureRequest.of(Path.of("x"));
        assertEquals(plain, ChildProtocol.read(ChildProtocol.line(plain), MeasureRequest.class));
    }

    @Test
    void valuesOutOfRangeAreNamed() {
        assertEquals(
                "threads: 0 is out of range. A whole number from 1 to 1024 is right.",
                assertThrows(InputException.class, () -> request(0, 5, List.of(), 0, null))
                        .getMessage());
        for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY, 1e9}) {
            assertThrows(InputException.class, () -> request(1, bad, List.of(), 0, null));
            assertThrows(InputException.class, () -> request(1, 5, List.of(bad), 0, null));
            assertThrows(InputException.class, () -> request(1, 5, List.of(), 0, bad));
        }
        assertThrows(InputException.class, () -> request(1, 5, List.of(), -1, null));
    }
}
