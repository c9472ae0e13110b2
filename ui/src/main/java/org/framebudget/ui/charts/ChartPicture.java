package org.framebudget.ui.charts;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Area;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.batik.svggen.SVGGraphics2D;
import org.framebudget.ui.text.Texts;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItem;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.LegendItemSource;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** A chart as a picture that stands alone: with its title, its legend and the names of its axes. */
final class ChartPicture {
    private static final int WIDTH_PX = 1000;
    private static final int HEIGHT_PX = 420;

    /** Pixels of a PNG to each of the chart's. */
    private static final int SCALE = 2;

    private static final String LETTERS = "Inter, Helvetica, Arial, sans-serif";

    private ChartPicture() {}

    static void png(ChartShot shot, OutputStream out) throws IOException {
        BufferedImage image = new BufferedImage(SCALE * WIDTH_PX, SCALE * HEIGHT_PX, BufferedImage.TYPE_INT_RGB);
        Graphics2D g2 = image.createGraphics();
        g2.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g2.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g2.scale(SCALE, SCALE);
        draw(shot, g2);
        g2.dispose();
        if (!ImageIO.write(image, "png", out)) {
            throw new IOException("this Java writes no PNG");
        }
    }

    static void svg(ChartShot shot, OutputStream out) throws IOException {
        SVGGraphics2D g2 = new SVGGraphics2D(document());
        g2.setSVGCanvasSize(new java.awt.Dimension(WIDTH_PX, HEIGHT_PX));
        draw(shot, g2);
        Element root = g2.getRoot();
        root.setAttribute("viewBox", "0 0 " + WIDTH_PX + " " + HEIGHT_PX);
        fallback(root);
        try {
            // not by the drawing's own writer: it names a document type, which some readers then look for in the net
            TransformerFactory.newInstance().newTransformer().transform(new DOMSource(root), new StreamResult(out));
        } catch (TransformerException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getMessage(), e);
        }
    }

    private static Document document() {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument("http://www.w3.org/2000/svg", "svg", null);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("this Java makes no XML", e);
        }
    }

    /** Letters that stand in where the reader does not have the chart's. */
    private static void fallback(Element root) {
        root.setAttribute("font-family", LETTERS);
        NodeList all = root.getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            Element element = (Element) all.item(i);
            if (element.hasAttribute("font-family")) {
                element.setAttribute("font-family", LETTERS);
            }
        }
    }

    private static void draw(ChartShot shot, Graphics2D g2) {
        chart(shot).draw(g2, new Rectangle2D.Double(0, 0, WIDTH_PX, HEIGHT_PX));
    }

    /** With what stands on the card around the curves in the window. */
    static JFreeChart chart(ChartShot shot) {
        ChartModel model = shot.model();
        ChartColours colours = shot.colours();
        Font letters = letters();
        JFreeChart chart = TimePlot.of(model, colours, shot.hidden(), true);
        XYPlot plot = chart.getXYPlot();
        plot.getDomainAxis().setRange(shot.from(), shot.to());
        plot.setFixedDomainAxisSpace(null);
        boolean ofTime = model.axis().equals(ChartModel.Axis.TIME);
        plot.getDomainAxis()
                .setLabel(
                        ofTime
                                ? Texts.get("chart.axis.time")
                                : Texts.get(
                                        "chart.axis",
                                        model.axis().name(),
                                        model.axis().unit()));
        plot.getDomainAxis().setLabelFont(letters.deriveFont(11f));
        plot.getDomainAxis().setTickLabelFont(letters.deriveFont(11f));
        plot.getRangeAxis().setTickLabelFont(letters.deriveFont(11f));
        String words = model.note().isEmpty() ? model.title() : model.title() + " – " + model.note();
        TextTitle title = new TextTitle(words, letters.deriveFont(Font.BOLD, 14f));
        title.setPaint(colours.ink());
        title.setHorizontalAlignment(HorizontalAlignment.LEFT);
        chart.setTitle(title);
        LegendTitle legend = new LegendTitle(legend(shot));
        legend.setPosition(RectangleEdge.TOP);
        legend.setHorizontalAlignment(HorizontalAlignment.LEFT);
        legend.setBackgroundPaint(colours.ground());
        legend.setFrame(BlockBorder.NONE);
        legend.setItemFont(letters.deriveFont(11f));
        legend.setItemPaint(colours.quiet());
        chart.addLegend(legend);
        chart.setPadding(new RectangleInsets(10, 14, 10, 10));
        return chart;
    }

    private static LegendItemSource legend(ChartShot shot) {
        LegendItemCollection items = new LegendItemCollection();
        for (ChartModel.Line line : shot.model().lines()) {
            if (!shot.hidden().contains(line.name())) {
                items.add(item(line.name(), shot.colours().of(line.ink()), line.shape() == ChartModel.Shape.DASHED));
            }
        }
        for (ChartModel.Level level : shot.model().levels()) {
            if (!shot.hidden().contains(level.name())) {
                String unit = level.upright()
                        ? shot.model().axis().unit()
                        : shot.model().unit();
                items.add(item(
                        level.name() + " " + ValueTicks.text(level.value(), unit),
                        shot.colours().of(level.ink()),
                        false));
            }
        }
        shot.model().marks().stream()
                .filter(mark -> !shot.hidden().contains(mark.name()))
                .map(mark -> mark.name())
                .distinct()
                .forEach(name -> items.add(
                        item(name, shot.colours().of(shot.model().marks().get(0).ink()), false)));
        return () -> items;
    }

    private static LegendItem item(String name, Color colour, boolean dashed) {
        return new LegendItem(name, null, null, null, dashed ? dashes() : new Rectangle2D.Double(-4, -4, 8, 8), colour);
    }

    private static Area dashes() {
        Area both = new Area(new Rectangle2D.Double(-7, -1, 5, 2));
        both.add(new Area(new Rectangle2D.Double(1, -1, 5, 2)));
        return both;
    }

    /** The window's letters; those of the system where they are not there. */
    private static Font letters() {
        try (InputStream in =
                ChartPicture.class.getResourceAsStream("/com/formdev/flatlaf/fonts/inter/Inter-Regular.otf")) {
            return in == null ? new Font(Font.SANS_SERIF, Font.PLAIN, 11) : Font.createFont(Font.TRUETYPE_FONT, in);
        } catch (IOException | FontFormatException e) {
            return new Font(Font.SANS_SERIF, Font.PLAIN, 11);
        }
    }
}
