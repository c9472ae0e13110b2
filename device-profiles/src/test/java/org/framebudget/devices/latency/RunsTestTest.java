package org.framebudget.devices.latency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RunsTestTest {
    @Test
    void aHandCountedSeriesGivesTheTextbookValue() {
        // ten low then ten high values: 2 runs where 11 are expected, variance 200*180/(400*19)
        List<Double> clustered =
                IntStream.range(0, 20).mapToObj(i -> i < 10 ? 1.0 : 2.0).toList();
        assertEquals((2 - 11) / Math.sqrt(200.0 * 180 / (400 * 19)), RunsTest.z(clustered), 1e-12);
        List<Double> alternating =
                IntStream.range(0, 20).mapToObj(i -> i % 2 == 0 ? 1.0 : 2.0).toList();
        assertEquals((20 - 11) / Math.sqrt(200.0 * 180 / (400 * 19)), RunsTest.z(alternating), 1e-12);
    }

    @Test
    void independentSeriesAreRejectedAboutOneTimeInTwenty() {
        int rejected = 0;
        for (int seed = 0; seed < 2000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<Double> values =
                    IntStream.range(0, 400).mapToObj(i -> random.nextDouble()).toList();
            rejected += Math.abs(RunsTest.z(values)) > 1.96 ? 1 : 0;
        }
        // 100 expected, standard deviation 9.7; the count of runs is discrete
        assertTrue(rejected > 60 && rejected < 140, "rejected " + rejected);
    }

    @Test
    void tooShortOrConstantSeriesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> RunsTest.z(List.of(1.0, 2.0)));
        assertThrows(IllegalArgumentException.class, () -> RunsTest.z(Collections.nCopies(50, 1.0)));
    }
}
