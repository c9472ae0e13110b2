package org.framebudget.ui.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.framebudget.sim.report.Verdict;
import org.framebudget.sim.results.Figures;
import org.framebudget.sim.results.RunResult;
import org.framebudget.ui.session.Answer;
import org.framebudget.ui.session.Differences;
import org.framebudget.ui.session.Question;
import org.framebudget.ui.session.Session;
import org.framebudget.ui.text.Texts;
import org.jspecify.annotations.Nullable;

/** Results side by side, as text. */
public final class PinRows {
    private static final String NONE = "–";

    private PinRows() {}

    /**
     * One result; the worst stream where there are several, and the device that empties first.
     *
     * @param hoursBetween 95 % interval of the hours in words; empty where there is none
     * @param pin absent for the present result
     */
    public record Row(
            String name,
            String missed,
            String p99,
            String power,
            String hours,
            String hoursBetween,
            String mark,
            Session.@Nullable Pin pin) {}

    /** The present result and those that were pinned. */
    public static List<Row> of(@Nullable Answer now, List<Session.Pin> pins) {
        List<Row> rows = new ArrayList<>();
        if (now != null) {
            rows.add(row(mean(Texts.get("pins.now"), now.result()), now, null));
        }
        pins.forEach(pin -> rows.add(row(mean(pin.label(), pin.answer().result()), pin.answer(), pin)));
        return rows;
    }

    /** A run is one replication, a plan's several: their figures differ a little, and nobody shall wonder why. */
    private static String mean(String name, RunResult result) {
        return result.replications() == 1
                ? name
                : Texts.get("pins.mean", name, Integer.toString(result.replications()));
    }

    private static Row row(String name, Answer answer, Session.@Nullable Pin pin) {
        return row(name, answer.result(), pin);
    }

    /** A result that is not pinned. */
    public static Row of(String name, RunResult result) {
        return row(name, result, null);
    }

    /** The hottest that a skin gets in a run, in °C; a dash where no device has one. */
    public static String hottest(RunResult result) {
        double skin = result.devices().stream()
                .map(device -> device.temperatureDegC().get("skin"))
                .filter(temperature -> temperature != null)
                .mapToDouble(RunResult.Temperature::max)
                .max()
                .orElse(Double.NaN);
        return text(skin, "");
    }

    private static Row row(String name, RunResult result, Session.@Nullable Pin pin) {
        double missed = result.streams().stream()
                .mapToDouble(RunResult.Stream::missFraction)
                .max()
                .orElse(Double.NaN);
        double p99 = result.streams().stream()
                .map(stream -> stream.budgetToResultMs().p99())
                .mapToDouble(value -> value == null ? Double.NaN : value)
                .max()
                .orElse(Double.NaN);
        double powerW = result.devices().stream()
                .mapToDouble(RunResult.Device::averagePowerW)
                .sum();
        Optional<RunResult.Battery> first = result.devices().stream()
                .map(RunResult.Device::battery)
                .filter(battery -> battery != null && battery.hoursToEmpty() != null)
                .min(Comparator.comparingDouble(PinRows::hours));
        return new Row(
                name,
                text(100 * missed, "\u202f%"),
                text(p99, ""),
                text(powerW, ""),
                text(first.map(PinRows::hours).orElse(Double.NaN), ""),
                first.map(PinRows::between).orElse(""),
                Verdict.of(result, null).state().mark(true),
                pin);
    }

    private static double hours(RunResult.Battery battery) {
        Double hours = battery.hoursToEmpty();
        return hours == null ? Double.NaN : hours;
    }

    private static String between(RunResult.Battery battery) {
        List<Double> interval = battery.interval95();
        return interval == null
                ? ""
                : Texts.get("pins.hours.95", Figures.plain(interval.get(0)), Figures.plain(interval.get(1)));
    }

    private static String text(double value, String unit) {
        return Double.isNaN(value) ? NONE : Figures.plain(value) + unit;
    }

    /** What is different in the present question, a line each. */
    public static List<String> differences(Question question) {
        return Differences.of(question).stream()
                .map(change -> change.key() + " " + (change.before().isEmpty() ? NONE : change.before()) + " → "
                        + change.after())
                .toList();
    }
}
