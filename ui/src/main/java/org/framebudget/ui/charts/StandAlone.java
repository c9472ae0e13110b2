package org.framebudget.ui.charts;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.InputStream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItem;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jspecify.annotations.Nullable;

/** What a chart has around it where it stands alone: title, legend, names of its axes, and letters. */
public final class StandAlone {
    /** Of titles. */
    static final float TITLE_PX = 14;

    /** Of all other words. */
    static final float SMALL_PX = 11;

    private static final int HEIGHT_PX = 420;

    private StandAlone() {}

    /** Of a chart that has what it needs around it. */
    public static Picture picture(JFreeChart chart) {
        return new Picture() {
            @Override
            public int heightPx() {
                return HEIGHT_PX;
            }

            @Override
            public void draw(Graphics2D g2) {
                chart.draw(g2, new Rectangle2D.Double(0, 0, WIDTH_PX, HEIGHT_PX));
            }
        };
    }

    /**
     * Puts it around a chart of two axes.
     *
     * @param title in words
     * @param items of the legend, from the left
     */
    public static void dress(JFreeChart chart, String title, LegendItemCollection items, ChartColours colours) {
        Font letters = letters();
        XYPlot plot = chart.getXYPlot();
        for (ValueAxis axis : new ValueAxis[] {plot.getDomainAxis(), plot.getRangeAxis()}) {
            axis.setLabelFont(letters.deriveFont(SMALL_PX));
            axis.setTickLabelFont(letters.deriveFont(SMALL_PX));
        }
        TextTitle above = new TextTitle(title, letters.deriveFont(Font.BOLD, TITLE_PX));
        above.setPaint(colours.ink());
        above.setHorizontalAlignment(HorizontalAlignment.LEFT);
        chart.setTitle(above);
        LegendTitle legend = new LegendTitle(() -> items);
        legend.setPosition(RectangleEdge.TOP);
        legend.setHorizontalAlignment(HorizontalAlignment.LEFT);
        legend.setBackgroundPaint(colours.ground());
        legend.setFrame(BlockBorder.NONE);
        legend.setItemFont(letters.deriveFont(SMALL_PX));
        legend.setItemPaint(colours.quiet());
        legend.setItemLabelPadding(new RectangleInsets(2, 2, 2, 12));
        chart.addLegend(legend);
        chart.setBackgroundPaint(colours.ground());
        chart.setPadding(new RectangleInsets(10, 14, 10, 10));
    }

    /**
     * An axis with numbers as people write them.
     *
     * @param label its name with its unit; absent where it stands elsewhere
     * @param step between two of them
     */
    public static NumberAxis axis(@Nullable String label, double low, double high, double step, ChartColours colours) {
        NumberAxis axis = new NumberAxis(label);
        TimePlot.look(axis, colours);
        axis.setLabelPaint(colours.ink());
        axis.setTickUnit(new NumberTickUnit(step));
        axis.setNumberFormatOverride(new ValueTicks(""));
        // what lies at an end is drawn as a whole
        double edge = (high - low) / 50;
        axis.setRange(low - edge, high + edge);
        return axis;
    }

    /** Puts the name of the upright axis above it, where it is read without turning the head. */
    public static void nameAbove(JFreeChart chart, String name, ChartColours colours) {
        TextTitle above = new TextTitle(name, letters().deriveFont(SMALL_PX));
        above.setPaint(colours.ink());
        above.setPosition(RectangleEdge.TOP);
        above.setHorizontalAlignment(HorizontalAlignment.LEFT);
        above.setMargin(4, 4, 4, 0);
        chart.addSubtitle(above);
    }

    /** Of the legend. */
    public static LegendItem item(String name, Color colour, Shape sign) {
        return new LegendItem(name, null, null, null, sign, colour);
    }

    /** The window's letters; those of the system where they are not there. */
    static Font letters() {
        try (InputStream in =
                StandAlone.class.getResourceAsStream("/com/formdev/flatlaf/fonts/inter/Inter-Regular.otf")) {
            return in == null ? new Font(Font.SANS_SERIF, Font.PLAIN, 11) : Font.createFont(Font.TRUETYPE_FONT, in);
        } catch (IOException | FontFormatException e) {
            return new Font(Font.SANS_SERIF, Font.PLAIN, 11);
        }
    }
}
