package org.framebudget.sim.results;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers for sentences. */
public final class Figures {
    private Figures() {}

    /** Three digits, and from 1000 on every one before the point. */
    public static String plain(double value) {
        return Math.abs(value) >= 999.5
                ? Long.toString(Math.round(value))
                : BigDecimal.valueOf(value)
                        .round(new MathContext(3))
                        .stripTrailingZeros()
                        .toPlainString();
    }
}
