package org.framebudget.devices.calibration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a pause costs the job after it: {@code paused = factor * warm + extra}, in steps from one length of pause on to the next. The factor
 * is that of whatever slows the whole job, as a clock that has to rise again, the extra time that of what is lost once, as caches which
 * others have filled meanwhile; both by least relative squares, for each step of its own.
 *
 * @param steps shortest pause first, of factors that do not fall; empty where no pause costs anything
 */
public record PauseFit(List<Step> steps) {
    /** Fewer points leave its numbers open. */
    public static final int LEAST_POINTS = 4;

    /** Pauses that differ by less belong together: at one rate they differ by their jobs only. */
    private static final double LEAST_STEP = 1.5;
    /** Numbers of a step. */
    private static final int NUMBERS = 2;
    /** What a step of its own explains for each number of its own, over what it leaves for each point beyond (F): noise has about 1. */
    private static final double CLEARLY_MORE = 4;

    /** Squares below are rounding. */
    private static final double NOTHING = 1e-18;

    /**
     * From a length of pause on.
     *
     * @param afterMs where it begins: the geometric mean of the two below, half of the latter where the former is 0
     * @param afterLowMs the longest pause measured that costs less, 0 where there is none
     * @param afterHighMs the shortest measured of those that are judged to cost it
     * @param factor at least 1
     * @param extraMs at least 0
     */
    public record Step(double afterMs, double afterLowMs, double afterHighMs, double factor, double extraMs) {
        double pausedMs(double warmMs) {
            return factor * warmMs + extraMs;
        }
    }

    /**
     * A job after a pause.
     *
     * @param warmMs the same job back to back
     */
    public record Point(double warmMs, double pauseMs, double pausedMs) {}

    /** Copies the list. */
    public PauseFit {
        steps = List.copyOf(steps);
    }

    /** Fits at least {@link #LEAST_POINTS} points. */
    public static PauseFit of(List<Point> points) {
        if (points.size() < LEAST_POINTS) {
            throw new IllegalArgumentException("Pauses need " + LEAST_POINTS + " points, not " + points.size());
        }
        List<Step> steps = new ArrayList<>();
        List<Point> together = new ArrayList<>();
        double longestMs = 0;
        Step now = new Step(0, 0, 0, 1, 0);
        for (List<Point> alike : byPause(points)) {
            double shortestMs = alike.get(0).pauseMs();
            Step own = step(alike, longestMs, shortestMs, now.factor());
            if (explains(own, now, alike) && costsMore(own, now, alike)) {
                steps.add(own);
                now = own;
                together = new ArrayList<>(alike);
            } else {
                together.addAll(alike);
                if (!steps.isEmpty()) {
                    double least =
                            steps.size() == 1 ? 1 : steps.get(steps.size() - 2).factor();
                    now = step(together, now.afterLowMs(), now.afterHighMs(), least);
                    steps.set(steps.size() - 1, now);
                }
            }
            longestMs = alike.get(alike.size() - 1).pauseMs();
        }
        return new PauseFit(steps);
    }

    private static boolean explains(Step own, Step before, List<Point> points) {
        double left = squares(own, points);
        double explained = squares(before, points) - left;
        return explained > NOTHING && explained * (points.size() - NUMBERS) > CLEARLY_MORE * NUMBERS * left;
    }

    /** A longer pause does not help, whatever noise says. */
    private static boolean costsMore(Step step, Step before, List<Point> points) {
        return points.stream()
                        .mapToDouble(point -> step.pausedMs(point.warmMs()) / before.pausedMs(point.warmMs()))
                        .sum()
                > points.size();
    }

    /**
     * Groups of alike pauses, each with enough points to judge a step of its own but for those before the first of that kind. A long job's pause at a high
     * rate may stand alone: by itself it would be taken for one that costs nothing more, and the step after it would begin too late.
     * So it joins the next longer ones, or at the end the ones before.
     */
    private static List<List<Point>> byPause(List<Point> points) {
        List<List<Point>> groups = new ArrayList<>(List.of(new ArrayList<>()));
        double beforeMs = Double.POSITIVE_INFINITY;
        for (Point point : points.stream()
                .sorted(Comparator.comparingDouble(Point::pauseMs))
                .toList()) {
            boolean apart = point.pauseMs() >= LEAST_STEP * beforeMs;
            boolean toJoin = last(groups).size() <= NUMBERS && groups.stream().anyMatch(each -> each.size() > NUMBERS);
            if (apart && !toJoin) {
                groups.add(new ArrayList<>());
            }
            last(groups).add(point);
            beforeMs = point.pauseMs();
        }
        if (groups.size() > 1 && last(groups).size() <= NUMBERS) {
            List<Point> few = groups.remove(groups.size() - 1);
            last(groups).addAll(few);
        }
        return groups;
    }

    private static List<Point> last(List<List<Point>> groups) {
        return groups.get(groups.size() - 1);
    }

    private static double squares(Step step, List<Point> points) {
        double squares = 0;
        for (Point point : points) {
            double error = step.pausedMs(point.warmMs()) / point.pausedMs() - 1;
            squares += error * error;
        }
        return squares;
    }

    /** A factor and an extra time together, or one alone where together one would be below the least. */
    private static Step step(List<Point> points, double low, double high, double leastFactor) {
        double n = 0;
        double x = 0;
        double xx = 0;
        double y = 0;
        double xy = 0;
        for (Point point : points) {
            // relative squares: 1 = (factor * warm + extra) / paused
            double a = point.warmMs() / point.pausedMs();
            double b = 1 / point.pausedMs();
            xx += a * a;
            xy += a * b;
            n += b * b;
            x += a;
            y += b;
        }
        double determinant = xx * n - xy * xy;
        boolean both = determinant > 1e-12 * xx * n;
        double factor = both ? (x * n - y * xy) / determinant : leastFactor;
        double extra = both ? (xx * y - xy * x) / determinant : (y - leastFactor * xy) / n;
        if (factor < leastFactor) {
            factor = leastFactor;
            extra = (y - leastFactor * xy) / n;
        } else if (extra < 0) {
            factor = x / xx;
        }
        return new Step(
                low == 0 ? high / 2 : Math.sqrt(low * high),
                low,
                high,
                Math.max(leastFactor, factor),
                Math.max(0, extra));
    }

    /** What the fit says of a job after a pause. */
    public double pausedMs(double warmMs, double pauseMs) {
        double pausedMs = warmMs;
        for (Step step : steps) {
            if (pauseMs >= step.afterMs()) {
                pausedMs = step.pausedMs(warmMs);
            }
        }
        return pausedMs;
    }
}
