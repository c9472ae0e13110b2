package org.framebudget.sim.sweep;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** SQL of {@code best_device_per_network}. */
final class BestSql {
    private BestSql() {}

    /** Axes of a network, or of the whole section that names one. */
    static List<String> networks(StoreInfo info) {
        return info.axes().stream()
                .filter(axis ->
                        axis.key().endsWith(".infer.network") || axis.key().endsWith(".infer"))
                .map(StoreInfo.Column::name)
                .toList();
    }

    /** Axes of a device's profile. */
    static List<String> devices(StoreInfo info) {
        return info.axes().stream()
                .filter(axis -> axis.key().startsWith("devices.") && axis.key().endsWith(".profile"))
                .map(StoreInfo.Column::name)
                .toList();
    }

    /** Results that the view shows: what is compared, what is limited, and the four of the front. */
    static Set<String> shown(StoreInfo info) {
        Set<String> shown = new LinkedHashSet<>();
        Measure.of(info).ifPresent(goal -> shown.add(goal.result()));
        info.limits().forEach(limit -> shown.add(Comparison.line(limit).get(0).left()));
        ParetoSql.of(info).criteria().forEach(criterion -> shown.add(criterion.result()));
        return shown;
    }

    /**
     * A row for each network, or a single one where networks do not vary; none where nothing is compared. Of several points that are as good, the first; of several
     * devices, the one of which more points are within the limits.
     */
    static String of(StoreInfo info) {
        List<String> networks = networks(info);
        List<String> devices = devices(info);
        List<String> groups = new ArrayList<>(networks);
        groups.addAll(devices);
        Optional<Measure> goal = Measure.of(info);
        String measure = goal.map(Measure::sql).orElse("CAST(NULL AS DOUBLE)");
        String list = groups.isEmpty() ? "" : Sql.names(groups) + ", ";
        List<String> others = info.axes().stream()
                .map(StoreInfo.Column::name)
                .filter(name -> !groups.contains(name))
                .collect(Collectors.toCollection(ArrayList::new));
        others.addAll(shown(info));
        StringBuilder sql = new StringBuilder();
        sql.append("WITH judged AS NOT MATERIALIZED (SELECT *, ")
                .append(measure)
                .append(" AS goal$, ")
                .append(Measure.within(info))
                .append(" AS within$ FROM points),\n");
        sql.append("pairs AS MATERIALIZED (SELECT ")
                .append(list)
                .append("count(*) AS pair_points, count(*) FILTER (within$) AS pair_points_within,"
                        + " min(goal$) FILTER (within$) AS goal$ FROM judged")
                .append(groups.isEmpty() ? "" : " GROUP BY " + Sql.names(groups))
                .append("),\n");
        sql.append("winners AS MATERIALIZED (SELECT * FROM pairs QUALIFY row_number() OVER (")
                .append(networks.isEmpty() ? "" : "PARTITION BY " + Sql.names(networks) + " ")
                .append("ORDER BY pair_points_within = 0, goal$ NULLS LAST, pair_points_within / pair_points DESC")
                .append(devices.isEmpty() ? "" : ", " + Sql.names(devices))
                .append(") = 1),\n");
        List<String> kept = new ArrayList<>(groups);
        kept.add(Outputs.POINT);
        kept.addAll(others);
        sql.append("found AS MATERIALIZED (SELECT ")
                .append(kept.stream().map(name -> "j." + Sql.name(name)).collect(Collectors.joining(", ")))
                .append(" FROM judged j JOIN winners w ON j.within$ AND ")
                .append(same(groups, "j", "w"))
                .append("j.goal$ IS NOT DISTINCT FROM w.goal$),\n");
        sql.append("firsts AS (SELECT * FROM found QUALIFY row_number() OVER (")
                .append(groups.isEmpty() ? "" : "PARTITION BY " + Sql.names(groups) + " ")
                .append("ORDER BY point) = 1)\n");
        sql.append("SELECT ");
        networks.forEach(name -> sql.append("w.").append(Sql.name(name)).append(", "));
        devices.forEach(name -> sql.append("f.").append(Sql.name(name)).append(", "));
        sql.append("f.point, ");
        others.forEach(name -> sql.append("f.").append(Sql.name(name)).append(", "));
        sql.append("w.pair_points, w.pair_points_within FROM winners w LEFT JOIN firsts f ON ")
                .append(same(groups, "f", "w"))
                .append("true");
        if (goal.isEmpty()) {
            sql.append(" WHERE false");
        }
        if (!networks.isEmpty()) {
            sql.append(" ORDER BY ")
                    .append(networks.stream().map(name -> "w." + Sql.name(name)).collect(Collectors.joining(", ")));
        }
        return sql.toString();
    }

    private static String same(List<String> columns, String left, String right) {
        return columns.stream()
                .map(name -> left + "." + Sql.name(name) + " = " + right + "." + Sql.name(name) + " AND ")
                .collect(Collectors.joining());
    }
}
