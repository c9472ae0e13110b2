package org.framebudget.models.runtime.child;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says when a long run slowed, from the medians of its windows. */
final class Slowing {
    /** Lengths of a window, the shortest that gives at most {@link #MOST_WINDOWS}. */
    private static final double[] LENGTHS_S = {1, 10, 60, 600};

    private static final int MOST_WINDOWS = 150;
    /** Windows at the begin and at the end that stand for the run's speed there. */
    private static final int REFERENCE = 5;
    /** Slower by a tenth is more than two runs of one machine differ by; so many windows in a row are no hiccup. */
    private static final double SLOW = 1.1;

    private static final int IN_A_ROW = 3;

    private Slowing() {}

    static double windowS(double sustainedS) {
        for (double lengthS : LENGTHS_S) {
            if (sustainedS <= lengthS * MOST_WINDOWS) {
                return lengthS;
            }
        }
        return LENGTHS_S[LENGTHS_S.length - 1];
    }

    /** Position of the first of three windows in a row that are slow; null where there is none. */
    static @Nullable Integer firstSlow(List<Double> mediansMs) {
        if (mediansMs.size() < REFERENCE + IN_A_ROW) {
            return null;
        }
        double slowMs = SLOW * median(mediansMs.subList(0, REFERENCE));
        int inARow = 0;
        for (int i = REFERENCE; i < mediansMs.size(); i++) {
            inARow = mediansMs.get(i) > slowMs ? inARow + 1 : 0;
            if (inARow == IN_A_ROW) {
                return i - IN_A_ROW + 1;
            }
        }
        return null;
    }

    /** Last windows over first ones; null for a run too short for both. */
    static @Nullable Double slowdown(List<Double> mediansMs) {
        int n = mediansMs.size();
        if (n < REFERENCE + IN_A_ROW) {
            return null;
        }
        double ratio = median(mediansMs.subList(n - REFERENCE, n)) / median(mediansMs.subList(0, REFERENCE));
        return Math.rint(ratio * 1e4) / 1e4;
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}
