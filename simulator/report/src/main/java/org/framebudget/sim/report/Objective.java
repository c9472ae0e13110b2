package org.framebudget.sim.report;

import java.util.List;
import java.util.regex.Pattern;
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
 * @param kind frames, or power and heat, or neither
 */
public record Objective(String label, String where, String limit, String actual, boolean met, Kind kind) {
    /** Label of the objective that a plan's sentence is about where it fails. */
    static final String MISSED_FRAMES = "missed frames";

    /** Label of the objective for the application alone. */
    static final String APP_POWER = "app power";

    /** What an objective that fails makes people look at. */
    public enum Kind {
        FRAMES,
        ENERGY,
        OTHER
    }

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

        /** An actual value that fails, with as many digits as tell it from its limit. */
        String failing(@Nullable Double actual, double limit) {
            String usual = format(actual);
            if (actual == null || actual == limit || !usual.equals(format(limit))) {
                return usual;
            }
            double factor = switch (this) {
                case PERCENT -> 100;
                case WATT -> usual.endsWith("mW") ? 1000 : 1;
                default -> 1;
            };
            int blank = usual.indexOf('\u00a0');
            return Numbers.apart(factor * actual, factor * limit) + (blank < 0 ? "" : usual.substring(blank));
        }
    }

    private record Known(String key, String label, Unit unit, Kind kind, Pattern alone) {
        Known(String key, String label, Unit unit, Kind kind) {
            this(key, label, unit, kind, Pattern.compile("(?<![\\w.])" + key + "(?!\\w)"));
        }
    }

    // a key that contains another one stands before it
    private static final List<Known> KNOWN = List.of(
            new Known("photon_to_result_p99_ms_max", "photon to result, p99", Unit.MS, Kind.FRAMES),
            new Known("result_gap_p99_ms_max", "gap between results, p99", Unit.MS, Kind.FRAMES),
            new Known("consecutive_miss_max", "misses in a row", Unit.COUNT, Kind.FRAMES),
            new Known("miss_fraction_max", MISSED_FRAMES, Unit.PERCENT, Kind.FRAMES),
            new Known("processed_fps_min", "processed frame rate", Unit.FPS, Kind.FRAMES),
            new Known("useful_fps_min", "useful frame rate", Unit.FPS, Kind.FRAMES),
            new Known("accuracy_min", "accuracy", Unit.PERCENT, Kind.OTHER),
            new Known("battery_hours_min", "battery life", Unit.HOURS, Kind.ENERGY),
            new Known("junction_deg_c_max", "junction temperature", Unit.DEG_C, Kind.ENERGY),
            new Known("skin_deg_c_max", "skin temperature", Unit.DEG_C, Kind.ENERGY),
            new Known("app_power_w_max", APP_POWER, Unit.WATT, Kind.ENERGY),
            new Known("power_w_max", "device power", Unit.WATT, Kind.ENERGY),
            new Known("throttled_fraction_max", "time throttled", Unit.PERCENT, Kind.ENERGY),
            new Known("memory_mb_max", "peak memory", Unit.MB, Kind.OTHER));

    /** The same sentence with labels in place of the scenario's keys; a path such as {@code slo.power_w_max} stays, since it says where to write. */
    static String inWords(String sentence) {
        String words = sentence;
        for (Known known : KNOWN) {
            words = known.alone.matcher(words).replaceAll(known.label);
        }
        return words;
    }

    /** A check of a result in words. */
    public static Objective of(RunResult.Check check) {
        for (Known known : KNOWN) {
            int at = check.name().indexOf(known.key);
            if (at >= 0) {
                String rest = check.name().substring(0, at) + " " + check.name().substring(at + known.key.length());
                String direction = known.key.endsWith("_min") ? "at least " : "at most ";
                return new Objective(
                        known.label,
                        strip(rest),
                        direction + known.unit.format(check.limit()),
                        check.met()
                                ? known.unit.format(check.actual())
                                : known.unit.failing(check.actual(), check.limit()),
                        check.met(),
                        known.kind);
            }
        }
        return new Objective(
                check.name(),
                "",
                Unit.NONE.format(check.limit()),
                Unit.NONE.format(check.actual()),
                check.met(),
                Kind.OTHER);
    }

    /** {@code by 20 fps in useful frame rate (asked at least 70 fps, simulated 50 fps)}; without figures where there are none. */
    static String missedBy(RunResult.Check check) {
        Objective objective = of(check);
        Double actual = check.actual();
        if (actual == null) {
            return "in " + objective.name() + ", of which nothing is known";
        }
        Unit unit = KNOWN.stream()
                .filter(known -> check.name().contains(known.key))
                .map(Known::unit)
                .findFirst()
                .orElse(Unit.NONE);
        double by = Math.abs(actual - check.limit());
        return "by " + (unit == Unit.PERCENT ? Numbers.percent(by) + " percentage points" : unit.format(by)) + " in "
                + objective.name() + " (asked " + objective.limit() + ", simulated " + objective.actual() + ")";
    }

    /** The objectives that fail, in the order of the scenario's keys. */
    static List<Objective> failed(RunResult result) {
        return result.slo().checks().stream()
                .filter(check -> !check.met())
                .map(Objective::of)
                .toList();
    }

    /** Label and place in one piece. */
    public String name() {
        return where.isEmpty() ? label : label + ", " + where;
    }

    private static String strip(String rest) {
        return rest.replaceAll("^[\\s.:/()\\[\\]]+|[\\s.:/()\\[\\]]+$", "");
    }
}
