package org.framebudget.sim.pipeline;

import java.util.List;
import org.apache.commons.math3.distribution.TDistribution;
import org.jspecify.annotations.Nullable;

/** Interval for a mean from independent replications. */
final class ConfidenceInterval {
    private ConfidenceInterval() {}

    /**
     * 95 % interval for a fraction: Student's t with Johnson's correction for skewness (Johnson, Modified t Tests and
     * Confidence Intervals for Asymmetrical Populations, JASA 73, 1978), cut to 0..1.
     *
     * @return null for fewer than two replications
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
        double shift = third / n / (6 * variance * n);
        double half = new TDistribution(n - 1).inverseCumulativeProbability(0.975) * Math.sqrt(variance / n);
        return List.of(clamp(mean + shift - half), clamp(mean + shift + half));
    }

    private static double clamp(double fraction) {
        return Math.min(1, Math.max(0, fraction));
    }
}
