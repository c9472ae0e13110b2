package org.framebudget.sim.sweep;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.LongFunction;
import org.framebudget.sim.scenario.ScenarioBase;
import org.framebudget.sim.scenario.ScenarioBase.Kind;
import org.framebudget.sim.scenario.Setting;

/**
 * One value of the scenario that varies. Its values are numbered: those of a list or range by themselves, those of a sampled
 * range by the point of the sample.
 *
 * @param key path of the value
 * @param name of its column and in comparisons
 * @param kind what its values are
 * @param size how many there are
 * @param sampled whether it varies together with the other sampled ones
 * @param values by number
 */
record Axis(String key, String name, Kind kind, long size, boolean sampled, LongFunction<Setting> values) {

    static Axis of(String key, String name, Kind kind, List<Setting> values) {
        return new Axis(key, name, kind, values.size(), false, i -> values.get((int) i));
    }

    Setting setting(long number) {
        return values.apply(number);
    }

    /** A value for comparisons and columns; NaN where it is none. */
    double number(long number) {
        return number(kind, setting(number));
    }

    static double number(Kind kind, Setting setting) {
        if (kind == Kind.RATE) {
            return ScenarioBase.perS(setting);
        }
        return kind == Kind.NUMBER || kind == Kind.WHOLE ? number(setting.text()) : Double.NaN;
    }

    /** NaN where the text is no number. */
    static double number(String text) {
        try {
            return new BigDecimal(text).doubleValue();
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** As people write it: 30 and not 30.0. */
    static String plain(double value) {
        return Double.isFinite(value)
                ? BigDecimal.valueOf(value).stripTrailingZeros().toPlainString()
                : "none";
    }

    boolean numeric() {
        return kind == Kind.NUMBER || kind == Kind.WHOLE || kind == Kind.RATE;
    }

    /** The type of its column. */
    String sqlType() {
        return switch (kind) {
            case NUMBER, RATE -> "DOUBLE";
            case WHOLE -> "BIGINT";
            case FLAG -> "BOOLEAN";
            case OTHER -> "VARCHAR";
        };
    }

    /** A value as its column holds it. */
    Object column(long number) {
        return switch (kind) {
            case NUMBER, RATE -> number(number);
            case WHOLE -> (long) number(number);
            case FLAG -> setting(number).text().equalsIgnoreCase("true");
            case OTHER -> setting(number).text();
        };
    }
}
