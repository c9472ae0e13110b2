package org.framebudget.sim.sweep;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.framebudget.sim.report.SweepFigures;
import org.framebudget.sim.report.SweepFigures.Axis;
import org.framebudget.sim.report.SweepFigures.Level;
import org.jspecify.annotations.Nullable;

/** Asks a store for what its report says. */
final class ReportFigures {
    private static final int FAILURES = 5;
    private static final int VALUES_IN_A_ROW = 8;

    private final StoreInfo info;
    private final Statement statement;
    private final Optional<StoreSources> sources;
    private final Optional<Measure> measure;
    private final String within;

    ReportFigures(StoreInfo info, Statement statement, Optional<StoreSources> sources) {
        this.info = info;
        this.statement = statement;
        this.sources = sources;
        this.measure = Measure.of(info);
        this.within = Measure.within(info);
    }

    SweepFigures all() throws SQLException {
        SweepFigures.Counts counts = counts();
        List<Axis> axes = axes();
        SweepFigures.Best best = best();
        ReportPoints points = new ReportPoints(info, statement, axes, counts);
        return new SweepFigures(
                info.sweep().name(),
                new SweepFigures.Origin(
                        info.version(),
                        info.sweep().sha256(),
                        info.scenario().name(),
                        info.scenario().sha256(),
                        info.seed(),
                        info.replications(),
                        info.host().os() + " " + info.host().architecture() + ", "
                                + info.host().processors() + " processors, Java "
                                + info.host().java()),
                counts,
                axes,
                measure.map(of -> new SweepFigures.Objective(of.result(), of.maximise(), of.given()))
                        .orElse(null),
                Measure.withinWords(info),
                best,
                bestTable(),
                points.front(),
                points.heatMaps(),
                points.parallel(best == null ? -1 : best.point()),
                failures(),
                sources());
    }

    private SweepFigures.Counts counts() throws SQLException {
        List<@Nullable Object> row = Rows.of(
                        statement,
                        "SELECT count(*), count(*) FILTER (error IS NOT NULL), count(*) FILTER (" + within
                                + ") FROM points")
                .all()
                .get(0);
        return new SweepFigures.Counts(
                info.points(), Rows.whole(row.get(0)), Rows.whole(row.get(1)), info.excluded(), Rows.whole(row.get(2)));
    }

    private List<Axis> axes() throws SQLException {
        String mean = measure.map(of -> Sql.name(of.result())).orElse("NULL");
        Map<String, List<Level>> levels = new LinkedHashMap<>();
        Map<String, List<Double>> ends = new LinkedHashMap<>();
        for (List<@Nullable Object> row : Rows.of(
                        statement,
                        "SELECT axis, value, low, high, points, " + EffectsSql.WITHIN + ", " + mean
                                + " FROM main_effects")
                .all()) {
            String axis = Rows.text(row.get(0));
            Double low = Rows.number(row.get(2));
            Double high = Rows.number(row.get(3));
            Double share = Rows.number(row.get(5));
            levels.computeIfAbsent(axis, name -> new ArrayList<>())
                    .add(new Level(
                            Rows.text(row.get(1)),
                            low == null || high == null ? Double.NaN : (low + high) / 2,
                            Rows.whole(row.get(4)),
                            Rows.number(row.get(6)),
                            share == null ? 0 : share));
            if (low != null && high != null) {
                ends.computeIfAbsent(axis, name -> new ArrayList<>()).addAll(List.of(low, high));
            }
        }
        double sum = levels.values().stream().mapToDouble(ReportFigures::spread).sum();
        List<Axis> axes = new ArrayList<>();
        for (StoreInfo.Column column : info.axes()) {
            List<Level> its = levels.getOrDefault(column.name(), List.of());
            axes.add(new Axis(
                    column.key(),
                    column.name(),
                    column.values(),
                    range(column, its, ends.getOrDefault(column.name(), List.of())),
                    sum > 0 ? spread(its) / sum : 0,
                    its));
        }
        return axes;
    }

    /** Variance of the means, each as often as it has points. */
    private static double spread(List<Level> levels) {
        double count = 0;
        double mean = 0;
        double squares = 0;
        for (Level level : levels) {
            Double value = level.objective();
            if (value != null && level.points() > 0) {
                count += level.points();
                double off = value - mean;
                mean += off * level.points() / count;
                squares += level.points() * off * (value - mean);
            }
        }
        return count > 0 ? squares / count : 0;
    }

    private static String range(StoreInfo.Column column, List<Level> levels, List<Double> ends) {
        if (!ends.isEmpty() && (!column.bins().isEmpty() || levels.size() > VALUES_IN_A_ROW)) {
            return Rows.shortText(ends.get(0)) + " to " + Rows.shortText(ends.get(ends.size() - 1));
        }
        return levels.stream().limit(VALUES_IN_A_ROW).map(Level::value).collect(Collectors.joining(", "))
                + (levels.size() > VALUES_IN_A_ROW ? ", …" : "");
    }

    private SweepFigures.@Nullable Best best() throws SQLException {
        if (measure.isEmpty()) {
            return null;
        }
        Measure by = measure.get();
        String names =
                Sql.names(info.axes().stream().map(StoreInfo.Column::name).toList());
        Rows rows = Rows.of(
                statement,
                "SELECT point, seed, " + Sql.name(by.result()) + ", " + names + " FROM points WHERE " + within
                        + " ORDER BY " + by.sql() + " NULLS LAST, point LIMIT 1");
        if (rows.all().isEmpty()) {
            return null;
        }
        List<@Nullable Object> row = rows.all().get(0);
        StringBuilder command = new StringBuilder("framebudget run scenario.yaml");
        List<String> words = new ArrayList<>();
        for (int a = 0; a < info.axes().size(); a++) {
            StoreInfo.Column axis = info.axes().get(a);
            String value = Rows.text(row.get(3 + a));
            command.append(" --set ").append(shell(axis.key() + "=" + value));
            if (axis.values() > 1) {
                words.add(axis.name() + " " + Rows.shortText(row.get(3 + a)));
            }
        }
        command.append(" --seed ").append(Rows.whole(row.get(1)));
        if (info.replications() > 1) {
            command.append(" --replications ").append(info.replications());
        }
        return new SweepFigures.Best(
                Rows.whole(row.get(0)), Rows.number(row.get(2)), String.join(", ", words), command.toString());
    }

    /** As a shell takes it for one word. */
    private static String shell(String text) {
        return text.matches("[A-Za-z0-9_./:=,@%+-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    /** Networks, devices, results that some row has, and the rest in words. */
    private SweepFigures.BestTable bestTable() throws SQLException {
        Rows rows = Rows.of(statement, "FROM best_device_per_network");
        List<String> groups = new ArrayList<>(BestSql.networks(info));
        groups.addAll(BestSql.devices(info));
        List<String> results = BestSql.shown(info).stream()
                .filter(name -> rows.all().stream()
                        .anyMatch(row -> row.get(rows.columns().indexOf(name)) != null))
                .toList();
        List<String> others = info.axes().stream()
                .filter(axis -> axis.values() > 1 && !groups.contains(axis.name()))
                .map(StoreInfo.Column::name)
                .toList();
        List<String> columns = new ArrayList<>(groups);
        columns.add(Outputs.POINT);
        columns.addAll(results);
        List<Boolean> numbers = new ArrayList<>(
                columns.stream().map(name -> !groups.contains(name)).toList());
        columns.add("values");
        numbers.add(false);
        columns.add("within");
        numbers.add(true);
        List<List<@Nullable Object>> cells = new ArrayList<>();
        for (List<@Nullable Object> row : rows.all()) {
            List<@Nullable Object> line = new ArrayList<>();
            for (String name : columns.subList(0, groups.size() + 1 + results.size())) {
                line.add(row.get(rows.columns().indexOf(name)));
            }
            line.add(
                    row.get(rows.columns().indexOf(Outputs.POINT)) == null
                            ? null
                            : others.stream()
                                    .map(name -> name + " "
                                            + Rows.shortText(
                                                    row.get(rows.columns().indexOf(name))))
                                    .collect(Collectors.joining(", ")));
            line.add(percent(
                    Rows.whole(row.get(rows.columns().size() - 1)),
                    Rows.whole(row.get(rows.columns().size() - 2))));
            cells.add(line);
        }
        return new SweepFigures.BestTable(columns, numbers, cells);
    }

    private static String percent(long part, long all) {
        return String.format(Locale.ROOT, "%.1f %%", 100.0 * part / Math.max(1, all));
    }

    private List<SweepFigures.Failure> failures() throws SQLException {
        List<SweepFigures.Failure> failures = new ArrayList<>();
        for (List<@Nullable Object> row : Rows.of(
                        statement,
                        "SELECT error, count(*) AS n FROM failures GROUP BY error ORDER BY n DESC, error LIMIT "
                                + FAILURES)
                .all()) {
            failures.add(new SweepFigures.Failure(Rows.text(row.get(0)), Rows.whole(row.get(1))));
        }
        return failures;
    }

    private SweepFigures.Sources sources() {
        return new SweepFigures.Sources(
                sources.isPresent(),
                info.inputs().profiles().stream()
                        .map(profile -> profile.name() + ", sha256 " + profile.sha256())
                        .toList(),
                sources.map(StoreSources::assumed).orElse(List.of()),
                sources.map(StoreSources::citations).orElse(List.of()),
                sources.map(StoreSources::price).orElse(""));
    }
}
