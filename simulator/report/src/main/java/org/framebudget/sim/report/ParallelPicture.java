package org.framebudget.sim.report;

import java.util.ArrayList;
import java.util.List;
import org.framebudget.sim.report.Picture.Anchor;
import org.framebudget.sim.report.Picture.Line;
import org.framebudget.sim.report.Picture.Role;
import org.framebudget.sim.report.SweepFigures.Dimension;
import org.framebudget.sim.report.SweepFigures.LineKind;
import org.framebudget.sim.report.SweepFigures.ParallelLine;

/** Each point as a line across upright scales: those within the limits over the others, the best one on top. */
final class ParallelPicture {
    private static final double TOP_PT = 40;
    private static final double FIELD_PT = 150;
    private static final double SIDE_PT = 44;

    private ParallelPicture() {}

    static Picture of(SweepFigures.Parallel parallel) {
        Picture picture = new Picture(SweepPictures.WIDTH_PT, TOP_PT + FIELD_PT + 12);
        List<Dimension> dimensions = parallel.dimensions();
        double step = (SweepPictures.WIDTH_PT - 2 * SIDE_PT) / Math.max(1, dimensions.size() - 1);
        for (LineKind kind : LineKind.values()) {
            parallel.lines().stream()
                    .filter(line -> line.kind() == kind)
                    .forEach(line -> line(picture, dimensions, line, step));
        }
        for (int d = 0; d < dimensions.size(); d++) {
            scale(picture, dimensions.get(d), SIDE_PT + d * step, step, d, d == dimensions.size() - 1);
        }
        key(picture, parallel);
        return picture;
    }

    private static void key(Picture picture, SweepFigures.Parallel parallel) {
        double x = 2;
        for (LineKind kind : LineKind.values()) {
            if (parallel.lines().stream().anyMatch(line -> line.kind() == kind)) {
                String name = switch (kind) {
                    case OUTSIDE -> "outside the limits";
                    case WITHIN -> "within the limits";
                    case BEST -> "the best point";
                };
                picture.line(x, 5.6, x + 16, 5.6, role(kind), widthPt(kind));
                picture.words(x + 20, 8, name, Anchor.START, Role.INK);
                x += 36 + Picture.width(name);
            }
        }
    }

    private static Role role(LineKind kind) {
        return switch (kind) {
            case OUTSIDE -> Role.FAINT;
            case WITHIN -> Role.SERIES_0;
            case BEST -> Role.SERIES_1;
        };
    }

    private static double widthPt(LineKind kind) {
        return kind == LineKind.BEST ? 2.4 : kind == LineKind.WITHIN ? 0.6 : 0.5;
    }

    private static double y(double share) {
        return TOP_PT + FIELD_PT * (1 - share);
    }

    /** Words stand apart from the ends, numbers reach them. */
    private static double share(Dimension dimension, double value) {
        if (!dimension.words().isEmpty()) {
            return (value + 0.5) / dimension.words().size();
        }
        return dimension.high() > dimension.low()
                ? (value - dimension.low()) / (dimension.high() - dimension.low())
                : 0.5;
    }

    /** A line that lacks a figure ends before it. */
    private static void line(Picture picture, List<Dimension> dimensions, ParallelLine line, double step) {
        List<double[]> places = new ArrayList<>();
        for (int d = 0; d <= dimensions.size(); d++) {
            double value = d < dimensions.size() ? line.values().get(d) : Double.NaN;
            if (Double.isNaN(value)) {
                if (places.size() > 1) {
                    picture.add(new Line(
                            places.stream().mapToDouble(place -> place[0]).toArray(),
                            places.stream().mapToDouble(place -> place[1]).toArray(),
                            role(line.kind()),
                            widthPt(line.kind()),
                            false));
                }
                places.clear();
            } else {
                places.add(new double[] {SIDE_PT + d * step, y(share(dimensions.get(d), value))});
            }
        }
    }

    private static void scale(Picture picture, Dimension dimension, double x, double step, int position, boolean last) {
        picture.line(x, TOP_PT, x, TOP_PT + FIELD_PT, Role.INK, 0.9);
        // every other title higher, so that neighbours have room; none beyond the edge
        double room = 2 * Math.min(Math.min(step, SIDE_PT * 1.4), Math.min(x, SweepPictures.WIDTH_PT - x)) - 2;
        picture.words(
                x,
                TOP_PT - (position % 2 == 0 ? 17 : 8),
                Picture.fitted(dimension.name(), room),
                Anchor.MIDDLE,
                Role.INK);
        if (dimension.words().isEmpty()) {
            label(picture, x, y(1) + 5, Numbers.plain(dimension.high()), step, last);
            label(picture, x, y(0), Numbers.plain(dimension.low()), step, last);
            return;
        }
        for (int w = 0; w < dimension.words().size(); w++) {
            label(picture, x, y(share(dimension, w)) + 2.4, dimension.words().get(w), step, last);
        }
    }

    /** Right of the scale, on paper so that lines do not cross it; left of the last one, which has no room there. */
    private static void label(Picture picture, double x, double y, String text, double step, boolean last) {
        String shown = Picture.fittedName(text, step - 8);
        double width = Picture.width(shown);
        picture.add(new Picture.Box(last ? x - width - 5 : x + 2, y - 6.6, width + 3, 8.6, Role.PAPER, ""));
        picture.words(last ? x - 3.5 : x + 3.5, y, shown, last ? Anchor.END : Anchor.START, Role.INK);
    }
}
