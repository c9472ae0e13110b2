package org.framebudget.sim.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A drawing of lines, marks, boxes and words, in points from the upper left corner. What is drawn has a role instead of a colour, so
 * that one drawing suits paper and a page that is light or dark.
 */
final class Picture {
    /** What something is, which decides its colour. */
    enum Role {
        INK,
        QUIET,
        GRID,
        FAINT,
        SERIES_0,
        SERIES_1,
        SERIES_2,
        SERIES_3,
        SERIES_4,
        SERIES_5,
        HEAT_0,
        HEAT_1,
        HEAT_2,
        HEAT_3,
        HEAT_4,
        HEAT_5,
        HEAT_6,
        HEAT_7,
        HEAT_8,
        /** What everything stands on. */
        PAPER,
        /** Words on a pale field. */
        ON_PALE,
        /** Words on a strong field. */
        ON_STRONG;

        static final int HEATS = HEAT_8.ordinal() - HEAT_0.ordinal() + 1;
        static final int SERIES = SERIES_5.ordinal() - SERIES_0.ordinal() + 1;

        String css() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Role series(int index) {
            return values()[SERIES_0.ordinal() + index % SERIES];
        }

        /** Of a share of the whole scale. */
        static Role heat(double share) {
            int step = (int) Math.floor(Math.max(0, Math.min(1, share)) * HEATS);
            return values()[HEAT_0.ordinal() + Math.min(step, HEATS - 1)];
        }

        /** For words on this field. */
        Role wordsOn() {
            return ordinal() - HEAT_0.ordinal() > HEATS / 2 ? ON_STRONG : ON_PALE;
        }
    }

    /** Forms of marks, told apart without colour. */
    enum Form {
        CIRCLE,
        SQUARE,
        TRIANGLE,
        DIAMOND,
        CROSS,
        PLUS
    }

    /** Which part of words stands at their place. */
    enum Anchor {
        START("start"),
        MIDDLE("middle"),
        END("end");

        private final String css;

        Anchor(String css) {
            this.css = css;
        }

        String css() {
            return css;
        }
    }

    /** Something to draw. */
    sealed interface Item permits Line, Mark, Box, Words {}

    /** Through points in turn. */
    record Line(double[] x, double[] y, Role role, double widthPt, boolean dashed) implements Item {}

    /**
     * A sign around a point.
     *
     * @param title told where a pointer rests on it; may be empty
     */
    record Mark(double x, double y, Form form, double sizePt, Role role, boolean filled, String title)
            implements Item {}

    /** A filled rectangle. */
    record Box(double x, double y, double width, double height, Role role, String title) implements Item {}

    /** One line of text; {@code y} is its base. Upright words read from below. */
    record Words(double x, double y, String text, Anchor anchor, float sizePt, Role role, boolean bold, boolean upright)
            implements Item {}

    static final float TYPE_PT = 6.8f;

    private final double widthPt;
    private final double heightPt;
    private final List<Item> items = new ArrayList<>();

    Picture(double widthPt, double heightPt) {
        this.widthPt = widthPt;
        this.heightPt = heightPt;
    }

    double widthPt() {
        return widthPt;
    }

    double heightPt() {
        return heightPt;
    }

    List<Item> items() {
        return items;
    }

    Picture line(double x1, double y1, double x2, double y2, Role role, double lineWidthPt) {
        return add(new Line(new double[] {x1, x2}, new double[] {y1, y2}, role, lineWidthPt, false));
    }

    Picture words(double x, double y, String text, Anchor anchor, Role role) {
        return add(new Words(x, y, text, anchor, TYPE_PT, role, false, false));
    }

    Picture bold(double x, double y, String text, Anchor anchor) {
        return add(new Words(x, y, text, anchor, TYPE_PT, Role.INK, true, false));
    }

    Picture upright(double x, double y, String text, Role role) {
        return add(new Words(x, y, text, Anchor.MIDDLE, TYPE_PT, role, false, true));
    }

    Picture add(Item item) {
        items.add(item);
        return this;
    }

    /** Text that is no wider than there is room, with an ellipsis where it was cut: at its end. */
    static String fitted(String text, double roomPt) {
        int end = text.length();
        String shown = text;
        while (end > 1 && width(shown) > roomPt) {
            end--;
            shown = text.substring(0, end) + "…";
        }
        return shown;
    }

    /** The same, cut at its begin: names of one kind differ at their ends. */
    static String fittedName(String text, double roomPt) {
        int start = 0;
        String shown = text;
        while (start < text.length() - 1 && width(shown) > roomPt) {
            start++;
            shown = "…" + text.substring(start);
        }
        return shown;
    }

    /** Width of text in the size of all words. */
    static double width(String text) {
        return TextLines.widthPt(text, PlanFonts.sans(TYPE_PT));
    }
}
