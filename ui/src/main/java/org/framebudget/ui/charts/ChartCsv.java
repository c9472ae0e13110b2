package org.framebudget.ui.charts;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The values of a chart as a table: a row for each window, a column for each line with its unit in the name. Lines of
 * other windows, as those of another run, have rows of their own, and empty fields where they have no window.
 */
final class ChartCsv {
    private static final Map<String, String> UNITS =
            Map.of("°C", "deg_c", "%", "percent", "/s", "per_s", "", "frames", "W", "w");
    private static final MathContext DIGITS = new MathContext(12, RoundingMode.HALF_UP);

    private final ChartModel model;
    private final List<String> names = new ArrayList<>();
    private final Map<Double, String[]> rows = new TreeMap<>();
    private final Set<String> taken = new HashSet<>();

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
            column(model.axis().name() + " from", model.axis().unit());
        }
        column(
                ofTime ? model.axis().name() : model.axis().name() + " to",
                model.axis().unit());
        int lines = names.size();
        for (ChartModel.Line line : model.lines()) {
            column(line.name(), model.unit());
            if (line.low() != null) {
                column(line.name() + " low", model.unit());
            }
        }
        for (ChartModel.Level level : model.levels()) {
            column(level.name(), level.upright() ? model.axis().unit() : model.unit());
        }
        List<String> kinds =
                model.marks().stream().map(ChartModel.Mark::name).distinct().toList();
        kinds.forEach(kind -> names.add(free(snake(kind))));
        fill(lines, first);
        StringBuilder text = new StringBuilder(String.join(",", names)).append('\n');
        rows.values().forEach(row -> text.append(String.join(",", row)).append('\n'));
        return text.toString();
    }

    private void fill(int firstLine, int firstAxis) {
        int column = firstLine;
        for (ChartModel.Line line : model.lines()) {
            for (int i = 0; i < line.timeS().length; i++) {
                String[] row = row(line.timeS()[i], firstAxis);
                if (firstAxis > 0) {
                    row[0] = place(i == 0 ? 0 : line.timeS()[i - 1]);
                }
                row[column] = number(line.values()[i]);
                if (line.low() != null) {
                    row[column + 1] = number(line.low()[i]);
                }
            }
            column += line.low() == null ? 1 : 2;
        }
        int levels = column;
        int marks = levels + model.levels().size();
        List<String> kinds = names.subList(marks, names.size());
        for (ChartModel.Mark mark : model.marks()) {
            String[] row = row(mark.at(), firstAxis);
            int at = marks + kinds.indexOf(snake(mark.name()));
            String before = row[at].isEmpty() ? "" : row[at].substring(1, row[at].length() - 1) + "; ";
            row[at] = '"' + before + mark.words().replace("\"", "\"\"") + '"';
        }
        for (String[] row : rows.values()) {
            for (int l = 0; l < model.levels().size(); l++) {
                row[levels + l] = number(model.levels().get(l).value());
            }
        }
    }

    private String[] row(double at, int firstAxis) {
        return rows.computeIfAbsent(at, place -> {
            String[] row = new String[names.size()];
            java.util.Arrays.fill(row, "");
            row[firstAxis] = place(at);
            return row;
        });
    }

    private void column(String name, String unit) {
        String suffix = UNITS.getOrDefault(unit, snake(unit));
        String snake = snake(name);
        names.add(free(snake.equals(suffix) || snake.endsWith("_" + suffix) ? snake : snake + "_" + suffix));
    }

    /** The name, with a number where another column has it already. */
    private String free(String name) {
        String free = name;
        for (int i = 2; !taken.add(free); i++) {
            free = name + "_" + i;
        }
        return free;
    }

    private static String snake(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "_").replaceAll("^_|_$", "");
    }

    private static String number(double value) {
        return Double.isFinite(value) ? plain(new BigDecimal(value).round(DIGITS)) : "";
    }

    /** To the nanosecond; what is finer comes from counting in seconds. */
    private static String place(double value) {
        return plain(new BigDecimal(value).setScale(9, RoundingMode.HALF_UP));
    }

    private static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
