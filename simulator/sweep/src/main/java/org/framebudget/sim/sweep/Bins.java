package org.framebudget.sim.sweep;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import org.framebudget.sim.scenario.SweepSpec;

/** How the values of axes are put together for means by value: each alone, or, of many numbers, in ten stretches. */
final class Bins {
    /** More values than that are no table any more. */
    static final int MOST_VALUES = 20;

    private static final int COUNT = 10;
    private static final MathContext DIGITS = new MathContext(9);

    private Bins() {}

    static List<StoreInfo.Column> columns(SweepPlan plan) {
        List<StoreInfo.Column> columns = new ArrayList<>();
        for (int a = 0; a < plan.axes().size(); a++) {
            Axis axis = plan.axes().get(a);
            columns.add(new StoreInfo.Column(
                    axis.key(),
                    axis.name(),
                    axis.sqlType(),
                    axis.size(),
                    axis.numeric() && axis.size() > MOST_VALUES
                            ? bins(axis, plan.spec().axes().get(a))
                            : List.of()));
        }
        return List.copyOf(columns);
    }

    private static List<Double> bins(Axis axis, SweepSpec.AxisSpec spec) {
        Double from = spec.from();
        Double to = spec.to();
        if (from != null && to != null) {
            return ends(from, to, spec.scale() == SweepSpec.Scale.LOG);
        }
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (long v = 0; v < axis.size(); v++) {
            least = Math.min(least, axis.number(v));
            most = Math.max(most, axis.number(v));
        }
        return ends(least, most, false);
    }

    /** The ends of ten stretches of equal length, on a scale of logarithms of equal ratio. */
    static List<Double> ends(double from, double to, boolean log) {
        List<Double> ends = new ArrayList<>();
        ends.add(from);
        for (int i = 1; i < COUNT; i++) {
            double share = (double) i / COUNT;
            double end = log ? from * StrictMath.pow(to / from, share) : from + (to - from) * share;
            ends.add(new BigDecimal(end).round(DIGITS).doubleValue());
        }
        ends.add(to);
        return List.copyOf(ends);
    }
}
