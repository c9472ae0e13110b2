package org.framebudget.ui.sweep;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.framebudget.sim.sweep.StoredRows.Row;
import org.framebudget.ui.charts.ChartColours;
import org.framebudget.ui.charts.ChartFile;
import org.framebudget.ui.charts.CsvTable;
import org.framebudget.ui.charts.Ink;
import org.framebudget.ui.charts.Picture;
import org.framebudget.ui.charts.StandAlone;
import org.framebudget.ui.text.Texts;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYItemRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.renderer.xy.XYStepRenderer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.DefaultXYDataset;
import org.jspecify.annotations.Nullable;

/** The best compromises as they are looked at, for a file. */
record FrontFile(SweptRows rows, Front front, ChartColours colours) implements ChartFile {
    private static final Shape POINT = new Ellipse2D.Double(-5, -5, 10, 10);
    private static final Shape DOT = new Rectangle2D.Double(-2, -2, 4, 4);

    /** In the legend, for a dot. */
    private static final Shape SIGN = new Rectangle2D.Double(-4, -4, 8, 8);

    @Override
    public String id() {
        return "sweep-front";
    }

    @Override
    public Picture picture() {
        XYPlot plot = new XYPlot();
        plot.setDomainAxis(axis(front.x().direction(), front.across()));
        plot.setRangeAxis(axis(null, front.up()));
        plot.setBackgroundPaint(colours.ground());
        plot.setOutlineVisible(false);
        plot.setDomainGridlinePaint(colours.grid());
        plot.setRangeGridlinePaint(colours.grid());
        plot.setDomainGridlineStroke(new BasicStroke(1));
        plot.setRangeGridlineStroke(new BasicStroke(1));
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        Color best = colours.of(Ink.BLUE);
        Color meeting = colours.of(Ink.GREEN);
        Color missing = colours.of(Ink.GHOST);
        List<double[]> line = front.points().stream()
                .map(point -> new double[] {point.x(), point.y()})
                .toList();
        // the first one lies on top
        add(plot, 0, line, dots(POINT, best));
        add(plot, 1, line, steps(best));
        add(plot, 2, others(true), dots(DOT, meeting));
        add(plot, 3, others(false), dots(DOT, missing));
        LegendItemCollection items = new LegendItemCollection();
        items.add(StandAlone.item(Texts.get("sweep.legend.best"), best, POINT));
        items.add(StandAlone.item(Texts.get("sweep.legend.meeting"), meeting, SIGN));
        items.add(StandAlone.item(Texts.get("sweep.legend.missing"), missing, SIGN));
        JFreeChart chart = new JFreeChart(null, JFreeChart.DEFAULT_TITLE_FONT, plot, false);
        StandAlone.dress(chart, Texts.get("sweep.front.title", front.note()), items, colours);
        StandAlone.nameAbove(chart, front.y().direction(), colours);
        return StandAlone.picture(chart);
    }

    private NumberAxis axis(@Nullable String name, FrontScale scale) {
        return StandAlone.axis(name, scale.low(), scale.high(), scale.step(), colours);
    }

    private List<double[]> others(boolean meets) {
        return front.others().stream()
                .filter(dot -> dot.meets() == meets)
                .map(dot -> new double[] {dot.x(), dot.y()})
                .toList();
    }

    private static void add(XYPlot plot, int at, List<double[]> points, XYItemRenderer renderer) {
        DefaultXYDataset data = new DefaultXYDataset();
        data.addSeries("", new double[][] {
            points.stream().mapToDouble(point -> point[0]).toArray(),
            points.stream().mapToDouble(point -> point[1]).toArray()
        });
        plot.setDataset(at, data);
        plot.setRenderer(at, renderer);
    }

    private static XYItemRenderer dots(Shape shape, Color colour) {
        XYLineAndShapeRenderer dots = new XYLineAndShapeRenderer(false, true);
        dots.setSeriesShape(0, shape);
        dots.setSeriesPaint(0, colour);
        return dots;
    }

    private static XYItemRenderer steps(Color colour) {
        XYStepRenderer steps = new XYStepRenderer();
        steps.setSeriesPaint(0, colour);
        steps.setSeriesStroke(0, new BasicStroke(1.5f));
        return steps;
    }

    @Override
    public String table() {
        CsvTable table = new CsvTable();
        table.column("point");
        rows.varying().forEach(axis -> table.column(rows.axes().get(axis).key()));
        table.column("meets");
        table.column("best compromise");
        Measure.columns(table);
        Set<Long> best = new HashSet<>();
        Front.best(rows, front.x(), front.y()).forEach(row -> best.add(row.point()));
        for (Row row : Front.known(rows, front.x(), front.y())) {
            List<String> fields = new ArrayList<>();
            fields.add(Long.toString(row.point()));
            rows.varying().forEach(axis -> fields.add(CsvTable.words(rows.value(axis, row))));
            fields.add(Boolean.toString(row.meets()));
            fields.add(Boolean.toString(best.contains(row.point())));
            Stream.of(Measure.values()).forEach(measure -> fields.add(CsvTable.number(measure.of(row.values()))));
            table.row(fields);
        }
        return table.text();
    }
}
