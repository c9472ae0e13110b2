package org.framebudget.devices.calibration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.apache.commons.math3.random.MersenneTwister;
import org.apache.commons.math3.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class JitterFitTest {
    private static final int JOBS = 4000;

    @Test
    void independentJobsAreTwoStatesWithTheNumbersTheyWereMadeFrom() {
        RandomGenerator random = new MersenneTwister(3);
        double[] ms = new double[JOBS];
        for (int i = 0; i < JOBS; i++) {
            ms[i] = random.nextDouble() < 0.05
                    ? 15 * (1 + 0.1 * random.nextGaussian())
                    : 10 * (1 + 0.02 * random.nextGaussian());
        }
        JitterFit fit = JitterFit.of(ms);
        assertTrue(Math.abs(fit.runsZ()) < 1.96, "z " + fit.runsZ());
        assertEquals(0, fit.blockJobs());
        assertEquals(0.02, fit.quietCv(), 0.001);
        assertEquals(0.05, fit.contendedFraction(), 0.01);
        assertEquals(1.05, fit.contendedRunJobs(), 0.05);
        assertEquals(1.5, fit.contendedFactor(), 0.02);
        assertEquals(0.1, fit.contendedCv(), 0.02);
    }

    @Test
    void jobsThatHangTogetherAreReplayedInBlocks() {
        RandomGenerator random = new MersenneTwister(4);
        double[] ms = new double[JOBS];
        double slow = 0;
        for (int i = 0; i < JOBS; i++) {
            slow = 0.9 * slow + 0.1 * random.nextGaussian(); // correlation lost after about 30 jobs
            ms[i] = 10 + slow;
        }
        JitterFit fit = JitterFit.of(ms);
        assertTrue(fit.runsZ() < -1.96, "z " + fit.runsZ());
        assertTrue(fit.blockJobs() >= 20 && fit.blockJobs() <= JOBS / 10, "block of " + fit.blockJobs());
    }

    @Test
    void equalLatenciesHaveNoSpread() {
        double[] ms = new double[JitterFit.LEAST_JOBS];
        Arrays.fill(ms, 4);
        assertEquals(new JitterFit(0, 0, 0, 0, 1, 1, 0), JitterFit.of(ms));
        assertThrows(IllegalArgumentException.class, () -> JitterFit.of(new double[JitterFit.LEAST_JOBS - 1]));
    }
}
