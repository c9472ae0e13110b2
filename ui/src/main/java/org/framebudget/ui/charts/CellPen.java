package org.framebudget.ui.charts;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.util.ArrayList;
import java.util.List;

/** Draws shapes and words; measures the words alike on every surface. */
final class CellPen {
    private static final FontRenderContext MEASURE = new FontRenderContext(null, true, true);

    private final Graphics2D g2;
    private final Letters small;
    private final Letters bold;

    CellPen(Graphics2D g2) {
        this.g2 = g2;
        Font letters = StandAlone.letters();
        small = new Letters(letters.deriveFont(StandAlone.SMALL_PX));
        bold = new Letters(letters.deriveFont(Font.BOLD, StandAlone.TITLE_PX));
    }

    Letters small() {
        return small;
    }

    Letters bold() {
        return bold;
    }

    void fill(Shape shape, Color colour) {
        g2.setPaint(colour);
        g2.fill(shape);
    }

    void line(Shape shape, Color colour, float widthPx) {
        g2.setPaint(colour);
        g2.setStroke(new BasicStroke(widthPx));
        g2.draw(shape);
    }

    /** Words of one size. */
    final class Letters {
        private final Font font;

        /** For signs that the font does not have. */
        private final Font system;

        Letters(Font font) {
            this.font = font;
            system = new Font(Font.SANS_SERIF, Font.PLAIN, font.getSize());
        }

        private Font of(String words) {
            return font.canDisplayUpTo(words) < 0 ? font : system;
        }

        double width(String words) {
            return of(words).getStringBounds(words, MEASURE).getWidth();
        }

        void left(String words, double x, double baseline, Color colour) {
            if (!words.isEmpty()) {
                g2.setFont(of(words));
                g2.setPaint(colour);
                g2.drawString(words, (float) x, (float) baseline);
            }
        }

        void right(String words, double x, double baseline, Color colour) {
            left(words, x - width(words), baseline, colour);
        }

        void centred(String words, double x, double baseline, Color colour) {
            left(words, x - width(words) / 2, baseline, colour);
        }

        /** From below, its end at the top. */
        void upright(String words, double baseline, double top, Color colour) {
            double foot = top + width(words);
            g2.rotate(-Math.PI / 2, baseline, foot);
            left(words, baseline, foot, colour);
            g2.rotate(Math.PI / 2, baseline, foot);
        }

        /** As long as there is room, the rest as dots. */
        String shortened(String words, double roomPx) {
            if (width(words) <= roomPx + 0.5) {
                return words;
            }
            int length = words.length();
            while (length > 1 && width(words.substring(0, length) + "…") > roomPx) {
                length--;
            }
            return words.substring(0, length).strip() + "…";
        }

        /** Lines that are broken between words. */
        List<String> wrapped(String words, double roomPx) {
            List<String> lines = new ArrayList<>();
            String line = "";
            for (String word : words.split(" ", -1)) {
                String longer = line.isEmpty() ? word : line + " " + word;
                if (!line.isEmpty() && width(longer) > roomPx) {
                    lines.add(line);
                    line = word;
                } else {
                    line = longer;
                }
            }
            lines.add(line);
            return lines;
        }
    }
}
