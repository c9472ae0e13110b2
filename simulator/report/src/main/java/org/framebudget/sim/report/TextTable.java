package org.framebudget.sim.report;

import java.util.ArrayList;
import java.util.List;

/** A table of aligned columns for a terminal. Widths count code points, so accents do not shift a column. */
final class TextTable {
    private static final String GAP = "  ";

    /** A cell: its text, and the state that colours it. */
    private record Cell(String text, Verdict.State state, boolean coloured) {}

    private final TextStyle style;
    private final List<String> headers = new ArrayList<>();
    private final List<Boolean> numeric = new ArrayList<>();
    private final List<List<Cell>> rows = new ArrayList<>();

    TextTable(TextStyle style) {
        this.style = style;
    }

    /** A column of words, flush left. */
    TextTable words(String header) {
        return column(header, false);
    }

    /** A column of numbers, flush right. */
    TextTable numbers(String header) {
        return column(header, true);
    }

    private TextTable column(String header, boolean right) {
        headers.add(style.clean(header));
        numeric.add(right);
        return this;
    }

    TextTable row() {
        rows.add(new ArrayList<>());
        return this;
    }

    TextTable cell(String text) {
        rows.get(rows.size() - 1).add(new Cell(style.clean(text), Verdict.State.OPEN, false));
        return this;
    }

    /** A mark for a state, coloured where colours are on. */
    TextTable mark(Verdict.State state) {
        rows.get(rows.size() - 1).add(new Cell(state.mark(style.unicode()), state, true));
        return this;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** All lines, no trailing spaces, each with a line feed. */
    String text() {
        int[] widths = new int[headers.size()];
        for (int c = 0; c < widths.length; c++) {
            widths[c] = width(headers.get(c));
            for (List<Cell> row : rows) {
                widths[c] = Math.max(widths[c], width(row.get(c).text));
            }
        }
        StringBuilder out = new StringBuilder();
        List<String> top = new ArrayList<>();
        for (int c = 0; c < widths.length; c++) {
            top.add(style.bold(pad(headers.get(c), widths[c], numeric.get(c))));
        }
        appendLine(out, top);
        for (List<Cell> row : rows) {
            List<String> texts = new ArrayList<>();
            for (int c = 0; c < widths.length; c++) {
                Cell cell = row.get(c);
                String padded = pad(cell.text, widths[c], numeric.get(c));
                texts.add(cell.coloured ? style.coloured(cell.state, padded) : padded);
            }
            appendLine(out, texts);
        }
        return out.toString();
    }

    private static void appendLine(StringBuilder out, List<String> cells) {
        out.append(String.join(GAP, cells).stripTrailing()).append('\n');
    }

    private static String pad(String text, int width, boolean right) {
        String blank = " ".repeat(width - width(text));
        return right ? blank + text : text + blank;
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
