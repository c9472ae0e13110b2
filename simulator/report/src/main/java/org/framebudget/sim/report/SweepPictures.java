package org.framebudget.sim.report;

import org.framebudget.sim.report.Picture.Anchor;
import org.framebudget.sim.report.Picture.Role;

/** What the drawings of a sweep have in common: frames, ticks and titles of axes. */
final class SweepPictures {
    static final double WIDTH_PT = 515;
    static final double LINE_PT = 9.5;

    private SweepPictures() {}

    /** Grid, numbers and title of an axis below a field. */
    static void below(Picture picture, PictureScale scale, String title, Frame frame, int ticks) {
        for (double tick : scale.ticks(ticks)) {
            double x = scale.at(tick);
            picture.line(x, frame.top(), x, frame.bottom(), Role.GRID, 0.5);
            picture.words(x, frame.bottom() + LINE_PT, Numbers.plain(tick), Anchor.MIDDLE, Role.QUIET);
        }
        picture.line(frame.left(), frame.bottom(), frame.right(), frame.bottom(), Role.QUIET, 0.7);
        if (!title.isEmpty()) {
            picture.words(
                    (frame.left() + frame.right()) / 2,
                    frame.bottom() + 2.2 * LINE_PT,
                    title,
                    Anchor.MIDDLE,
                    Role.QUIET);
        }
    }

    /** The same left of a field. */
    static void beside(Picture picture, PictureScale scale, String title, Frame frame, int ticks) {
        for (double tick : scale.ticks(ticks)) {
            double y = scale.at(tick);
            picture.line(frame.left(), y, frame.right(), y, Role.GRID, 0.5);
            picture.words(frame.left() - 3, y + 2.4, Numbers.plain(tick), Anchor.END, Role.QUIET);
        }
        picture.line(frame.left(), frame.top(), frame.left(), frame.bottom(), Role.QUIET, 0.7);
        if (!title.isEmpty()) {
            picture.upright(frame.left() - 33, (frame.top() + frame.bottom()) / 2, title, Role.QUIET);
        }
    }

    /** Where a field lies. */
    record Frame(double left, double top, double right, double bottom) {
        double width() {
            return right - left;
        }

        double height() {
            return bottom - top;
        }
    }
}
