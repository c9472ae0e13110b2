package org.framebudget.ui.charts;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The values of a chart as a table: a row for each window, a column for each line with its unit in the name. Lines of
 * other windows, as those of another run, have rows of their own, and empty fields where they have no window.
 */
final class ChartCsv {
    private final ChartModel model;
    private final CsvTable table = new CsvTable();
    private final Map<Double, String[]> rows = new TreeMap<>();

    private ChartCsv(ChartModel model) {
        this.model = model;
    }

    static String text(ChartModel model) {
        return new ChartCsv(model).write();
    }

    private String write() {
        boolean ofTime = model.axis().equals(ChartModel.Axis.TIME);
        int first = ofTime ? 0 : 1;
        if (!ofTime) {
            table.column(model.axis().name() + " from", model.axis().unit());
        }
        table.column(
                ofTime ? model.axis().name() : model.axis().name() + " to",
                model.axis().unit());
        int lines = table.size();
        for (ChartModel.Line line : model.lines()) {
            table.column(line.name(), model.unit());
            if (line.low() != null) {
                table.column(line.name() + " low", model.unit());
            }
        }
        for (ChartModel.Level level : model.levels()) {
            table.column(level.name(), level.upright() ? model.axis().unit() : model.unit());
        }
        List<String> kinds =
                model.marks().stream().map(ChartModel.Mark::name).distinct().toList();
        kinds.forEach(table::column);
        fill(lines, first, kinds);
        rows.values().forEach(row -> table.row(List.of(row)));
        return table.text();
    }

    private void fill(int firstLine, int firstAxis, List<String> kinds) {
        int column = firstLine;
        for (ChartModel.Line line : model.lines()) {
            for (int i = 0; i < line.timeS().length; i++) {
                String[] row = row(line.timeS()[i], firstAxis);
                if (firstAxis > 0) {
                    row[0] = place(i == 0 ? 0 : line.timeS()[i - 1]);
                }
                row[column] = CsvTable.number(line.values()[i]);
                if (line.low() != null) {
                    row[column + 1] = CsvTable.number(line.low()[i]);
                }
            }
            column += line.low() == null ? 1 : 2;
        }
        int levels = column;
        int marks = levels + model.levels().size();
        for (ChartModel.Mark mark : model.marks()) {
            String[] row = row(mark.at(), firstAxis);
            int at = marks + kinds.indexOf(mark.name());
            String words = CsvTable.quoted(mark.words());
            row[at] =
                    row[at].isEmpty() ? words : row[at].substring(0, row[at].length() - 1) + "; " + words.substring(1);
        }
        for (String[] row : rows.values()) {
            for (int l = 0; l < model.levels().size(); l++) {
                row[levels + l] = CsvTable.number(model.levels().get(l).value());
            }
        }
    }

    private String[] row(double at, int firstAxis) {
        return rows.computeIfAbsent(at, place -> {
            String[] row = new String[table.size()];
            java.util.Arrays.fill(row, "");
            row[firstAxis] = place(at);
            return row;
        });
    }

    /** To the nanosecond; what is finer comes from counting in seconds. */
    private static String place(double value) {
        return CsvTable.plain(new BigDecimal(value).setScale(9, RoundingMode.HALF_UP));
    }
}
