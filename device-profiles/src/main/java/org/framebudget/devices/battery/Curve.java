package org.framebudget.devices.battery;

import java.util.List;
import org.framebudget.models.InputException;

/** A curve through points, straight between them, flat outside. Remembers where it looked last, as battery state creeps. */
final class Curve {
    private final double[] x;
    private final double[] y;
    private int segment;

    /** Points with rising {@code x}; at least two. */
    Curve(String name, List<Double> x, List<Double> y) {
        if (x.size() != y.size() || x.size() < 2) {
            throw new InputException(name + ": " + x.size() + " grid points and " + y.size()
                    + " values; both lists must have the same length, at least 2.");
        }
        this.x = x.stream().mapToDouble(Double::doubleValue).toArray();
        this.y = y.stream().mapToDouble(Double::doubleValue).toArray();
        for (int i = 0; i < this.x.length; i++) {
            if (!Double.isFinite(this.x[i]) || !Double.isFinite(this.y[i]) || (i > 0 && this.x[i] <= this.x[i - 1])) {
                throw new InputException(name + ": the point (" + this.x[i] + ", " + this.y[i] + ") at position "
                        + (i + 1) + " is out of place; the grid must rise and every number be finite.");
            }
        }
    }

    double at(double where) {
        if (where <= x[0]) {
            return y[0];
        }
        int last = x.length - 1;
        if (where >= x[last]) {
            return y[last];
        }
        int i = segment;
        while (where < x[i]) {
            i--;
        }
        while (where >= x[i + 1]) {
            i++;
        }
        segment = i;
        return y[i] + (y[i + 1] - y[i]) * (where - x[i]) / (x[i + 1] - x[i]);
    }

    double first() {
        return x[0];
    }

    double last() {
        return x[x.length - 1];
    }

    /** Mean over the whole grid, exact for straight segments. */
    double mean() {
        double area = 0;
        for (int i = 1; i < x.length; i++) {
            area += (y[i] + y[i - 1]) / 2 * (x[i] - x[i - 1]);
        }
        return area / (last() - first());
    }
}
