package org.framebudget.ui.charts;

import java.text.FieldPosition;
import java.text.NumberFormat;
import java.text.ParsePosition;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.TickUnits;

/** Times of a run on an axis that counts seconds: steps that people count time in. */
final class TimeTicks extends NumberFormat {
    private static final long serialVersionUID = 1;
    private static final double[] STEPS_S = {
        1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400, 172_800, 604_800
    };

    static final TickUnits UNITS = units();

    private static TickUnits units() {
        TickUnits units = new TickUnits();
        for (double step : STEPS_S) {
            units.add(new NumberTickUnit(step, new TimeTicks()));
        }
        return units;
    }

    @Override
    public StringBuffer format(double seconds, StringBuffer into, FieldPosition position) {
        return into.append(TimeView.clock(seconds));
    }

    @Override
    public StringBuffer format(long seconds, StringBuffer into, FieldPosition position) {
        return format((double) seconds, into, position);
    }

    @Override
    public Number parse(String text, ParsePosition position) {
        throw new UnsupportedOperationException("these are only written");
    }
}
