package org.framebudget.sim.report;

import java.util.List;
import org.framebudget.sim.results.RunResult;
import org.jspecify.annotations.Nullable;

/**
 * One checked objective in words.
 *
 * @param label what is measured, as in {@code missed frames}
 * @param where stream or device it is about, empty for all
 * @param limit with its direction and unit, as in {@code at most 1 %}
 * @param actual with its unit, the dash where the run cannot say
 * @param met whether it holds
 */
record Objective(String label, String where, String limit, String actual, boolean met) {
    private enum Unit {
        PERCENT(""),
        FPS("fps"),
        COUNT("frames"),
        MS("ms"),
        HOURS("h"),
        DEG_C("°C"),
        WATT(""),
        MB("MB"),
        NONE("");

        private final String text;

        Unit(String text) {
            this.text = text;
        }

        String format(@Nullable Double value) {
            if (value == null) {
                return Numbers.NONE;
            }
            return switch (this) {
                case PERCENT -> Numbers.percentSign(value);
                case WATT -> Numbers.power(value);
                case NONE -> Numbers.plain(value);
                default -> Numbers.withUnit(value, text);
            };
        }
    }

    private record Known(String key, String label, Unit unit) {}

    // a key that contains another one stands before it
    private static final List<Known> KNOWN = List.of(
            new Known("photon_to_result_p99_ms_max", "photon to result, p99", Unit.MS),
            new Known("result_gap_p99_ms_max", "gap between results, p99", Unit.MS),
            new Known("consecutive_miss_max", "misses in a row", Unit.COUNT),
            new Known("miss_fraction_max", "missed frames", Unit.PERCENT),
            new Known("processed_fps_min", "processed frame rate", Unit.FPS),
            new Known("useful_fps_min", "useful frame rate", Unit.FPS),
            new Known("accuracy_min", "accuracy", Unit.PERCENT),
            new Known("battery_hours_min", "battery life", Unit.HOURS),
            new Known("junction_deg_c_max", "junction temperature", Unit.DEG_C),
            new Known("skin_deg_c_max", "skin temperature", Unit.DEG_C),
            new Known("app_power_w_max", "app power", Unit.WATT),
            new Known("power_w_max", "device power", Unit.WATT),
            new Known("memory_mb_max", "peak memory", Unit.MB));

    static Objective of(RunResult.Check check) {
        for (Known known : KNOWN) {
            int at = check.name().indexOf(known.key);
            if (at >= 0) {
                String rest = check.name().substring(0, at) + " " + check.name().substring(at + known.key.length());
                String direction = known.key.endsWith("_min") ? "at least " : "at most ";
                return new Objective(
                        known.label,
                        strip(rest),
                        direction + known.unit.format(check.limit()),
                        known.unit.format(check.actual()),
                        check.met());
            }
        }
        return new Objective(
                check.name(), "", Unit.NONE.format(check.limit()), Unit.NONE.format(check.actual()), check.met());
    }

    /** Label and place in one piece. */
    String name() {
        return where.isEmpty() ? label : label + ", " + where;
    }

    private static String strip(String rest) {
        return rest.replaceAll("^[\\s.:/()\\[\\]]+|[\\s.:/()\\[\\]]+$", "");
    }
}
