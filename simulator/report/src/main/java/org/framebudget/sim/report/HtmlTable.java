package org.framebudget.sim.report;

import java.util.ArrayList;
import java.util.List;

/** A table of fixed column widths that repeats its head on every page; long words break instead of running out. */
final class HtmlTable {
    private record Column(String header, int width, String css) {}

    private final List<Column> columns = new ArrayList<>();
    private final StringBuilder body = new StringBuilder();
    private int cells;
    private int rows;

    /** A column of words. Widths are shares of their sum. */
    HtmlTable words(String header, int width) {
        columns.add(new Column(header, width, "w"));
        return this;
    }

    /** A column of numbers, flush right. */
    HtmlTable numbers(String header, int width) {
        columns.add(new Column(header, width, "n"));
        return this;
    }

    HtmlTable row() {
        body.append(rows == 0 ? "<tr>" : "</tr>\n<tr>");
        rows++;
        cells = 0;
        return this;
    }

    HtmlTable cell(String text) {
        return markup(Html.escape(text));
    }

    /** A mark with a word beside its colour. */
    HtmlTable mark(Verdict.State state) {
        return markup(markHtml(state));
    }

    /** A bar as long as {@code fraction} of the cell. */
    HtmlTable bar(double fraction, String cssColour) {
        double percent = Math.max(0, Math.min(1, fraction)) * 100;
        return markup("<div class=\"bar\" style=\"width:" + Math.round(percent * 10) / 10.0 + "%;background:"
                + cssColour + "\">&#160;</div>");
    }

    private HtmlTable markup(String markup) {
        body.append("<td class=\"")
                .append(columns.get(cells).css)
                .append("\">")
                .append(markup)
                .append("</td>");
        cells++;
        return this;
    }

    boolean isEmpty() {
        return rows == 0;
    }

    String html() {
        int sum = columns.stream().mapToInt(Column::width).sum();
        StringBuilder out = new StringBuilder("<table class=\"data\"><thead><tr>");
        for (Column column : columns) {
            out.append("<th class=\"")
                    .append(column.css)
                    .append("\" style=\"width:")
                    .append(1000 * column.width / sum / 10.0)
                    .append("%\">")
                    .append(Html.escape(column.header))
                    .append("</th>");
        }
        return out.append("</tr></thead><tbody>\n")
                .append(body)
                .append(rows == 0 ? "" : "</tr>\n")
                .append("</tbody></table>\n")
                .toString();
    }

    static String markHtml(Verdict.State state) {
        return switch (state) {
            case MEETS -> "<span class=\"yes\">✓ yes</span>";
            case MISSES -> "<span class=\"no\">✗ no</span>";
            case OPEN -> "<span class=\"open\">—</span>";
        };
    }
}
