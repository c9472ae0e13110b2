package org.framebudget.sim.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** A {@link Picture} in the colours of paper. */
final class PictureDrawing {
    /** From pale to strong, of one hue, even in lightness; the first is told from the paper. */
    private static final int[] HEAT = {
        0xEAF1F8, 0xD3E3F2, 0xB8D2EA, 0x98BEE0, 0x76A8D5, 0x5290C8, 0x3277B8, 0x175EA3, 0x084584
    };

    private PictureDrawing() {}

    static void draw(Picture picture, Graphics2D graphics) {
        for (Picture.Item item : picture.items()) {
            if (item instanceof Picture.Line line) {
                line(line, graphics);
            } else if (item instanceof Picture.Mark mark) {
                mark(mark, graphics);
            } else if (item instanceof Picture.Box box) {
                graphics.setPaint(colour(box.role()));
                graphics.fill(new Rectangle2D.Double(box.x(), box.y(), box.width(), box.height()));
            } else if (item instanceof Picture.Words words) {
                words(words, graphics);
            }
        }
    }

    static Color colour(Picture.Role role) {
        return switch (role) {
            case INK -> Palette.INK;
            case QUIET -> Palette.QUIET;
            case GRID -> Palette.GRID;
            case FAINT -> new Color(0xC3CAD4);
            case ON_PALE -> Palette.INK;
            case ON_STRONG, PAPER -> Color.WHITE;
            case SERIES_0, SERIES_1, SERIES_2, SERIES_3, SERIES_4, SERIES_5 ->
                Palette.line(role.ordinal() - Picture.Role.SERIES_0.ordinal());
            default -> new Color(HEAT[role.ordinal() - Picture.Role.HEAT_0.ordinal()]);
        };
    }

    private static void line(Picture.Line line, Graphics2D graphics) {
        Path2D path = new Path2D.Double();
        for (int i = 0; i < line.x().length; i++) {
            if (i == 0) {
                path.moveTo(line.x()[i], line.y()[i]);
            } else {
                path.lineTo(line.x()[i], line.y()[i]);
            }
        }
        graphics.setPaint(colour(line.role()));
        graphics.setStroke(
                line.dashed()
                        ? Palette.stroke((float) line.widthPt(), 4, 2)
                        : new BasicStroke((float) line.widthPt(), BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
        graphics.draw(path);
    }

    private static void mark(Picture.Mark mark, Graphics2D graphics) {
        graphics.setPaint(colour(mark.role()));
        graphics.setStroke(new BasicStroke(1.1f));
        Shape shape = shape(mark);
        boolean open = mark.form() == Picture.Form.CROSS || mark.form() == Picture.Form.PLUS;
        if (mark.filled() && !open) {
            graphics.fill(shape);
        } else {
            graphics.draw(shape);
        }
    }

    private static Shape shape(Picture.Mark mark) {
        if (mark.form() == Picture.Form.CIRCLE) {
            double size = mark.sizePt();
            return new Ellipse2D.Double(mark.x() - size / 2, mark.y() - size / 2, size, size);
        }
        Path2D path = new Path2D.Double();
        for (double[][] part : PictureForms.of(mark.form(), mark.x(), mark.y(), mark.sizePt())) {
            path.moveTo(part[0][0], part[0][1]);
            for (int i = 1; i < part.length; i++) {
                path.lineTo(part[i][0], part[i][1]);
            }
            if (part.length > 2) {
                path.closePath();
            }
        }
        return path;
    }

    private static void words(Picture.Words words, Graphics2D graphics) {
        Font font = words.bold() ? PlanFonts.bold(words.sizePt()) : PlanFonts.sans(words.sizePt());
        String text = PlanFonts.drawable(words.text());
        double widthPt = TextLines.widthPt(text, font);
        double shiftPt = switch (words.anchor()) {
            case START -> 0;
            case MIDDLE -> -widthPt / 2;
            case END -> -widthPt;
        };
        graphics.setPaint(colour(words.role()));
        graphics.setFont(font);
        AffineTransform before = graphics.getTransform();
        graphics.translate(words.x(), words.y());
        if (words.upright()) {
            graphics.rotate(-Math.PI / 2);
        }
        graphics.drawString(text, (float) shiftPt, 0);
        graphics.setTransform(before);
    }
}
