package org.framebudget.ui.sweep;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.framebudget.sim.sweep.LocalSweep;
import org.framebudget.sim.sweep.StoredRows.Row;
import org.framebudget.ui.text.Texts;

/**
 * The finished points of a sweep.
 *
 * @param names of the axes, as people read them
 */
record SweptRows(LocalSweep sweep, List<LocalSweep.Varied> axes, List<String> names, List<Row> rows) {
    /** First what meets, of that what takes least power; else what misses least. */
    static final Comparator<Row> BEST = Comparator.comparing((Row row) -> !row.meets())
            .thenComparingDouble(row -> orLast(row.meets() ? Measure.POWER.of(row.values()) : 0))
            .thenComparingDouble(row -> orLast(Measure.MISSED.of(row.values())))
            .thenComparingLong(Row::point);

    private static double orLast(double value) {
        return Double.isNaN(value) ? Double.POSITIVE_INFINITY : value;
    }

    /** Numbers of the axes that have more than one value; of all where none has. */
    List<Integer> varying() {
        List<Integer> several = new ArrayList<>();
        for (int a = 0; a < axes.size(); a++) {
            if (axes.get(a).values().size() > 1) {
                several.add(a);
            }
        }
        return several.isEmpty() ? List.of(0) : several;
    }

    SweptRows with(List<Row> more) {
        List<Row> all = new ArrayList<>(rows);
        all.addAll(more);
        return new SweptRows(sweep, axes, names, all);
    }

    /** Its values and its figures, a line each. */
    String words(Row row) {
        List<String> lines = new ArrayList<>();
        lines.add(place(row));
        lines.add(Texts.get(row.meets() ? "sweep.point.meets" : "sweep.point.misses"));
        for (Measure measure : Measure.values()) {
            double value = measure.of(row.values());
            if (!Double.isNaN(value)) {
                lines.add(Texts.get("sweep.point.figure", measure, measure.text(value)));
            }
        }
        return String.join("\n", lines);
    }

    /** Name of an axis with its key, which has the unit. */
    String title(int axis) {
        String key = axes.get(axis).key();
        return names.get(axis).equals(key) ? key : Texts.get("chart.axis", names.get(axis), key);
    }

    /** What an axis is at a point. */
    String value(int axis, Row row) {
        return axes.get(axis).values().get(sweep.valueOf(axis, row.point()));
    }

    private String place(Row row) {
        List<String> parts = new ArrayList<>();
        for (int a = 0; a < axes.size(); a++) {
            List<String> values = axes.get(a).values();
            if (values.size() > 1) {
                parts.add(names.get(a) + " " + value(a, row));
            }
        }
        return parts.isEmpty() ? Texts.get("sweep.point.only") : parts.stream().collect(Collectors.joining(", "));
    }
}
