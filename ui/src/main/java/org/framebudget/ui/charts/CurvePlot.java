package org.framebudget.ui.charts;

import java.awt.Graphics2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.PlotState;
import org.jfree.chart.plot.XYPlot;
import org.jfree.data.Range;
import org.jfree.data.xy.DefaultIntervalXYDataset;
import org.jfree.data.xy.DefaultXYDataset;
import org.jfree.data.xy.XYDataset;

/** A plot that draws of its lines what its pixels can show: chosen anew whenever another part or another size is drawn. */
final class CurvePlot extends XYPlot {
    private static final long serialVersionUID = 1;

    /** Marks stand this far below the upper edge. */
    private static final double MARK_PX = 5;

    private final transient List<Drawn> drawn;
    private final transient List<ChartModel.Mark> marks;
    private final boolean logarithmic;
    private double sampledFrom = Double.NaN;
    private double sampledTo = Double.NaN;
    private double sampledHigh = Double.NaN;
    private double sampledWidth = Double.NaN;
    private double sampledHeight = Double.NaN;

    CurvePlot(ChartModel model, Set<String> hidden, ValueAxis x, ValueAxis y) {
        super(null, x, y, null);
        drawn = Drawn.of(model, hidden);
        marks = model.marks().stream()
                .filter(mark -> !hidden.contains(mark.name()))
                .toList();
        logarithmic = model.logarithmic();
    }

    List<Drawn> drawn() {
        return drawn;
    }

    List<ChartModel.Mark> marks() {
        return marks;
    }

    @Override
    public void draw(Graphics2D g2, Rectangle2D area, Point2D anchor, PlotState parentState, PlotRenderingInfo info) {
        sample(
                area.getWidth() - TimePlot.LEFT_PX - TimePlot.VALUES_PX,
                area.getHeight() - TimePlot.footPx(getDomainAxis().isTickLabelsVisible()));
        super.draw(g2, area, anchor, parentState, info);
    }

    /** Chooses the points; those of the same picture stay. */
    void sample(double widthPx, double heightPx) {
        Range shown = getDomainAxis().getRange();
        double high = getRangeAxis().getUpperBound();
        if (shown.getLowerBound() == sampledFrom
                && shown.getUpperBound() == sampledTo
                && high == sampledHigh
                && widthPx == sampledWidth
                && heightPx == sampledHeight) {
            return;
        }
        sampledFrom = shown.getLowerBound();
        sampledTo = shown.getUpperBound();
        sampledHigh = high;
        sampledWidth = widthPx;
        sampledHeight = heightPx;
        int columns = (int) Math.max(1, Math.round(widthPx));
        for (int i = 0; i < drawn.size(); i++) {
            setDataset(i, data(drawn.get(i), sampledFrom, sampledTo, columns));
        }
        if (!marks.isEmpty()) {
            setDataset(drawn.size(), markData(columns, heightPx));
        }
    }

    private XYDataset data(Drawn one, double from, double to, int columns) {
        double[] x = one.line().timeS();
        double[] low = one.low();
        String name = one.line().name();
        if (low == null) {
            DefaultXYDataset line = new DefaultXYDataset();
            double[][] points = MinMax.line(x, one.high(), from, to, columns);
            if (logarithmic) {
                floor(points[1]);
            }
            line.addSeries(name, points);
            return line;
        }
        DefaultIntervalXYDataset filled = new DefaultIntervalXYDataset();
        if (one.shape() == ChartModel.Shape.BARS) {
            double[][] bars = MinMax.bars(x, low, one.high(), from, to, columns);
            if (logarithmic) {
                floor(bars[2]);
                floor(bars[3]);
            }
            filled.addSeries(name, new double[][] {bars[1], bars[0], bars[1], bars[3], bars[2], bars[3]});
        } else {
            double[][] area = MinMax.area(x, low, one.high(), from, to, columns);
            filled.addSeries(name, new double[][] {area[0], area[0], area[0], area[2], area[1], area[2]});
        }
        return filled;
    }

    /** Nothing has no place on a logarithmic axis: it lies at its foot. */
    private void floor(double[] values) {
        double foot = getRangeAxis().getLowerBound();
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.max(values[i], foot);
        }
    }

    private XYDataset markData(int columns, double heightPx) {
        // one in each column is all that can be seen
        double columnWidth = (sampledTo - sampledFrom) / columns;
        double[] x = marks.stream()
                .mapToDouble(ChartModel.Mark::at)
                .filter(at -> at >= sampledFrom && at <= sampledTo)
                .map(at -> Math.floor(at / columnWidth))
                .distinct()
                .map(column -> (column + 0.5) * columnWidth)
                .toArray();
        double[] y = new double[x.length];
        ValueAxis axis = getRangeAxis();
        double top = axis.getUpperBound()
                - MARK_PX / Math.max(20, heightPx) * axis.getRange().getLength();
        Arrays.fill(y, top);
        DefaultXYDataset data = new DefaultXYDataset();
        data.addSeries("marks", new double[][] {x, y});
        return data;
    }
}
