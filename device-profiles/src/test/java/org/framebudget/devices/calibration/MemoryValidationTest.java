package org.framebudget.devices.calibration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MemoryValidationTest {
    @Test
    void publishedPeaksThatWereLeftOutArePredicted() {
        MemoryValidation validation = MemoryValidation.run();
        assertTrue(validation.rows().size() >= 18, validation.rows().size() + " rows");
        assertTrue(validation.medianErrorFraction() <= 0.2, "median " + validation.medianErrorFraction());
    }

    @Test
    void aLineThroughExactPointsIsFoundAgain() {
        double[] line = Baselines.line(new double[] {1, 2, 5}, new double[] {13, 16, 25}, new double[] {1, 2, 3});
        assertEquals(10, line[0], 1e-9);
        assertEquals(3, line[1], 1e-9);
        assertEquals(0, Baselines.line(new double[] {2, 2}, new double[] {1, 3}, new double[] {1, 1})[1]);
    }
}
