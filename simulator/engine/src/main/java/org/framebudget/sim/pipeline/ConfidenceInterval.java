package org.framebudget.sim.pipeline;

import java.util.List;
import org.apache.commons.math3.distribution.TDistribution;
import org.jspecify.annotations.Nullable;

/**
 * 95 % interval for a fraction from independent replications, cut to 0..1, or for another figure of theirs. Frames of one run
 * are correlated and no unit.
 *
 * <p>Where replications differ: Student's t after the cubic transformation that takes the skewness out of the studentised
 * mean (Hall, On the Removal of Skewness by Transformation, JRSS B 54, 1992). Rare misses come in few replications, so
 * their fractions are skewed, and an interval that is not has its misses all on one side.
 *
 * <p>Where all of them show the same fraction f, mostly none, their spread says nothing of what none has met. Each is then
 * cut into blocks of {@value #EPISODE_S} s, the longest mean episode that any model draws (that of motion; what is slower,
 * heat and battery, is alike in all replications), and blocks are taken as independent, frames of one block as one. None of
 * K blocks was of another kind, so such a block has at most the probability u = 1 - 0.025^(1/K), about 3.7 / K (Clopper and
 * Pearson, Biometrika 26, 1934). It may have anything between no miss and nothing else, so the mean lies between f (1 - u)
 * and f + u (1 - f). That is wider than after a single isolated miss, which shows how short episodes are.
 */
final class ConfidenceInterval {
    private static final double EPISODE_S = Motion.MEAN_MOTION_S;

    private ConfidenceInterval() {}

    /**
     * Of replications that draw random numbers.
     *
     * @param secondsEach counted time of one replication
     * @return null for fewer than two replications
     */
    static @Nullable List<Double> ofFraction(List<Double> replications, double secondsEach) {
        int n = replications.size();
        if (n < 2) {
            return null;
        }
        if (replications.stream().distinct().count() == 1) {
            double seen = replications.get(0);
            double blocks = n * Math.max(1, Math.floor(secondsEach / EPISODE_S));
            double unseen = 1 - StrictMath.pow(0.025, 1 / blocks);
            return List.of(seen * (1 - unseen), seen + unseen * (1 - seen));
        }
        return students(replications).stream().map(ConfidenceInterval::clamp).toList();
    }

    /** Of a figure that has no ends, as hours; the mean alone where all replications show the same, null for fewer than two. */
    static @Nullable List<Double> ofMean(List<Double> replications) {
        if (replications.size() < 2) {
            return null;
        }
        return replications.stream().distinct().count() == 1 ? certain(replications) : students(replications);
    }

    /** Of replications that differ. */
    private static List<Double> students(List<Double> replications) {
        int n = replications.size();
        double mean = replications.stream().mapToDouble(d -> d).average().orElse(0);
        double second = 0;
        double third = 0;
        for (double x : replications) {
            second += (x - mean) * (x - mean);
            third += (x - mean) * (x - mean) * (x - mean);
        }
        double variance = second / (n - 1);
        double skewness = third / n / StrictMath.pow(variance, 1.5);
        double quantile = new TDistribution(n - 1).inverseCumulativeProbability(0.975);
        double error = Math.sqrt(variance / n);
        return List.of(
                mean - error * studentised(quantile, skewness / Math.sqrt(n)),
                mean - error * studentised(-quantile, skewness / Math.sqrt(n)));
    }

    /** Of replications that draw nothing and so are the same run again: the figure alone; null for fewer than two. */
    static @Nullable List<Double> certain(List<Double> replications) {
        return replications.size() < 2 ? null : List.of(replications.get(0), replications.get(0));
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
