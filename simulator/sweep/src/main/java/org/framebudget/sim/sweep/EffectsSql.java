package org.framebudget.sim.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** SQL of {@code main_effects}. */
final class EffectsSql {
    /** Combinations of values that are summed up first, where they are so few: every row is then looked at once. */
    private static final double MOST_CELLS = 20_000;

    static final String WITHIN = "within_limits";

    private final StoreInfo info;
    private final List<String> means;
    private final boolean together;

    private EffectsSql(StoreInfo info) {
        this.info = info;
        this.means = means(info);
        double cells = 1;
        for (StoreInfo.Column axis : info.axes()) {
            cells *= axis.bins().isEmpty() ? axis.values() : axis.bins().size() - 1;
        }
        this.together = cells <= MOST_CELLS;
    }

    static String of(StoreInfo info) {
        return new EffectsSql(info).sql();
    }

    /** Results that have a mean: numbers, and what is true or false as 1 or 0. */
    static List<String> means(StoreInfo info) {
        return info.results().stream()
                .filter(name -> Outputs.find(name)
                        .filter(output -> output.numeric() || output.sqlType().equals("BOOLEAN"))
                        .isPresent())
                .toList();
    }

    private String sql() {
        if (info.axes().isEmpty()) {
            return "SELECT '' AS axis WHERE false";
        }
        return "WITH levels AS NOT MATERIALIZED (SELECT " + levels() + ", "
                + "CAST(" + Measure.within(info) + " AS INTEGER) AS within$"
                + means.stream().map(name -> ", " + asNumber(name)).collect(Collectors.joining())
                + " FROM points),\n"
                + "cells AS MATERIALIZED (SELECT " + keys() + (together ? "" : ", " + grouping())
                + ", count(*) AS n, sum(within$) AS n_within"
                + IntStream.range(0, means.size())
                        .mapToObj(m -> ", sum(" + Sql.name(means.get(m)) + ") AS s" + m + ", count("
                                + Sql.name(means.get(m)) + ") AS c" + m)
                        .collect(Collectors.joining())
                + " FROM levels GROUP BY " + (together ? keys() : sets()) + ")\n"
                + "SELECT axis, value, low, high, points, " + WITHIN
                + means.stream().map(name -> ", " + Sql.name(name)).collect(Collectors.joining())
                + " FROM ("
                + IntStream.range(0, info.axes().size())
                        .mapToObj(this::ofAxis)
                        .collect(Collectors.joining("\nUNION ALL "))
                + ") ORDER BY place, low, value";
    }

    private static String asNumber(String name) {
        return Outputs.find(name).filter(Output::numeric).isPresent()
                ? Sql.name(name)
                : "CAST(" + Sql.name(name) + " AS INTEGER) AS " + Sql.name(name);
    }

    private static String key(int axis) {
        return "l" + axis;
    }

    private String keys() {
        return IntStream.range(0, info.axes().size()).mapToObj(EffectsSql::key).collect(Collectors.joining(", "));
    }

    private String grouping() {
        return "GROUPING_ID(" + keys() + ") AS grouped";
    }

    private String sets() {
        return IntStream.range(0, info.axes().size())
                .mapToObj(a -> "(" + key(a) + ")")
                .collect(Collectors.joining(", ", "GROUPING SETS (", ")"));
    }

    private String levels() {
        return IntStream.range(0, info.axes().size())
                .mapToObj(a -> level(info.axes().get(a)) + " AS " + key(a))
                .collect(Collectors.joining(", "));
    }

    /** The value itself, or the number of the stretch that it lies in. */
    static String level(StoreInfo.Column axis) {
        if (axis.bins().isEmpty()) {
            return Sql.name(axis.name());
        }
        StringBuilder sql = new StringBuilder("CASE");
        for (int i = 1; i < axis.bins().size() - 1; i++) {
            sql.append(" WHEN ")
                    .append(Sql.name(axis.name()))
                    .append(" < ")
                    .append(Sql.number(axis.bins().get(i)))
                    .append(" THEN ")
                    .append(i - 1);
        }
        return sql.append(" ELSE ")
                .append(axis.bins().size() - 2)
                .append(" END")
                .toString();
    }

    private String ofAxis(int a) {
        StoreInfo.Column axis = info.axes().get(a);
        List<String> columns = new ArrayList<>();
        columns.add(a + " AS place");
        columns.add(Sql.text(axis.name()) + " AS axis");
        columns.add(words(axis, key(a)) + " AS value");
        columns.add(end(axis, key(a), 0) + " AS low");
        columns.add(end(axis, key(a), 1) + " AS high");
        columns.add("CAST(sum(n) AS BIGINT) AS points");
        columns.add("sum(n_within) / sum(n) AS " + WITHIN);
        for (int m = 0; m < means.size(); m++) {
            columns.add("CAST(sum(s" + m + ") / nullif(sum(c" + m + "), 0) AS DOUBLE) AS " + Sql.name(means.get(m)));
        }
        // of all axes but this one a bit is set
        long others = ((1L << info.axes().size()) - 1) & ~(1L << (info.axes().size() - 1 - a));
        return "SELECT " + String.join(", ", columns) + " FROM cells"
                + (together ? "" : " WHERE grouped = " + others)
                + " GROUP BY " + key(a);
    }

    /** A value as people write it. */
    static String words(StoreInfo.Column axis, String level) {
        if (axis.bins().isEmpty()) {
            return axis.type().equals("DOUBLE")
                    ? "regexp_replace(CAST(" + level + " AS VARCHAR), '\\.0$', '')"
                    : "CAST(" + level + " AS VARCHAR)";
        }
        StringBuilder sql = new StringBuilder("CASE " + level);
        for (int i = 0; i < axis.bins().size() - 1; i++) {
            sql.append(" WHEN ")
                    .append(i)
                    .append(" THEN ")
                    .append(Sql.text(Axis.plain(axis.bins().get(i)) + " to "
                            + Axis.plain(axis.bins().get(i + 1))));
        }
        return sql.append(" END").toString();
    }

    private static String end(StoreInfo.Column axis, String level, int which) {
        if (!axis.bins().isEmpty()) {
            return "CAST(list_value("
                    + axis.bins().stream().map(Sql::number).collect(Collectors.joining(", "))
                    + ")[" + level + " + " + (which + 1) + "] AS DOUBLE)";
        }
        return axis.type().equals("VARCHAR") || axis.type().equals("BOOLEAN")
                ? "CAST(NULL AS DOUBLE)"
                : "CAST(" + level + " AS DOUBLE)";
    }
}
