package org.framebudget.ui.charts;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CrosshairState;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.AbstractXYItemRenderer;
import org.jfree.chart.renderer.xy.XYItemRendererState;
import org.jfree.data.xy.IntervalXYDataset;
import org.jfree.data.xy.XYDataset;

/** Fills between the lower and the upper ends; a gap stays empty, which the renderers of the library would bridge. */
final class FillRenderer extends AbstractXYItemRenderer {
    private static final long serialVersionUID = 1;

    private final Color colour;

    FillRenderer(Color colour) {
        this.colour = colour;
    }

    @Override
    public XYItemRendererState initialise(
            Graphics2D g2, Rectangle2D area, XYPlot plot, XYDataset dataset, PlotRenderingInfo info) {
        XYItemRendererState state = new XYItemRendererState(info);
        // the first item draws all of them
        state.setProcessVisibleItemsOnly(false);
        return state;
    }

    @Override
    public void drawItem(
            Graphics2D g2,
            XYItemRendererState state,
            Rectangle2D area,
            PlotRenderingInfo info,
            XYPlot plot,
            ValueAxis domain,
            ValueAxis range,
            XYDataset dataset,
            int series,
            int item,
            CrosshairState crosshair,
            int pass) {
        if (item > 0) {
            return;
        }
        IntervalXYDataset data = (IntervalXYDataset) dataset;
        g2.setPaint(colour);
        int count = data.getItemCount(series);
        for (int begin = 0; begin < count; ) {
            int end = begin;
            while (end < count && !Double.isNaN(data.getEndYValue(series, end))) {
                end++;
            }
            if (end > begin) {
                g2.fill(outline(
                        data,
                        series,
                        begin,
                        end,
                        x -> domain.valueToJava2D(x, area, plot.getDomainAxisEdge()),
                        y -> range.valueToJava2D(y, area, plot.getRangeAxisEdge())));
            }
            begin = Math.max(end, begin) + 1;
        }
    }

    private static Path2D outline(
            IntervalXYDataset data,
            int series,
            int begin,
            int end,
            java.util.function.DoubleUnaryOperator toX,
            java.util.function.DoubleUnaryOperator toY) {
        Path2D path = new Path2D.Double();
        for (int i = begin; i < end; i++) {
            double x = toX.applyAsDouble(data.getXValue(series, i));
            double y = toY.applyAsDouble(data.getEndYValue(series, i));
            if (i == begin) {
                // one window alone is a pixel wide
                path.moveTo(end - begin == 1 ? x - 1 : x, y);
            }
            path.lineTo(x, y);
        }
        for (int i = end - 1; i >= begin; i--) {
            path.lineTo(
                    toX.applyAsDouble(data.getXValue(series, i)), toY.applyAsDouble(data.getStartYValue(series, i)));
        }
        if (end - begin == 1) {
            path.lineTo(
                    toX.applyAsDouble(data.getXValue(series, begin)) - 1,
                    toY.applyAsDouble(data.getStartYValue(series, begin)));
        }
        path.closePath();
        return path;
    }
}
