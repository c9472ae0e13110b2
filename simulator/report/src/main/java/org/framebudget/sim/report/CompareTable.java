package org.framebudget.sim.report;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.framebudget.sim.results.RunResult;
import org.jspecify.annotations.Nullable;

/** Two results side by side: every figure of both, and what changed. */
public final class CompareTable {
    private record Figure<T>(String name, Function<T, @Nullable Double> value) {}

    private static final List<Figure<RunResult.Stream>> STREAM = List.of(
            new Figure<>("captured", s -> (double) s.captured()),
            new Figure<>("on time", s -> (double) s.onTime()),
            new Figure<>("late", s -> (double) s.late()),
            new Figure<>("dropped", s -> (double) s.dropped()),
            new Figure<>("missed %", s -> 100 * s.missFraction()),
            new Figure<>("processed fps", RunResult.Stream::processedFps),
            new Figure<>("useful fps", RunResult.Stream::usefulFps),
            new Figure<>("delivery to result p50 ms", s -> s.latencyMs().p50()),
            new Figure<>("delivery to result p99 ms", s -> s.latencyMs().p99()),
            new Figure<>("photon to result p99 ms", s -> s.photonToResultMs().p99()));

    private static final List<Figure<RunResult.Device>> DEVICE = List.of(
            new Figure<>("device power W", RunResult.Device::averagePowerW),
            new Figure<>("app power W", RunResult.Device::appPowerW),
            new Figure<>("energy J", RunResult.Device::energyJ),
            new Figure<>("throttled %", d -> 100 * d.throttle().timeFraction()),
            new Figure<>("first throttled s", d -> d.throttle().firstS()),
            new Figure<>("battery h", CompareTable::batteryHours),
            new Figure<>("peak memory MB", RunResult.Device::peakMemoryMb));

    private CompareTable() {}

    /**
     * Streams and devices are matched by id; one that only one result has shows dashes for the other.
     *
     * @param nameA what to call the first result, usually its file name
     */
    public static String text(RunResult a, String nameA, RunResult b, String nameB, TextStyle style) {
        StringBuilder out = new StringBuilder();
        out.append(style.clean("A: " + nameA + ": " + a.scenario().name() + ", seed " + a.seed() + "\n"));
        out.append(style.clean("B: " + nameB + ": " + b.scenario().name() + ", seed " + b.seed() + "\n"));
        if (a.scenario().sha256().equals(b.scenario().sha256()) && a.seed() == b.seed()) {
            out.append("Same scenario, same seed.\n");
        }
        out.append('\n').append(verdicts(a, b, style).text()).append('\n');
        TextTable figures = new TextTable(style)
                .words("")
                .words("figure")
                .numbers("A")
                .numbers("B")
                .numbers("B - A")
                .numbers("change %");
        add(figures, byId(a.streams(), RunResult.Stream::id), byId(b.streams(), RunResult.Stream::id), STREAM);
        add(figures, byId(a.devices(), RunResult.Device::id), byId(b.devices(), RunResult.Device::id), DEVICE);
        return out.append(figures.text()).toString();
    }

    private static TextTable verdicts(RunResult a, RunResult b, TextStyle style) {
        TextTable table = new TextTable(style).words("objective").words("A").words("B");
        table.row()
                .cell("all")
                .mark(Verdict.of(a, null).state())
                .mark(Verdict.of(b, null).state());
        Map<String, RunResult.Check> inA = byId(a.slo().checks(), RunResult.Check::name);
        Map<String, RunResult.Check> inB = byId(b.slo().checks(), RunResult.Check::name);
        for (String name : union(inA, inB)) {
            RunResult.Check any = inA.containsKey(name) ? inA.get(name) : inB.get(name);
            if (any != null) {
                table.row().cell(Objective.of(any).name());
                mark(table, inA.get(name), Verdict.callsMet(a));
                mark(table, inB.get(name), Verdict.callsMet(b));
            }
        }
        return table;
    }

    private static void mark(TextTable table, RunResult.@Nullable Check check, boolean counts) {
        if (check == null) {
            table.cell(Numbers.NONE);
        } else {
            table.mark(Verdict.State.of(check.met(), counts));
        }
    }

    private static <T> void add(TextTable table, Map<String, T> inA, Map<String, T> inB, List<Figure<T>> figures) {
        for (String id : union(inA, inB)) {
            T a = inA.get(id);
            T b = inB.get(id);
            String heading = id;
            for (Figure<T> figure : figures) {
                Double valueA = a == null ? null : figure.value.apply(a);
                Double valueB = b == null ? null : figure.value.apply(b);
                if (valueA == null && valueB == null) {
                    continue;
                }
                table.row()
                        .cell(heading)
                        .cell(figure.name)
                        .cell(Numbers.plain(valueA))
                        .cell(Numbers.plain(valueB))
                        .cell(difference(valueA, valueB))
                        .cell(change(valueA, valueB));
                heading = "";
            }
        }
    }

    private static String difference(@Nullable Double a, @Nullable Double b) {
        if (a == null || b == null) {
            return Numbers.NONE;
        }
        String number = Numbers.plain(b - a);
        return b > a ? "+" + number : number;
    }

    /** Percent of A; the dash where A is nothing or zero. */
    private static String change(@Nullable Double a, @Nullable Double b) {
        if (a == null || b == null || a == 0) {
            return Numbers.NONE;
        }
        double change = 100 * (b - a) / Math.abs(a);
        return change > 0 ? "+" + Numbers.plain(change) : Numbers.plain(change);
    }

    private static @Nullable Double batteryHours(RunResult.Device device) {
        RunResult.Battery battery = device.battery();
        return battery == null ? null : battery.hoursToEmpty();
    }

    private static <T> Map<String, T> byId(List<T> items, Function<T, String> id) {
        Map<String, T> map = new LinkedHashMap<>();
        for (T item : items) {
            map.put(id.apply(item), item);
        }
        return map;
    }

    private static Set<String> union(Map<String, ?> a, Map<String, ?> b) {
        Set<String> names = new LinkedHashSet<>(a.keySet());
        names.addAll(b.keySet());
        return names;
    }
}
