package org.framebudget.ui.sweep;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is looked at of a sweep.
 *
 * @param across number of the axis whose values are the map's columns
 * @param down that of its rows; equal to {@code across} where there is one axis only
 * @param figure in the map's cells; absent for the share of points that meet
 * @param x what the plot of compromises has from left to right
 * @param y what it has upwards
 */
public record Choice(int across, int down, @Nullable Measure figure, Measure x, Measure y) {
    /** To begin with: the first two axes of these. */
    static Choice first(List<Integer> axes) {
        return new Choice(axes.get(0), axes.get(Math.min(1, axes.size() - 1)), null, Measure.POWER, Measure.LATENCY);
    }

    /** The same with a latency that the points have: where they are too short for p99, p90. */
    Choice orKnown(SweptRows rows) {
        boolean known = rows.rows().stream().anyMatch(row -> !Double.isNaN(Measure.LATENCY.of(row.values())));
        return known || rows.rows().isEmpty() ? this : withMeasures(x, Measure.LATENCY_P90);
    }

    Choice withAxes(int otherAcross, int otherDown) {
        return new Choice(otherAcross, otherDown, figure, x, y);
    }

    Choice withFigure(@Nullable Measure other) {
        return new Choice(across, down, other, x, y);
    }

    Choice withMeasures(Measure otherX, Measure otherY) {
        return new Choice(across, down, figure, otherX, otherY);
    }
}
