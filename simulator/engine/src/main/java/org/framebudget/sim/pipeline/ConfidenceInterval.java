package org.framebudget.sim.pipeline;

import java.util.List;
import org.apache.commons.math3.distribution.TDistribution;
import org.jspecify.annotations.Nullable;

/** Interval for a mean from independent replications. */
final class ConfidenceInterval {
    private ConfidenceInterval() {}

    /**
     * 95 % interval for a fraction, cut to 0..1: Student's t after the cubic transformation that takes the skewness out of
     * the studentised mean (Hall, On the Removal of Skewness by Transformation, JRSS B 54, 1992). Rare misses come in
     * few replications, so their fractions are skewed, and an interval that is not has its misses all on one side.
     *
     * @return null for fewer than two replications; the mean alone where all of them agree
     */
    static @Nullable List<Double> ofFraction(List<Double> replications) {
        int n = replications.size();
        if (n < 2) {
            return null;
        }
        double mean = replications.stream().mapToDouble(d -> d).average().orElse(0);
        double second = 0;
        double third = 0;
        for (double x : replications) {
            second += (x - mean) * (x - mean);
            third += (x - mean) * (x - mean) * (x - mean);
        }
        double variance = second / (n - 1);
        if (variance == 0) {
            return List.of(mean, mean);
        }
        double skewness = third / n / StrictMath.pow(variance, 1.5);
        double quantile = new TDistribution(n - 1).inverseCumulativeProbability(0.975);
        double error = Math.sqrt(variance / n);
        return List.of(
                clamp(mean - error * studentised(quantile, skewness / Math.sqrt(n))),
                clamp(mean - error * studentised(-quantile, skewness / Math.sqrt(n))));
    }

    /** Hall's transformation backwards: the studentised mean that belongs to a symmetric quantile. */
    private static double studentised(double quantile, double skew) {
        double centred = quantile - skew / 6;
        // below this the cubic is a straight line to double precision
        return Math.abs(skew) < 1e-6 ? centred : 3 / skew * (Math.cbrt(1 + skew * centred) - 1);
    }

    private static double clamp(double fraction) {
        return Math.min(1, Math.max(0, fraction));
    }
}
