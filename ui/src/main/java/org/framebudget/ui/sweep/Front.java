package org.framebudget.ui.sweep;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.framebudget.sim.sweep.StoredRows.Row;
import org.framebudget.ui.text.Texts;

/**
 * The best compromises of two figures: points that no other one beats in both (the Pareto front).
 *
 * @param meeting whether they are of points that meet; else none does, and they are of all
 * @param points of the front, in the order of {@code x}
 * @param others the rest, thinned to what can be seen
 * @param left of {@code points} those that are not among them since there are too many
 */
record Front(Measure x, Measure y, boolean meeting, List<Point> points, List<Dot> others, int left) {
    /** More can be neither hit nor walked through. */
    static final int POINTS_MAX = 60;

    private static final int ACROSS = 110;
    private static final int DOWN = 50;

    /** One of the best. */
    record Point(double x, double y, long point, String words) {}

    /** One of the others. */
    record Dot(double x, double y, boolean meets) {}

    /** Of the finished points. */
    static Front of(SweptRows swept, Measure x, Measure y) {
        List<Row> known = known(swept, x, y);
        boolean meeting = known.stream().anyMatch(Row::meets);
        List<Row> best = best(swept, x, y);
        int shown = Math.min(best.size(), POINTS_MAX);
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < shown; i++) {
            // evenly, both ends among them
            Row row = best.get(shown == 1 ? 0 : (int) ((long) i * (best.size() - 1) / (shown - 1)));
            points.add(new Point(x.of(row.values()), y.of(row.values()), row.point(), swept.words(row)));
        }
        return new Front(x, y, meeting, points, thinned(known, x, y), best.size() - shown);
    }

    /** The points that have both figures. */
    static List<Row> known(SweptRows swept, Measure x, Measure y) {
        return swept.rows().stream()
                .filter(row -> !row.failed() && !Double.isNaN(x.of(row.values())) && !Double.isNaN(y.of(row.values())))
                .toList();
    }

    /** All of the front, those that are not drawn too; of points with the same two figures one. */
    static List<Row> best(SweptRows swept, Measure x, Measure y) {
        List<Row> known = known(swept, x, y);
        boolean meeting = known.stream().anyMatch(Row::meets);
        List<Row> candidates =
                new ArrayList<>(meeting ? known.stream().filter(Row::meets).toList() : known);
        candidates.sort((a, b) -> {
            int byX = -x.compare(x.of(a.values()), x.of(b.values()));
            int byY = -y.compare(y.of(a.values()), y.of(b.values()));
            return byX != 0 ? byX : byY != 0 ? byY : Long.compare(a.point(), b.point());
        });
        List<Row> best = new ArrayList<>();
        for (Row row : candidates) {
            // those before are as good in x or better: what is not better in y is beaten, or the same again
            if (best.isEmpty()
                    || y.compare(
                                    y.of(row.values()),
                                    y.of(best.get(best.size() - 1).values()))
                            > 0) {
                best.add(row);
            }
        }
        return best;
    }

    /** What is said above it. */
    String note() {
        String what = points.isEmpty()
                ? Texts.get("sweep.front.empty")
                : Texts.get(
                        meeting ? "sweep.front.meeting" : "sweep.front.all", Integer.toString(points.size() + left));
        return left == 0 ? what : what + Texts.get("sweep.front.left", "" + points.size());
    }

    /** From left to right. */
    FrontScale across() {
        return FrontScale.of(others.stream().map(Dot::x).toList());
    }

    /** Upwards. */
    FrontScale up() {
        return FrontScale.of(others.stream().map(Dot::y).toList());
    }

    /** Of points in one place one, that meets where one does. */
    private static List<Dot> thinned(List<Row> known, Measure x, Measure y) {
        double[] ofX = range(known, x);
        double[] ofY = range(known, y);
        Map<Integer, Dot> kept = new LinkedHashMap<>();
        for (Row row : known) {
            Dot dot = new Dot(x.of(row.values()), y.of(row.values()), row.meets());
            int place = cell(dot.x(), ofX, ACROSS) * DOWN + cell(dot.y(), ofY, DOWN);
            kept.merge(place, dot, (before, now) -> before.meets() ? before : now);
        }
        return List.copyOf(kept.values());
    }

    private static double[] range(List<Row> known, Measure measure) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Row row : known) {
            double value = measure.of(row.values());
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        return new double[] {low, high};
    }

    private static int cell(double value, double[] range, int cells) {
        double share = (value - range[0]) / Math.max(1e-12, range[1] - range[0]);
        return (int) Math.min(cells - 1, Math.max(0, share * cells));
    }
}
