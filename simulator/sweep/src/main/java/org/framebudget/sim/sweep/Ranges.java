package org.framebudget.sim.sweep;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongFunction;
import org.framebudget.models.InputException;
import org.framebudget.models.TextInput;
import org.framebudget.sim.scenario.Places;
import org.framebudget.sim.scenario.ScenarioBase.Kind;
import org.framebudget.sim.scenario.Setting;
import org.framebudget.sim.scenario.SweepSpec.AxisSpec;
import org.framebudget.sim.scenario.SweepSpec.Scale;

/** An axis that goes from one number to another: in steps, in a count of values, or where a sample has its points. */
final class Ranges {
    /** Enough for any quantity, and few enough to be read. */
    private static final MathContext DIGITS = new MathContext(9);

    /** Of a rate, which is kept as a fraction of two numbers of nine digits. */
    private static final MathContext RATE_DIGITS = new MathContext(6);

    private final AxisSpec spec;
    private final Kind kind;
    private final String name;
    private final String at;
    private final Places places;
    private final BigDecimal from;
    private final BigDecimal to;

    /** @param at path of the axis in the sweep file, for messages */
    Ranges(AxisSpec spec, Kind kind, String name, String at, Places places) {
        this.spec = spec;
        this.kind = kind;
        this.name = name;
        this.at = at;
        this.places = places;
        this.from = BigDecimal.valueOf(Objects.requireNonNull(spec.from()));
        this.to = BigDecimal.valueOf(Objects.requireNonNull(spec.to()));
        check();
    }

    private void check() {
        if (kind == Kind.FLAG || kind == Kind.OTHER) {
            throw places.error(
                    at + ".from",
                    "'" + spec.key() + "' is no number, so it has no range.",
                    "List its values: values: [...].");
        }
        if (from.compareTo(to) > 0) {
            throw places.error(
                    at + ".from",
                    "the range from " + plain(from) + " to " + plain(to) + " is empty.",
                    "Give the smaller one first.");
        }
        if (kind == Kind.WHOLE) {
            whole(from, ".from");
            whole(to, ".to");
        }
        if (spec.scale() == Scale.LOG && from.signum() <= 0) {
            throw places.error(
                    at + ".from",
                    plain(from) + " cannot be the begin of a range with a log scale.",
                    "Begin above 0, or leave out scale.");
        }
    }

    private void whole(BigDecimal value, String key) {
        if (value.stripTrailingZeros().scale() > 0) {
            throw places.error(
                    at + key, plain(value) + " is no whole number, as '" + spec.key() + "' is.", "Give a whole one.");
        }
    }

    /** In steps, as far as they go. */
    Axis stepped(double stepOf) {
        BigDecimal step = BigDecimal.valueOf(stepOf);
        if (spec.scale() == Scale.LOG) {
            throw places.error(
                    at + ".step", "a log scale has no equal steps.", "Give count, the number of values, instead.");
        }
        if (kind == Kind.WHOLE) {
            whole(step, ".step");
        }
        BigDecimal most = to.subtract(from).divide(step, 0, RoundingMode.FLOOR);
        if (most.compareTo(BigDecimal.valueOf(SweepPlan.MOST_POINTS)) >= 0) {
            throw places.error(
                    at + ".step",
                    "a step of " + brief(step) + " from " + plain(from) + " to " + plain(to) + " makes "
                            + counted(most.add(BigDecimal.ONE)) + " values.",
                    "At most " + SweepPlan.grouped(SweepPlan.MOST_POINTS) + " points are run: give a larger one.");
        }
        long size = most.longValueExact() + 1;
        return axis(size, false, i -> setting(from.add(step.multiply(BigDecimal.valueOf(i)))));
    }

    private static String brief(BigDecimal step) {
        return step.scale() > 12 ? step.stripTrailingZeros().toString().replace("E", "e") : plain(step);
    }

    private static String counted(BigDecimal count) {
        return count.precision() <= 15
                ? SweepPlan.grouped(count.longValueExact())
                : "about "
                        + count.round(new MathContext(2))
                                .stripTrailingZeros()
                                .toString()
                                .replace("E+", "e");
    }

    /** So many values, both ends among them. */
    Axis counted(long count) {
        if (count == 1 ? from.compareTo(to) != 0 : from.compareTo(to) == 0) {
            throw places.error(
                    at + ".count",
                    count + (count == 1 ? " value does" : " different values do") + " not fit a range from "
                            + plain(from) + " to " + plain(to) + ".",
                    count == 1 ? "Give 2 or more." : "Give a longer range.");
        }
        LongFunction<BigDecimal> values = i -> ofCount(i, count);
        long twice = new Repeats(values, count, gaps(count), this::lastDigit).first();
        if (twice > 0) {
            throw places.error(
                    at + ".count",
                    count + " values from " + plain(from) + " to " + plain(to) + " have "
                            + plain(values.apply(twice)) + " twice, since "
                            + (kind == Kind.WHOLE ? "they are whole numbers." : "they are rounded."),
                    "Give fewer.");
        }
        return axis(count, false, i -> setting(values.apply(i)));
    }

    /** How far a value is from the next one before they are rounded. */
    private DoubleUnaryOperator gaps(long count) {
        double parts = Math.max(1, count - 1);
        if (spec.scale() == Scale.LOG) {
            double ratio = StrictMath.pow(to.doubleValue() / from.doubleValue(), 1 / parts) - 1;
            return value -> value * ratio;
        }
        double gap = (to.doubleValue() - from.doubleValue()) / parts;
        return value -> gap;
    }

    /** What the last digit of a rounded value counts. */
    private double lastDigit(double value) {
        int digits = (kind == Kind.RATE ? RATE_DIGITS : DIGITS).getPrecision();
        return kind == Kind.WHOLE || value == 0
                ? 1
                : StrictMath.pow(10, Math.floor(StrictMath.log10(Math.abs(value))) + 1 - digits);
    }

    private BigDecimal ofCount(long i, long count) {
        if (i == 0) {
            return from;
        }
        if (i == count - 1) {
            return to;
        }
        if (spec.scale() == Scale.LOG) {
            return rounded(logarithmic((double) i / (count - 1)));
        }
        BigDecimal value = from.add(to.subtract(from)
                .multiply(BigDecimal.valueOf(i))
                .divide(BigDecimal.valueOf(count - 1), MathContext.DECIMAL64));
        if (kind == Kind.WHOLE && value.stripTrailingZeros().scale() > 0) {
            throw places.error(
                    at + ".count",
                    count + " values from " + plain(from) + " to " + plain(to) + " are not all whole numbers, as '"
                            + spec.key() + "' is.",
                    "Give step instead.");
        }
        return rounded(value);
    }

    /** Where a sample has its points. */
    Axis sampled(Sample sample, int dimension, long size) {
        if (from.compareTo(to) == 0) {
            throw places.error(
                    at + ".to",
                    "the range from " + plain(from) + " to " + plain(to) + " is empty.",
                    "Give a larger one.");
        }
        return axis(size, true, i -> setting(at(sample.at(i, dimension))));
    }

    private BigDecimal at(double share) {
        if (kind == Kind.WHOLE) {
            // one more than the last, so that each whole number has its equal part
            double end = to.doubleValue() + 1;
            double value = spec.scale() == Scale.LOG
                    ? from.doubleValue() * StrictMath.pow(end / from.doubleValue(), share)
                    : from.doubleValue() + (end - from.doubleValue()) * share;
            return BigDecimal.valueOf(Math.floor(value)).min(to).max(from);
        }
        return spec.scale() == Scale.LOG
                ? rounded(logarithmic(share))
                : rounded(BigDecimal.valueOf(from.doubleValue() + (to.doubleValue() - from.doubleValue()) * share));
    }

    private BigDecimal logarithmic(double share) {
        return BigDecimal.valueOf(from.doubleValue() * StrictMath.pow(to.doubleValue() / from.doubleValue(), share));
    }

    private BigDecimal rounded(BigDecimal value) {
        BigDecimal within = value.min(to).max(from);
        return kind == Kind.WHOLE
                ? within.setScale(0, RoundingMode.HALF_UP)
                : within.round(kind == Kind.RATE ? RATE_DIGITS : DIGITS);
    }

    private Setting setting(BigDecimal value) {
        return spec.place().with(value);
    }

    private Axis axis(long size, boolean sampled, LongFunction<Setting> values) {
        return new Axis(spec.key(), name, kind, size, sampled, values);
    }

    /** The two ends, of which the scenario can say whether they are possible. */
    void checkEnds(Consumer<Setting> check) {
        try {
            check.accept(setting(from));
        } catch (InputException e) {
            throw ended(".from", e);
        }
        try {
            check.accept(setting(to));
        } catch (InputException e) {
            throw ended(".to", e);
        }
    }

    private InputException ended(String key, InputException e) {
        InputException.Detail detail = e.detail();
        return detail == null ? e : places.error(at + key, detail.problem(), detail.advice());
    }

    private static String plain(BigDecimal value) {
        return TextInput.plain(value.doubleValue());
    }
}
