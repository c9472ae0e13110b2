package org.framebudget.ui.charts;

import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.batik.svggen.SVGGraphics2D;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Pictures as files. */
final class PictureFile {
    /** Pixels of a PNG to each of the picture's. */
    private static final int SCALE = 2;

    private static final String LETTERS = "Inter, Helvetica, Arial, sans-serif";

    private PictureFile() {}

    static void png(Picture picture, OutputStream out) throws IOException {
        BufferedImage image =
                new BufferedImage(SCALE * Picture.WIDTH_PX, SCALE * picture.heightPx(), BufferedImage.TYPE_INT_RGB);
        Graphics2D g2 = image.createGraphics();
        g2.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g2.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g2.scale(SCALE, SCALE);
        picture.draw(g2);
        g2.dispose();
        if (!ImageIO.write(image, "png", out)) {
            throw new IOException("this Java writes no PNG");
        }
    }

    static void svg(Picture picture, OutputStream out) throws IOException {
        SVGGraphics2D g2 = new SVGGraphics2D(document());
        g2.setSVGCanvasSize(new Dimension(Picture.WIDTH_PX, picture.heightPx()));
        picture.draw(g2);
        Element root = g2.getRoot();
        root.setAttribute("viewBox", "0 0 " + Picture.WIDTH_PX + " " + picture.heightPx());
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
}
