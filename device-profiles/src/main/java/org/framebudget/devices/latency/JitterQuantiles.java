package org.framebudget.devices.latency;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.analysis.solvers.BisectionSolver;
import org.apache.commons.math3.special.Erf;
import org.jspecify.annotations.Nullable;

/** Quantiles of a jitter's marginal distribution, over its mean. */
public final class JitterQuantiles {
    /** Ten values have to lie above a quantile that is shown. */
    private static final double VALUES_ABOVE = 10;

    private static final double LEAST = 1e-3;
    private static final double MOST = 1e3;
    private static final double ACCURACY = 1e-9;

    private JitterQuantiles() {}

    /** The quantile of a job of any length; the shortest where that matters. */
    public static @Nullable Double of(JitterProfile jitter, double share) {
        return of(jitter, share, 0);
    }

    /**
     * The quantile.
     *
     * @param share 0 to 1, exclusive
     * @param calmMs how long the job is where nothing disturbs it
     * @return absent where a recorded series is too short to know it
     */
    public static @Nullable Double of(JitterProfile jitter, double share, double calmMs) {
        if (jitter instanceof JitterProfile.Trace trace) {
            return recorded(
                    trace.ratios().stream().mapToDouble(Double::doubleValue).toArray(), share);
        }
        if (jitter instanceof JitterProfile.Slowdown slowdown) {
            return recorded(slowdown.means(slowdown.valuesOf(calmMs)), share);
        }
        if (jitter instanceof JitterProfile.TwoState states) {
            return mixture(states, share);
        }
        return 1.0;
    }

    private static @Nullable Double recorded(double[] sorted, double share) {
        if (share > 1 - VALUES_ABOVE / sorted.length) {
            return null;
        }
        Arrays.sort(sorted);
        return sorted[(int) (share * sorted.length)];
    }

    private static double mixture(JitterProfile.TwoState states, double share) {
        double contended = states.contendedFraction().value();
        double factor = states.contendedFactor().value();
        double quietMean = 1 / (1 - contended + contended * factor);
        DoubleUnaryOperator below = x -> (1 - contended)
                        * lognormal(x, quietMean, states.quietCv().value())
                + contended
                        * lognormal(x, quietMean * factor, states.contendedCv().value());
        return new BisectionSolver(ACCURACY).solve(1000, x -> below.applyAsDouble(x) - share, LEAST, MOST);
    }

    private static double lognormal(double x, double mean, double cv) {
        if (cv <= 0) {
            return x >= mean ? 1 : 0;
        }
        double variance = StrictMath.log(1 + cv * cv);
        double z = (StrictMath.log(x / mean) + variance / 2) / Math.sqrt(variance);
        return 0.5 * Erf.erfc(-z / Math.sqrt(2));
    }
}
