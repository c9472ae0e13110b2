package org.framebudget.devices.latency;

import java.util.List;
import org.apache.commons.math3.stat.StatUtils;
import org.jspecify.annotations.Nullable;

/**
 * What other units of a class say about a unit before it is measured: each parameter of {@link Roofline} with its spread over
 * units (normal in the logarithm), and how far measurements of one unit stray from the model.
 *
 * @param latencyClass as in {@code cpu-int8}
 * @param sameChip true where all units of the class are one chip at one clock, so that the prior knows its speed
 * @param mean by parameter
 * @param sd by parameter
 * @param noiseFraction standard deviation of one measurement that the model and its residual do not explain
 */
public record LatencyPrior(String latencyClass, boolean sameChip, double[] mean, double[] sd, double noiseFraction) {
    /** Part of a network's time that is pointwise work, to begin a search with. */
    private static final double START_SHARE = 0.6;

    private static final double SPEED_SD = 1.0;
    /** How well a bandwidth from weight swaps tells what an inference sees. */
    private static final double LINK_SD = 0.2;

    /** Throws {@link IllegalArgumentException} for wrong lengths. */
    public LatencyPrior {
        if (mean.length != Roofline.PARAMETERS || sd.length != Roofline.PARAMETERS) {
            throw new IllegalArgumentException("A prior has " + Roofline.PARAMETERS + " parameters.");
        }
        mean = mean.clone();
        sd = sd.clone();
    }

    /** With a speed near that of the measurements; how fast another unit of the class is says little about this one. */
    public LatencyPrior near(List<CalibrationPoint> points) {
        if (sameChip || points.isEmpty()) {
            return this;
        }
        return withSpeed(startSpeed(points), SPEED_SD);
    }

    /**
     * With another belief about the speed.
     *
     * @param logMsPerMac natural logarithm of ms a multiply-accumulate
     */
    public LatencyPrior withSpeed(double logMsPerMac, double spread) {
        return with(Roofline.Parameter.POINTWISE, logMsPerMac, spread);
    }

    private LatencyPrior with(Roofline.Parameter parameter, double newMean, double newSd) {
        double[] means = mean.clone();
        double[] sds = sd.clone();
        means[parameter.ordinal()] = newMean;
        sds[parameter.ordinal()] = newSd;
        return new LatencyPrior(latencyClass, sameChip, means, sds, noiseFraction);
    }

    /** Where a link's bandwidth was measured by itself. */
    public LatencyPrior withLink(@Nullable Double mbPerS) {
        return mbPerS == null ? this : withLink(mbPerS, 0);
    }

    /**
     * Where a link's bandwidth is known from elsewhere.
     *
     * @param spread of its natural logarithm
     */
    LatencyPrior withLink(double mbPerS, double spread) {
        return with(
                Roofline.Parameter.LINK,
                StrictMath.log(1e3 / (mbPerS * 1e6)),
                Math.sqrt(LINK_SD * LINK_SD + spread * spread));
    }

    /** With another noise. */
    public LatencyPrior withNoise(double fraction) {
        return new LatencyPrior(latencyClass, sameChip, mean, sd, fraction);
    }

    /** Logarithm of ms a multiply-accumulate, from the median network. */
    public static double startSpeed(List<CalibrationPoint> points) {
        return StrictMath.log(START_SHARE
                * StatUtils.percentile(
                        points.stream()
                                .mapToDouble(p ->
                                        p.latencyMs() / Math.max(1, p.network().macs()))
                                .toArray(),
                        50));
    }
}
