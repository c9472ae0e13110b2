package org.framebudget.sim.sweep;

import java.util.ArrayList;
import java.util.List;
import org.framebudget.models.InputException;
import org.framebudget.sim.pipeline.Trial;
import org.framebudget.sim.scenario.SweepSpec;
import org.framebudget.sim.scenario.SweepSpec.Objective;
import org.jspecify.annotations.Nullable;

/**
 * What the best point is best in, and what it keeps to.
 *
 * @param objective a result
 * @param maximise whether more of it is better
 * @param limits comparisons of results with numbers
 * @param outputs those of the objective and of the limits, in this order
 */
record Goal(String objective, boolean maximise, List<Limit> limits, List<Output> outputs) {
    /** How far outside a limit is at least, so that a point on it counts as outside where it has to be beyond. */
    static final double LEAST_EXCESS = 1e-12;

    /**
     * A limit.
     *
     * @param text as the sweep file has it
     */
    record Limit(String text, String result, Comparison.Sign sign, double bound) {
        /** 0 where it is kept, else how far the figure is from it as a share of it; 1 where there is no figure. */
        double excess(double figure) {
            if (Double.isNaN(figure)) {
                return 1;
            }
            if (sign.holds(Double.compare(figure, bound))) {
                return 0;
            }
            double scale = bound == 0 ? 1 : Math.abs(bound);
            return Math.max(LEAST_EXCESS, Math.abs(figure - bound) / scale);
        }
    }

    /** Throws {@link InputException} where the sweep file has no objective. */
    static Goal of(SweepPlan plan) {
        SweepSpec spec = plan.spec();
        Objective objective = spec.objective();
        if (objective == null) {
            throw spec.places()
                    .error(
                            "objective",
                            "is missing, and --optimize needs one.",
                            "Write what the best point is best in, as in objective: {minimise: average_power_w}.");
        }
        List<Limit> limits = new ArrayList<>();
        List<Output> outputs = new ArrayList<>();
        outputs.add(plan.outputs().named(objective.result()));
        for (String text : spec.limits()) {
            Comparison limit = Comparison.line(text).get(0);
            limits.add(new Limit(text, limit.left(), limit.sign(), Axis.number(limit.right())));
            outputs.add(plan.outputs().named(limit.left()));
        }
        return new Goal(objective.result(), objective.maximise(), List.copyOf(limits), List.copyOf(outputs));
    }

    /** Scores what came of a point; absent where it could not be run. */
    Score score(long point, @Nullable Trial trial) {
        if (trial == null) {
            return Score.failed(point);
        }
        return score(
                point,
                outputs.stream()
                        .map(output -> output.value().of(trial) instanceof Number number
                                ? (Double) number.doubleValue()
                                : (Double) Double.NaN)
                        .toList());
    }

    /** @param figures of the outputs, NaN where a point has none */
    Score score(long point, List<Double> figures) {
        double excess = 0;
        for (int l = 0; l < limits.size(); l++) {
            excess += limits.get(l).excess(figures.get(l + 1));
        }
        double least = maximise ? -figures.get(0) : figures.get(0);
        return new Score(point, false, excess, Double.isNaN(least) ? Double.POSITIVE_INFINITY : least, figures);
    }

    /** As in {@code the least average_power_w}. */
    String words() {
        return (maximise ? "the most " : "the least ") + objective;
    }
}
