package org.framebudget.sim.report;

import java.util.List;
import org.framebudget.sim.results.Twin;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.data.xy.DefaultXYDataset;

/** Temperature, clock and power in the course of a run: as predicted, and as the device's sensors said. */
final class TwinOverTimeHtml {
    private static final int HALF_MM = 88;
    private static final int HEIGHT_MM = 60;

    /** With the nodes of a profile as many lines as a chart can hold. */
    private static final int SENSORS_MAX = 3;

    private final Twin.OverTime over;
    private final ChartBook charts;

    private TwinOverTimeHtml(Twin.OverTime over, ChartBook charts) {
        this.over = over;
        this.charts = charts;
    }

    static void add(Html body, Twin.OverTime over, int runs, ChartBook charts) {
        TwinOverTimeHtml made = new TwinOverTimeHtml(over, charts);
        body.raw("<div class=\"block\">")
                .raw(made.table().under("In the course of time" + (runs == 1 ? "" : ", run " + over.run())))
                .raw("</div>\n");
        over.missing().forEach(body::paragraph);
        body.raw("<div class=\"block\"><h3>Temperature and clock over time</h3>")
                .raw("<table class=\"two\"><tr><td class=\"left\">")
                .raw(made.chart(Twin.Series.TEMPERATURE, "°C"))
                .raw("</td><td class=\"right\">")
                .raw(made.chart(Twin.Series.CLOCK, "MHz"))
                .raw("</td></tr></table></div>\n");
    }

    private HtmlTable table() {
        HtmlTable table = new HtmlTable()
                .words("quantity", 34)
                .words("of", 44)
                .words("how", 26)
                .numbers("first", 20)
                .numbers("lowest", 20)
                .numbers("highest", 20)
                .numbers("last", 20);
        for (String quantity : List.of(Twin.Series.TEMPERATURE, Twin.Series.CLOCK, Twin.Series.POWER)) {
            for (Twin.Series each : over.shown(quantity, SENSORS_MAX)) {
                table.row()
                        .cell(Twin.label(quantity))
                        .cell(each.of())
                        .cell(each.how())
                        .cell(Numbers.plain(each.range().first()))
                        .cell(Numbers.plain(each.range().min()))
                        .cell(Numbers.plain(each.range().max()))
                        .cell(Numbers.plain(each.range().last()));
            }
        }
        return table;
    }

    private String chart(String quantity, String unit) {
        List<Twin.Series> all = over.shown(quantity, SENSORS_MAX).stream()
                .limit(Palette.LINES_MAX)
                .toList();
        if (all.isEmpty()) {
            return "";
        }
        TimeAxis time = TimeAxis.until(all.stream()
                .mapToDouble(each -> each.atS().get(each.atS().size() - 1))
                .max()
                .orElse(0));
        Legend legend = new Legend();
        DefaultXYDataset data = ChartStyle.data();
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Twin.Series each : all) {
            legend.line(data.getSeriesCount(), each.of() + ", " + each.how());
            data.addSeries(data.getSeriesCount(), points(each, time));
            low = Math.min(low, each.range().min());
            high = Math.max(high, each.range().max());
        }
        NumberAxis y = ChartStyle.upright(unit);
        if (quantity.equals(Twin.Series.TEMPERATURE)) {
            y.setRange(Math.floor(low - 1), Math.ceil(high + 1));
        } else {
            y.setRange(0, Math.max(1.08 * high, 1));
        }
        JFreeChart chart = ChartStyle.chart(data, time.axis(), y, ChartStyle.lines(data));
        return legend.html() + charts.add(chart, Twin.label(quantity) + " over time", HALF_MM, HEIGHT_MM);
    }

    private static double[][] points(Twin.Series series, TimeAxis time) {
        double[][] points = new double[2][series.values().size()];
        for (int i = 0; i < points[0].length; i++) {
            points[0][i] = series.atS().get(i) / time.secondsPerUnit();
            points[1][i] = series.values().get(i);
        }
        return points;
    }
}
