package org.framebudget.sim.report;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.JFreeChart;

/** The charts of a plan: the page names them by number, the renderer draws them as vectors. */
final class ChartBook {
    private record Entry(JFreeChart chart, double widthPt, double heightPt) {}

    /** Markup type of a chart; the renderer hands such elements to {@link ChartDrawer}. */
    static final String TYPE = "framebudget/chart";

    private static final double PT_PER_MM = 72 / 25.4;

    private final List<Entry> entries = new ArrayList<>();

    /**
     * Adds a chart.
     *
     * @param alt what it shows, for those who cannot see it
     * @return the element to put on the page
     */
    String add(JFreeChart chart, String alt, int widthMm, int heightMm) {
        entries.add(new Entry(chart, widthMm * PT_PER_MM, heightMm * PT_PER_MM));
        return "<object type=\"" + TYPE + "\" data-chart=\"" + (entries.size() - 1) + "\" alt=\"" + Html.escape(alt)
                + "\" style=\"width:" + widthMm + "mm;height:" + heightMm + "mm\"></object>\n";
    }

    JFreeChart chart(int number) {
        return entries.get(number).chart;
    }

    /** Charts are laid out in points, so that font sizes hold, and scaled to the box by the drawer. */
    Rectangle2D area(int number) {
        Entry entry = entries.get(number);
        return new Rectangle2D.Double(0, 0, entry.widthPt, entry.heightPt);
    }
}
