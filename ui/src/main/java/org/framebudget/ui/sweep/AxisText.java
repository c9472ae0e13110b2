package org.framebudget.ui.sweep;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.framebudget.models.InputException;
import org.framebudget.ui.text.Texts;

/**
 * What varies, as it stands in the fields.
 *
 * @param key path of a value of the scenario, as {@code --set} takes it
 * @param values a list as in {@code 15, 30}, or a range as in {@code 5 to 40 step 5} and {@code 5 to 40 in 8}
 */
public record AxisText(String key, String values) {
    private static final Pattern RANGE = Pattern.compile("(\\S+)\\s+to\\s+(\\S+)(?:\\s+(step|in)\\s+(\\S+))?");

    /** What YAML takes for itself is quoted. */
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}+._/-][\\p{L}\\p{N}+._/ -]*");

    /**
     * One line of a sweep file.
     *
     * @throws InputException for a field that is empty, or a range without the number of its values
     */
    String yaml() {
        if (key.isBlank()) {
            throw new InputException(Texts.get("sweep.key.none"));
        }
        String text = values.strip();
        Matcher range = RANGE.matcher(text.toLowerCase(Locale.ROOT));
        String what;
        if (range.matches()) {
            if (range.group(3) == null) {
                throw new InputException(Texts.get("sweep.range.right", key, text));
            }
            what = "from: " + quoted(range.group(1)) + ", to: " + quoted(range.group(2)) + ", "
                    + (range.group(3).equals("step") ? "step: " : "count: ") + quoted(range.group(4));
        } else {
            List<String> all = Stream.of(text.split(","))
                    .map(String::strip)
                    .filter(value -> !value.isEmpty())
                    .toList();
            if (all.isEmpty()) {
                throw new InputException(Texts.get("sweep.values.none", key));
            }
            what = all.stream().map(AxisText::quoted).collect(Collectors.joining(", ", "values: [", "]"));
        }
        return "{key: " + quoted(key.strip()) + ", " + what + "}";
    }

    /** A text in one line of YAML. */
    static String quoted(String text) {
        return PLAIN.matcher(text).matches() && !text.endsWith(" ")
                ? text
                : "'" + text.replace("'", "''").replaceAll("\\R", " ") + "'";
    }
}
