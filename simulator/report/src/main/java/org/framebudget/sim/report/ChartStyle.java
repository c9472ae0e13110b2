package org.framebudget.sim.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Ellipse2D;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.SeriesRenderingOrder;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYItemRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.DefaultXYDataset;
import org.jfree.data.xy.XYDataset;

/** The common look: white, thin grid, small type, no frame and no legend (the page has it, so that long names wrap). */
final class ChartStyle {
    static final float TYPE_PT = 6.8f;

    private ChartStyle() {}

    static NumberAxis axis(String label) {
        return styled(new NumberAxis(PlanFonts.drawable(label)));
    }

    static NumberAxis styled(NumberAxis axis) {
        axis.setNumberFormatOverride(new Numbers.Ticks());
        axis.setLabelFont(PlanFonts.sans(TYPE_PT));
        axis.setTickLabelFont(PlanFonts.sans(TYPE_PT));
        axis.setLabelPaint(Palette.QUIET);
        axis.setTickLabelPaint(Palette.QUIET);
        axis.setAxisLinePaint(Palette.QUIET);
        axis.setTickMarkPaint(Palette.QUIET);
        return axis;
    }

    static NumberAxis upright(String label) {
        NumberAxis axis = styled(new UprightAxis(PlanFonts.drawable(label)));
        axis.setLabelInsets(new RectangleInsets(0, 0, 0, 2));
        axis.setTickLabelInsets(new RectangleInsets(2, 0, 2, 3));
        return axis;
    }

    /** Names from below, one a row, without ticks and bands. */
    static SymbolAxis names(String[] names, float typePt) {
        SymbolAxis axis = new SymbolAxis(null, names);
        axis.setTickLabelFont(PlanFonts.sans(typePt));
        axis.setTickLabelPaint(Palette.INK);
        axis.setGridBandsVisible(false);
        axis.setAxisLinePaint(Palette.QUIET);
        axis.setTickMarksVisible(false);
        axis.setRange(-0.6, names.length - 0.4);
        return axis;
    }

    /** Bars that lie: a chart with a grid that stands. */
    static JFreeChart lying(XYDataset data, NumberAxis x, SymbolAxis names, XYItemRenderer renderer) {
        JFreeChart chart = chart(data, x, names, renderer);
        XYPlot plot = chart.getXYPlot();
        plot.setRangeGridlinesVisible(false);
        plot.setDomainGridlinesVisible(true);
        plot.setDomainGridlinePaint(Palette.GRID);
        return chart;
    }

    /** A bar of a lying chart is a short thick line with square ends. */
    static void bar(XYLineAndShapeRenderer renderer, int series, Color colour, float widthPt) {
        renderer.setSeriesPaint(series, colour);
        renderer.setSeriesStroke(series, new BasicStroke(widthPt, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
    }

    /** In a series of bars, each with two ends and a gap: the bar at a position. */
    static void bar(double[][] series, int at, double[] x, double fromY, double toY) {
        series[0][3 * at] = x[0];
        series[0][3 * at + 1] = x[1];
        series[0][3 * at + 2] = Double.NaN;
        series[1][3 * at] = fromY;
        series[1][3 * at + 1] = toY;
        series[1][3 * at + 2] = Double.NaN;
    }

    /** An upright axis from 0 to a bit above {@code max}; {@code least} where there is nothing. */
    static NumberAxis fromZero(String label, double max, double least) {
        NumberAxis axis = upright(label);
        axis.setRange(0, Math.max(Double.isFinite(max) ? max * 1.08 : 0, least));
        return axis;
    }

    /** Lines, one per series of the data, in the palette's order. */
    static XYItemRenderer lines(XYDataset data) {
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
        renderer.setDrawSeriesLineAsPath(true);
        return paint(renderer, data);
    }

    static XYItemRenderer paint(XYLineAndShapeRenderer renderer, XYDataset data) {
        for (int i = 0; i < data.getSeriesCount(); i++) {
            // a single point is no line: show it as a dot
            renderer.setSeriesShapesVisible(i, data.getItemCount(i) == 1);
            renderer.setSeriesShape(i, new Ellipse2D.Double(-1.5, -1.5, 3, 3));
            renderer.setSeriesPaint(i, Palette.line(i));
            renderer.setSeriesStroke(i, Palette.stroke(i));
        }
        return renderer;
    }

    static JFreeChart chart(XYDataset data, NumberAxis x, NumberAxis y, XYItemRenderer renderer) {
        XYPlot plot = new XYPlot(data, x, y, renderer);
        plot.setBackgroundPaint(Color.WHITE);
        plot.setOutlineVisible(false);
        plot.setRangeGridlinePaint(Palette.GRID);
        plot.setRangeGridlineStroke(Palette.stroke(0.5f));
        plot.setDomainGridlinesVisible(false);
        // solid lines first, dashed ones over them: where two coincide both are seen
        plot.setSeriesRenderingOrder(SeriesRenderingOrder.FORWARD);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        plot.setInsets(new RectangleInsets(4, 0, 0, 12));
        JFreeChart chart = new JFreeChart(null, PlanFonts.sans(TYPE_PT), plot, false);
        chart.setBackgroundPaint(Color.WHITE);
        chart.setPadding(RectangleInsets.ZERO_INSETS);
        return chart;
    }

    /** A dashed line with a text over its height, at {@code share} of the width. */
    static void levelLine(XYPlot plot, double y, String text, double share, Color colour) {
        plot.addRangeMarker(marker(y, colour));
        double x = plot.getDomainAxis().getLowerBound()
                + share * plot.getDomainAxis().getRange().getLength();
        plot.addAnnotation(note(text, x, y, share > 0.5 ? TextAnchor.BOTTOM_RIGHT : TextAnchor.BOTTOM_LEFT, colour));
    }

    /** A dashed upright line with a text at its foot or head, on the side where there is more room. */
    static void uprightLine(XYPlot plot, double x, String text, boolean atFoot, Color colour) {
        plot.addDomainMarker(marker(x, colour));
        double y = plot.getRangeAxis().getLowerBound()
                + (atFoot ? 0.06 : 0.86) * plot.getRangeAxis().getRange().getLength();
        boolean right = x < plot.getDomainAxis().getRange().getCentralValue()
                || (atFoot
                        && x
                                < plot.getDomainAxis().getLowerBound()
                                        + 0.75 * plot.getDomainAxis().getRange().getLength());
        plot.addAnnotation(note(
                right ? "  " + text : text + "  ",
                x,
                y,
                right ? TextAnchor.BOTTOM_LEFT : TextAnchor.BOTTOM_RIGHT,
                colour));
    }

    private static ValueMarker marker(double value, Color colour) {
        ValueMarker marker = new ValueMarker(value);
        marker.setPaint(colour);
        marker.setAlpha(1);
        marker.setStroke(Palette.stroke(0.9f, 4, 2));
        return marker;
    }

    private static XYTextAnnotation note(String text, double x, double y, TextAnchor anchor, Color colour) {
        XYTextAnnotation note = new XYTextAnnotation(PlanFonts.drawable(text), x, y);
        note.setFont(PlanFonts.sans(TYPE_PT));
        note.setPaint(colour);
        note.setTextAnchor(anchor);
        // readable where it crosses a curve
        note.setBackgroundPaint(new Color(255, 255, 255, 225));
        return note;
    }

    static DefaultXYDataset data() {
        return new DefaultXYDataset();
    }
}
