package org.framebudget.ui.charts;

import java.util.Arrays;

/**
 * Fewer points for the same picture: of all that falls into one column of pixels, the first, the lowest, the highest and
 * the last stay, so that nothing that stands out is lost. Where there is room for all points, all of them stay.
 */
final class MinMax {
    private static final int POINTS_A_COLUMN = 4;

    private final double from;
    private final double to;
    private final int columns;
    private double[][] rows;
    private int size;

    private MinMax(double from, double to, int columns, int rows) {
        this.from = from;
        this.to = to;
        this.columns = Math.max(1, columns);
        this.rows = new double[rows][64];
    }

    /**
     * Points of a line, those just outside of what is shown among them.
     *
     * @param x rising
     * @param y NaN for a gap
     * @param from left end of what is shown
     * @param to right end, greater
     * @param columns pixels between them
     * @return x and y
     */
    static double[][] line(double[] x, double[] y, double from, double to, int columns) {
        MinMax points = new MinMax(from, to, columns, 2);
        int begin = points.begin(x);
        int end = points.end(x);
        boolean all = end - begin <= POINTS_A_COLUMN * points.columns;
        for (int i = begin; i < end; ) {
            int next = all ? i + 1 : points.nextColumn(x, i, end);
            int first = firstKnown(y, i, next);
            if (first == next) {
                points.add(x[i], Double.NaN);
            } else {
                int lowest = first;
                int highest = first;
                int last = first;
                for (int k = first + 1; k < next; k++) {
                    lowest = y[k] < y[lowest] ? k : lowest;
                    highest = y[k] > y[highest] ? k : highest;
                    last = Double.isNaN(y[k]) ? last : k;
                }
                int before = -1;
                for (int k : new int[] {first, Math.min(lowest, highest), Math.max(lowest, highest), last}) {
                    if (k != before) {
                        points.add(x[k], y[k]);
                    }
                    before = k;
                }
            }
            i = next;
        }
        return points.withoutLonely();
    }

    /**
     * Upper and lower ends of an area, one pair a column where there are too many.
     *
     * @return x, lower and upper ends
     */
    static double[][] area(double[] x, double[] low, double[] high, double from, double to, int columns) {
        MinMax points = new MinMax(from, to, columns, 3);
        int begin = points.begin(x);
        int end = points.end(x);
        boolean all = end - begin <= POINTS_A_COLUMN * points.columns;
        for (int i = begin; i < end; ) {
            int next = all ? i + 1 : points.nextColumn(x, i, end);
            double[] ends = ends(low, high, i, next);
            points.add(x[i], ends[0], ends[1]);
            i = next;
        }
        return points.result();
    }

    /**
     * Bars over whole windows; as wide as a column, and as high as the highest in it, where there are too many.
     *
     * @param x end of each window; the first begins at 0
     * @return begin, end, lower and upper end of each bar
     */
    static double[][] bars(double[] x, double[] low, double[] high, double from, double to, int columns) {
        MinMax points = new MinMax(from, to, columns, 4);
        int begin = points.begin(x);
        int end = points.end(x);
        boolean all = end - begin <= points.columns;
        for (int i = begin; i < end; ) {
            int next = all ? i + 1 : points.nextColumn(x, i, end);
            int highest = i;
            for (int k = i + 1; k < next; k++) {
                highest = !(high[k] <= high[highest]) ? k : highest;
            }
            points.add(i == 0 ? 0 : x[i - 1], x[next - 1], low[highest], high[highest]);
            i = next;
        }
        return points.result();
    }

    private static double[] ends(double[] low, double[] high, int begin, int end) {
        double lowest = Double.NaN;
        double highest = Double.NaN;
        for (int k = begin; k < end; k++) {
            if (!Double.isNaN(low[k]) && !Double.isNaN(high[k])) {
                lowest = lowest <= low[k] ? lowest : low[k];
                highest = highest >= high[k] ? highest : high[k];
            }
        }
        return new double[] {lowest, highest};
    }

    private static int firstKnown(double[] y, int begin, int end) {
        int i = begin;
        while (i < end && Double.isNaN(y[i])) {
            i++;
        }
        return i;
    }

    /** From the last point left of what is shown. */
    private int begin(double[] x) {
        return Math.max(0, firstAtOrAfter(x, from) - 1);
    }

    /** To the first point right of it. */
    private int end(double[] x) {
        return Math.min(x.length, firstAtOrAfter(x, to) + 1);
    }

    private static int firstAtOrAfter(double[] x, double at) {
        int found = Arrays.binarySearch(x, at);
        return found >= 0 ? found : -found - 1;
    }

    private int nextColumn(double[] x, int i, int end) {
        double column = column(x[i]);
        int next = i + 1;
        while (next < end && column(x[next]) == column) {
            next++;
        }
        return next;
    }

    private double column(double x) {
        return Math.floor((x - from) / (to - from) * columns);
    }

    private void add(double... point) {
        if (size == rows[0].length) {
            for (int r = 0; r < rows.length; r++) {
                rows[r] = Arrays.copyOf(rows[r], 2 * size);
            }
        }
        for (int r = 0; r < rows.length; r++) {
            rows[r][size] = point[r];
        }
        size++;
    }

    private double[][] result() {
        return Arrays.stream(rows).map(row -> Arrays.copyOf(row, size)).toArray(double[][]::new);
    }

    /** A point between two gaps would draw nothing: it becomes a dash, two pixels long. */
    private double[][] withoutLonely() {
        double[][] found = result();
        double dash = 2 * (to - from) / columns;
        size = 0;
        for (int i = 0; i < found[0].length; i++) {
            double y = found[1][i];
            boolean alone = (i == 0 || Double.isNaN(found[1][i - 1]))
                    && (i + 1 == found[0].length || Double.isNaN(found[1][i + 1]));
            if (alone && !Double.isNaN(y)) {
                add(found[0][i] - dash, y);
            }
            add(found[0][i], y);
        }
        return result();
    }
}
