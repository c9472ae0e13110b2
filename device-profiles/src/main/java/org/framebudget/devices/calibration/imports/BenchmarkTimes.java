package org.framebudget.devices.calibration.imports;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What {@code benchmark_model} says of a series of inferences, {@code count=50 first=… curr=… min=… max=… avg=… std=…}, in
 * milliseconds; LiteRT adds {@code p5=… median=… p95=…}.
 *
 * @param runCount how many
 * @param firstMs absent where the tool printed a block without that line
 * @param sdMs population standard deviation
 * @param p5Ms absent before LiteRT, as are the next two
 */
public record BenchmarkTimes(
        long runCount,
        @Nullable Double firstMs,
        double minMs,
        double meanMs,
        double maxMs,
        double sdMs,
        @Nullable Double p5Ms,
        @Nullable Double p50Ms,
        @Nullable Double p95Ms) {
    static final String EXPECTED = "count=N first=… curr=… min=… max=… avg=… std=…";

    private static final Pattern PAIR = Pattern.compile("(\\w+)=([^\\s(]+)");

    /** Absent where the line breaks off or holds no numbers, or where nothing ran. */
    static @Nullable BenchmarkTimes read(String line) {
        Map<String, Double> us = new HashMap<>();
        Matcher pair = PAIR.matcher(line);
        while (pair.find()) {
            us.put(pair.group(1), us(pair.group(2)));
        }
        double count = us.getOrDefault("count", Double.NaN);
        double current = us.getOrDefault("curr", Double.NaN);
        if (!(count >= 1) || !(current >= 0)) {
            return null;
        }
        if (!us.containsKey("first") && (count == 1 || line.contains("(all same)"))) {
            double ms = current / 1e3;
            return new BenchmarkTimes((long) count, ms, ms, ms, ms, 0, null, null, null);
        }
        double first = us.getOrDefault("first", Double.NaN);
        double min = us.getOrDefault("min", Double.NaN);
        double mean = us.getOrDefault("avg", Double.NaN);
        double max = us.getOrDefault("max", Double.NaN);
        double sd = us.getOrDefault("std", Double.NaN);
        // the mean is rounded to six digits
        boolean ordered = first >= 0 && min >= 0 && mean >= min * (1 - 1e-5) && max >= mean * (1 - 1e-5) && sd >= 0;
        return ordered
                ? new BenchmarkTimes(
                        (long) count,
                        first / 1e3,
                        min / 1e3,
                        mean / 1e3,
                        max / 1e3,
                        sd / 1e3,
                        ms(us.get("p5")),
                        ms(us.get("median")),
                        ms(us.get("p95")))
                : null;
    }

    private static @Nullable Double ms(@Nullable Double us) {
        return us == null || !(us >= 0) ? null : Double.valueOf(us / 1e3);
    }

    /** Not a number where it is none, or infinite. */
    static double us(String text) {
        try {
            double value = Double.parseDouble(text);
            return Double.isInfinite(value) ? Double.NaN : value;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
