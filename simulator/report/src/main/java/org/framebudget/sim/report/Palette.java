package org.framebudget.sim.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.Locale;

/**
 * Colours that people with any common colour blindness tell apart, after Okabe and Ito's set; lines differ in dashes too,
 * so that a black-and-white print can be read.
 */
final class Palette {
    static final Color INK = new Color(0x1A2230);
    static final Color QUIET = new Color(0x667085);
    static final Color GRID = new Color(0xE3E7EC);
    static final Color BLUE = new Color(0x0B63B5);
    static final Color ORANGE = new Color(0xD9822B);
    static final Color GREEN = new Color(0x1B8A6B);
    static final Color RED = new Color(0xB42F37);
    static final Color SKY = new Color(0x56B4E9);
    static final Color PURPLE = new Color(0x8A4F9E);

    private static final Color[] SERIES = {BLUE, ORANGE, GREEN, PURPLE, SKY, QUIET};
    private static final float[][] DASHES = {null, {6, 2}, {2, 2}, {8, 2, 2, 2}, {4, 3}, {1, 2}};
    private static final String[] CSS_DASHES = {"solid", "dashed", "dotted", "dashed", "dashed", "dotted"};

    /** How many lines a chart can hold before they cannot be told apart. */
    static final int LINES_MAX = SERIES.length;

    private Palette() {}

    static Color line(int index) {
        return SERIES[index % SERIES.length];
    }

    static BasicStroke stroke(int index) {
        return stroke(1.3f, DASHES[index % DASHES.length]);
    }

    static BasicStroke stroke(float widthPt, float... dashes) {
        return dashes == null || dashes.length == 0
                ? new BasicStroke(widthPt, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND)
                : new BasicStroke(widthPt, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dashes, 0);
    }

    /** A short line of the same look, for a legend in the page. */
    static String cssLine(int index) {
        return "1.6pt " + CSS_DASHES[index % CSS_DASHES.length] + " " + css(line(index));
    }

    static String css(Color colour) {
        return String.format(Locale.ROOT, "#%06x", colour.getRGB() & 0xFFFFFF);
    }
}
