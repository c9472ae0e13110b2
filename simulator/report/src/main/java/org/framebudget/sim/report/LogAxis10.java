package org.framebudget.sim.report;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/** An axis for decimal logarithms that is labelled with the numbers themselves, at steps people count in. */
final class LogAxis10 extends NumberAxis {
    private static final long serialVersionUID = 1L;

    private static final double[] WIDE = {1};
    private static final double[] MEDIUM = {1, 2, 5};
    private static final double[] NARROW = {1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8};
    private static final double WIDE_DECADES = 3;
    private static final double NARROW_DECADES = 1;

    LogAxis10(String label) {
        super(label);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public List refreshTicks(Graphics2D graphics, AxisState state, Rectangle2D area, RectangleEdge edge) {
        double low = getRange().getLowerBound();
        double high = getRange().getUpperBound();
        double[] steps = high - low > WIDE_DECADES ? WIDE : high - low > NARROW_DECADES ? MEDIUM : NARROW;
        boolean upright = RectangleEdge.isLeftOrRight(edge);
        List<NumberTick> ticks = new ArrayList<>();
        for (int decade = (int) Math.floor(low); decade <= Math.ceil(high); decade++) {
            for (double step : steps) {
                double value = decade + Math.log10(step);
                if (value >= low - 1e-9 && value <= high + 1e-9) {
                    ticks.add(new NumberTick(
                            value,
                            text(step * Math.pow(10, decade)),
                            upright ? TextAnchor.CENTER_RIGHT : TextAnchor.TOP_CENTER,
                            TextAnchor.CENTER,
                            0));
                }
            }
        }
        return ticks;
    }

    private static String text(double value) {
        return new BigDecimal(value)
                .round(new MathContext(2))
                .stripTrailingZeros()
                .toPlainString();
    }
}
