package org.framebudget.ui.charts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;

/** Reads what charts were written as. */
public final class Written {
    private Written() {}

    /** The drawing, as a browser has it before it draws. */
    public static Document svg(ChartFile chart, Path folder) {
        Path file = folder.resolve(chart.file(ChartFile.Format.SVG));
        chart.write(ChartFile.Format.SVG, file);
        try (InputStream in = Files.newInputStream(file)) {
            Document document =
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
            assertEquals("svg", document.getDocumentElement().getTagName());
            assertNull(document.getDoctype(), "a reader would look for it in the net");
            return document;
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new AssertionError(e);
        }
    }

    /** All words of the drawing. */
    public static String words(ChartFile chart, Path folder) {
        return svg(chart, folder).getDocumentElement().getTextContent();
    }

    /** The picture, which is two times as fine as the drawing. */
    public static BufferedImage png(ChartFile chart, Path folder) {
        Path file = folder.resolve(chart.file(ChartFile.Format.PNG));
        chart.write(ChartFile.Format.PNG, file);
        try {
            BufferedImage image = Objects.requireNonNull(ImageIO.read(file.toFile()));
            assertEquals(2 * Picture.WIDTH_PX, image.getWidth());
            assertEquals(2 * chart.picture().heightPx(), image.getHeight());
            return image;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Colours of every third point across and down, without alpha. */
    public static Set<Integer> colours(BufferedImage image) {
        Set<Integer> colours = new HashSet<>();
        for (int x = 0; x < image.getWidth(); x += 3) {
            for (int y = 0; y < image.getHeight(); y += 3) {
                colours.add(image.getRGB(x, y) & 0xFFFFFF);
            }
        }
        return colours;
    }
}
