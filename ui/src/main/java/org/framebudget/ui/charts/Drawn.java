package org.framebudget.ui.charts;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.framebudget.ui.charts.ChartModel.Line;
import org.framebudget.ui.charts.ChartModel.Shape;
import org.jspecify.annotations.Nullable;

/**
 * A line as it is drawn: what is stacked lies on the shown lines before it.
 *
 * @param low lower ends of what is filled; absent for lines
 * @param high values, or upper ends
 */
record Drawn(Line line, double @Nullable [] low, double[] high) {

    /** The shown lines of a model, in their order. */
    static List<Drawn> of(ChartModel model, Set<String> hidden) {
        List<Drawn> all = new ArrayList<>();
        double[] below = {};
        for (Line line : model.lines()) {
            if (hidden.contains(line.name())) {
                continue;
            }
            if (!line.shape().stacked()) {
                all.add(new Drawn(line, line.low(), line.values()));
                continue;
            }
            double[] low = below.length == line.values().length ? below : new double[line.values().length];
            double[] high = new double[low.length];
            for (int i = 0; i < low.length; i++) {
                double own = line.values()[i];
                high[i] = low[i] + (Double.isNaN(own) ? 0 : own);
            }
            all.add(new Drawn(line, low, high));
            below = high;
        }
        return all;
    }

    Shape shape() {
        return line.shape();
    }
}
