package org.framebudget.sim.sweep;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.framebudget.sim.report.SweepFigures;
import org.framebudget.sim.report.SweepFigures.Axis;
import org.framebudget.sim.report.SweepFigures.Level;
import org.framebudget.sim.report.SweepFigures.LineKind;
import org.jspecify.annotations.Nullable;

/** The points that a report draws: some of very many, always the same. */
final class ReportPoints {
    private static final int FRONT = 400;
    private static final int OTHERS = 700;
    private static final int LINES_OF_A_KIND = 120;
    private static final int SERIES = 6;
    private static final int MOST_LEVELS = 20;
    private static final int DIMENSIONS = 8;

    /** So many times as many as are wanted are looked at, since a part of all may hold fewer than it should. */
    private static final int SPARE = 20;

    private final StoreInfo info;
    private final Statement statement;
    private final List<Axis> axes;
    private final SweepFigures.Counts counts;
    private final Optional<Measure> measure;
    private final String within;
    private final List<String> criteria;

    ReportPoints(StoreInfo info, Statement statement, List<Axis> axes, SweepFigures.Counts counts) throws SQLException {
        this.info = info;
        this.statement = statement;
        this.axes = axes;
        this.counts = counts;
        this.measure = Measure.of(info);
        this.within = Measure.within(info);
        this.criteria = known(ParetoSql.of(info).criteria().stream()
                .map(ParetoSql.Criterion::result)
                .toList());
    }

    /** Those that some point has: a price that is not stated is not compared. */
    private List<String> known(List<String> results) throws SQLException {
        if (results.isEmpty()) {
            return results;
        }
        List<@Nullable Object> counts = Rows.of(
                        statement,
                        "SELECT "
                                + results.stream()
                                        .map(name -> "count(" + Sql.name(name) + ")")
                                        .collect(Collectors.joining(", "))
                                + " FROM pareto_front")
                .all()
                .get(0);
        List<String> known = new ArrayList<>();
        for (int r = 0; r < results.size(); r++) {
            if (Rows.whole(counts.get(r)) > 0) {
                known.add(results.get(r));
            }
        }
        return known;
    }

    /**
     * Some of the points that a condition holds of, always the same, in no order that means anything. Of very many only a part is
     * looked at.
     *
     * @param count of those that it holds of
     */
    private String sample(String columns, String condition, long count, int most) {
        long part = Math.max(1, count / (SPARE * (long) most));
        return "SELECT " + columns + " FROM points WHERE " + condition
                + (part == 1 ? "" : " AND hash(point) % " + part + " = 0") + " ORDER BY hash(point), point LIMIT "
                + most;
    }

    private List<String> varied() {
        return axes.stream().filter(axis -> axis.values() > 1).map(Axis::name).toList();
    }

    /** The axis whose values tell points of the front apart: devices, else networks, else none. */
    private @Nullable String seriesAxis() {
        List<String> varied = varied();
        return Stream.concat(BestSql.devices(info).stream(), BestSql.networks(info).stream())
                .filter(varied::contains)
                .findFirst()
                .orElse(null);
    }

    SweepFigures.Front front() throws SQLException {
        if (criteria.isEmpty()) {
            return new SweepFigures.Front(List.of(), List.of(), List.of(), List.of(), 0);
        }
        List<String> columns = new ArrayList<>(criteria);
        columns.addAll(varied());
        Rows rows = Rows.of(
                statement,
                "SELECT point, " + Sql.names(columns)
                        + " FROM (SELECT *, row_number() OVER () - 1 AS nth$, count(*) OVER ()"
                        + " AS size$ FROM pareto_front) WHERE nth$ % greatest(1, size$ // " + FRONT + ") = 0");
        long size = Rows.whole(Rows.of(statement, "SELECT count(*) FROM pareto_front")
                .all()
                .get(0)
                .get(0));
        List<String> series = series(rows);
        List<SweepFigures.FrontPoint> points = new ArrayList<>();
        for (List<@Nullable Object> row : rows.all()) {
            points.add(point(row, series));
        }
        points.sort(Comparator.comparing(
                point -> point.values().get(0), Comparator.nullsLast(Comparator.<Double>naturalOrder())));
        List<SweepFigures.FrontPoint> others = new ArrayList<>();
        for (List<@Nullable Object> row : Rows.of(
                        statement, sample("point, " + Sql.names(columns), within, counts.within(), OTHERS))
                .all()) {
            others.add(point(row, series));
        }
        return new SweepFigures.Front(criteria, series, points, others, size);
    }

    private List<String> series(Rows front) {
        String axis = seriesAxis();
        if (axis == null) {
            return List.of("points on the front");
        }
        int column = front.columns().indexOf(axis);
        Map<String, Long> counts = front.all().stream()
                .collect(Collectors.groupingBy(
                        row -> Rows.text(row.get(column)), LinkedHashMap::new, Collectors.counting()));
        List<String> names = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(ArrayList::new));
        if (names.size() > SERIES) {
            names.subList(SERIES - 1, names.size()).clear();
            names.add("others");
        }
        return names;
    }

    private SweepFigures.FrontPoint point(List<@Nullable Object> row, List<String> series) {
        List<@Nullable Double> values = new ArrayList<>();
        for (int c = 0; c < criteria.size(); c++) {
            values.add(Rows.number(row.get(1 + c)));
        }
        List<String> names = varied();
        List<String> words = new ArrayList<>();
        String ofSeries = "";
        String axis = seriesAxis();
        for (int a = 0; a < names.size(); a++) {
            Object cell = row.get(1 + criteria.size() + a);
            String value = Rows.text(cell);
            words.add(names.get(a) + " " + Rows.shortText(cell));
            if (names.get(a).equals(axis)) {
                ofSeries = value;
            }
        }
        int found = axis == null ? 0 : series.indexOf(ofSeries);
        return new SweepFigures.FrontPoint(
                Rows.whole(row.get(0)), found < 0 ? series.size() - 1 : found, values, String.join(", ", words));
    }

    List<SweepFigures.HeatMap> heatMaps() throws SQLException {
        List<Axis> most = axes.stream()
                .filter(axis -> axis.values() > 1
                        && axis.levels().size() > 1
                        && axis.levels().size() <= MOST_LEVELS)
                .sorted(Comparator.comparingDouble(Axis::influence).reversed())
                .limit(2)
                .toList();
        if (most.size() < 2) {
            return List.of();
        }
        // the axis of more values has the width of the page
        Axis columns = most.get(0).levels().size() >= most.get(1).levels().size() ? most.get(0) : most.get(1);
        Axis rows = columns == most.get(0) ? most.get(1) : most.get(0);
        String mean = measure.map(of -> "avg(" + Sql.name(of.result()) + ")").orElse("NULL");
        Rows found = Rows.of(
                statement,
                "SELECT " + words(rows) + " AS r$, " + words(columns) + " AS c$, " + mean + ", avg(CAST(" + within
                        + " AS INTEGER)) FROM points GROUP BY ALL");
        List<SweepFigures.HeatMap> maps = new ArrayList<>();
        if (measure.isPresent()) {
            maps.add(map("mean of " + measure.get().result(), false, rows, columns, found, 2));
        }
        maps.add(map("share of points within the limits", true, rows, columns, found, 3));
        return maps;
    }

    private String words(Axis axis) {
        StoreInfo.Column column = info.axes().stream()
                .filter(one -> one.name().equals(axis.name()))
                .findFirst()
                .orElseThrow();
        return EffectsSql.words(column, "(" + EffectsSql.level(column) + ")");
    }

    private static SweepFigures.HeatMap map(
            String figure, boolean share, Axis rows, Axis columns, Rows found, int position) {
        List<String> rowNames = rows.levels().stream().map(Level::value).toList();
        List<String> columnNames = columns.levels().stream().map(Level::value).toList();
        List<List<@Nullable Double>> cells = new ArrayList<>();
        rowNames.forEach(name -> cells.add(new ArrayList<>(Collections.nCopies(columnNames.size(), null))));
        for (List<@Nullable Object> row : found.all()) {
            int r = rowNames.indexOf(Rows.text(row.get(0)));
            int c = columnNames.indexOf(Rows.text(row.get(1)));
            if (r >= 0 && c >= 0) {
                cells.get(r).set(c, Rows.number(row.get(position)));
            }
        }
        return new SweepFigures.HeatMap(figure, share, columns.name(), columnNames, rows.name(), rowNames, cells);
    }

    SweepFigures.Parallel parallel(long best) throws SQLException {
        Set<String> names = new LinkedHashSet<>();
        int results = (int) Stream.concat(
                        measure.stream().map(Measure::result), criteria.stream().limit(2))
                .distinct()
                .count();
        List<Axis> shown = axes.stream()
                .filter(axis -> axis.values() > 1 && axis.levels().size() <= MOST_LEVELS)
                .sorted(Comparator.comparingDouble(Axis::influence).reversed())
                .limit(DIMENSIONS - results)
                .toList();
        axes.stream().filter(shown::contains).map(Axis::name).forEach(names::add);
        criteria.stream().limit(2).forEach(names::add);
        measure.ifPresent(of -> names.add(of.result()));
        if (names.isEmpty()) {
            return new SweepFigures.Parallel(List.of(), List.of(), "", List.of());
        }
        List<String> columns = List.copyOf(names);
        String all = Sql.names(columns) + ", point, " + within + " AS within$";
        long outside = counts.done() - counts.failed() - counts.within();
        Rows rows = Rows.of(
                statement,
                "(" + sample(all, within, counts.within(), LINES_OF_A_KIND) + ") UNION ALL ("
                        + sample(all, "error IS NULL AND NOT " + within, outside, LINES_OF_A_KIND)
                        + ") UNION ALL (SELECT " + all + " FROM points WHERE point = " + best + ")");
        List<SweepFigures.Dimension> dimensions = new ArrayList<>();
        for (int c = 0; c < columns.size(); c++) {
            dimensions.add(dimension(columns.get(c), rows, c));
        }
        List<SweepFigures.ParallelLine> lines = new ArrayList<>();
        for (List<@Nullable Object> row : rows.all()) {
            List<Double> values = new ArrayList<>();
            for (int c = 0; c < columns.size(); c++) {
                values.add(place(dimensions.get(c), row.get(c)));
            }
            lines.add(new SweepFigures.ParallelLine(
                    values,
                    Rows.whole(row.get(columns.size())) == best
                            ? LineKind.BEST
                            : Boolean.TRUE.equals(row.get(columns.size() + 1)) ? LineKind.WITHIN : LineKind.OUTSIDE));
        }
        return new SweepFigures.Parallel(
                dimensions,
                lines,
                "at most " + LINES_OF_A_KIND + " within the limits and " + LINES_OF_A_KIND
                        + " outside, chosen by a hash of their numbers",
                varied().stream().filter(name -> !names.contains(name)).toList());
    }

    private SweepFigures.Dimension dimension(String name, Rows rows, int column) {
        Optional<Axis> axis =
                axes.stream().filter(one -> one.name().equals(name)).findFirst();
        if (axis.isPresent() && axis.get().levels().stream().anyMatch(level -> Double.isNaN(level.at()))) {
            return new SweepFigures.Dimension(
                    name, axis.get().levels().stream().map(Level::value).toList(), 0, 0);
        }
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (List<@Nullable Object> row : rows.all()) {
            Double value = Rows.number(row.get(column));
            if (value != null) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        return new SweepFigures.Dimension(name, List.of(), low <= high ? low : 0, low <= high ? high : 1);
    }

    private static double place(SweepFigures.Dimension dimension, @Nullable Object value) {
        if (!dimension.words().isEmpty()) {
            int at = dimension.words().indexOf(Rows.text(value));
            return at < 0 ? Double.NaN : at;
        }
        Double number = Rows.number(value);
        return number == null ? Double.NaN : number;
    }
}
