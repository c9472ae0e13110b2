package org.framebudget.sim.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;
import org.framebudget.sim.report.Picture.Anchor;
import org.framebudget.sim.report.Picture.Form;
import org.framebudget.sim.report.Picture.Line;
import org.framebudget.sim.report.Picture.Mark;
import org.framebudget.sim.report.Picture.Role;
import org.framebudget.sim.report.SweepFigures.Axis;
import org.framebudget.sim.report.SweepFigures.Level;
import org.framebudget.sim.report.SweepPictures.Frame;

/** A small field for each axis: the mean of a figure at each of its values, all on one scale. */
final class EffectsPicture {
    private static final int COLUMNS = 3;
    private static final double GAP_PT = 14;
    private static final double FIELD_PT = 88;
    private static final double LEFT_PT = 44;

    private final List<Axis> axes;
    private final String figure;
    private final Picture picture;
    private final double low;
    private final double high;
    private final double overall;

    private EffectsPicture(List<Axis> axes, String figure) {
        this.axes = axes;
        this.figure = figure;
        int rows = (axes.size() + COLUMNS - 1) / COLUMNS;
        double height = 0;
        for (int row = 0; row < rows; row++) {
            height += rowPt(row);
        }
        this.picture = new Picture(SweepPictures.WIDTH_PT, height);
        this.low = means().min().orElse(0);
        this.high = means().max().orElse(1);
        this.overall = overall(axes);
    }

    /** The mean of all points, which each axis has divided among its values. */
    private static double overall(List<Axis> axes) {
        double sum = 0;
        double points = 0;
        for (Level level : axes.get(0).levels()) {
            if (level.objective() != null) {
                sum += mean(level) * level.points();
                points += level.points();
            }
        }
        return sum / points;
    }

    /** Axes that vary, of which at least one value has a mean. */
    static List<Axis> shown(SweepFigures figures) {
        return figures.axes().stream()
                .filter(axis -> axis.varies() && axis.levels().stream().anyMatch(level -> level.objective() != null))
                .toList();
    }

    static Picture of(List<Axis> axes, String figure) {
        return new EffectsPicture(axes, figure).draw();
    }

    private DoubleStream means() {
        return axes.stream()
                .flatMap(axis -> axis.levels().stream())
                .filter(level -> level.objective() != null)
                .mapToDouble(EffectsPicture::mean);
    }

    private static double mean(Level level) {
        return Objects.requireNonNull(level.objective());
    }

    /** Names below a field stand upright where they are many or long. */
    private static boolean uprightNames(Axis axis, double widthPt) {
        double room = widthPt / axis.levels().size() - 3;
        return axis.levels().stream().anyMatch(level -> Picture.width(level.value()) > room);
    }

    private static boolean numeric(Axis axis) {
        return axis.levels().stream().noneMatch(level -> Double.isNaN(level.at()));
    }

    private double namesPt(int row) {
        double most = SweepPictures.LINE_PT;
        for (int a = row * COLUMNS; a < Math.min(axes.size(), (row + 1) * COLUMNS); a++) {
            Axis axis = axes.get(a);
            if (!numeric(axis) && uprightNames(axis, fieldWidthPt())) {
                for (Level level : axis.levels()) {
                    most = Math.max(most, Math.min(76, Picture.width(level.value()) + 2));
                }
            }
        }
        return most;
    }

    private static double fieldWidthPt() {
        return (SweepPictures.WIDTH_PT - LEFT_PT - 6 - GAP_PT * (COLUMNS - 1)) / COLUMNS;
    }

    private double rowPt(int row) {
        return 18 + FIELD_PT + namesPt(row) + 12;
    }

    private Picture draw() {
        double top = 0;
        for (int row = 0; row * COLUMNS < axes.size(); row++) {
            for (int column = 0; column < COLUMNS && row * COLUMNS + column < axes.size(); column++) {
                double left = LEFT_PT + column * (fieldWidthPt() + GAP_PT);
                Frame frame = new Frame(left, top + 18, left + fieldWidthPt(), top + 18 + FIELD_PT);
                field(axes.get(row * COLUMNS + column), frame, column == 0);
            }
            top += rowPt(row);
        }
        return picture;
    }

    private void field(Axis axis, Frame frame, boolean first) {
        PictureScale y = PictureScale.even(low, high, frame.bottom(), frame.top());
        for (double tick : y.ticks(4)) {
            picture.line(frame.left(), y.at(tick), frame.right(), y.at(tick), Role.GRID, 0.5);
            if (first) {
                picture.words(frame.left() - 3, y.at(tick) + 2.4, Numbers.plain(tick), Anchor.END, Role.QUIET);
            }
        }
        if (first) {
            picture.upright(8, (frame.top() + frame.bottom()) / 2, Picture.fitted(figure, FIELD_PT + 24), Role.QUIET);
        }
        picture.line(frame.left(), frame.bottom(), frame.right(), frame.bottom(), Role.QUIET, 0.7);
        picture.add(new Line(
                new double[] {frame.left(), frame.right()},
                new double[] {y.at(overall), y.at(overall)},
                Role.QUIET,
                0.8,
                true));
        picture.bold(frame.left(), frame.top() - 6, Picture.fitted(axis.name(), frame.width()), Anchor.START);
        if (numeric(axis)) {
            line(axis, frame, y);
        } else {
            stems(axis, frame, y);
        }
    }

    private void line(Axis axis, Frame frame, PictureScale y) {
        double least = axis.levels().stream().mapToDouble(Level::at).min().orElse(0);
        double most = axis.levels().stream().mapToDouble(Level::at).max().orElse(1);
        PictureScale x = PictureScale.fitting(least, most, frame.left(), frame.right());
        for (double tick : x.ticks(5)) {
            picture.line(x.at(tick), frame.bottom(), x.at(tick), frame.bottom() + 2, Role.QUIET, 0.6);
            picture.words(
                    x.at(tick), frame.bottom() + SweepPictures.LINE_PT, Numbers.plain(tick), Anchor.MIDDLE, Role.QUIET);
        }
        List<Level> known = axis.levels().stream()
                .filter(level -> level.objective() != null)
                .toList();
        double[] xs = known.stream().mapToDouble(level -> x.at(level.at())).toArray();
        double[] ys = known.stream().mapToDouble(level -> y.at(mean(level))).toArray();
        picture.add(new Line(xs, ys, Role.SERIES_0, 1.3, false));
        for (int i = 0; i < known.size(); i++) {
            dot(xs[i], ys[i], axis, known.get(i));
        }
    }

    private void stems(Axis axis, Frame frame, PictureScale y) {
        boolean upright = uprightNames(axis, fieldWidthPt());
        List<String> names = new ArrayList<>();
        axis.levels().forEach(level -> names.add(level.value()));
        double step = frame.width() / names.size();
        for (int i = 0; i < names.size(); i++) {
            double x = frame.left() + (i + 0.5) * step;
            Level level = axis.levels().get(i);
            if (level.objective() != null) {
                picture.line(x, y.at(overall), x, y.at(mean(level)), Role.SERIES_0, 1.1);
                dot(x, y.at(mean(level)), axis, level);
            }
            if (upright) {
                picture.add(new Picture.Words(
                        x + 2.4,
                        frame.bottom() + 3,
                        Picture.fittedName(names.get(i), 74),
                        Anchor.END,
                        Picture.TYPE_PT,
                        Role.QUIET,
                        false,
                        true));
            } else {
                picture.words(x, frame.bottom() + SweepPictures.LINE_PT, names.get(i), Anchor.MIDDLE, Role.QUIET);
            }
        }
    }

    private void dot(double x, double y, Axis axis, Level level) {
        picture.add(new Mark(
                x,
                y,
                Form.CIRCLE,
                4.2,
                Role.SERIES_0,
                true,
                axis.name() + " " + level.value() + ": " + Numbers.plain(level.objective())));
    }
}
