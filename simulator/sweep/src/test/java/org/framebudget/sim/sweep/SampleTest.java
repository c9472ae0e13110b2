package org.framebudget.sim.sweep;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SampleTest {
    @Test
    void aPermutationHoldsEachNumberOnce() {
        for (int size : new int[] {1, 2, 3, 4, 5, 16, 17, 1000, 4097}) {
            Permutation permutation = new Permutation(size, 99);
            BitSet seen = new BitSet();
            for (int place = 0; place < size; place++) {
                seen.set((int) permutation.at(place));
            }
            assertEquals(size, seen.cardinality(), "of " + size);
            assertEquals(size, seen.length(), "of " + size);
        }
    }

    @Test
    void aPermutationIsNotAlreadySorted() {
        Permutation permutation = new Permutation(1000, 1);
        Permutation other = new Permutation(1000, 2);
        int stay = 0;
        int same = 0;
        for (int place = 0; place < 1000; place++) {
            stay += permutation.at(place) == place ? 1 : 0;
            same += permutation.at(place) == other.at(place) ? 1 : 0;
        }
        // one is expected, and eight are one in a million
        assertTrue(stay < 8, stay + " stay where they are");
        assertTrue(same < 8, same + " are the same under another key");
    }

    @Test
    void aLatinHypercubeHasOnePointInEachPartOfEachCoordinate() {
        int count = 257;
        Sample sample = Sample.latinHypercube(count, 5, "a", "b", "c");
        for (int d = 0; d < 3; d++) {
            BitSet parts = new BitSet();
            for (int point = 0; point < count; point++) {
                double at = sample.at(point, d);
                assertTrue(at >= 0 && at < 1, "" + at);
                parts.set((int) (at * count));
            }
            assertEquals(count, parts.cardinality(), "coordinate " + d);
        }
    }

    @Test
    void anotherCoordinateLeavesTheOthersOfALatinHypercubeAsTheyAre() {
        Sample two = Sample.latinHypercube(50, 5, "a", "b");
        Sample three = Sample.latinHypercube(50, 5, "new", "a", "b");
        for (int point = 0; point < 50; point++) {
            assertEquals(two.at(point, 0), three.at(point, 1));
            assertEquals(two.at(point, 1), three.at(point, 2));
        }
        assertNotEquals(two.at(0, 0), Sample.latinHypercube(50, 6, "a", "b").at(0, 0));
    }

    @Test
    void sobolBeginsWithItsKnownPoints() {
        Sample sobol = Sample.sobol(3);
        // the table of Joe and Kuo's own program, in Gray code order
        double[][] known = {
            {0, 0, 0},
            {0.5, 0.5, 0.5},
            {0.75, 0.25, 0.25},
            {0.25, 0.75, 0.75},
            {0.375, 0.375, 0.625},
            {0.875, 0.875, 0.125},
            {0.625, 0.125, 0.875},
            {0.125, 0.625, 0.375}
        };
        // backwards, since each is found by its number alone
        for (int point = known.length - 1; point >= 0; point--) {
            double[] found = {sobol.at(point, 0), sobol.at(point, 1), sobol.at(point, 2)};
            assertArrayEquals(known[point], found, "point " + point);
        }
    }

    @Test
    void seedsOfPointsDifferAndFitIntoJson() {
        Set<Long> seeds = new HashSet<>();
        for (long sweep = 0; sweep < 10; sweep++) {
            for (long point = 0; point < 1000; point++) {
                long seed = Hashes.seed(sweep, point);
                assertTrue(seed >= 0 && seed < 1L << 53, "" + seed);
                assertTrue(seeds.add(seed), "twice: " + seed);
            }
        }
        // what stores hold rests on it
        assertEquals(Hashes.seed(1, 0), Hashes.seed(1, 0));
        assertFalse(seeds.contains(Hashes.seed(11, 0)));
    }
}
