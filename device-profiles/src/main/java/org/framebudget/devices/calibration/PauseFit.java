package org.framebudget.devices.calibration;

import java.util.List;

/**
 * What a pause costs the job after it: {@code paused = factor * warm + extra} from a shortest pause on. The factor is that of a
 * clock that has to rise again, the extra time that of caches which others have filled meanwhile; both by least relative squares.
 *
 * @param afterMs where the cost begins: the geometric mean of the longest pause that costs nothing and the shortest that does
 * @param afterLowMs the former, 0 where every pause costs something
 * @param afterHighMs the latter
 * @param factor at least 1
 * @param extraMs at least 0
 */
public record PauseFit(double afterMs, double afterLowMs, double afterHighMs, double factor, double extraMs) {
    /** Fewer points leave its numbers open. */
    public static final int LEAST_POINTS = 4;

    private static final double LEAST_STEP = 1.5;
    /** A later beginning of the cost has to explain that much more than noise would. */
    private static final double CLEARLY_LESS = 0.75;

    /**
     * A job after a pause.
     *
     * @param warmMs the same job back to back
     */
    public record Point(double warmMs, double pauseMs, double pausedMs) {}

    /** Fits at least {@link #LEAST_POINTS} points. */
    public static PauseFit of(List<Point> points) {
        if (points.size() < LEAST_POINTS) {
            throw new IllegalArgumentException("Pauses need " + LEAST_POINTS + " points, not " + points.size());
        }
        double[] pauses =
                points.stream().mapToDouble(Point::pauseMs).sorted().distinct().toArray();
        PauseFit best = line(points, 0, pauses[0]);
        double bestSquares = squares(best, points);
        for (int k = 1; k < pauses.length; k++) {
            // pauses at one rate differ by their jobs only
            if (pauses[k] < LEAST_STEP * pauses[k - 1]) {
                continue;
            }
            PauseFit fit = line(points, pauses[k - 1], pauses[k]);
            double squares = squares(fit, points);
            if (squares < CLEARLY_LESS * bestSquares) {
                bestSquares = squares;
                best = fit;
            }
        }
        return best;
    }

    private static double squares(PauseFit fit, List<Point> points) {
        double squares = 0;
        for (Point point : points) {
            double error = fit.pausedMs(point.warmMs(), point.pauseMs()) / point.pausedMs() - 1;
            squares += error * error;
        }
        return squares;
    }

    /** The better of a factor and an extra time together, or one alone where together one would be below what costs nothing. */
    private static PauseFit line(List<Point> points, double low, double high) {
        double n = 0;
        double x = 0;
        double xx = 0;
        double y = 0;
        double xy = 0;
        for (Point point : points) {
            if (point.pauseMs() >= high) {
                // relative squares: 1 = (factor * warm + extra) / paused
                double a = point.warmMs() / point.pausedMs();
                double b = 1 / point.pausedMs();
                xx += a * a;
                xy += a * b;
                n += b * b;
                x += a;
                y += b;
            }
        }
        double determinant = xx * n - xy * xy;
        double factor = determinant > 1e-12 * xx * n ? (x * n - y * xy) / determinant : 1;
        double extra = determinant > 1e-12 * xx * n ? (xx * y - xy * x) / determinant : 0;
        if (factor < 1) {
            factor = 1;
            extra = (y - xy) / n;
        } else if (extra < 0) {
            factor = x / xx;
        }
        return new PauseFit(
                low == 0 ? high / 2 : Math.sqrt(low * high), low, high, Math.max(1, factor), Math.max(0, extra));
    }

    /** What the fit says of a job after a pause. */
    public double pausedMs(double warmMs, double pauseMs) {
        return pauseMs >= afterMs ? factor * warmMs + extraMs : warmMs;
    }
}
