package org.framebudget.ui.charts;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Stroke;
import java.awt.geom.Path2D;
import java.util.Set;
import org.framebudget.ui.charts.ChartModel.Line;
import org.framebudget.ui.charts.ChartModel.Shape;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.TickUnits;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.renderer.xy.XYItemRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.renderer.xy.XYStepRenderer;
import org.jfree.chart.ui.RectangleInsets;
import org.jspecify.annotations.Nullable;

/** Makes the chart of a model: one look for window and files. */
final class TimePlot {
    /** Room for the values at the right; fixed, so that the charts below each other have the same time at the same place. */
    static final double VALUES_PX = 52;

    /** Room at the left, half of the first time's width. */
    static final double LEFT_PX = 15;

    /** Room for the times at the foot, where they are shown. */
    static final double TIMES_PX = 24;

    /** Room at the foot without times, half of the lowest value's height. */
    static final double FOOT_PX = 8;

    static final String FONT = "Inter";

    private static final double LOG_FOOT = 0.5;

    /** Every power of ten has a label, or every second where they are close to each other, and so on. */
    private static final TickUnits DECADES = decades();

    private TimePlot() {}

    /**
     * Draws nothing yet.
     *
     * @param hidden names of lines that are not to be drawn
     * @param times whether the foot shows the time
     */
    static JFreeChart of(ChartModel model, ChartColours colours, Set<String> hidden, boolean times) {
        boolean ofTime = model.axis().equals(ChartModel.Axis.TIME);
        NumberAxis x = new NumberAxis(null);
        look(x, colours);
        x.setAutoRange(false);
        x.setTickLabelsVisible(times);
        // times stand clear of the lowest value beside them
        x.setTickLabelInsets(new RectangleInsets(6, 4, 0, 4));
        if (ofTime) {
            x.setStandardTickUnits(TimeTicks.UNITS);
        }
        x.setNumberFormatOverride(
                ofTime ? new TimeTicks() : new ValueTicks(model.axis().unit()));
        ValueAxis y = valueAxis(model);
        look(y, colours);
        CurvePlot plot = new CurvePlot(model, hidden, x, y);
        int at = 0;
        for (Drawn line : plot.drawn()) {
            plot.setRenderer(at++, renderer(line.line(), colours));
        }
        if (!plot.marks().isEmpty()) {
            plot.setRenderer(at, marks(colours.of(plot.marks().get(0).ink())));
        }
        for (ChartModel.Level level : model.levels()) {
            if (!hidden.contains(level.name())) {
                ValueMarker marker = new ValueMarker(level.value());
                marker.setPaint(colours.of(level.ink()));
                marker.setStroke(stroke(level.ink() == Ink.RED ? 1.4f : 1f, level.ink() == Ink.RED ? null : dashes()));
                marker.setAlpha(1);
                if (level.upright()) {
                    plot.addDomainMarker(marker);
                } else {
                    plot.addRangeMarker(marker);
                }
            }
        }
        scale(y, model, plot, hidden);
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

    private static TickUnits decades() {
        TickUnits units = new TickUnits();
        for (int exponents = 1; exponents <= 4; exponents++) {
            units.add(new NumberTickUnit(exponents));
        }
        return units;
    }

    private static ValueAxis valueAxis(ChartModel model) {
        if (model.logarithmic()) {
            LogAxis axis = new LogAxis(null);
            axis.setNumberFormatOverride(new ValueTicks(model.unit()));
            axis.setStandardTickUnits(DECADES);
            return axis;
        }
        NumberAxis axis = new FewTicks();
        axis.setAutoRangeIncludesZero(false);
        axis.setNumberFormatOverride(new ValueTicks(model.unit()));
        return axis;
    }

    static Font font(int sizePx) {
        return new Font(FONT, Font.PLAIN, sizePx);
    }

    static void look(ValueAxis axis, ChartColours colours) {
        axis.setTickLabelFont(font(11));
        axis.setTickLabelPaint(colours.quiet());
        axis.setLabelFont(font(11));
        axis.setLabelPaint(colours.quiet());
        axis.setAxisLineVisible(false);
        axis.setTickMarksVisible(false);
        axis.setTickLabelInsets(new RectangleInsets(2, 6, 2, 4));
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
    private static void scale(ValueAxis y, ChartModel model, CurvePlot plot, Set<String> hidden) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Drawn line : plot.drawn()) {
            for (double value : line.high()) {
                if (!Double.isNaN(value)) {
                    low = Math.min(low, value);
                    high = Math.max(high, value);
                }
            }
        }
        for (ChartModel.Level level : model.levels()) {
            if (!level.upright() && !hidden.contains(level.name())) {
                high = Math.max(high, level.value());
            }
        }
        if (high < low) {
            low = 0;
            high = 1;
        }
        if (model.logarithmic()) {
            // the foot is below one frame, so that one can be seen
            y.setRange(LOG_FOOT, Math.max(2, high) * 1.5);
            return;
        }
        boolean fromZero = !model.unit().equals("°C");
        double bottom = fromZero ? Math.min(0, low) : Math.floor(low - 2);
        Double full = model.fullScale();
        double top = full != null ? full : high + (plot.marks().isEmpty() ? 0.08 : 0.16) * (high - bottom);
        y.setRange(bottom, top > bottom ? top : bottom + 1);
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
            case BAND -> renderer = new FillRenderer(pale(colour, colours.dark() ? 61 : 38));
            case AREA -> renderer = new FillRenderer(pale(colour, 190));
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
        renderer.setSeriesPaint(0, colour);
        renderer.setSeriesStroke(
                0, stroke(line.shape() == Shape.EDGE ? 0.7f : 1.5f, line.shape() == Shape.DASHED ? dashes() : null));
        return renderer;
    }

    private static Color pale(Color colour, int alpha) {
        return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), alpha);
    }

    /** Small triangles that point down, at the instant that they stand for. */
    private static XYItemRenderer marks(Color colour) {
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(false, true);
        Path2D triangle = new Path2D.Double();
        triangle.moveTo(-3.5, -4);
        triangle.lineTo(3.5, -4);
        triangle.lineTo(0, 3);
        triangle.closePath();
        renderer.setSeriesShape(0, triangle);
        renderer.setSeriesPaint(0, colour);
        return renderer;
    }

    private static float[] dashes() {
        return new float[] {4, 3};
    }

    private static Stroke stroke(float width, float @Nullable [] dashes) {
        return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dashes, 0);
    }
}
