package org.framebudget.sim.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Breaks lines that are too wide for a terminal: at blanks, and inside a word that is wider than a line. */
final class LineWrap {
    /** Characters in a line of a terminal; what most windows show without breaking it themselves. */
    static final int WIDTH = 120;

    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9]+m");

    private LineWrap() {}

    /** All lines of a text, those that are too wide broken at blanks alone, so that paths and names stay whole. */
    static String text(String text) {
        return text.lines()
                        .map(line -> width(line) <= WIDTH ? line : String.join("\n", words(line, WIDTH)))
                        .collect(Collectors.joining("\n"))
                + (text.endsWith("\n") ? "\n" : "");
    }

    /** A cell's lines, none wider than {@code width}; at least one. */
    static List<String> cell(String text, int width) {
        List<String> lines = new ArrayList<>();
        for (String line : words(text, width)) {
            String rest = line;
            while (width(rest) > width) {
                int end = rest.offsetByCodePoints(0, width);
                lines.add(rest.substring(0, end));
                rest = rest.substring(end);
            }
            lines.add(rest);
        }
        return lines;
    }

    private static List<String> words(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (line.length() > 0 && width(line.toString()) + 1 + width(word) > width) {
                lines.add(line.toString());
                line.setLength(0);
            } else if (line.length() > 0) {
                line.append(' ');
            }
            line.append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /** The widest word. */
    static int widestWord(String text) {
        int widest = 0;
        for (String word : text.split(" ", -1)) {
            widest = Math.max(widest, width(word));
        }
        return widest;
    }

    /** Signs that are seen, so that accents do not shift a column and colours take no room. */
    static int width(String text) {
        String seen = text.indexOf('\u001b') < 0 ? text : COLOUR.matcher(text).replaceAll("");
        return seen.codePointCount(0, seen.length());
    }
}
