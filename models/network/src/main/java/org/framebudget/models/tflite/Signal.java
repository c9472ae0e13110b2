package org.framebudget.models.tflite;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;

/**
 * What the numbers of a tensor are expected to be, for each channel of its last dimension: mean and variance over places and
 * images, as if they were normal and independent.
 */
final class Signal {
    /** Standard deviations within which numbers are expected. ASSUMED 4, 3 to 6: beyond it, int8 clips. */
    private static final double REACH = 4;

    /** Values and shares of a normal distribution in steps of a quarter of its standard deviation. */
    private static final double STEP = 0.25;

    private static final double[] NODES = new double[1 + 2 * (int) (REACH / STEP)];
    private static final double[] SHARES = new double[NODES.length];

    static {
        double total = 0;
        for (int i = 0; i < NODES.length; i++) {
            NODES[i] = i * STEP - REACH;
            SHARES[i] = StrictMath.exp(-NODES[i] * NODES[i] / 2);
            total += SHARES[i];
        }
        for (int i = 0; i < NODES.length; i++) {
            SHARES[i] /= total;
        }
    }

    private final double[] mean;
    private final double[] variance;
    private final double range;
    private final boolean signed;

    /**
     * Takes over both arrays.
     *
     * @param range largest size of a number
     * @param signed false where no number is below zero
     */
    Signal(double[] mean, double[] variance, double range, boolean signed) {
        this.mean = mean;
        this.variance = variance;
        this.range = range;
        this.signed = signed;
    }

    /** The same with another range. */
    Signal(Signal other, double range) {
        this(other.mean, other.variance, range, other.signed);
    }

    /** With the range that mean and variance suggest. */
    static Signal of(double[] mean, double[] variance, boolean signed) {
        double range = 0;
        for (int c = 0; c < mean.length; c++) {
            range = Math.max(range, Math.abs(mean[c]) + REACH * Math.sqrt(variance[c]));
        }
        return new Signal(mean, variance, range, signed);
    }

    /** The same in every channel. */
    static Signal even(int channels, double mean, double variance, double range, boolean signed) {
        double[] means = new double[channels];
        double[] variances = new double[channels];
        Arrays.fill(means, mean);
        Arrays.fill(variances, variance);
        return new Signal(means, variances, range, signed);
    }

    int channels() {
        return mean.length;
    }

    double mean(int channel) {
        return mean[channel];
    }

    double variance(int channel) {
        return variance[channel];
    }

    double range() {
        return range;
    }

    boolean signed() {
        return signed;
    }

    /** Mean, over channels, of the numbers' square. */
    double meanSquare() {
        double sum = 0;
        for (int c = 0; c < mean.length; c++) {
            sum += mean[c] * mean[c] + variance[c];
        }
        return sum / mean.length;
    }

    /** Times a factor, and for each channel something added. */
    Signal scaled(double factor, IntToDoubleFunction added) {
        double[] means = new double[mean.length];
        double[] variances = new double[mean.length];
        for (int c = 0; c < mean.length; c++) {
            means[c] = mean[c] * factor + added.applyAsDouble(c);
            variances[c] = variance[c] * factor * factor;
        }
        return of(means, variances, true);
    }

    /** After a function that makes no number larger, except that none exceeds {@code most}. */
    Signal bent(DoubleUnaryOperator function, double most, boolean stillSigned) {
        double[] means = new double[mean.length];
        double[] variances = new double[mean.length];
        for (int c = 0; c < mean.length; c++) {
            double deviation = Math.sqrt(variance[c]);
            double sum = 0;
            double squares = 0;
            for (int i = 0; i < NODES.length; i++) {
                double value = function.applyAsDouble(mean[c] + deviation * NODES[i]);
                sum += SHARES[i] * value;
                squares += SHARES[i] * value * value;
            }
            means[c] = sum;
            variances[c] = Math.max(0, squares - sum * sum);
        }
        return new Signal(means, variances, Math.min(range, most), stillSigned);
    }

    /** The mean of several independent places. */
    Signal averaged(double places) {
        double[] variances = Arrays.stream(variance).map(v -> v / places).toArray();
        return new Signal(mean, variances, range, signed);
    }

    /** The largest of several independent places. */
    Signal largestOf(double places) {
        double shift = 0;
        double squares = 0;
        double below = 0;
        double before = 0;
        for (int i = 0; i < NODES.length; i++) {
            below += SHARES[i];
            double upToHere = StrictMath.pow(below, places);
            double share = upToHere - before;
            shift += share * NODES[i];
            squares += share * NODES[i] * NODES[i];
            before = upToHere;
        }
        double[] means = new double[mean.length];
        double[] variances = new double[mean.length];
        for (int c = 0; c < mean.length; c++) {
            means[c] = mean[c] + Math.sqrt(variance[c]) * shift;
            variances[c] = variance[c] * (squares - shift * shift);
        }
        return new Signal(means, variances, range, signed);
    }

    /** Sum of two independent ones; one channel goes with all. */
    static Signal sum(Signal a, Signal b) {
        int channels = Math.max(a.channels(), b.channels());
        double[] means = new double[channels];
        double[] variances = new double[channels];
        for (int c = 0; c < channels; c++) {
            int i = Math.min(c, a.channels() - 1);
            int j = Math.min(c, b.channels() - 1);
            means[c] = a.mean[i] + b.mean[j];
            variances[c] = a.variance[i] + b.variance[j];
        }
        return of(means, variances, a.signed || b.signed);
    }

    /** Product of two independent ones; one channel goes with all. */
    static Signal product(Signal a, Signal b) {
        int channels = Math.max(a.channels(), b.channels());
        double[] means = new double[channels];
        double[] variances = new double[channels];
        for (int c = 0; c < channels; c++) {
            int i = Math.min(c, a.channels() - 1);
            int j = Math.min(c, b.channels() - 1);
            means[c] = a.mean[i] * b.mean[j];
            double squares = (a.variance[i] + a.mean[i] * a.mean[i]) * (b.variance[j] + b.mean[j] * b.mean[j]);
            variances[c] = squares - means[c] * means[c];
        }
        return new Signal(means, variances, a.range * b.range, a.signed || b.signed);
    }

    /** One after the other. */
    static Signal joined(List<Signal> parts) {
        double[] means =
                parts.stream().flatMapToDouble(p -> Arrays.stream(p.mean)).toArray();
        double[] variances =
                parts.stream().flatMapToDouble(p -> Arrays.stream(p.variance)).toArray();
        return new Signal(means, variances, largest(parts), anySigned(parts));
    }

    /** In the same channels, each for its share of the places. */
    static Signal mixed(List<Signal> parts, double[] shares) {
        int channels = parts.get(0).channels();
        double[] means = new double[channels];
        double[] variances = new double[channels];
        for (int c = 0; c < channels; c++) {
            double squares = 0;
            for (int p = 0; p < shares.length; p++) {
                Signal part = parts.get(p);
                means[c] += shares[p] * part.mean[c];
                squares += shares[p] * (part.variance[c] + part.mean[c] * part.mean[c]);
            }
            variances[c] = Math.max(0, squares - means[c] * means[c]);
        }
        return new Signal(means, variances, largest(parts), anySigned(parts));
    }

    /** Channels {@code from} to before {@code to}. */
    Signal slice(int from, int to) {
        return new Signal(Arrays.copyOfRange(mean, from, to), Arrays.copyOfRange(variance, from, to), range, signed);
    }

    /** The same numbers in rows of another length: a place meets every old channel that leaves the same remainder. */
    Signal inRowsOf(int length) {
        if (length == mean.length) {
            return this;
        }
        int step = gcd(length, mean.length);
        List<Signal> parts = new ArrayList<>();
        for (int from = 0; from < mean.length; from += step) {
            parts.add(slice(from, from + step));
        }
        double[] shares = new double[parts.size()];
        Arrays.fill(shares, 1.0 / shares.length);
        Signal one = mixed(parts, shares);
        double[] means = new double[length];
        double[] variances = new double[length];
        for (int c = 0; c < length; c++) {
            means[c] = one.mean[c % step];
            variances[c] = one.variance[c % step];
        }
        return new Signal(means, variances, range, signed);
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    private static double largest(List<Signal> parts) {
        return parts.stream().mapToDouble(Signal::range).max().orElse(0);
    }

    private static boolean anySigned(List<Signal> parts) {
        return parts.stream().anyMatch(Signal::signed);
    }
}
