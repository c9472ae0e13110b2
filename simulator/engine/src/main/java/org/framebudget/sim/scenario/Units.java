package org.framebudget.sim.scenario;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The units that stand in key names, in words, and how to convert a value that was given in another one. */
final class Units {
    private record Unit(String words, String dimension, double factor) {}

    private static final Map<String, Unit> UNITS = new LinkedHashMap<>();
    private static final Pattern QUANTITY =
            Pattern.compile("\\s*([-+]?[0-9]{1,15}(?:\\.[0-9]{1,15})?)\\s*([A-Za-z%°/]{1,8})\\s*");

    static {
        put("ns", "nanoseconds", "time", 1e-9);
        put("us", "microseconds", "time", 1e-6);
        put("ms", "milliseconds", "time", 1e-3);
        put("s", "seconds", "time", 1);
        put("sec", "seconds", "time", 1);
        put("min", "minutes", "time", 60);
        put("h", "hours", "time", 3600);
        put("hours", "hours", "time", 3600);
        put("deg_c", "degrees Celsius", "temperature", 1);
        put("c", "degrees Celsius", "temperature", 1);
        put("°c", "degrees Celsius", "temperature", 1);
        put("px", "pixels", "length", 1);
        put("fraction", "a share", "share", 1);
        put("percent", "percent", "share", 0.01);
        put("%", "percent", "share", 0.01);
        put("kb", "kilobytes", "size", 1e-3);
        put("mb", "megabytes", "size", 1);
        put("gb", "gigabytes", "size", 1e3);
        put("mw", "milliwatts", "power", 1e-3);
        put("w", "watts", "power", 1);
        put("hz", "hertz", "rate", 1);
        put("fps", "frames per second", "rate", 1);
        put("mhz", "megahertz", "clock", 1);
        put("kbit_s", "kilobits per second", "bandwidth", 1e-3);
        put("mbit_s", "megabits per second", "bandwidth", 1);
        put("mbit/s", "megabits per second", "bandwidth", 1);
        put("mbps", "megabits per second", "bandwidth", 1);
        put("gbit_s", "gigabits per second", "bandwidth", 1e3);
        put("gbit/s", "gigabits per second", "bandwidth", 1e3);
    }

    private Units() {}

    private static void put(String suffix, String words, String dimension, double factor) {
        UNITS.put(suffix, new Unit(words, dimension, factor));
    }

    /** The unit of a key in words, {@code "seconds"} for {@code duration_s}; empty for a key without one. */
    static Optional<String> wordsOf(String key) {
        return Optional.ofNullable(UNITS.get(suffixOf(key))).map(Unit::words);
    }

    /** The key without bound and unit: {@code duration} for {@code duration_s}, {@code skin} for {@code skin_deg_c_max}. */
    static String stemOf(String key) {
        String bare = withoutBound(key);
        String suffix = suffixOf(bare);
        return suffix.isEmpty() || suffix.equals(bare) ? bare : bare.substring(0, bare.length() - suffix.length() - 1);
    }

    /**
     * A value converted to the unit of {@code key}: {@code 1800} for {@code '30 min'} and {@code duration_s}. The unit
     * is taken from the text, else from {@code givenKey}.
     */
    static Optional<String> converted(String text, @Nullable String givenKey, String key) {
        Unit target = UNITS.get(suffixOf(key));
        Matcher quantity = QUANTITY.matcher(text);
        String number = text;
        Unit from = null;
        if (quantity.matches()) {
            number = quantity.group(1);
            from = UNITS.get(quantity.group(2).toLowerCase(Locale.ROOT));
        } else if (givenKey != null && Values.PLAIN_NUMBER.matcher(text).matches()) {
            String suffix = suffixOf(givenKey);
            from = UNITS.get(suffix.isEmpty() && givenKey.endsWith("_min") ? "min" : suffix);
        }
        if (target == null || from == null || !from.dimension().equals(target.dimension())) {
            return Optional.empty();
        }
        // 12 digits hide the rounding of the factors
        double value = Double.parseDouble(number) * from.factor() / target.factor();
        return Double.isFinite(value)
                ? Optional.of(plain(
                        BigDecimal.valueOf(value).round(new MathContext(12)).doubleValue()))
                : Optional.empty();
    }

    /** A number as a person writes it: no exponent, no trailing zeros, at most 16 digits. */
    static String plain(double value) {
        BigDecimal rounded = BigDecimal.valueOf(value).round(new MathContext(16));
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    private static String suffixOf(String key) {
        String bare = withoutBound(key);
        String best = "";
        for (String suffix : UNITS.keySet()) {
            if ((bare.equals(suffix) || bare.endsWith("_" + suffix)) && suffix.length() > best.length()) {
                best = suffix;
            }
        }
        return best;
    }

    private static String withoutBound(String key) {
        return key.endsWith("_max") || key.endsWith("_min") ? key.substring(0, key.length() - 4) : key;
    }
}
