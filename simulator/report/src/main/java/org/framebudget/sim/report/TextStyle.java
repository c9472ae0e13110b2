package org.framebudget.sim.report;

/**
 * What a terminal can show.
 *
 * @param colour whether to use ANSI colours; never where the output is no terminal
 * @param unicode whether marks and dashes beyond ASCII may be used
 */
public record TextStyle(boolean colour, boolean unicode) {
    /** No colours, ASCII only: what every file and pipe can take. */
    public static final TextStyle PLAIN = new TextStyle(false, false);

    private static final String RESET = "\u001b[0m";

    String bold(String text) {
        return colour ? "\u001b[1m" + text + RESET : text;
    }

    String coloured(Verdict.State state, String text) {
        if (!colour) {
            return text;
        }
        return switch (state) {
            case MEETS -> "\u001b[32m" + text + RESET;
            case MISSES -> "\u001b[31m" + text + RESET;
            case OPEN -> "\u001b[33m" + text + RESET;
        };
    }

    /** Replaces what ASCII lacks; leaves everything as it is where Unicode may be used. */
    public String clean(String text) {
        // a terminal must not obey what a name contains
        String safe = text.replaceAll("[\\p{Cntrl}&&[^\\n]]", "?");
        if (unicode) {
            return safe;
        }
        return safe.replace("—", "-")
                .replace("–", "-")
                .replace("×", "x")
                .replace("°C", "degC")
                .replace("µ", "u")
                .replace("→", "->")
                .replace('\u202f', ' ')
                .replace('\u00a0', ' ')
                .replaceAll("[^\\p{ASCII}]", "?");
    }
}
