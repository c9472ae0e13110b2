package org.framebudget.devices.latency;

/**
 * A lognormal spread fitted to the median and one higher percentile: {@code mu = ln p50}, {@code sigma = ln(px / p50) / z},
 * with z the standard normal quantile (textbook moment relations; Johnson, Kotz, Balakrishnan 1994, chapter 14).
 *
 * @param medianMs the median
 * @param sigma standard deviation of the logarithm
 */
public record LognormalPercentiles(double medianMs, double sigma) {
    /** Standard normal quantile of 0.95. */
    public static final double Z95 = 1.6448536269514722;
    /** Standard normal quantile of 0.99. */
    public static final double Z99 = 2.3263478740408408;
    /** A tail is called heavier than lognormal above this ratio of the two sigmas. */
    public static final double STRAGGLER_RATIO = 1.15;

    /**
     * The spread with the given median and upper percentile.
     *
     * @param upperMs the percentile, at least the median
     * @param z standard normal quantile of its level, as {@link #Z95}
     * @throws IllegalArgumentException for a median of zero or below or a percentile below the median
     */
    public static LognormalPercentiles fit(double medianMs, double upperMs, double z) {
        if (!(medianMs > 0) || !(upperMs >= medianMs)) {
            throw new IllegalArgumentException("No lognormal has the median " + medianMs + " ms and the percentile "
                    + upperMs + " ms; the median must be above 0 and the percentile not below it.");
        }
        return new LognormalPercentiles(medianMs, StrictMath.log(upperMs / medianMs) / z);
    }

    /** Mean of the fitted spread. */
    public double meanMs() {
        return medianMs * StrictMath.exp(sigma * sigma / 2);
    }

    /** Standard deviation over mean. */
    public double coefficientOfVariation() {
        return Math.sqrt(StrictMath.expm1(sigma * sigma));
    }

    /** The percentile at a standard normal quantile. */
    public double percentileMs(double z) {
        return medianMs * StrictMath.exp(sigma * z);
    }

    /** True where a measured 99th percentile is too high for this body alone, so that stragglers must be modelled apart. */
    public boolean hasStragglers(double p99Ms) {
        return StrictMath.log(p99Ms / medianMs) / Z99 > STRAGGLER_RATIO * sigma;
    }
}
