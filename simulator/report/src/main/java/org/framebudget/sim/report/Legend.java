package org.framebudget.sim.report;

import java.awt.Color;

/** A chart's legend as page text, so that long names wrap and can be searched. */
final class Legend {
    private static final int WRAP_ABOVE = 40;

    private final StringBuilder out = new StringBuilder();

    /** A line in the palette's look. */
    Legend line(int index, String name) {
        return entry("border-top:" + Palette.cssLine(index), name);
    }

    /** A filled area. */
    Legend area(Color colour, String name) {
        return entry("border-top:5pt solid " + Palette.css(colour), name);
    }

    /** A dashed marker line. */
    Legend marker(Color colour, String name) {
        return entry("border-top:1.2pt dashed " + Palette.css(colour), name);
    }

    /** A sign of the font in a colour. */
    Legend sign(String sign, Color colour, String name) {
        out.append("<span class=\"together\"><span style=\"color:")
                .append(Palette.css(colour))
                .append("\">")
                .append(Html.escape(sign))
                .append("</span>\u00a0<span class=\"key\">")
                .append(Html.escape(name))
                .append("</span></span> ");
        return this;
    }

    private Legend entry(String border, String name) {
        // a short name stays beside its swatch, a long one may wrap
        out.append(name.length() <= WRAP_ABOVE ? "<span class=\"together\">" : "<span>")
                .append("<span class=\"swatch\" style=\"")
                .append(border)
                .append("\"></span>\u00a0<span class=\"key\">")
                .append(Html.escape(name))
                .append("</span></span> ");
        return this;
    }

    String html() {
        return "<div class=\"legend\">" + out + "</div>\n";
    }
}
