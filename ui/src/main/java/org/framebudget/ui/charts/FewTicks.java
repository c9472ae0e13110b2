package org.framebudget.ui.charts;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/** A value axis that says how high it is even where there is room for two labels only. */
final class FewTicks extends NumberAxis {
    private static final long serialVersionUID = 1;

    FewTicks() {
        super(null);
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"})
    protected List refreshTicksVertical(Graphics2D g2, Rectangle2D area, RectangleEdge edge) {
        List<NumberTick> ticks = super.refreshTicksVertical(g2, area, edge);
        double top = round(getUpperBound());
        // what the library has no room for has an empty label
        ticks.removeIf(tick -> tick.getText().isEmpty());
        if (ticks.size() == 1 && getLowerBound() == 0 && top > 0) {
            ticks.add(new NumberTick(
                    top, getNumberFormatOverride().format(top), TextAnchor.CENTER_LEFT, TextAnchor.CENTER_LEFT, 0));
        }
        return ticks;
    }

    /** The largest number with one digit that is not above it. */
    private static double round(double value) {
        double power = StrictMath.pow(10, Math.floor(StrictMath.log10(value)));
        return Math.floor(value / power) * power;
    }
}
