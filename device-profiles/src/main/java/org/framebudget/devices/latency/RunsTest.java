package org.framebudget.devices.latency;

import java.util.List;

/**
 * The Wald-Wolfowitz runs test about the median: are successive values of a series independent? Values equal to the
 * median are left out. See Bradley, Distribution-Free Statistical Tests (1968), chapter 12.
 */
public final class RunsTest {
    private RunsTest() {}

    /**
     * The standardised number of runs, about standard normal for an independent series; below −1.96 values cluster
     * (blocks must be kept together), above 1.96 they alternate.
     *
     * @param values at least 20, not all equal
     */
    public static double z(List<Double> values) {
        if (values.size() < 20) {
            throw new IllegalArgumentException("A runs test needs at least 20 values, not " + values.size() + ".");
        }
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        double median = (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
        long above = 0;
        long below = 0;
        long runs = 0;
        int lastSide = 0;
        for (double value : values) {
            int side = Double.compare(value, median);
            if (side == 0) {
                continue;
            }
            if (side > 0) {
                above++;
            } else {
                below++;
            }
            runs += side == lastSide ? 0 : 1;
            lastSide = side;
        }
        double n = above + below;
        double product = 2.0 * above * below;
        double mean = product / n + 1;
        double variance = product * (product - n) / (n * n * (n - 1));
        if (!(variance > 0)) {
            throw new IllegalArgumentException("A runs test needs values on both sides of the median.");
        }
        return (runs - mean) / Math.sqrt(variance);
    }
}
