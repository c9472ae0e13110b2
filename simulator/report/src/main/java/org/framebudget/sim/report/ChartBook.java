package org.framebudget.sim.report;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jfree.chart.JFreeChart;
import org.jspecify.annotations.Nullable;

/** The charts of a plan: the page names them by number, the renderer draws them as vectors. */
final class ChartBook {
    /** Draws itself into an area. */
    interface Drawing {
        void draw(Graphics2D graphics, Rectangle2D area);
    }

    private record Entry(@Nullable JFreeChart chart, Drawing drawing, double widthPt, double heightPt) {}

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
        entries.add(new Entry(chart, chart::draw, widthMm * PT_PER_MM, heightMm * PT_PER_MM));
        return element(alt, widthMm, heightMm);
    }

    /** Adds a drawing in its own size. */
    String add(Picture picture, String alt) {
        entries.add(new Entry(
                null,
                (graphics, area) -> PictureDrawing.draw(picture, graphics),
                picture.widthPt(),
                picture.heightPt()));
        return element(alt, picture.widthPt() / PT_PER_MM, picture.heightPt() / PT_PER_MM);
    }

    private String element(String alt, double widthMm, double heightMm) {
        return "<object type=\"" + TYPE + "\" data-chart=\"" + (entries.size() - 1) + "\" alt=\"" + Html.escape(alt)
                + "\" style=\"width:" + millimetres(widthMm) + ";height:" + millimetres(heightMm) + "\"></object>\n";
    }

    private static String millimetres(double length) {
        return BigDecimal.valueOf(length)
                        .setScale(2, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString()
                + "mm";
    }

    /** A chart by its number; a drawing has none. */
    JFreeChart chart(int number) {
        return Objects.requireNonNull(entries.get(number).chart);
    }

    Drawing drawing(int number) {
        return entries.get(number).drawing;
    }

    /** Charts are laid out in points, so that font sizes hold, and scaled to the box by the drawer. */
    Rectangle2D area(int number) {
        Entry entry = entries.get(number);
        return new Rectangle2D.Double(0, 0, entry.widthPt, entry.heightPt);
    }
}
