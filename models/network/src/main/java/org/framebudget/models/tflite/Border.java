package org.framebudget.models.tflite;

import java.util.ArrayList;
import java.util.List;
import org.framebudget.models.network.Options.Window;
import org.framebudget.models.network.Padding;
import org.framebudget.models.network.Tensor;

/**
 * Which places of a window lie on its map: all of them in the middle, fewer where the window hangs over the edge. On a map of
 * one place a window of 3 x 3 has only its centre.
 *
 * @param rows in the vertical
 * @param columns in the horizontal
 * @param width of the window in places
 */
record Border(List<Stretch> rows, List<Stretch> columns, int width) {
    /** A window of one place. */
    static final Border NONE = new Border(List.of(new Stretch(0, 1, 1)), List.of(new Stretch(0, 1, 1)), 1);

    /** Places {@code from} to before {@code to} are on the map for this share of the results. */
    record Stretch(int from, int to, double shareFraction) {}

    static Border of(Tensor map, Tensor result, Window window) {
        return new Border(
                stretches(
                        map.extent(1),
                        result.extent(1),
                        window.kernelHeight(),
                        window.strideHeight(),
                        window.dilationHeight(),
                        window.padding()),
                stretches(
                        map.extent(2),
                        result.extent(2),
                        window.kernelWidth(),
                        window.strideWidth(),
                        window.dilationWidth(),
                        window.padding()),
                window.kernelWidth());
    }

    private static List<Stretch> stretches(
            int extent, int results, int kernel, int stride, int dilation, Padding padding) {
        int reach = (kernel - 1) * dilation + 1;
        int before = padding == Padding.SAME ? Math.max(0, (results - 1) * stride + reach - extent) / 2 : 0;
        List<Stretch> found = new ArrayList<>();
        double one = 1.0 / results;
        for (int r = 0; r < results; r++) {
            int start = r * stride - before;
            int from = start >= 0 ? 0 : (-start + dilation - 1) / dilation;
            int to = Math.min(kernel, Math.max(from, (extent - start + dilation - 1) / dilation));
            Stretch last = found.isEmpty() ? null : found.get(found.size() - 1);
            if (last != null && last.from() == from && last.to() == to) {
                found.set(found.size() - 1, new Stretch(from, to, last.shareFraction() + one));
            } else {
                found.add(new Stretch(from, to, one));
            }
        }
        return found;
    }

    /** Mean square, over the results, of what their windows add up, where a place adds this much. */
    double meanSquare(double[] byPlace) {
        double squares = 0;
        for (Stretch row : rows) {
            for (Stretch column : columns) {
                double sum = sum(byPlace, row, column);
                squares += row.shareFraction() * column.shareFraction() * sum * sum;
            }
        }
        return squares;
    }

    /** Mean, over the results, of what their windows add up, where a place adds this much. */
    double mean(double[] byPlace) {
        double mean = 0;
        for (Stretch row : rows) {
            for (Stretch column : columns) {
                mean += row.shareFraction() * column.shareFraction() * sum(byPlace, row, column);
            }
        }
        return mean;
    }

    private double sum(double[] byPlace, Stretch row, Stretch column) {
        double sum = 0;
        for (int y = row.from(); y < row.to(); y++) {
            for (int x = column.from(); x < column.to(); x++) {
                sum += byPlace[y * width + x];
            }
        }
        return sum;
    }
}
