package org.framebudget.sim.sweep;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * SQL of {@code pareto_front}. A point is on the front where no other one is at least as good in all criteria and better in one; a
 * figure that a point lacks counts as worse than any. Points that are equal in all are on it together.
 *
 * <p>Accuracy and price have few values, since they follow from network and device. So points are looked at in groups of equal
 * accuracy and price, each group by latency and energy alone: most fall to the best of their own or a lower stretch of latency, the
 * rest is sorted, and only what is left of each group is compared with the others. Millions of points are read twice and never held.
 */
final class ParetoSql {
    /** Stretches of latency within a factor of two. */
    private static final int BINS = 64;

    /**
     * What is compared.
     *
     * @param what in words
     */
    record Criterion(String what, String result) {
        String sql() {
            return "coalesce(" + (Sense.of(result) == Sense.MORE ? "-" : "") + "CAST(" + Sql.name(result)
                    + " AS DOUBLE), CAST('inf' AS DOUBLE))";
        }
    }

    private final StoreInfo info;
    private final List<Criterion> criteria;

    private ParetoSql(StoreInfo info, List<Criterion> criteria) {
        this.info = info;
        this.criteria = criteria;
    }

    static ParetoSql of(StoreInfo info) {
        List<Criterion> criteria = new ArrayList<>();
        add(info, criteria, "latency", List.of("photon_to_result_p99_ms", "latency_p99_ms"));
        add(info, criteria, "energy", energy(info));
        add(info, criteria, "accuracy", List.of("accuracy"));
        add(info, criteria, "price", List.of("price"));
        return new ParetoSql(info, List.copyOf(criteria));
    }

    /** Runs of different length are compared by their power. */
    private static List<String> energy(StoreInfo info) {
        boolean lengthVaries =
                info.axes().stream().anyMatch(axis -> axis.key().equals("duration_s") && axis.values() > 1);
        return lengthVaries ? List.of("average_power_w") : List.of("energy_j", "average_power_w");
    }

    private static void add(StoreInfo info, List<Criterion> to, String what, List<String> results) {
        results.stream()
                .filter(info.results()::contains)
                .findFirst()
                .ifPresent(result -> to.add(new Criterion(what, result)));
    }

    List<Criterion> criteria() {
        return criteria;
    }

    /** As in {@code latency (photon_to_result_p99_ms), energy (energy_j)}. */
    String words() {
        return criteria.stream()
                .map(criterion -> criterion.what() + " (" + criterion.result() + ")")
                .collect(Collectors.joining(", "));
    }

    private String criterion(String what) {
        return criteria.stream()
                .filter(criterion -> criterion.what().equals(what))
                .findFirst()
                .map(Criterion::sql)
                .orElse("CAST(0 AS DOUBLE)");
    }

    private List<String> columns() {
        Set<String> columns = new LinkedHashSet<>();
        columns.add(Outputs.POINT);
        info.axes().forEach(axis -> columns.add(axis.name()));
        criteria.forEach(criterion -> columns.add(criterion.result()));
        Measure.of(info).ifPresent(goal -> columns.add(goal.result()));
        return List.copyOf(columns);
    }

    String sql() {
        String columns = Sql.names(columns());
        if (criteria.isEmpty()) {
            return "SELECT " + columns + " FROM points WHERE false";
        }
        return "WITH eligible AS NOT MATERIALIZED (SELECT " + columns + ", "
                + criterion("latency") + " AS c1$, "
                + criterion("energy") + " AS c2$, "
                + criterion("accuracy") + " AS c3$, "
                + criterion("price") + " AS c4$ FROM points WHERE " + Measure.within(info) + "),\n"
                + "binned AS NOT MATERIALIZED (SELECT *, CASE WHEN c1$ < CAST('1e-9' AS DOUBLE) THEN -99999 WHEN c1$ = CAST('inf' AS DOUBLE)"
                + " THEN 99999 ELSE CAST(floor(" + BINS + " * log2(c1$)) AS INTEGER) END AS bin$ FROM eligible),\n"
                // of each stretch the fastest point, the thriftiest, and the least energy of all faster stretches
                + "bests AS (SELECT c3$, c4$, bin$, min(c1$) AS c1_least$, arg_min(c2$, c1$) AS c2_there$, min(c2$) AS c2_least$,"
                + " arg_min(c1$, c2$) AS c1_there$ FROM binned GROUP BY c3$, c4$, bin$),\n"
                + "stairs AS MATERIALIZED (SELECT *, min(c2_least$) OVER (PARTITION BY c3$, c4$ ORDER BY bin$ ROWS BETWEEN UNBOUNDED"
                + " PRECEDING AND 1 PRECEDING) AS c2_before$ FROM bests),\n"
                + "left_over AS MATERIALIZED (SELECT b.* FROM binned b JOIN stairs s ON b.c3$ = s.c3$ AND b.c4$ = s.c4$ AND"
                + " b.bin$ = s.bin$ WHERE (s.c2_before$ IS NULL OR b.c2$ < s.c2_before$)"
                + " AND NOT (b.c1$ > s.c1_least$ AND b.c2$ >= s.c2_there$)"
                + " AND NOT (b.c2$ > s.c2_least$ AND b.c1$ >= s.c1_there$)),\n"
                // what no other point of equal accuracy and price beats; points that are equal in all once
                + "steps AS (SELECT c1$, c3$, c4$, min(c2$) AS c2$ FROM left_over GROUP BY c1$, c3$, c4$),\n"
                + "corners AS MATERIALIZED (SELECT c1$, c2$, c3$, c4$, dense_rank() OVER (ORDER BY c3$, c4$) AS \"group\" FROM (SELECT *,"
                + " min(c2$) OVER (PARTITION BY c3$, c4$ ORDER BY c1$ ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS c2_before$"
                + " FROM steps) WHERE c2_before$ IS NULL OR c2$ < c2_before$),\n"
                // and none of another accuracy or price; NOT EXISTS finds too many here (DuckDB 1.5.6)
                + "front AS MATERIALIZED (SELECT q.* FROM corners q ANTI JOIN corners p ON"
                + " p.c1$ <= q.c1$ AND p.c2$ <= q.c2$ AND p.c3$ <= q.c3$ AND p.c4$ <= q.c4$ AND p.\"group\" <> q.\"group\")\n"
                + "SELECT " + columns
                + " FROM left_over SEMI JOIN front USING (c1$, c2$, c3$, c4$) ORDER BY c1$, c2$, point";
    }
}
