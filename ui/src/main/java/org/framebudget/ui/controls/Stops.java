package org.framebudget.ui.controls;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.framebudget.sim.results.Figures;
import org.framebudget.ui.text.Texts;

/** Makes knobs out of the values that they can have; what the file says is always one of them, and so is what is. */
final class Stops {
    private Stops() {}

    /**
     * Numbers in even steps.
     *
     * @param note under the control at a number; it is empty for those that are known to be possible
     * @param sets overrides for a number other than the file's
     */
    static Knob numbers(
            String id,
            String unit,
            Set<Double> grid,
            double base,
            double now,
            DoubleFunction<String> note,
            DoubleFunction<Map<String, String>> sets) {
        Set<Double> values = new TreeSet<>(grid);
        values.add(base);
        values.add(now);
        List<Double> ordered = List.copyOf(new ArrayList<>(values));
        return new Knob(
                id,
                unit,
                ordered.stream()
                        .map(value -> new Knob.Stop(
                                Figures.plain(value),
                                note.apply(value),
                                note.apply(value).isEmpty(),
                                value == base ? Map.of() : sets.apply(value),
                                value))
                        .toList(),
                ordered.indexOf(base),
                ordered.indexOf(now),
                true,
                true,
                "");
    }

    /** From one number to another in steps; both ends are in it. */
    static Set<Double> grid(double from, double to, double step) {
        Set<Double> values = new TreeSet<>();
        for (double value = from; value < to; value += step) {
            values.add(value);
        }
        values.add(to);
        return values;
    }

    /** A share of all in per cent, by a key that takes a fraction. */
    static Knob percent(String id, double from, double base, double now, String key) {
        return numbers(
                id,
                "%",
                grid(from, 100, 1),
                hundredfold(base),
                hundredfold(now),
                percent -> "",
                percent -> Map.of(
                        key,
                        BigDecimal.valueOf(percent)
                                .movePointLeft(2)
                                .stripTrailingZeros()
                                .toPlainString()));
    }

    private static double hundredfold(double fraction) {
        return BigDecimal.valueOf(fraction).movePointRight(2).doubleValue();
    }

    /** As a scenario file writes it. */
    static String number(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    /** Names of a few. */
    static <E extends Enum<E>> Knob choice(String id, E[] values, E base, E now, String key) {
        return of(
                id,
                List.of(values),
                base::equals,
                now::equals,
                value -> named(Texts.get("knob." + id + "." + value.name()), Map.of(key, value.name())),
                false);
    }

    /** A name that says it all. */
    static Knob.Stop named(String label, Map<String, String> sets) {
        return new Knob.Stop(label, "", true, sets, 0);
    }

    /** Anything, one stop each; in a list the file's own needs no override. */
    static <T> Knob of(
            String id,
            List<T> values,
            Predicate<T> isBase,
            Predicate<T> isNow,
            Function<T, Knob.Stop> stop,
            boolean slider) {
        int base = 0;
        int now = 0;
        List<Knob.Stop> stops = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            base = isBase.test(values.get(i)) ? i : base;
            now = isNow.test(values.get(i)) ? i : now;
            Knob.Stop made = stop.apply(values.get(i));
            stops.add(!slider && base == i && isBase.test(values.get(i)) ? made.asInFile() : made);
        }
        return new Knob(id, "", stops, base, now, slider, false, "");
    }

    /** Adds a size where it is missing. */
    static void add(List<int[]> sizes, int widthPx, int heightPx) {
        if (sizes.stream().noneMatch(size -> size[0] == widthPx && size[1] == heightPx)) {
            sizes.add(new int[] {widthPx, heightPx});
        }
    }

    /** The smallest picture first, of two alike the narrow one. */
    static void sort(List<int[]> sizes) {
        sizes.sort((a, b) ->
                a[0] * a[1] == b[0] * b[1] ? Integer.compare(a[0], b[0]) : Integer.compare(a[0] * a[1], b[0] * b[1]));
    }
}
