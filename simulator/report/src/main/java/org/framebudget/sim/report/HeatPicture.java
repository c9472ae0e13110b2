package org.framebudget.sim.report;

import java.util.List;
import java.util.Objects;
import org.framebudget.sim.report.Picture.Anchor;
import org.framebudget.sim.report.Picture.Box;
import org.framebudget.sim.report.Picture.Role;
import org.jspecify.annotations.Nullable;

/** A figure over two axes, as fields with their numbers in them. */
final class HeatPicture {
    private static final double ROW_PT = 17;
    private static final double MOST_LEFT_PT = 110;
    private static final double MOST_COLUMN_PT = 70;
    private static final double MOST_UPRIGHT_PT = 86;
    private static final double GAP_PT = 1;

    private HeatPicture() {}

    static Picture of(SweepFigures.HeatMap map) {
        int columns = map.columns().size();
        int rows = map.rows().size();
        double longest =
                map.rows().stream().mapToDouble(row -> Picture.width(row)).max().orElse(0);
        double left = Math.min(MOST_LEFT_PT, longest + 6) + 12;
        double columnPt = Math.min(MOST_COLUMN_PT, (SweepPictures.WIDTH_PT - left - 4) / columns);
        double top = 6;
        boolean upright = map.columns().stream().anyMatch(name -> Picture.width(name) > columnPt - 2);
        double namesPt = upright
                ? Math.min(
                                MOST_UPRIGHT_PT,
                                map.columns().stream()
                                        .mapToDouble(Picture::width)
                                        .max()
                                        .orElse(0))
                        + 4
                : SweepPictures.LINE_PT;
        Picture picture = new Picture(SweepPictures.WIDTH_PT, top + rows * ROW_PT + namesPt + 42);
        double least = least(map);
        double most = most(map);
        for (int r = 0; r < rows; r++) {
            // the least value of a numeric axis stands at the bottom
            double y = top + (rows - 1 - r) * ROW_PT;
            picture.words(
                    left - 4,
                    y + ROW_PT / 2 + 2.4,
                    Picture.fittedName(map.rows().get(r), left - 16),
                    Anchor.END,
                    Role.INK);
            for (int c = 0; c < columns; c++) {
                cell(picture, map, r, c, left + c * columnPt, y, columnPt, least, most);
            }
        }
        double bottom = top + rows * ROW_PT;
        for (int c = 0; c < columns; c++) {
            columnName(picture, map.columns().get(c), left + (c + 0.5) * columnPt, bottom, upright);
        }
        double middle = left + columns * columnPt / 2;
        picture.words(
                middle,
                bottom + namesPt + 1.2 * SweepPictures.LINE_PT,
                Picture.fitted(map.columnAxis(), 2 * Math.min(middle, SweepPictures.WIDTH_PT - middle) - 2),
                Anchor.MIDDLE,
                Role.QUIET);
        // a name longer than the rows goes on below them
        String rowAxis = Picture.fitted(map.rowAxis(), picture.heightPt() - 2);
        picture.upright(7, Math.max(top + rows * ROW_PT / 2, Picture.width(rowAxis) / 2 + 1), rowAxis, Role.QUIET);
        key(picture, map, left, bottom + namesPt + 24, least, most);
        return picture;
    }

    private static void columnName(Picture picture, String name, double x, double bottom, boolean upright) {
        if (upright) {
            picture.add(new Picture.Words(
                    x + 2.4,
                    bottom + 3,
                    Picture.fittedName(name, MOST_UPRIGHT_PT),
                    Anchor.END,
                    Picture.TYPE_PT,
                    Role.INK,
                    false,
                    true));
        } else {
            picture.words(x, bottom + SweepPictures.LINE_PT, name, Anchor.MIDDLE, Role.INK);
        }
    }

    private static void cell(
            Picture picture,
            SweepFigures.HeatMap map,
            int r,
            int c,
            double x,
            double y,
            double columnPt,
            double least,
            double most) {
        Double value = map.cells().get(r).get(c);
        String place = map.rowAxis() + " " + map.rows().get(r) + ", " + map.columnAxis() + " "
                + map.columns().get(c) + ": ";
        if (value == null) {
            picture.words(x + columnPt / 2, y + ROW_PT / 2 + 2.4, Numbers.NONE, Anchor.MIDDLE, Role.QUIET);
            return;
        }
        Role field = Role.heat(most > least ? (value - least) / (most - least) : 0.5);
        String text = text(map, value);
        picture.add(new Box(x, y, columnPt - GAP_PT, ROW_PT - GAP_PT, field, place + text));
        if (Picture.width(text) < columnPt - 3) {
            picture.words(x + columnPt / 2, y + ROW_PT / 2 + 2, text, Anchor.MIDDLE, field.wordsOn());
        }
    }

    private static String text(SweepFigures.HeatMap map, double value) {
        return map.share() ? Numbers.percentSign(value) : Numbers.plain(value);
    }

    private static void key(
            Picture picture, SweepFigures.HeatMap map, double left, double y, double least, double most) {
        String low = text(map, least);
        String high = text(map, most);
        picture.words(left, y + 7, low, Anchor.START, Role.QUIET);
        double x = left + Picture.width(low) + 6;
        for (int h = 0; h < Role.HEATS; h++) {
            picture.add(new Box(x + h * 14, y, 14, 8, Role.heat((h + 0.5) / Role.HEATS), ""));
        }
        picture.words(x + Role.HEATS * 14 + 6, y + 7, high + "   " + map.figure(), Anchor.START, Role.QUIET);
    }

    /** A share is held against all and none, so that pictures of it compare. */
    private static double least(SweepFigures.HeatMap map) {
        return map.share()
                ? 0
                : map.cells().stream()
                        .flatMap(List::stream)
                        .filter(Objects::nonNull)
                        .mapToDouble(HeatPicture::number)
                        .min()
                        .orElse(0);
    }

    private static double most(SweepFigures.HeatMap map) {
        return map.share()
                ? 1
                : map.cells().stream()
                        .flatMap(List::stream)
                        .filter(Objects::nonNull)
                        .mapToDouble(HeatPicture::number)
                        .max()
                        .orElse(1);
    }

    private static double number(@Nullable Double value) {
        return Objects.requireNonNull(value);
    }
}
