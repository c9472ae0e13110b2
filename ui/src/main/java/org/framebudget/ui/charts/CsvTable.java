package org.framebudget.ui.charts;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A table of values, with the unit in the name of each column. */
public final class CsvTable {
    private static final Map<String, String> UNITS =
            Map.of("°C", "deg_c", "%", "percent", "/s", "per_s", "", "frames", "W", "w");
    private static final MathContext DIGITS = new MathContext(12, RoundingMode.HALF_UP);

    private final List<String> names = new ArrayList<>();
    private final Set<String> taken = new HashSet<>();
    private final List<String> lines = new ArrayList<>();

    /**
     * One more.
     *
     * @param unit as people read it; empty for numbers of frames
     */
    public void column(String name, String unit) {
        String suffix = UNITS.getOrDefault(unit, snake(unit));
        String snake = snake(name);
        names.add(free(snake.equals(suffix) || snake.endsWith("_" + suffix) ? snake : snake + "_" + suffix));
    }

    /** One of something without a unit, or with the unit in its name already. */
    public void column(String name) {
        names.add(free(snake(name)));
    }

    /** One field a column, as they stand in the file. */
    public void row(List<String> fields) {
        if (fields.size() != names.size()) {
            throw new IllegalArgumentException(fields.size() + " fields in " + names.size() + " columns");
        }
        lines.add(String.join(",", fields));
    }

    /** With the names on top. */
    public String text() {
        StringBuilder text = new StringBuilder(String.join(",", names)).append('\n');
        lines.forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    int size() {
        return names.size();
    }

    /** The name, with a number where another column has it already. */
    private String free(String name) {
        String free = name;
        for (int i = 2; !taken.add(free); i++) {
            free = name + "_" + i;
        }
        return free;
    }

    static String snake(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "_").replaceAll("^_|_$", "");
    }

    /** Twelve digits; empty where there is none. */
    public static String number(@Nullable Double value) {
        return value != null && Double.isFinite(value) ? plain(new BigDecimal(value).round(DIGITS)) : "";
    }

    static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    /** In quotes, where it would else be more than one field. */
    public static String words(String text) {
        return text.matches("[^,\"\\r\\n]*") ? text : quoted(text);
    }

    static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }
}
