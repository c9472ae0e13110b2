package org.framebudget.sim.report;

import java.util.Arrays;
import org.framebudget.sim.results.Timeline;
import org.jfree.chart.axis.NumberAxis;

/**
 * The time axis that all charts over time share, and windows thinned out to what a page can show.
 *
 * @param endS end of each window in seconds
 * @param unit {@code s}, {@code min} or {@code h}
 * @param secondsPerUnit how many seconds one unit has
 */
record TimeAxis(double[] endS, double windowS, String unit, double secondsPerUnit) {
    private static final double NS_PER_S = 1e9;
    /** Points of a line; twice that many are drawn, since each bucket gives its smallest and largest. */
    private static final int BUCKETS_MAX = 360;
    /** Points of a line that shows one figure for each stretch of time. */
    private static final int POINTS_MAX = 240;
    /** Bars of a chart of counts. */
    private static final int BARS_MAX = 120;

    static TimeAxis of(Timeline timeline) {
        double[] endS =
                Arrays.stream(timeline.endNs()).mapToDouble(ns -> ns / NS_PER_S).toArray();
        return of(endS, timeline.windowNs() / NS_PER_S);
    }

    /** For what has no windows. */
    static TimeAxis until(double lastS) {
        return of(new double[] {lastS}, lastS);
    }

    private static TimeAxis of(double[] endS, double windowS) {
        double lastS = endS.length == 0 ? 0 : endS[endS.length - 1];
        if (lastS <= 180) {
            return new TimeAxis(endS, windowS, "s", 1);
        }
        return lastS <= 3 * 3600 ? new TimeAxis(endS, windowS, "min", 60) : new TimeAxis(endS, windowS, "h", 3600);
    }

    NumberAxis axis() {
        NumberAxis axis = ChartStyle.axis("time in " + unit);
        double last = endS.length == 0 ? 1 : endS[endS.length - 1] / secondsPerUnit;
        axis.setRange(0, Math.max(last, 1e-3));
        return axis;
    }

    /** Two rows {x, y}; buckets of windows keep their smallest and largest value in order of time. */
    double[][] line(double[] values) {
        int perBucket = Math.max(1, (endS.length + BUCKETS_MAX - 1) / BUCKETS_MAX);
        double[][] points = new double[2][2 * endS.length + 2];
        int n = 0;
        for (int from = 0; from < endS.length; from += perBucket) {
            int to = Math.min(endS.length, from + perBucket);
            int low = from;
            int high = from;
            for (int i = from; i < to; i++) {
                low = Double.isNaN(values[low]) || values[i] < values[low] ? i : low;
                high = Double.isNaN(values[high]) || values[i] > values[high] ? i : high;
            }
            n = put(points, n, Math.min(low, high), values);
            if (low != high) {
                n = put(points, n, Math.max(low, high), values);
            }
        }
        return trim(points, n);
    }

    /** Two rows {x, y}: the highest value of each stretch; for what must not be missed. */
    double[][] highest(double[] values) {
        return stretches(values, true);
    }

    /** Two rows {x, y}: the mean of each stretch. */
    double[][] average(double[] values) {
        return stretches(values, false);
    }

    private double[][] stretches(double[] values, boolean highest) {
        int perPoint = windowsPerPoint();
        double[][] points = new double[2][2 * endS.length + 2];
        int n = 0;
        for (int from = 0; from < endS.length; from += perPoint) {
            int to = Math.min(endS.length, from + perPoint);
            double[] known =
                    Arrays.stream(values, from, to).filter(Double::isFinite).toArray();
            double value = highest
                    ? Arrays.stream(known).max().orElse(Double.NaN)
                    : Arrays.stream(known).average().orElse(Double.NaN);
            points[0][n] = endS[to - 1] / secondsPerUnit;
            points[1][n++] = value;
        }
        return trim(points, n);
    }

    /** Length of what one point of {@link #highest} and {@link #average} covers. */
    double pointS() {
        return windowsPerPoint() * windowS;
    }

    private int windowsPerPoint() {
        return Math.max(1, (endS.length + POINTS_MAX - 1) / POINTS_MAX);
    }

    private int put(double[][] points, int n, int window, double[] values) {
        points[0][n] = endS[window] / secondsPerUnit;
        points[1][n] = values[window];
        return n + 1;
    }

    /** Two rows {x, percent}: share of {@code part} in {@code whole}, pooled over equal stretches of time, as steps. */
    double[][] percentSteps(long[] part, long[] whole) {
        int perBar = windowsPerBar();
        double[][] points = new double[2][2 * endS.length + 2];
        int n = 0;
        for (int from = 0; from < endS.length; from += perBar) {
            int to = Math.min(endS.length, from + perBar);
            long partSum = 0;
            long wholeSum = 0;
            for (int i = from; i < to; i++) {
                partSum += part[i];
                wholeSum += whole[i];
            }
            // a frame can be late in a later window than it was captured in: the share may pass 1 at an edge
            double percent = wholeSum == 0 ? 0 : Math.min(100, 100.0 * partSum / wholeSum);
            points[0][n] = (from == 0 ? 0 : endS[from - 1]) / secondsPerUnit;
            points[1][n++] = percent;
            points[0][n] = endS[to - 1] / secondsPerUnit;
            points[1][n++] = percent;
        }
        return trim(points, n);
    }

    /** Length of one bar of {@link #percentSteps}. */
    double barS() {
        return windowsPerBar() * windowS;
    }

    private int windowsPerBar() {
        return Math.max(1, (endS.length + BARS_MAX - 1) / BARS_MAX);
    }

    private static double[][] trim(double[][] points, int n) {
        return new double[][] {Arrays.copyOf(points[0], n), Arrays.copyOf(points[1], n)};
    }
}
