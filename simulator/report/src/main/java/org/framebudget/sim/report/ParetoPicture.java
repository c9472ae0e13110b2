package org.framebudget.sim.report;

import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.framebudget.sim.report.Picture.Anchor;
import org.framebudget.sim.report.Picture.Form;
import org.framebudget.sim.report.Picture.Mark;
import org.framebudget.sim.report.Picture.Role;
import org.framebudget.sim.report.SweepFigures.FrontPoint;
import org.framebudget.sim.report.SweepPictures.Frame;
import org.jspecify.annotations.Nullable;

/** The front in its first two criteria: a sign and a colour for each device, other points as dots behind. */
final class ParetoPicture {
    private static final double HEIGHT_PT = 215;
    private static final Form[] FORMS = Form.values();

    private ParetoPicture() {}

    /** Whether there is anything to draw: two criteria that some points have. */
    static boolean drawable(SweepFigures.Front front) {
        return front.criteria().size() >= 2 && front.points().stream().anyMatch(ParetoPicture::hasBoth);
    }

    private static boolean hasBoth(FrontPoint point) {
        return finite(point.values().get(0)) && finite(point.values().get(1));
    }

    /** Whether a point is drawn as one of the front. */
    static boolean shows(SweepFigures.Front front, long point) {
        return front.points().stream().anyMatch(on -> on.point() == point && hasBoth(on));
    }

    /** Points that cannot be drawn. */
    static long missing(SweepFigures.Front front) {
        return front.points().stream().filter(point -> !hasBoth(point)).count();
    }

    private static boolean finite(@Nullable Double value) {
        return value != null && Double.isFinite(value);
    }

    private static double value(FrontPoint point, int criterion) {
        return Objects.requireNonNull(point.values().get(criterion));
    }

    /** @param best number of the best point, which has a ring; −1 for none */
    static Picture of(SweepFigures.Front front, long best) {
        int keyLines = keyLines(front.series());
        double top = 6 + keyLines * (SweepPictures.LINE_PT + 1.5);
        Picture picture = new Picture(SweepPictures.WIDTH_PT, HEIGHT_PT + top);
        Frame frame = new Frame(42, top + 4, SweepPictures.WIDTH_PT - 8, top + HEIGHT_PT - 26);
        List<FrontPoint> on =
                front.points().stream().filter(ParetoPicture::hasBoth).toList();
        List<FrontPoint> off =
                front.others().stream().filter(ParetoPicture::hasBoth).toList();
        PictureScale x = scale(on, off, 0, frame.left(), frame.right());
        PictureScale y = scale(on, off, 1, frame.bottom(), frame.top());
        SweepPictures.below(picture, x, front.criteria().get(0) + note(x), frame, 8);
        SweepPictures.beside(picture, y, front.criteria().get(1) + note(y), frame, 6);
        for (FrontPoint point : off) {
            picture.add(new Mark(x.at(value(point, 0)), y.at(value(point, 1)), Form.CIRCLE, 2.2, Role.FAINT, true, ""));
        }
        for (FrontPoint point : on) {
            picture.add(new Mark(
                    x.at(value(point, 0)),
                    y.at(value(point, 1)),
                    form(point.series()),
                    5.4,
                    Role.series(point.series()),
                    true,
                    "point " + point.point() + ": " + point.words()));
            if (point.point() == best) {
                picture.add(new Mark(
                        x.at(value(point, 0)),
                        y.at(value(point, 1)),
                        Form.CIRCLE,
                        11,
                        Role.INK,
                        false,
                        "the best point"));
            }
        }
        key(picture, front.series());
        return picture;
    }

    private static String note(PictureScale scale) {
        return scale.log() ? " (logarithmic)" : "";
    }

    private static Form form(int series) {
        return FORMS[series % FORMS.length];
    }

    private static PictureScale scale(
            List<FrontPoint> on, List<FrontPoint> off, int criterion, double from, double to) {
        double low = values(on, off, criterion).min().orElse(0);
        double high = values(on, off, criterion).max().orElse(1);
        return PictureScale.fitting(low, high, from, to);
    }

    private static DoubleStream values(List<FrontPoint> on, List<FrontPoint> off, int criterion) {
        return Stream.concat(on.stream(), off.stream()).mapToDouble(point -> value(point, criterion));
    }

    private static double widthPt(String name) {
        return Picture.width(name) + 26;
    }

    private static int keyLines(List<String> series) {
        int lines = 1;
        double at = 0;
        for (String name : series) {
            if (at > 0 && at + widthPt(name) > SweepPictures.WIDTH_PT - 50) {
                lines++;
                at = 0;
            }
            at += widthPt(name);
        }
        return lines;
    }

    private static void key(Picture picture, List<String> series) {
        double at = 0;
        double y = 9;
        for (int s = 0; s < series.size(); s++) {
            String name = Picture.fitted(series.get(s), SweepPictures.WIDTH_PT - 80);
            if (at > 0 && at + widthPt(name) > SweepPictures.WIDTH_PT - 50) {
                y += SweepPictures.LINE_PT + 1.5;
                at = 0;
            }
            picture.add(new Mark(46 + at, y - 2.4, form(s), 5.4, Role.series(s), true, ""));
            picture.words(53 + at, y, name, Anchor.START, Role.INK);
            at += widthPt(name);
        }
    }
}
