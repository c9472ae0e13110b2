package org.framebudget.sim.sweep;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the points of a store are compared by, and what is asked of them.
 *
 * @param result name of the column
 * @param maximise whether more is better
 * @param given whether the sweep file says so; else the first of the usual ones that is kept, or of all that have a sense
 */
record Measure(String result, boolean maximise, boolean given) {
    private static final List<String> USUAL =
            List.of("photon_to_result_p99_ms", "latency_p99_ms", "average_power_w", "energy_j", "miss_fraction");

    /** Empty where no result that is kept is better for being more or less. */
    static Optional<Measure> of(StoreInfo info) {
        if (!info.objective().isEmpty()) {
            String[] words = info.objective().split(" ", 2);
            return Optional.of(new Measure(words[1], words[0].equals("maximise"), true));
        }
        return Stream.concat(USUAL.stream(), info.results().stream())
                .filter(name -> info.results().contains(name) && Sense.of(name) != Sense.NONE)
                .findFirst()
                .map(name -> new Measure(name, Sense.of(name) == Sense.MORE, false));
    }

    /** In SQL, the less the better; NULL where a point has none. */
    String sql() {
        return maximise ? "-" + Sql.name(result) : Sql.name(result);
    }

    /** As in {@code least average_power_w}. */
    String words() {
        return (maximise ? "most " : "least ") + result;
    }

    /** Whether a point could be run and keeps the limits of the sweep file; without any, the scenario's own objectives. */
    static String within(StoreInfo info) {
        StringBuilder sql = new StringBuilder("(" + Outputs.ERROR + " IS NULL");
        for (String limit : info.limits()) {
            Comparison comparison = Comparison.line(limit).get(0);
            sql.append(" AND coalesce(")
                    .append(Sql.name(comparison.left()))
                    .append(' ')
                    .append(comparison.sign().text())
                    .append(' ')
                    .append(Sql.number(Axis.number(comparison.right())))
                    .append(", false)");
        }
        if (info.limits().isEmpty() && info.results().contains("meets")) {
            sql.append(" AND coalesce(meets, false)");
        }
        return sql.append(")").toString();
    }

    /** The same in words. */
    static String withinWords(StoreInfo info) {
        if (!info.limits().isEmpty()) {
            return String.join(" and ", info.limits());
        }
        return info.results().contains("meets") ? "the scenario's own objectives (meets)" : "could be run";
    }
}
