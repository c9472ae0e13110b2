package org.framebudget.sim.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/** Maps values to places in a {@link Picture}, evenly or by their logarithm, and says where its ticks are. */
final class PictureScale {
    private static final double[] STEPS = {1, 2, 5};
    private static final double WIDE_DECADES = 2.5;

    private final double low;
    private final double high;
    private final double fromPt;
    private final double toPt;
    private final boolean log;

    private PictureScale(double low, double high, double fromPt, double toPt, boolean log) {
        this.low = low;
        this.high = high;
        this.fromPt = fromPt;
        this.toPt = toPt;
        this.log = log;
    }

    /** With a little air at both ends; a single value stands in the middle. */
    static PictureScale even(double low, double high, double fromPt, double toPt) {
        double air = high > low ? 0.04 * (high - low) : low == 0 ? 1 : Math.abs(low) * 0.1;
        double start = low >= 0 && low - air < 0 ? 0 : low - air;
        return new PictureScale(start, high + air, fromPt, toPt, false);
    }

    /** By the logarithm where the values span more than a factor of twenty and none is 0 or less. */
    static PictureScale fitting(double low, double high, double fromPt, double toPt) {
        if (low > 0 && high / low > 20) {
            return new PictureScale(Math.log10(low) - 0.04, Math.log10(high) + 0.04, fromPt, toPt, true);
        }
        return even(low, high, fromPt, toPt);
    }

    double at(double value) {
        double share = ((log ? Math.log10(value) : value) - low) / (high - low);
        return fromPt + share * (toPt - fromPt);
    }

    boolean log() {
        return log;
    }

    /** Values at steps that people count in, about {@code most} of them at most. */
    List<Double> ticks(int most) {
        return log ? logTicks() : evenTicks(most);
    }

    private List<Double> evenTicks(int most) {
        double decade = Math.pow(10, Math.floor(Math.log10((high - low) / most)));
        double step = decade;
        for (double factor : new double[] {1, 2, 5, 10}) {
            step = decade * factor;
            if ((high - low) / step <= most) {
                break;
            }
        }
        List<Double> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(low / step - 1e-9); i * step <= high + 1e-9 * step; i++) {
            ticks.add(new BigDecimal(i * step).round(new MathContext(6)).doubleValue());
        }
        return ticks;
    }

    private List<Double> logTicks() {
        List<Double> ticks = new ArrayList<>();
        for (int decade = (int) Math.floor(low); decade <= Math.ceil(high); decade++) {
            for (double step : high - low > WIDE_DECADES ? new double[] {1} : STEPS) {
                double value = decade + Math.log10(step);
                if (value >= low && value <= high) {
                    ticks.add(new BigDecimal(step * Math.pow(10, decade))
                            .round(new MathContext(3))
                            .doubleValue());
                }
            }
        }
        return ticks;
    }
}
