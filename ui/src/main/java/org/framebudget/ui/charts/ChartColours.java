package org.framebudget.ui.charts;

import java.awt.Color;
import java.util.Locale;

/**
 * The colours of charts in one theme, after Okabe and Ito's set, so that people with any common colour blindness tell them
 * apart; on dark ground they are lighter.
 *
 * @param dark whether the ground is dark
 */
public record ChartColours(boolean dark) {

    /** What charts are drawn on. */
    public Color ground() {
        return dark ? new Color(0x1B222A) : Color.WHITE;
    }

    /** Lines that only help the eye. */
    public Color grid() {
        return dark ? new Color(0x2D3640) : new Color(0xE6EAEE);
    }

    /** Small text. */
    public Color quiet() {
        return dark ? new Color(0x97A3B0) : new Color(0x667085);
    }

    /** Text and what has to be seen first. */
    public Color ink() {
        return dark ? new Color(0xE8EDF2) : new Color(0x1A2230);
    }

    /** The shade of a meaning. */
    public Color of(Ink ink) {
        return switch (ink) {
            case BLUE -> dark ? new Color(0x58A6FF) : new Color(0x0B5FD6);
            case ORANGE -> dark ? new Color(0xF0A04B) : new Color(0xD9822B);
            case GREEN -> dark ? new Color(0x46C08A) : new Color(0x2B9B6C);
            case RED -> dark ? new Color(0xF2686B) : new Color(0xC23A3A);
            case PURPLE -> dark ? new Color(0xB48CF2) : new Color(0x7E57C2);
            case SKY -> dark ? new Color(0x7CC8EE) : new Color(0x2E9CCB);
            case QUIET -> dark ? new Color(0x8A96A3) : new Color(0x7B8794);
            case GHOST -> dark ? new Color(0x5D6975) : new Color(0xB8C0C8);
            case STRONG -> ink();
        };
    }

    /** The same as a web colour. */
    public String css(Ink ink) {
        return String.format(Locale.ROOT, "#%06x", of(ink).getRGB() & 0xFFFFFF);
    }
}
