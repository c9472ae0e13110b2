package org.framebudget.sim.pipeline;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.FittedSets;
import org.framebudget.devices.ProfileValues;
import org.framebudget.devices.Sourced;
import org.framebudget.devices.latency.LatencyModel;
import org.framebudget.devices.latency.LatencyQuery;
import org.framebudget.devices.latency.Prediction;
import org.framebudget.sim.random.RandomStream;
import org.framebudget.sim.random.RandomStreams;

/**
 * Sets of values for what profiles leave open. Each quantity has a stream of its own, by (seed, profile, quantity), and its
 * draws are a Latin hypercube: one in each of {@code count} equal shares of probability (McKay, Beckman, Conover: Technometrics
 * 21, 1979), so that few draws reach both ends. Devices of the same profile share a draw, as they share what nobody knows.
 *
 * <ul>
 *   <li>A number with a range, whoever gave it: the value is the median, below and above it each point of the range is as likely
 *       as another. The ends are hard, so no draw leaves what is possible. The entries of a list, as clock steps, and the
 *       thresholds of a limiter move together and so stay in order; weights keep their sum. What stays: whole numbers that name an operating point, and
 *       the clocks of operating points, of which only ratios count.
 *   <li>Numbers that a fit left open together ({@link FittedSets}): one of its sets, clocks included.
 *   <li>A latency: lognormal, with the prediction interval as its 95 %. One factor of a profile is common to all its inferences,
 *       since it is the source or the runtime that differs; a measured row's interval is that and is not widened by it.
 * </ul>
 */
final class Draws {
    /** Of a normal distribution, half a 95 % interval in standard deviations. */
    private static final double HALF_95 = 1.959964;

    /** Several accelerators of a kind: what nobody knows of one, nobody knows of the others. */
    private static final Pattern ONE_OF_SEVERAL = Pattern.compile("(units\\[tpu|nodes\\[accelerator)\\d+]");

    private static final Pattern POSITION = Pattern.compile("\\[\\d+]");
    private static final Pattern THRESHOLD = Pattern.compile("(limiters\\[[^]]*]).*(deg_c(\\[])?|_mhz)");
    private static final Pattern WEIGHT = Pattern.compile(".*\\.weights\\[\\d+]");
    private static final Pattern FIXED = Pattern.compile(".*(by_severity\\[]|slowest_state|clock_mhz)");
    /** A space, which no path has, keeps it apart from the numbers. */
    private static final String FITTED_SETS = "fitted sets";

    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

    private final RandomStreams streams;
    private final int count;
    private final LatencyModel model = LatencyModel.shipped();
    private final Map<String, double[]> uniforms = new ConcurrentHashMap<>();

    Draws(long seed, int count) {
        this.streams = new RandomStreams(seed, 0);
        this.count = count;
    }

    int count() {
        return count;
    }

    /** Quantities drawn so far by name, in the order of names. */
    Map<String, double[]> quantities() {
        Map<String, double[]> sorted = new TreeMap<>();
        uniforms.forEach((name, shares) -> sorted.put(name, shares.clone()));
        return sorted;
    }

    /** The profile with one set of values. */
    DeviceProfile profile(DeviceProfile profile, int draw) {
        FittedSets sets = profile.fittedSets();
        int set = sets == null ? -1 : (int) (uniform(profile.id(), FITTED_SETS, draw) * sets.count());
        DeviceProfile drawn = ProfileValues.with(profile, (path, number) -> {
            Double low = number.low();
            Double high = number.high();
            if (low == null || high == null || low.equals(high)) {
                return number;
            }
            Double fitted = sets == null ? null : sets.value(set, path);
            if (fitted != null) {
                // the range is 95 % of the sets, so some leave it
                return new Sourced(fitted, Math.min(low, fitted), Math.max(high, fitted), number.source());
            }
            String quantity = quantity(path);
            if (stays(quantity)) {
                return number;
            }
            double value = inRange(low, number.value(), high, uniform(profile.id(), quantity, draw));
            return new Sourced(value, low, high, number.source());
        });
        return drawn == profile ? profile : DrawnLimiters.of(profile, drawn);
    }

    /** What moves together: equal accelerators, the entries of a list but for weights, and the temperatures of a limiter, or its clocks. */
    static String quantity(String path) {
        if (WEIGHT.matcher(path).matches()) {
            return path;
        }
        String all =
                POSITION.matcher(ONE_OF_SEVERAL.matcher(path).replaceAll("$1]")).replaceAll("[]");
        Matcher threshold = THRESHOLD.matcher(all);
        return threshold.matches() ? threshold.group(1) + (all.endsWith("mhz") ? " clocks" : " temperatures") : all;
    }

    /** Whole numbers that name an operating point, and clocks of which only ratios count. */
    static boolean stays(String quantity) {
        return FIXED.matcher(quantity).matches();
    }

    /** What a predicted mean is multiplied by; an application that is slower than a benchmark is so for all inferences of a profile. */
    double latencyFactor(String profileId, StageLatency latency, int draw) {
        double factor = latencyFactor(profileId, latency.bench(), draw);
        StageLatency.InApp inApp = latency.inApp();
        return inApp == null
                ? factor
                : factor
                        * StrictMath.exp(StrictMath.log(inApp.slowestFactor())
                                / HALF_95
                                * Math.max(0, normal(profileId, "app conditions", draw)));
    }

    /** What a predicted mean is multiplied by, in the conditions of the prediction. */
    double latencyFactor(String profileId, Prediction prediction, int draw) {
        double common = model.repeatSdFraction();
        double whole = prediction.halfWidthFraction() / HALF_95;
        double own = prediction.basis() == LatencyModel.Basis.MEASURED
                ? Math.sqrt(Math.max(0, whole * whole - common * common))
                : whole;
        common = Math.min(common, prediction.basis() == LatencyModel.Basis.MEASURED ? whole : common);
        LatencyQuery query = prediction.query();
        return StrictMath.exp(common * normal(profileId, "latency", draw)
                + own * normal(profileId, "latency of " + query.text(), draw));
    }

    private double normal(String profileId, String quantity, int draw) {
        return NORMAL.inverseCumulativeProbability(uniform(profileId, quantity, draw));
    }

    /** Half the probability below the value, half above it, each evenly. */
    static double inRange(double low, double value, double high, double uniform) {
        double drawn = uniform < 0.5 ? low + 2 * uniform * (value - low) : value + (2 * uniform - 1) * (high - value);
        // rounding may overshoot a narrow range
        return Math.max(low, Math.min(high, drawn));
    }

    /** Inside (0, 1). */
    double uniform(String profileId, String quantity, int draw) {
        return uniforms.computeIfAbsent(profileId + " " + quantity, this::shares)[draw];
    }

    private double[] shares(String name) {
        RandomStream stream;
        synchronized (streams) {
            // a space, which no id has, keeps its name apart from those of a run
            stream = streams.stream("draw of " + name);
        }
        double[] shares = new double[count];
        for (int i = 0; i < count; i++) {
            // never 0, whose normal quantile is infinite
            shares[i] = (i + Math.max(stream.uniform(), 1e-9)) / count;
        }
        for (int i = count - 1; i > 0; i--) {
            int j = stream.index(i + 1);
            double swapped = shares[i];
            shares[i] = shares[j];
            shares[j] = swapped;
        }
        return shares;
    }
}
