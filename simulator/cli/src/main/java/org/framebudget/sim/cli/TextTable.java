package org.framebudget.sim.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Rows of text in aligned columns, two spaces apart. */
public final class TextTable {
    private final List<String> header;
    private final List<Boolean> right;
    private final List<List<String>> rows = new ArrayList<>();

    /**
     * A table with these column titles.
     *
     * @param columns a title that starts with {@code >} stands, without it, over a column aligned to the right
     */
    public TextTable(String... columns) {
        List<String> titles = new ArrayList<>();
        List<Boolean> alignment = new ArrayList<>();
        for (String column : columns) {
            boolean toTheRight = column.startsWith(">");
            titles.add(toTheRight ? column.substring(1) : column);
            alignment.add(toTheRight);
        }
        this.header = Collections.unmodifiableList(titles);
        this.right = Collections.unmodifiableList(alignment);
    }

    /** Adds a row; throws {@link IllegalArgumentException} where it has not one cell per column. */
    public TextTable row(String... cells) {
        if (cells.length != header.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + header.size() + " columns");
        }
        rows.add(List.of(cells));
        return this;
    }

    /** The table, every line ended. */
    public String text() {
        int[] widths = new int[header.size()];
        List<List<String>> lines = new ArrayList<>();
        lines.add(header);
        lines.addAll(rows);
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], length(line.get(i)));
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> line : lines) {
            StringBuilder out = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String cell = line.get(i);
                String pad = " ".repeat(widths[i] - length(cell));
                out.append(i == 0 ? "" : "  ").append(right.get(i) ? pad + cell : cell + pad);
            }
            text.append(out.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
