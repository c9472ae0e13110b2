package org.framebudget.sim.sweep;

import java.math.BigDecimal;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongFunction;

/**
 * Looks for values of a rising range that rounding has made the same, without making all of them. Rounding is coarsest right above a
 * power of ten, so the search begins at the first value and at each power of ten, and ends where values lie further apart than the
 * last digit counts.
 *
 * @param values rounded, by number
 * @param gap from a value to the next one before they are rounded
 * @param lastDigit what the last digit of a rounded value counts
 */
record Repeats(LongFunction<BigDecimal> values, long count, DoubleUnaryOperator gap, DoubleUnaryOperator lastDigit) {
    /** More different values than a rate has from one power of ten to the next. */
    private static final int MOST_STEPS = 1_000_000;

    /** Finer ones have digits to spare. */
    private static final int POWERS = 18;

    /** Number of a value that is the same as the one before; 0 for none. */
    long first() {
        if (count < 2) {
            return 0;
        }
        long found = from(0);
        double most = Math.max(Math.abs(at(0)), Math.abs(at(count - 1)));
        int top = most == 0 ? 0 : (int) Math.floor(StrictMath.log10(most));
        for (int power = top; found == 0 && power > top - POWERS; power--) {
            found = from(firstFrom(-StrictMath.pow(10, power)));
            found = found == 0 ? from(firstFrom(StrictMath.pow(10, power))) : found;
        }
        return found == 0 && same(count - 1) ? count - 1 : found;
    }

    private double at(long number) {
        return values.apply(number).doubleValue();
    }

    private boolean same(long number) {
        return values.apply(number).compareTo(values.apply(number - 1)) <= 0;
    }

    /** Number of the first value that is at least so much. */
    private long firstFrom(double least) {
        long low = 0;
        long high = count - 1;
        while (low < high) {
            long middle = low + (high - low) / 2;
            if (at(middle) >= least) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private long from(long begin) {
        long end = Math.min(count - 1, begin + MOST_STEPS);
        for (long number = begin + 1; number <= end; number++) {
            double value = at(number - 1);
            if (gap.applyAsDouble(value) >= lastDigit.applyAsDouble(value)) {
                return 0;
            }
            if (same(number)) {
                return number;
            }
        }
        return 0;
    }
}
