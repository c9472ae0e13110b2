package org.framebudget.ui.charts;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Draws a map of cells with its title, legend and notes. */
final class CellPicture implements Picture {
    private static final double EDGE_PX = 14;
    private static final double ROW_PX = 28;
    private static final double GAP_PX = 2;
    private static final double SIGN_PX = 22;
    private static final double LINE_PX = 16;
    private static final double NAMES_PX_MAX = 280;
    private static final double UPRIGHT_PX_MAX = 200;

    private final CellMap map;
    private final ChartColours colours;
    private final int heightPx;

    CellPicture(CellMap map, ChartColours colours) {
        this.map = map;
        this.colours = colours;
        // how high it is shows when it is drawn
        Graphics2D g2 = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
        heightPx = (int) Math.ceil(paint(new CellPen(g2)));
        g2.dispose();
    }

    @Override
    public int heightPx() {
        return heightPx;
    }

    @Override
    public void draw(Graphics2D g2) {
        g2.setPaint(colours.ground());
        g2.fill(new Rectangle2D.Double(0, 0, WIDTH_PX, heightPx));
        paint(new CellPen(g2));
    }

    /** Where its foot is. */
    private double paint(CellPen pen) {
        double y = EDGE_PX;
        for (String line : pen.bold().wrapped(map.title(), WIDTH_PX - 2 * EDGE_PX)) {
            y += LINE_PX + 2;
            pen.bold().left(line, EDGE_PX, y - 4, colours.ink());
        }
        y = legend(pen, y + 6);
        y = cells(pen, y + 8);
        for (String note : map.notes()) {
            y += 4;
            for (String line : pen.small().wrapped(note, WIDTH_PX - 2 * EDGE_PX)) {
                y += LINE_PX;
                pen.small().left(line, EDGE_PX, y - 4, colours.quiet());
            }
        }
        return y + EDGE_PX - 4;
    }

    private double legend(CellPen pen, double top) {
        double x = EDGE_PX;
        double y = top;
        for (CellMap.Key key : map.legend()) {
            double width = SIGN_PX + 5 + pen.small().width(key.words());
            if (x > EDGE_PX && x + width > WIDTH_PX - EDGE_PX) {
                x = EDGE_PX;
                y += LINE_PX + 6;
            }
            cell(pen, key.cell(), x, y, SIGN_PX, LINE_PX);
            pen.small().left(key.words(), x + SIGN_PX + 5, y + LINE_PX - 4, colours.quiet());
            x += width + 18;
        }
        return y + LINE_PX;
    }

    private double cells(CellPen pen, double top) {
        List<String> rows = map.down().values();
        List<String> columns = map.across().values();
        CellPen.Letters small = pen.small();
        double y = top;
        if (!map.down().name().isEmpty()) {
            y += LINE_PX;
            small.left(map.down().name(), EDGE_PX, y - 4, colours.ink());
        }
        double namesPx = Math.min(
                NAMES_PX_MAX, rows.stream().mapToDouble(small::width).max().orElse(0));
        double left = EDGE_PX + (namesPx == 0 ? 0 : namesPx + 8);
        double stepPx = (WIDTH_PX - EDGE_PX - left + GAP_PX) / Math.max(1, columns.size());
        for (int r = 0; r < rows.size(); r++) {
            small.right(small.shortened(rows.get(r), namesPx), left - 8, y + ROW_PX / 2 + 4, colours.quiet());
            for (int c = 0; c < columns.size(); c++) {
                CellMap.Cell cell = map.cells().get(r).get(c);
                if (cell != null) {
                    cell(pen, cell, left + c * stepPx, y, stepPx - GAP_PX, ROW_PX);
                }
            }
            y += ROW_PX + GAP_PX;
        }
        y = columnNames(small, left, stepPx, y + 2);
        y += LINE_PX;
        small.right(map.across().name(), WIDTH_PX - EDGE_PX, y - 4, colours.ink());
        return y;
    }

    /** Upright where one is too long to stand below its column. */
    private double columnNames(CellPen.Letters small, double left, double stepPx, double top) {
        List<String> columns = map.across().values();
        double longest = columns.stream().mapToDouble(small::width).max().orElse(0);
        boolean upright = longest > stepPx - 4;
        double room = Math.min(UPRIGHT_PX_MAX, longest);
        for (int c = 0; c < columns.size(); c++) {
            double middle = left + c * stepPx + (stepPx - GAP_PX) / 2;
            if (upright) {
                small.upright(small.shortened(columns.get(c), room), middle + 4, top + 4, colours.quiet());
            } else {
                small.centred(columns.get(c), middle, top + LINE_PX - 4, colours.quiet());
            }
        }
        return top + (upright ? room + 8 : LINE_PX);
    }

    /** Without one, the frame that marks one. */
    private void cell(CellPen pen, CellMap.@Nullable Cell cell, double x, double y, double width, double height) {
        RoundRectangle2D whole = new RoundRectangle2D.Double(x, y, width, height, 6, 6);
        if (cell != null) {
            pen.fill(whole, cell.shade().fill(colours));
            if (cell.shade() == CellShade.FAILED) {
                pen.line(inside(whole, 0.5), cell.shade().edge(colours), 1);
            }
            Color words = cell.shade().words(colours);
            pen.small().centred(cell.text(), x + width / 2, y + height / 2 + 4, words);
        }
        if (cell == null || cell.framed()) {
            pen.line(inside(whole, 1), colours.ink(), 2);
        }
    }

    private static RoundRectangle2D inside(RoundRectangle2D whole, double byPx) {
        return new RoundRectangle2D.Double(
                whole.getX() + byPx,
                whole.getY() + byPx,
                whole.getWidth() - 2 * byPx,
                whole.getHeight() - 2 * byPx,
                6,
                6);
    }
}
