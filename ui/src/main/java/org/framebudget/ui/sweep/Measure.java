package org.framebudget.ui.sweep;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.framebudget.sim.results.Figures;
import org.framebudget.sim.sweep.Sense;
import org.framebudget.ui.charts.CsvTable;
import org.framebudget.ui.text.Texts;

/** A figure of a point that is shown. */
public enum Measure {
    MISSED("miss_fraction", 100, "%"),
    LATENCY("photon_to_result_p99_ms", 1, "ms"),
    LATENCY_P90("photon_to_result_p90_ms", 1, "ms"),
    POWER("average_power_w", 1, "W"),
    ENERGY("energy_per_inference_gross_mj", 1, "mJ"),
    FPS("useful_fps", 1, "fps"),
    ACCURACY("accuracy", 100, "%"),
    HOURS("battery_hours_to_empty", 1, "h"),
    SKIN("skin_deg_c_max", 1, "°C");

    /** Looked up once: many rows are compared by it. Not with the measures, which the window's thread loads. */
    private static final class More {
        static final Set<Measure> IS_BETTER = Stream.of(values())
                .filter(measure -> Sense.of(measure.result) == Sense.MORE)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Measure.class)));
    }

    private final String result;
    private final double factor;
    private final String unit;

    Measure(String result, double factor, String unit) {
        this.result = result;
        this.factor = factor;
        this.unit = unit;
    }

    /** Columns of a store, in the order of the measures. */
    static List<String> results() {
        return Stream.of(values()).map(measure -> measure.result).toList();
    }

    /** As it is shown; NaN where there is none. */
    double of(double[] values) {
        return factor * values[ordinal()];
    }

    /** Above 0 where one value is better than another, below 0 where it is worse. */
    int compare(double one, double other) {
        return more() ? Double.compare(one, other) : Double.compare(other, one);
    }

    /** Whether more is better. */
    boolean more() {
        return More.IS_BETTER.contains(this);
    }

    /** A value with its unit; a dash where there is none. */
    String text(double value) {
        return Double.isNaN(value) ? "–" : Figures.plain(value) + "\u202f" + unit;
    }

    /** With its unit, for an axis. */
    String title() {
        return Texts.get("sweep.measure.title", Texts.get("sweep.measure." + name()), unit);
    }

    /** With its unit and which way is better. */
    String direction() {
        return title() + Texts.get(more() ? "sweep.more" : "sweep.less");
    }

    /** One for each. */
    static void columns(CsvTable table) {
        for (Measure measure : values()) {
            table.column(measure.toString(), measure.unit);
        }
    }

    /** In words. */
    @Override
    public String toString() {
        return Texts.get("sweep.measure." + name());
    }
}
