package org.framebudget.sim.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the report of a sweep says.
 *
 * @param name of the sweep
 * @param objective what points are compared by; absent where nothing is
 * @param within what is asked of a point, in words
 * @param best the best point; absent where none is within the limits
 * @param bestPerNetwork a row for each network
 * @param failures reasons for which points could not be run, those of most points first
 */
public record SweepFigures(
        String name,
        Origin origin,
        Counts counts,
        List<Axis> axes,
        @Nullable Objective objective,
        String within,
        @Nullable Best best,
        BestTable bestPerNetwork,
        Front front,
        List<HeatMap> heatMaps,
        Parallel parallel,
        List<Failure> failures,
        Sources sources) {

    /**
     * Where the rows come from.
     *
     * @param version of this program
     * @param seed of the sweep
     */
    public record Origin(
            String version,
            String sweepSha256,
            String scenario,
            String scenarioSha256,
            long seed,
            int replications,
            String madeOn) {}

    /**
     * Points.
     *
     * @param all that the sweep has
     * @param done that have a row
     * @param failed that could not be run, among those done
     * @param excluded that the sweep leaves out, not among all
     * @param within that are within the limits, among those done
     */
    public record Counts(long all, long done, long failed, long excluded, long within) {
        boolean complete() {
            return done == all;
        }
    }

    /** A result by which points are compared. */
    public record Objective(String result, boolean maximise, boolean given) {
        String words() {
            return (maximise ? "most " : "least ") + result;
        }
    }

    /**
     * Something that varied.
     *
     * @param values how many
     * @param range in words
     * @param influence share of all axes' influence on the objective
     * @param levels what comes out at each value
     */
    public record Axis(String key, String name, long values, String range, double influence, List<Level> levels) {
        boolean varies() {
            return values > 1;
        }
    }

    /**
     * A value of an axis, or a stretch of values.
     *
     * @param at the number that it stands for; NaN for words
     * @param objective mean of the points that have one
     * @param within share of the points that are within the limits
     */
    public record Level(
            String value, double at, long points, @Nullable Double objective, double within) {}

    /**
     * The best point.
     *
     * @param words its values on the axes that vary
     * @param command that runs it
     */
    public record Best(long point, @Nullable Double objective, String words, String command) {}

    /** Best devices: column names and rows of text, numbers among them. */
    public record BestTable(List<String> columns, List<Boolean> numbers, List<List<@Nullable Object>> rows) {}

    /**
     * The Pareto front.
     *
     * @param criteria names of the results that are compared, latency first, then energy where both are there
     * @param series names of groups of points, as devices
     * @param others some of the points within the limits that are not on the front
     * @param size points on the front, whether listed or not
     */
    public record Front(
            List<String> criteria, List<String> series, List<FrontPoint> points, List<FrontPoint> others, long size) {}

    /**
     * A point by its criteria.
     *
     * @param series number of its group
     * @param values of the criteria
     * @param words its values on the axes that vary
     */
    public record FrontPoint(long point, int series, List<@Nullable Double> values, String words) {}

    /**
     * A figure over two axes.
     *
     * @param share whether it is a share from 0 to 1
     * @param cells by row, then column; null where there is no point
     */
    public record HeatMap(
            String figure,
            boolean share,
            String columnAxis,
            List<String> columns,
            String rowAxis,
            List<String> rows,
            List<List<@Nullable Double>> cells) {}

    /** Lines across several quantities; {@code shown} says which of how many points are drawn, {@code leftOut} names axes that are not. */
    public record Parallel(List<Dimension> dimensions, List<ParallelLine> lines, String shown, List<String> leftOut) {}

    /** A quantity: words from below, or numbers where there are none. */
    public record Dimension(String name, List<String> words, double low, double high) {}

    /** How a line is drawn. */
    public enum LineKind {
        OUTSIDE,
        WITHIN,
        BEST
    }

    /**
     * A point across the quantities.
     *
     * @param values numbers, or places among the words; NaN where there is none
     */
    public record ParallelLine(List<Double> values, LineKind kind) {}

    /** Points that could not be run. */
    public record Failure(String reason, long points) {}

    /**
     * What the named points rest on.
     *
     * @param known whether that is known: it is kept when a sweep ends
     * @param profiles with their hash
     */
    public record Sources(
            boolean known, List<String> profiles, List<AssumedValue> assumed, List<String> citations, String price) {}
}
