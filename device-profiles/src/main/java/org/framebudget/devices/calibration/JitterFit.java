package org.framebudget.devices.calibration;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.commons.math3.stat.StatUtils;
import org.framebudget.devices.latency.RunsTest;

/**
 * Spread of successive latencies of one network as a profile's {@code jitter} describes it. Where {@link RunsTest} says that they
 * hang together, blocks of the series itself are to be replayed; where it does not, two states whose jobs are drawn independently
 * say the same with five numbers.
 *
 * @param runsZ standardised number of runs; 0 where the values do not differ enough for a test
 * @param blockJobs length of the blocks in which the series has to be replayed, 0 where two states do
 * @param quietCv coefficient of variation of the jobs that nothing held up
 * @param contendedFraction share of the others
 * @param contendedRunJobs mean length of their runs
 * @param contendedFactor their mean over that of the quiet ones
 * @param contendedCv their coefficient of variation
 */
public record JitterFit(
        double runsZ,
        int blockJobs,
        double quietCv,
        double contendedFraction,
        double contendedRunJobs,
        double contendedFactor,
        double contendedCv) {
    /** Shortest series that says something, as long as a profile's trace has to be. */
    public static final int LEAST_JOBS = 100;

    private static final double NORMAL_95 = 1.96;
    /** Standard normal quantile of 0.84, about: one standard deviation. */
    private static final double ONE_SD_PERCENT = 15.87;
    /** So many standard deviations of the body, and at least this share, above the median something held a job up. */
    private static final double CONTENDED_SDS = 4;

    private static final double LEAST_CONTENDED_SHARE = 0.1;
    private static final int SHORTEST_BLOCK = 5;

    /**
     * Fits.
     *
     * @param latencies successive, in any unit, at least {@link #LEAST_JOBS}
     */
    public static JitterFit of(double[] latencies) {
        if (latencies.length < LEAST_JOBS) {
            throw new IllegalArgumentException("Jitter needs " + LEAST_JOBS + " latencies, not " + latencies.length);
        }
        double median = StatUtils.percentile(latencies, 50);
        // the upper half of the body mixes with what was held up, the lower does not
        double bodySd = median - StatUtils.percentile(latencies, ONE_SD_PERCENT);
        double limit = median + Math.max(CONTENDED_SDS * bodySd, LEAST_CONTENDED_SHARE * median);
        List<Double> quiet = new ArrayList<>();
        List<Double> contended = new ArrayList<>();
        int runs = 0;
        boolean before = false;
        for (double latency : latencies) {
            boolean over = latency > limit;
            (over ? contended : quiet).add(latency);
            runs += over && !before ? 1 : 0;
            before = over;
        }
        double quietMean = mean(quiet);
        double z = runsZ(latencies);
        return new JitterFit(
                z,
                z < -NORMAL_95 ? block(latencies) : 0,
                cv(quiet),
                (double) contended.size() / latencies.length,
                runs == 0 ? 1 : (double) contended.size() / runs,
                contended.isEmpty() ? 1 : mean(contended) / quietMean,
                cv(contended));
    }

    private static double runsZ(double[] latencies) {
        List<Double> values = new ArrayList<>();
        for (double latency : latencies) {
            values.add(latency);
        }
        double median = StatUtils.percentile(latencies, 50);
        boolean bothSides = Collections.min(values) < median && Collections.max(values) > median;
        return bothSides ? RunsTest.z(values) : 0;
    }

    /** Twice the lag at which the autocorrelation is lost in the noise of a series of this length, a tenth of it at most. */
    private static int block(double[] values) {
        double mean = StatUtils.mean(values);
        double variance = StatUtils.populationVariance(values, mean);
        int most = values.length / 10;
        for (int lag = 1; lag < most / 2; lag++) {
            double sum = 0;
            for (int i = lag; i < values.length; i++) {
                sum += (values[i] - mean) * (values[i - lag] - mean);
            }
            if (sum / values.length < NORMAL_95 / Math.sqrt(values.length) * variance) {
                return Math.max(SHORTEST_BLOCK, 2 * lag);
            }
        }
        return most;
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }

    private static double cv(List<Double> values) {
        if (values.size() < 2) {
            return 0;
        }
        double[] all = values.stream().mapToDouble(Double::doubleValue).toArray();
        return Math.sqrt(StatUtils.variance(all)) / StatUtils.mean(all);
    }
}
