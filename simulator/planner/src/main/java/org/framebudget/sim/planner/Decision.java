package org.framebudget.sim.planner;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.distribution.TDistribution;
import org.framebudget.sim.pipeline.Sample;
import org.framebudget.sim.pipeline.Trial;
import org.framebudget.sim.results.RunResult;

/**
 * Whether a variant meets its objectives, by as many replications as it takes to tell.
 *
 * <p>Each objective's margin is (limit − actual) / limit of a replication, turned round where more is better. After 2, 5, 10, 20 and
 * 40 replications an interval is laid around its mean (Student's t); what the looks may err by adds up to {@value #ERROR} (alpha
 * spending in equal parts: Lan and DeMets, Biometrika 70, 1983). Looking ends when every objective is surely met, one is surely not, or
 * all that is open lies within the indifference zone of ± {@value #INDIFFERENCE} of its limit; then, and after the last look, the sum
 * of all replications decides. Replications that draw nothing decide at once. Those without any miss do once there are {@value
 * #FRAMES_PER_LIMIT} frames over the limit: with as many misses as the limit allows, one would have shown (95 %, the rule of three).
 *
 * @param meets the answer, as a run of so many replications reports it
 * @param surelyMeets at 95 %, by the replications taken; never together with {@code surelyFails}
 * @param surelyFails at 95 %
 * @param together all replications
 * @param replications how many
 */
record Decision(boolean meets, boolean surelyMeets, boolean surelyFails, Trial together, int replications) {
    static final double INDIFFERENCE = 0.1;
    static final double ERROR = 0.05;
    static final double FRAMES_PER_LIMIT = 3;
    private static final int[] LOOKS = {2, 5, 10, 20, 40};
    private static final double SPENT = ERROR / LOOKS.length;

    /** Decides, from no replication on. */
    static Decision of(Sample sample) {
        for (int look = 0; ; look++) {
            while (sample.each().size() < LOOKS[look]) {
                sample.replicate();
                if (!sample.drawn()) {
                    Trial trial = sample.together();
                    return new Decision(trial.meets(), trial.meets(), !trial.meets(), trial, 1);
                }
            }
            Range range = range(sample.each(), SPENT);
            if ((range.decided() && enoughFrames(sample.each())) || look == LOOKS.length - 1) {
                Trial together = sample.together();
                Range at95 = range(sample.each(), ERROR);
                return new Decision(
                        together.meets(),
                        at95.worstLow > 0 && together.meets(),
                        at95.worstHigh < 0 && !together.meets(),
                        together,
                        sample.each().size());
            }
        }
    }

    /** Whether a limit on misses had its chance to be broken; where frames were missed, their spread speaks. */
    private static boolean enoughFrames(List<Trial> each) {
        Double most = each.get(0).slo().checks().stream()
                .filter(check -> check.name().equals("miss_fraction_max"))
                .map(RunResult.Check::limit)
                .findFirst()
                .orElse(null);
        if (most == null || most == 0) {
            return true;
        }
        boolean missed =
                each.stream().flatMap(trial -> trial.streams().stream()).anyMatch(stream -> stream.missFraction() > 0);
        long frames = each.stream()
                .mapToLong(trial -> trial.streams().stream()
                        .mapToLong(RunResult.Stream::captured)
                        .sum())
                .sum();
        return missed || frames * most >= FRAMES_PER_LIMIT;
    }

    /**
     * Ends of the interval of the objective that is worst.
     *
     * @param worstLow smallest lower end over the objectives
     * @param worstHigh smallest upper end over the objectives
     */
    private record Range(double worstLow, double worstHigh) {
        boolean decided() {
            return worstLow > 0 || worstHigh < 0 || (worstLow > -INDIFFERENCE && worstHigh < INDIFFERENCE);
        }
    }

    private static Range range(List<Trial> each, double error) {
        int n = each.size();
        double quantile = new TDistribution(n - 1).inverseCumulativeProbability(1 - error / 2);
        double worstLow = Double.POSITIVE_INFINITY;
        double worstHigh = Double.POSITIVE_INFINITY;
        for (List<Double> margins : margins(each)) {
            double mean = margins.stream().mapToDouble(d -> d).average().orElse(0);
            double squares =
                    margins.stream().mapToDouble(d -> (d - mean) * (d - mean)).sum();
            double half = quantile * Math.sqrt(squares / (n - 1) / n);
            worstLow = Math.min(worstLow, mean - half);
            worstHigh = Math.min(worstHigh, mean + half);
        }
        return new Range(worstLow, worstHigh);
    }

    /** Of each objective, and of staying alive, one margin a replication. */
    private static List<List<Double>> margins(List<Trial> each) {
        List<List<Double>> all = new ArrayList<>();
        for (int c = 0; c < each.get(0).slo().checks().size(); c++) {
            int check = c;
            all.add(each.stream()
                    .map(trial -> margin(trial.slo().checks().get(check)))
                    .toList());
        }
        all.add(each.stream().map(trial -> trial.deviceEnded() ? -1.0 : 1.0).toList());
        return all;
    }

    /** Relative distance to the limit, negative where it is not met; what cannot be checked is not met. */
    static double margin(RunResult.Check check) {
        Double actual = check.actual();
        if (actual == null) {
            return -1;
        }
        double distance = check.name().endsWith("_min") ? actual - check.limit() : check.limit() - actual;
        if (distance == 0) {
            // met to the last digit
            return Double.MIN_NORMAL;
        }
        return distance / (check.limit() == 0 ? 1 : Math.abs(check.limit()));
    }
}
