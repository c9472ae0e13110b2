package org.framebudget.sim.report;

import java.awt.Color;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.framebudget.sim.planner.PlanResult.PopulationCell;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.DefaultXYDataset;

/** Users of each device in a bar, one piece for each air, the darker the better. */
final class UsersChart {
    private static final float BAR_PT = 11;

    /** Of the widest bar, so that pieces stand apart. */
    private static final double GAP = 0.004;

    /** Of the widest bar, below which a piece has no room for its temperature. */
    private static final double LABELLED = 0.11;

    private UsersChart() {}

    private static Color colour(UsersMeeting.Kind kind) {
        return switch (kind) {
            case ALL -> Palette.INK;
            case WHILE_IT_RUNS -> Palette.BLUE;
            case FIRST_MINUTE -> Palette.SKY;
            case NEVER -> Palette.GRID;
        };
    }

    static String html(UsersMeeting users, ChartBook charts) {
        Map<String, List<PopulationCell>> byDevice = new LinkedHashMap<>();
        users.cells()
                .forEach(cell -> byDevice.computeIfAbsent(name(cell), n -> new ArrayList<>())
                        .add(cell));
        boolean steady = users.population().usersMeetingSustainedFraction() != null;
        Legend legend = new Legend().area(colour(UsersMeeting.Kind.ALL), steady ? "meet, sustained too" : "meet");
        if (steady) {
            legend.area(colour(UsersMeeting.Kind.WHILE_IT_RUNS), "meet for as long as the scenario runs");
        }
        legend.area(colour(UsersMeeting.Kind.FIRST_MINUTE), "meet in the first minute alone")
                .area(colour(UsersMeeting.Kind.NEVER), "do not meet");
        return charts.add(
                        of(byDevice),
                        "Users of each device in percent of all users, by what becomes of them in each air",
                        182,
                        14 + 7 * byDevice.size())
                + legend.html();
    }

    private static String name(PopulationCell cell) {
        return cell.profile() + (cell.unit().isEmpty() ? "" : ", " + cell.unit());
    }

    private static JFreeChart of(Map<String, List<PopulationCell>> byDevice) {
        DefaultXYDataset data = ChartStyle.data();
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
        double widest = byDevice.values().stream()
                .mapToDouble(cells ->
                        cells.stream().mapToDouble(PopulationCell::share).sum())
                .max()
                .orElse(1);
        String[] labels = new String[byDevice.size()];
        List<XYTextAnnotation> notes = new ArrayList<>();
        int y = byDevice.size();
        for (Map.Entry<String, List<PopulationCell>> device : byDevice.entrySet()) {
            y--;
            labels[y] = PlanFonts.drawable(device.getKey());
            double from = 0;
            for (PopulationCell cell : device.getValue()) {
                double to = from + cell.share();
                UsersMeeting.Kind kind = UsersMeeting.Kind.of(cell);
                int series = data.getSeriesCount();
                double end = Math.max(from, to - GAP * widest);
                data.addSeries(series, new double[][] {{100 * from, 100 * end}, {y, y}});
                ChartStyle.bar(renderer, series, colour(kind), BAR_PT);
                if (cell.share() > LABELLED * widest && device.getValue().size() > 1) {
                    notes.add(note(UsersMeeting.air(cell), 50 * (from + end), y, kind));
                }
                from = to;
            }
        }
        NumberAxis x = ChartStyle.axis("users, % of all");
        x.setRange(0, 100 * widest * 1.02);
        JFreeChart chart = ChartStyle.chart(data, x, ChartStyle.names(labels, 6.8f), renderer);
        XYPlot plot = chart.getXYPlot();
        plot.setRangeGridlinesVisible(false);
        notes.forEach(plot::addAnnotation);
        return chart;
    }

    private static XYTextAnnotation note(String text, double x, double y, UsersMeeting.Kind kind) {
        XYTextAnnotation note = new XYTextAnnotation(PlanFonts.drawable(text), x, y);
        note.setFont(PlanFonts.sans(6.2f));
        boolean dark = kind == UsersMeeting.Kind.ALL || kind == UsersMeeting.Kind.WHILE_IT_RUNS;
        note.setPaint(dark ? Color.WHITE : Palette.INK);
        note.setTextAnchor(TextAnchor.CENTER);
        return note;
    }
}
