package org.framebudget.devices.calibration;

import java.util.Comparator;
import java.util.List;
import org.framebudget.devices.latency.CalibrationPoint;

/** What people do instead: any model worth its name predicts better. */
final class Baselines {
    private Baselines() {}

    /** {@code a + b MACs} with least relative squares: a in ms, b in ms a multiply-accumulate. */
    static double[] affine(List<CalibrationPoint> points) {
        double[] ms = points.stream().mapToDouble(CalibrationPoint::latencyMs).toArray();
        return line(points.stream().mapToDouble(p -> p.network().macs()).toArray(), ms, ms);
    }

    /**
     * {@code y = a + b x} by least squares of errors over {@code scale}; b is 0 where all x are equal.
     *
     * @return a, b
     */
    static double[] line(double[] x, double[] y, double[] scale) {
        double n = 0;
        double sumX = 0;
        double sumXx = 0;
        double sumY = 0;
        double sumXy = 0;
        for (int i = 0; i < x.length; i++) {
            double weight = 1 / (scale[i] * scale[i]);
            n += weight;
            sumX += weight * x[i];
            sumXx += weight * x[i] * x[i];
            sumY += weight * y[i];
            sumXy += weight * x[i] * y[i];
        }
        double determinant = n * sumXx - sumX * sumX;
        if (determinant <= 1e-9 * n * sumXx) {
            return new double[] {sumY / n, 0};
        }
        double slope = (n * sumXy - sumX * sumY) / determinant;
        return new double[] {(sumY - slope * sumX) / n, slope};
    }

    /** Geometric mean. */
    static double constant(List<CalibrationPoint> points) {
        return StrictMath.exp(points.stream()
                .mapToDouble(p -> StrictMath.log(p.latencyMs()))
                .average()
                .orElse(0));
    }

    /** Time of the network whose multiply-accumulates are nearest. */
    static double last(List<CalibrationPoint> points, double macs) {
        return points.stream()
                .min(Comparator.comparingDouble(
                        p -> Math.abs(StrictMath.log(p.network().macs() / macs))))
                .orElseThrow()
                .latencyMs();
    }
}
