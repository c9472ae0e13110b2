package org.framebudget.sim.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.FieldPosition;
import java.text.NumberFormat;
import java.text.ParsePosition;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers as people read them: three significant digits, the same in every locale, an em dash where there is none. */
final class Numbers {
    /** Stands where there is no figure. */
    static final String NONE = "—";

    /** Between groups of three digits: a narrow blank at which no line breaks. */
    private static final char GROUPS = '\u202f';

    private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_UP);

    private Numbers() {}

    /** Three significant digits; whole numbers from 1000 up keep every digit. No exponent between 1e-6 and 1e9. */
    static String plain(@Nullable Double value) {
        if (value == null || !Double.isFinite(value)) {
            return NONE;
        }
        double size = Math.abs(value);
        if (size == 0) {
            return "0";
        }
        if (size < 1e-6 || size >= 1e9) {
            return String.format(Locale.ROOT, "%.2e", value);
        }
        if (size >= 999.5) {
            return String.format(Locale.ROOT, "%,d", Math.round(value)).replace(',', GROUPS);
        }
        return trimmed(value);
    }

    /** A number with its unit, or the dash alone. */
    static String withUnit(@Nullable Double value, String unit) {
        String number = plain(value);
        return number.equals(NONE) ? NONE : number + "\u00a0" + unit;
    }

    /** Both ends of an interval, as in {@code 4.92 to 5.31}; the dash where there is none. */
    static String range(@Nullable List<Double> ends) {
        return ends == null ? NONE : plain(ends.get(0)) + " to " + plain(ends.get(1));
    }

    /** A count, every digit of it, in groups of three. */
    static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value).replace(',', GROUPS);
    }

    /** {@link #plain} for the ticks of an axis; takes no numbers back. */
    static final class Ticks extends NumberFormat {
        private static final long serialVersionUID = 1L;

        @Override
        public StringBuffer format(double number, StringBuffer to, FieldPosition position) {
            return to.append(plain(number));
        }

        @Override
        public StringBuffer format(long number, StringBuffer to, FieldPosition position) {
            return to.append(count(number));
        }

        @Override
        public Number parse(String source, ParsePosition position) {
            throw new UnsupportedOperationException("ticks are only written");
        }
    }

    /** A share as percent without the sign; 0 and 100 stand only for exactly that. */
    static String percent(@Nullable Double fraction) {
        if (fraction == null || !Double.isFinite(fraction)) {
            return NONE;
        }
        double percent = 100 * fraction;
        if (percent > 0 && percent < 0.001) {
            return "<0.001";
        }
        if (percent < 100 && percent >= 99.95) {
            return percent > 99.999 ? ">99.999" : floor(percent);
        }
        return percent < 0.1
                ? BigDecimal.valueOf(percent)
                        .setScale(3, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString()
                : trimmed(percent);
    }

    /** Percent with its sign. */
    static String percentSign(@Nullable Double fraction) {
        String number = percent(fraction);
        return number.equals(NONE) ? NONE : number + "\u00a0%";
    }

    /** A duration in the unit that suits it: seconds below two minutes, minutes below two hours, else hours. */
    static String duration(@Nullable Double seconds) {
        if (seconds == null || !Double.isFinite(seconds)) {
            return NONE;
        }
        if (seconds < 120) {
            return withUnit(seconds, "s");
        }
        return seconds < 7200 ? withUnit(seconds / 60, "min") : withUnit(seconds / 3600, "h");
    }

    /** Power in milliwatts below one watt. */
    static String power(double watts) {
        return Math.abs(watts) < 0.9995 && watts != 0 ? withUnit(1000 * watts, "mW") : withUnit(watts, "W");
    }

    /** A value with the fewest significant digits, three at least, that tell it from another. */
    static String apart(double value, double other) {
        for (int digits = 3; ; digits++) {
            MathContext rounding = new MathContext(digits, RoundingMode.HALF_UP);
            BigDecimal rounded = BigDecimal.valueOf(value).round(rounding);
            if (digits == 17 || rounded.compareTo(BigDecimal.valueOf(other).round(rounding)) != 0) {
                return rounded.stripTrailingZeros().toPlainString();
            }
        }
    }

    private static String trimmed(double value) {
        return BigDecimal.valueOf(value)
                .round(THREE_DIGITS)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String floor(double percent) {
        return BigDecimal.valueOf(percent)
                .setScale(3, RoundingMode.FLOOR)
                .stripTrailingZeros()
                .toPlainString();
    }
}
