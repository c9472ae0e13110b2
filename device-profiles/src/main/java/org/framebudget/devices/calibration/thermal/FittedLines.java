package org.framebudget.devices.calibration.thermal;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines of a profile that a fit writes: those that end in {@code # fitted: NAME}, each with one {@code {value: …, low: …,
 * high: …}}. Everything else in the file is left alone.
 */
final class FittedLines {
    private static final Pattern LINE =
            Pattern.compile("(.*)\\{value: [^,}]+, low: [^,}]+, high: [^,}]+(.*# fitted: ([a-z0-9_]+))");

    private FittedLines() {}

    /** The file with a fit's numbers; every number must have its line and every line its number. */
    static String write(String yaml, FittedNumbers fit) {
        Set<String> left = new HashSet<>(fit.best().keySet());
        StringBuilder text = new StringBuilder();
        for (String line : yaml.split("\n")) {
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches()) {
                text.append(line).append('\n');
                continue;
            }
            String name = matcher.group(3);
            Double value = fit.best().get(name);
            if (value == null || !left.remove(name)) {
                throw new IllegalStateException("There is no fitted number '" + name + "', or it has two lines.");
            }
            double[] range = fit.range(name);
            text.append(matcher.group(1))
                    .append("{value: ")
                    .append(FittedHeat.rounded(value))
                    .append(", low: ")
                    .append(FittedHeat.rounded(range[0]))
                    .append(", high: ")
                    .append(FittedHeat.rounded(range[1]))
                    .append(matcher.group(2))
                    .append('\n');
        }
        if (!left.isEmpty()) {
            throw new IllegalStateException("The profile has no line for the fitted numbers " + left + ".");
        }
        return text.toString();
    }
}
