package org.framebudget.sim.report;

import java.util.Locale;

/** Sizes of paper. The text is as wide on each; a shorter page holds fewer lines. */
public enum Paper {
    /** 210 mm by 297 mm. */
    A4(210, 297),
    /** US Letter, 8.5 in by 11 in. */
    LETTER(215.9, 279.4);

    private static final double TEXT_WIDTH_MM = 182;
    private static final double TOP_MM = 14;
    private static final double BOTTOM_MM = 19;

    private final double widthMm;
    private final double heightMm;

    Paper(double widthMm, double heightMm) {
        this.widthMm = widthMm;
        this.heightMm = heightMm;
    }

    /** As people write it: {@code a4}, {@code letter}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Height between the margins. */
    double textHeightMm() {
        return heightMm - TOP_MM - BOTTOM_MM;
    }

    /** Size and margins for the style sheet. */
    String css() {
        double sideMm = (widthMm - TEXT_WIDTH_MM) / 2;
        return String.format(
                Locale.ROOT,
                "size: %.1fmm %.1fmm; margin: %.1fmm %.2fmm %.1fmm %.2fmm;",
                widthMm,
                heightMm,
                TOP_MM,
                sideMm,
                BOTTOM_MM,
                sideMm);
    }
}
