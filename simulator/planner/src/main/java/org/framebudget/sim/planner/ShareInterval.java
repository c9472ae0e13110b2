package org.framebudget.sim.planner;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** 95 % of a sum whose parts do not depend on each other, each known by equally likely values. */
final class ShareInterval {
    /** Shares are added as whole numbers of these, so that equal sums meet. */
    private static final double STEPS = 1e5;

    private ShareInterval() {}

    /** From the 2.5 % to the 97.5 % quantile of the sum of all parts, and wide enough for {@code value}. */
    static List<Double> around(double value, List<double[]> parts) {
        Map<Long, Double> sums = new TreeMap<>(Map.of(0L, 1.0));
        for (double[] part : parts) {
            Map<Long, Double> steps = new TreeMap<>();
            for (double each : part) {
                steps.merge(Math.round(each * STEPS), 1.0 / part.length, Double::sum);
            }
            Map<Long, Double> next = new TreeMap<>();
            sums.forEach((sum, p) -> steps.forEach((step, q) -> next.merge(sum + step, p * q, Double::sum)));
            sums = next;
        }
        double low = Double.NaN;
        double high = 0;
        double below = 0;
        for (Map.Entry<Long, Double> each : sums.entrySet()) {
            below += each.getValue();
            if (Double.isNaN(low) && below >= 0.025) {
                low = each.getKey() / STEPS;
            }
            high = each.getKey() / STEPS;
            if (below >= 0.975) {
                break;
            }
        }
        return List.of(Math.min(value, low), Math.max(value, high));
    }
}
