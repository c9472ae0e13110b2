package org.framebudget.ui.charts;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Stroke;
import java.util.Set;
import org.framebudget.ui.charts.ChartModel.Line;
import org.framebudget.ui.charts.ChartModel.Shape;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.renderer.xy.XYItemRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.renderer.xy.XYStepRenderer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.DefaultIntervalXYDataset;
import org.jfree.data.xy.DefaultXYDataset;
import org.jfree.data.xy.XYDataset;
import org.jfree.data.xy.YIntervalDataItem;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;
import org.jspecify.annotations.Nullable;

/** Makes the chart of a model: one look for window and files. */
final class TimePlot {
    /** Room for the values at the right; fixed, so that the charts below each other have the same time at the same place. */
    static final double VALUES_PX = 52;

    /** Room at the left, half of the first time's width. */
    static final double LEFT_PX = 15;

    /** Room for the times at the foot, where they are shown. */
    static final double TIMES_PX = 20;

    /** Room at the foot without times, half of the lowest value's height. */
    static final double FOOT_PX = 8;

    static final String FONT = "Inter";

    private TimePlot() {}

    /**
     * Draws nothing yet.
     *
     * @param hidden names of lines that are not to be drawn
     * @param times whether the foot shows the time
     */
    static JFreeChart of(ChartModel model, ChartColours colours, Set<String> hidden, boolean times) {
        NumberAxis x = axis(colours);
        x.setAutoRange(false);
        x.setStandardTickUnits(TimeTicks.UNITS);
        x.setTickLabelsVisible(times);
        x.setNumberFormatOverride(new TimeTicks());
        NumberAxis y = axis(colours);
        XYPlot plot = new XYPlot(null, x, y, null);
        int at = 0;
        for (Line line : model.lines()) {
            if (!hidden.contains(line.name())) {
                plot.setDataset(at, data(line));
                plot.setRenderer(at, renderer(line, colours));
                at++;
            }
        }
        for (ChartModel.Level level : model.levels()) {
            if (!hidden.contains(level.name())) {
                ValueMarker marker = new ValueMarker(level.value());
                marker.setPaint(colours.of(level.ink()));
                marker.setStroke(stroke(level.ink() == Ink.RED ? 1.4f : 1f, level.ink() == Ink.RED ? null : dashes()));
                marker.setAlpha(1);
                plot.addRangeMarker(marker);
            }
        }
        scale(y, model, hidden);
        plot.setRangeAxisLocation(AxisLocation.BOTTOM_OR_RIGHT);
        plot.setBackgroundPaint(colours.ground());
        plot.setOutlineVisible(false);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinePaint(colours.grid());
        plot.setRangeGridlineStroke(stroke(1, null));
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        plot.setInsets(RectangleInsets.ZERO_INSETS);
        plot.setFixedRangeAxisSpace(space(0, LEFT_PX, VALUES_PX));
        plot.setFixedDomainAxisSpace(space(footPx(times), 0, 0));
        JFreeChart chart = new JFreeChart(null, font(11), plot, false);
        chart.setBackgroundPaint(colours.ground());
        chart.setPadding(new RectangleInsets(4, 0, 0, 0));
        return chart;
    }

    static Font font(int sizePx) {
        return new Font(FONT, Font.PLAIN, sizePx);
    }

    private static NumberAxis axis(ChartColours colours) {
        NumberAxis axis = new NumberAxis(null);
        axis.setTickLabelFont(font(11));
        axis.setTickLabelPaint(colours.quiet());
        axis.setAxisLineVisible(false);
        axis.setTickMarksVisible(false);
        axis.setAutoRangeIncludesZero(false);
        axis.setTickLabelInsets(new RectangleInsets(2, 6, 2, 4));
        return axis;
    }

    /** Height of what stands below the curves. */
    static double footPx(boolean times) {
        return times ? TIMES_PX : FOOT_PX;
    }

    private static AxisSpace space(double bottom, double left, double right) {
        AxisSpace space = new AxisSpace();
        space.setBottom(bottom);
        space.setLeft(left);
        space.setRight(right);
        return space;
    }

    /** From 0 for what has a natural zero; temperatures begin below the coolest. */
    private static void scale(NumberAxis y, ChartModel model, Set<String> hidden) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Line line : model.lines()) {
            if (hidden.contains(line.name())) {
                continue;
            }
            for (double value : line.values()) {
                if (!Double.isNaN(value)) {
                    low = Math.min(low, value);
                    high = Math.max(high, value);
                }
            }
        }
        for (ChartModel.Level level : model.levels()) {
            if (!hidden.contains(level.name())) {
                high = Math.max(high, level.value());
            }
        }
        if (high < low) {
            low = 0;
            high = 1;
        }
        boolean fromZero = !model.unit().equals("°C");
        double bottom = fromZero ? Math.min(0, low) : Math.floor(low - 2);
        Double full = model.fullScale();
        double top = full != null ? full : high + 0.08 * (high - bottom);
        y.setRange(bottom, top > bottom ? top : bottom + 1);
        y.setNumberFormatOverride(new ValueTicks(model.unit()));
    }

    private static XYDataset data(Line line) {
        double[] low = line.low();
        int n = line.timeS().length;
        if (line.shape() == Shape.BARS && low != null) {
            double[][] rows = new double[6][n];
            for (int i = 0; i < n; i++) {
                double from = i == 0 ? 0 : line.timeS()[i - 1];
                rows[0][i] = (from + line.timeS()[i]) / 2;
                rows[1][i] = from;
                rows[2][i] = line.timeS()[i];
                rows[3][i] = line.values()[i];
                rows[4][i] = low[i];
                rows[5][i] = line.values()[i];
            }
            DefaultIntervalXYDataset bars = new DefaultIntervalXYDataset();
            bars.addSeries(line.name(), rows);
            return bars;
        }
        if (line.shape() == Shape.BAND && low != null) {
            YIntervalSeries band = new YIntervalSeries(line.name());
            for (int i = 0; i < n; i++) {
                if (!Double.isNaN(low[i]) && !Double.isNaN(line.values()[i])) {
                    band.add(new YIntervalDataItem(line.timeS()[i], low[i], low[i], line.values()[i]), false);
                }
            }
            YIntervalSeriesCollection bands = new YIntervalSeriesCollection();
            bands.addSeries(band);
            return bands;
        }
        DefaultXYDataset lines = new DefaultXYDataset();
        lines.addSeries(line.name(), new double[][] {line.timeS(), line.values()});
        return lines;
    }

    private static XYItemRenderer renderer(Line line, ChartColours colours) {
        Color colour = colours.of(line.ink());
        XYItemRenderer renderer;
        switch (line.shape()) {
            case BARS -> {
                XYBarRenderer bars = new XYBarRenderer(0.2);
                bars.setBarPainter(new StandardXYBarPainter());
                bars.setShadowVisible(false);
                bars.setUseYInterval(true);
                bars.setDrawBarOutline(false);
                renderer = bars;
            }
            case BAND -> {
                DeviationRenderer band = new DeviationRenderer(true, false);
                band.setSeriesFillPaint(0, colour);
                band.setAlpha(colours.dark() ? 0.24f : 0.15f);
                renderer = band;
            }
            case STEP -> {
                XYStepRenderer steps = new XYStepRenderer();
                steps.setStepPoint(0);
                renderer = steps;
            }
            default -> {
                XYLineAndShapeRenderer lines = new XYLineAndShapeRenderer(true, false);
                lines.setDrawSeriesLineAsPath(true);
                renderer = lines;
            }
        }
        renderer.setSeriesPaint(0, line.shape() == Shape.BAND ? new Color(0, 0, 0, 0) : colour);
        renderer.setSeriesStroke(0, stroke(1.5f, line.shape() == Shape.DASHED ? dashes() : null));
        return renderer;
    }

    private static float[] dashes() {
        return new float[] {4, 3};
    }

    private static Stroke stroke(float width, float @Nullable [] dashes) {
        return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dashes, 0);
    }
}
