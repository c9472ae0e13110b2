package org.framebudget.ui.charts;

import java.awt.Color;

/** What the colour of a map's cell means; the style sheet has the same shades for the window. */
public enum CellShade {
    /** All that is asked for holds. */
    GOOD,
    /** Some of it holds. */
    PART,
    /** It holds, but not from the start. */
    LATER,
    /** It does not hold. */
    NOT,
    /** There is no answer; only framed. */
    FAILED;

    /** Of the whole cell. */
    Color fill(ChartColours colours) {
        return switch (this) {
            case GOOD -> new Color(0x1F8A5C);
            case PART -> new Color(0xB5651D);
            case LATER -> new Color(0x2E7BA8);
            case NOT -> line(colours);
            case FAILED -> colours.ground();
        };
    }

    /** Around the cell. */
    Color edge(ChartColours colours) {
        return this == FAILED ? line(colours) : fill(colours);
    }

    /** Of what stands in the cell. */
    Color words(ChartColours colours) {
        return this == NOT || this == FAILED ? colours.quiet() : Color.WHITE;
    }

    private static Color line(ChartColours colours) {
        return colours.dark() ? new Color(0x303A44) : new Color(0xDFE3E8);
    }
}
