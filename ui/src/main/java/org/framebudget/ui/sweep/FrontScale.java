package org.framebudget.ui.sweep;

import java.util.ArrayList;
import java.util.List;

/**
 * From a value to a share of the axis.
 *
 * @param step between ticks
 */
record FrontScale(double low, double high, double step) {
    private static final double TICKS = 6;

    static FrontScale of(List<Double> values) {
        double low = values.stream().mapToDouble(d -> d).min().orElse(0);
        double high = values.stream().mapToDouble(d -> d).max().orElse(1);
        if (high - low < 1e-9 * Math.max(1, Math.abs(high))) {
            double half = high == 0 ? 1 : Math.abs(high) / 10;
            low -= half;
            high += half;
        }
        double step = step((high - low) / TICKS);
        return new FrontScale(Math.floor(low / step) * step, Math.ceil(high / step) * step, step);
    }

    /** 1, 2 or 5 times a power of ten, not below. */
    private static double step(double least) {
        double power = StrictMath.pow(10, Math.floor(StrictMath.log10(least)));
        for (double digit : new double[] {1, 2, 5}) {
            if (digit * power >= least) {
                return digit * power;
            }
        }
        return 10 * power;
    }

    double share(double value) {
        return (value - low) / (high - low);
    }

    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        long count = Math.round((high - low) / step);
        for (long i = 0; i <= count; i++) {
            ticks.add(low + i * step);
        }
        return ticks;
    }
}
