package org.framebudget.ui.charts;

import java.text.FieldPosition;
import java.text.NumberFormat;
import java.text.ParsePosition;
import org.framebudget.sim.results.Figures;

/** Values with their unit, three digits. */
final class ValueTicks extends NumberFormat {
    private static final long serialVersionUID = 1;

    private final String unit;

    ValueTicks(String unit) {
        this.unit = unit;
    }

    static String text(double value, String unit) {
        return Double.isNaN(value) ? "–" : Figures.plain(value) + (unit.isEmpty() ? "" : "\u202f" + unit);
    }

    @Override
    public StringBuffer format(double value, StringBuffer into, FieldPosition position) {
        return into.append(text(value, unit));
    }

    @Override
    public StringBuffer format(long value, StringBuffer into, FieldPosition position) {
        return format((double) value, into, position);
    }

    @Override
    public Number parse(String text, ParsePosition position) {
        throw new UnsupportedOperationException("these are only written");
    }
}
