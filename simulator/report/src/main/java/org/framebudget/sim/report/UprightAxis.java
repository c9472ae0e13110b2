package org.framebudget.sim.report;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.ui.RectangleEdge;

/** As wide as all others, so that charts above each other share their time; wider where its own numbers need it. */
final class UprightAxis extends NumberAxis {
    private static final long serialVersionUID = 1L;

    /** Room for a title and four digits. */
    private static final double WIDTH_PT = 36;

    UprightAxis(String label) {
        super(label);
    }

    @Override
    public AxisSpace reserveSpace(
            Graphics2D graphics, Plot plot, Rectangle2D plotArea, RectangleEdge edge, AxisSpace space) {
        AxisSpace reserved = super.reserveSpace(graphics, plot, plotArea, edge, space);
        reserved.ensureAtLeast(WIDTH_PT, edge);
        return reserved;
    }
}
