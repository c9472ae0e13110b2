package org.framebudget.sim.report;

/** Builds the page's markup; every text goes through {@link #escape}. */
final class Html {
    /** A heading with its margins, as in the style sheet. */
    private static final double HEADING_MM = 15.5;

    private final StringBuilder out = new StringBuilder();

    /** Markup as it is; only for constants of this package and the output of other builders. */
    Html raw(String markup) {
        out.append(markup);
        return this;
    }

    /** {@code <tag class="css">text</tag>}. */
    Html element(String tag, String css, String text) {
        out.append('<').append(tag);
        if (!css.isEmpty()) {
            out.append(" class=\"").append(css).append('"');
        }
        out.append('>').append(escape(text)).append("</").append(tag).append(">\n");
        return this;
    }

    /** A heading that the outline can point to. */
    Html heading(String id, String text) {
        out.append("<h2 id=\"").append(id).append("\">").append(escape(text)).append("</h2>\n");
        return this;
    }

    /** The same, on the next page where this one has no room for as much below it. */
    Html heading(String id, String text, double belowMm) {
        out.append("<h2 id=\"")
                .append(id)
                .append("\" style=\"-fs-page-break-min-height:")
                .append(Math.ceil(HEADING_MM + belowMm))
                .append("mm\">")
                .append(escape(text))
                .append("</h2>\n");
        return this;
    }

    Html paragraph(String text) {
        return element("p", "", text);
    }

    /** Text as XML, without what the fonts lack. */
    static String escape(String text) {
        return PlanFonts.drawable(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
