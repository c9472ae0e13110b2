package org.framebudget.sim.report;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.text.BreakIterator;
import java.util.Locale;

/** How many lines a text takes, broken as the renderer breaks it: where lines may break, and inside a word too long for one. */
final class TextLines {
    private static final FontRenderContext EXACT = new FontRenderContext(null, true, true);
    private static final double PT_PER_MM = 72 / 25.4;

    private TextLines() {}

    /** At least 1. */
    static int count(String text, Font font, double widthMm) {
        double widthPt = widthMm * PT_PER_MM;
        String drawn = PlanFonts.drawable(text);
        BreakIterator breaks = BreakIterator.getLineInstance(Locale.ENGLISH);
        breaks.setText(drawn);
        int lines = 1;
        double usedPt = 0;
        int from = breaks.first();
        for (int to = breaks.next(); to != BreakIterator.DONE; to = breaks.next()) {
            String piece = drawn.substring(from, to);
            double piecePt = widthPt(piece.stripTrailing(), font);
            if (usedPt > 0 && usedPt + piecePt > widthPt) {
                lines++;
                usedPt = 0;
            }
            if (piecePt > widthPt) {
                lines += (int) (piecePt / widthPt);
            }
            usedPt = piecePt > widthPt ? widthPt : usedPt + widthPt(piece, font);
            from = to;
        }
        return lines;
    }

    /** Width of a text on one line. */
    static double widthMm(String text, Font font) {
        return widthPt(PlanFonts.drawable(text), font) / PT_PER_MM;
    }

    static double widthPt(String text, Font font) {
        return text.isEmpty() ? 0 : font.getStringBounds(text, EXACT).getWidth();
    }
}
