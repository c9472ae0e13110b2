package org.framebudget.sim.sweep;

import java.util.List;
import org.framebudget.models.InputException;
import org.framebudget.sim.scenario.SweepSpec;

/** Limits on one result that no value can keep together. */
final class Contradictions {
    private Contradictions() {}

    /**
     * Looks at limits that are right one by one.
     *
     * @throws InputException for two of which only one can be kept, with both lines
     */
    static void check(SweepSpec spec) {
        for (int later = 0; later < spec.limits().size(); later++) {
            for (int first = 0; first < later; first++) {
                if (exclude(limit(spec, first), limit(spec, later))) {
                    throw spec.places()
                            .error(
                                    "limits." + later,
                                    "'" + spec.limits().get(later) + "' and limits." + first + ", '"
                                            + spec.limits().get(first) + "', exclude each other: no point keeps both.",
                                    "Remove or change one.");
                }
            }
        }
    }

    private static Comparison limit(SweepSpec spec, int line) {
        List<Comparison> comparisons = Comparison.line(spec.limits().get(line));
        return comparisons.get(0);
    }

    private static boolean exclude(Comparison one, Comparison other) {
        if (!one.left().equals(other.left()) || isUpper(one) == isUpper(other)) {
            return false;
        }
        Comparison upper = isUpper(one) ? one : other;
        Comparison lower = isUpper(one) ? other : one;
        int order = Double.compare(Axis.number(upper.right()), Axis.number(lower.right()));
        boolean both = upper.sign() == Comparison.Sign.AT_MOST && lower.sign() == Comparison.Sign.AT_LEAST;
        return order < 0 || (order == 0 && !both);
    }

    private static boolean isUpper(Comparison limit) {
        return limit.sign() == Comparison.Sign.LESS || limit.sign() == Comparison.Sign.AT_MOST;
    }
}
