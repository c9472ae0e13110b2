package org.framebudget.sim.report;

import java.util.ArrayList;
import java.util.List;

/** A table of fixed column widths that repeats its head on every page; long words break instead of running out. */
final class HtmlTable {
    private record Column(String header, int width, String css) {}

    /** Between the margins of a page. */
    private static final double PAGE_WIDTH_MM = 182;

    private static final double MM_PER_PT = 25.4 / 72;

    /** A title above a table with its margins, as in the style sheet. */
    static final double TITLE_MM = 8.8;

    private static final double CELL_SIDES_MM = 3;
    private static final double CELL_ENDS_MM = 2;

    private final List<Column> columns = new ArrayList<>();
    private final List<String> firstRow = new ArrayList<>();
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
        if (rows == 1) {
            firstRow.add(text);
        }
        boolean number = columns.get(cells).css.equals("n");
        // between number and unit a line may break, where it else would have to break inside a word
        return markup(Html.escape(number ? text.replace('\u00a0', ' ') : text));
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

    /** The table below a title; both go to the next page together where this one has no room for a row. */
    String under(String title) {
        return "<h3 style=\"-fs-page-break-min-height:" + Math.ceil(TITLE_MM + headMm()) + "mm\">" + Html.escape(title)
                + "</h3>" + html();
    }

    /** Height of head and first row on a page's full width, rather too much than too little. */
    double headMm() {
        return headMm(7.2f, 1.35);
    }

    /** The same in another size of type. */
    double headMm(float typePt, double lineHeight) {
        int sum = columns.stream().mapToInt(Column::width).sum();
        int headLines = 1;
        int rowLines = 1;
        for (int i = 0; i < columns.size(); i++) {
            double widthMm = PAGE_WIDTH_MM * columns.get(i).width / sum - CELL_SIDES_MM;
            headLines = Math.max(headLines, TextLines.count(columns.get(i).header, PlanFonts.sans(6.6f), widthMm));
            if (i < firstRow.size()) {
                rowLines = Math.max(rowLines, TextLines.count(firstRow.get(i), PlanFonts.sans(typePt), widthMm));
            }
        }
        return headLines * 6.6 * 1.2 * MM_PER_PT + rowLines * typePt * lineHeight * MM_PER_PT + 2 * CELL_ENDS_MM;
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
