package org.framebudget.sim.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** A table of aligned columns for a terminal. Widths count code points, so accents do not shift a column. */
final class TextTable {
    private static final String GAP = "  ";

    /** A column of words is never narrower, whatever stands beside it. */
    private static final int WORDS_MIN = 8;

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

    /** All lines, no trailing spaces, each with a line feed; none wider than a terminal where columns can give way. */
    String text() {
        int[] widths = widths();
        StringBuilder out = new StringBuilder();
        List<List<String>> heads = new ArrayList<>();
        for (int c = 0; c < widths.length; c++) {
            heads.add(LineWrap.cell(headers.get(c), widths[c]));
        }
        int deep = heads.stream().mapToInt(List::size).max().orElse(0);
        for (int line = 0; line < deep; line++) {
            List<String> top = new ArrayList<>();
            for (int c = 0; c < widths.length; c++) {
                // a title's last line stands on its column
                int at = line - deep + heads.get(c).size();
                top.add(style.bold(pad(at < 0 ? "" : heads.get(c).get(at), widths[c], numeric.get(c))));
            }
            appendLine(out, top);
        }
        rows.forEach(row -> appendRow(out, row, widths));
        return out.toString();
    }

    private void appendRow(StringBuilder out, List<Cell> row, int[] widths) {
        List<List<String>> cells = new ArrayList<>();
        for (int c = 0; c < widths.length; c++) {
            cells.add(LineWrap.cell(row.get(c).text, widths[c]));
        }
        int high = cells.stream().mapToInt(List::size).max().orElse(1);
        for (int line = 0; line < high; line++) {
            List<String> texts = new ArrayList<>();
            for (int c = 0; c < widths.length; c++) {
                Cell cell = row.get(c);
                String text = line < cells.get(c).size() ? cells.get(c).get(line) : "";
                String padded = pad(text, widths[c], numeric.get(c));
                texts.add(cell.coloured ? style.coloured(cell.state, padded) : padded);
            }
            appendLine(out, texts);
        }
    }

    /** Columns as wide as they want, with titles broken, or with the widest words broken, until a line fits; figures never break. */
    private int[] widths() {
        int columns = headers.size();
        int[] widths = new int[columns];
        int[] whole = new int[columns];
        int[] words = new int[columns];
        for (int c = 0; c < columns; c++) {
            int word = LineWrap.widestWord(headers.get(c));
            for (List<Cell> row : rows) {
                String text = row.get(c).text;
                whole[c] = Math.max(whole[c], LineWrap.width(text));
                word = Math.max(word, LineWrap.widestWord(text));
            }
            widths[c] = Math.max(whole[c], LineWrap.width(headers.get(c)));
            whole[c] = Math.max(whole[c], LineWrap.widestWord(headers.get(c)));
            words[c] = numeric.get(c) ? whole[c] : word;
        }
        int[] titlesBroken = widths.clone();
        narrow(titlesBroken, c -> whole[c]);
        if (fits(titlesBroken)) {
            return titlesBroken;
        }
        // rows break anyway, so titles need not unless words cannot give enough
        narrow(widths, c -> numeric.get(c) ? widths[c] : words[c]);
        narrow(widths, c -> words[c]);
        narrow(widths, c -> numeric.get(c) ? whole[c] : Math.min(words[c], WORDS_MIN));
        return widths;
    }

    private static boolean fits(int[] widths) {
        return Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1) <= LineWrap.WIDTH;
    }

    /** Takes from the widest of those that can give, until a line fits or none can. */
    private static void narrow(int[] widths, IntUnaryOperator least) {
        while (!fits(widths)) {
            int widest = -1;
            for (int c = 0; c < widths.length; c++) {
                if (widths[c] > least.applyAsInt(c) && (widest < 0 || widths[c] > widths[widest])) {
                    widest = c;
                }
            }
            if (widest < 0) {
                return;
            }
            widths[widest]--;
        }
    }

    private static void appendLine(StringBuilder out, List<String> cells) {
        out.append(String.join(GAP, cells).stripTrailing()).append('\n');
    }

    private static String pad(String text, int width, boolean right) {
        String blank = " ".repeat(Math.max(0, width - LineWrap.width(text)));
        return right ? blank + text : text + blank;
    }
}
