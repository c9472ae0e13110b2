package org.framebudget.sim.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One comparison as it is written: {@code fps > 30}.
 *
 * @param left a name
 * @param right a name, a number or a text
 */
record Comparison(String left, Sign sign, String right) {
    private static final Pattern FORM =
            Pattern.compile("\\s*([^\\s<>=!]+)\\s*(<=|>=|!=|==|=|<|>)\\s*(\\S(?:.*\\S)?)\\s*");

    /** How two values are compared. */
    enum Sign {
        LESS("<"),
        AT_MOST("<="),
        EQUAL("="),
        OTHER("!="),
        AT_LEAST(">="),
        MORE(">");

        private final String text;

        Sign(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }

        static Sign of(String text) {
            for (Sign sign : values()) {
                if (sign.text.equals(text.equals("==") ? "=" : text)) {
                    return sign;
                }
            }
            throw new IllegalArgumentException(text);
        }

        boolean orders() {
            return this != EQUAL && this != OTHER;
        }

        /** Whether it holds of two values of which is known how they compare, below, at or above 0. */
        boolean holds(int compared) {
            return switch (this) {
                case LESS -> compared < 0;
                case AT_MOST -> compared <= 0;
                case EQUAL -> compared == 0;
                case OTHER -> compared != 0;
                case AT_LEAST -> compared >= 0;
                case MORE -> compared > 0;
            };
        }
    }

    /** The comparisons of a line, which {@code and} stands between; empty where it is no such line. */
    static List<Comparison> line(String text) {
        List<Comparison> all = new ArrayList<>();
        for (String part : text.split("\\s+and\\s+", -1)) {
            Matcher matcher = FORM.matcher(part);
            if (!matcher.matches()) {
                return List.of();
            }
            all.add(new Comparison(matcher.group(1), Sign.of(matcher.group(2)), matcher.group(3)));
        }
        return all;
    }
}
