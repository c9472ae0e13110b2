package org.framebudget.sim.report;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.framebudget.sim.report.SweepFigures.Axis;
import org.framebudget.sim.report.SweepFigures.Best;
import org.framebudget.sim.report.SweepFigures.FrontPoint;
import org.framebudget.sim.report.SweepFigures.HeatMap;
import org.jspecify.annotations.Nullable;

/** The parts of a sweep's report in their order, for a page or for a PDF: what differs is how a drawing gets in. */
final class SweepPage {
    /** Rows of the front that are listed. */
    private static final int FRONT_ROWS = 16;

    private static final int SHA_START = 12;
    private static final double MM_PER_PT = 25.4 / 72;

    /** Takes a drawing into the page and returns its markup. */
    interface Pictures {
        String add(Picture picture, String alt);
    }

    private final SweepFigures figures;
    private final Pictures pictures;
    private final Html body = new Html();

    SweepPage(SweepFigures figures, Pictures pictures) {
        this.figures = figures;
        this.pictures = pictures;
    }

    static String title(SweepFigures figures) {
        return figures.name();
    }

    static String subject(SweepFigures figures) {
        SweepFigures.Counts counts = figures.counts();
        return "Sweep of the scenario '" + figures.origin().scenario() + "': " + Numbers.count(counts.done())
                + (counts.complete() ? "" : " of " + Numbers.count(counts.all())) + " points, "
                + (figures.origin().replications() == 1
                        ? "one replication"
                        : figures.origin().replications() + " replications")
                + " each.";
    }

    static String footer(SweepFigures figures) {
        return "Framebudget " + figures.origin().version() + " · sweep sha256 "
                + start(figures.origin().sweepSha256()) + " · scenario sha256 "
                + start(figures.origin().scenarioSha256());
    }

    private static String start(String sha256) {
        return sha256.substring(0, Math.min(SHA_START, sha256.length()));
    }

    /** One sentence: what is best, or that nothing is. */
    static String verdict(SweepFigures figures) {
        SweepFigures.Counts counts = figures.counts();
        String soFar = counts.complete() ? "" : "So far: ";
        Best best = figures.best();
        SweepFigures.Objective objective = figures.objective();
        if (best == null) {
            return soFar
                    + (counts.done() == counts.failed()
                            ? "no point could be run."
                            : objective == null
                                    ? "nothing is compared. Of no result that is kept more or less is better, and the sweep file names no objective."
                                    : "no point of " + Numbers.count(counts.done()) + " is within the limits.");
        }
        String value = best.objective() == null || objective == null
                ? ""
                : ", with " + objective.result() + " " + Numbers.plain(best.objective());
        return soFar + "best is point " + best.point() + value + (best.words().isEmpty() ? "" : ": " + best.words())
                + ".";
    }

    private static String css(SweepFigures figures) {
        return !figures.counts().complete() || figures.objective() == null
                ? "undecided"
                : figures.best() == null ? "misses" : "meets";
    }

    String body() {
        verdict();
        swept();
        bestDevices();
        front();
        effects();
        heatMaps();
        parallel();
        new SweepNotes(figures, body).add();
        return body.toString();
    }

    private void verdict() {
        SweepFigures.Counts counts = figures.counts();
        String sentence = verdict(figures);
        body.raw("<div class=\"verdict " + css(figures) + "\">")
                .element("p", "sentence", Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1))
                .element(
                        "p",
                        "detail",
                        compared() + figures.within() + ". "
                                + Numbers.count(counts.within()) + " of " + Numbers.count(counts.done())
                                + " points are ("
                                + Numbers.percentSign((double) counts.within() / Math.max(1, counts.done())) + ").")
                .raw("</div>\n");
    }

    private String compared() {
        SweepFigures.Objective objective = figures.objective();
        return objective == null
                ? "Within the limits: "
                : "Compared by " + objective.words()
                        + (objective.given() ? "" : " (the sweep file names no objective)")
                        + ", among points within the limits: ";
    }

    /** The result that points are compared by; empty where there is none. */
    private String measured() {
        SweepFigures.Objective objective = figures.objective();
        return objective == null ? "" : objective.result();
    }

    private void swept() {
        body.heading("swept", "What was swept");
        SweepFigures.Counts counts = figures.counts();
        body.paragraph(Numbers.count(counts.done()) + " of " + Numbers.count(counts.all()) + " points have a row, "
                + (counts.failed() == 0 ? "all could be run" : Numbers.count(counts.failed()) + " could not be run")
                + (counts.excluded() == 0
                        ? ""
                        : "; " + Numbers.count(counts.excluded()) + " more are left out by the file")
                + ".");
        HtmlTable table = new HtmlTable()
                .words("axis", 30)
                .words("key", 62)
                .numbers("values", 14)
                .words("from, to", 56)
                .numbers("influence", 20);
        for (Axis axis : figures.axes()) {
            table.row()
                    .cell(axis.name())
                    .cell(axis.key())
                    .cell(Numbers.count(axis.values()))
                    .cell(axis.range())
                    .cell(
                            axis.varies() && !measured().isEmpty()
                                    ? Numbers.percentSign(axis.influence())
                                    : Numbers.NONE);
        }
        body.raw("<div class=\"scroll\">" + table.html() + "</div>\n");
        if (!measured().isEmpty()) {
            body.element(
                    "p",
                    "quiet",
                    "Influence: how far the means of " + measured()
                            + " at the values of an axis lie apart (their variance), of the sum over all axes. Effects of two axes together"
                            + " are not in it.");
        }
        if (!figures.failures().isEmpty()) {
            HtmlTable failures = new HtmlTable().words("why", 150).numbers("points", 32);
            figures.failures()
                    .forEach(failure -> failures.row().cell(failure.reason()).cell(Numbers.count(failure.points())));
            body.raw("<div class=\"block\">" + failures.under("Points that could not be run") + "</div>\n");
        }
    }

    private void bestDevices() {
        SweepFigures.BestTable best = figures.bestPerNetwork();
        SweepFigures.Objective objective = figures.objective();
        if (objective == null || best.rows().isEmpty()) {
            return;
        }
        body.heading("best", "Best device for each network");
        HtmlTable table = new HtmlTable();
        for (int c = 0; c < best.columns().size(); c++) {
            String name = best.columns().get(c);
            int width = Math.max(9, Math.min(34, longest(best, c)));
            if (best.numbers().get(c)) {
                table.numbers(heading(name), width);
            } else {
                table.words(heading(name), width);
            }
        }
        for (List<@Nullable Object> row : best.rows()) {
            table.row();
            row.forEach(cell -> table.cell(cell(cell)));
        }
        body.raw("<div class=\"scroll dense\">" + table.html() + "</div>\n");
        body.element(
                "p",
                "quiet",
                "The point with " + objective.words()
                        + " within the limits. Within: share of the points of this"
                        + " pair of network and device that are. A dash: no device is within them."
                        + assumedByProfile());
    }

    /** Names of results as words, which a narrow column can break. */
    private static String heading(String name) {
        return name.replace('_', ' ');
    }

    /** How much of it nobody measured. */
    private String assumedByProfile() {
        Map<String, Long> counts = figures.sources().assumed().stream()
                .collect(Collectors.groupingBy(AssumedValue::profile, TreeMap::new, Collectors.counting()));
        return counts.isEmpty()
                ? ""
                : " ASSUMED values behind them: "
                        + counts.entrySet().stream()
                                .map(entry -> entry.getKey() + " " + entry.getValue())
                                .collect(Collectors.joining(", "))
                        + ".";
    }

    private static int longest(SweepFigures.BestTable table, int column) {
        int most = 0;
        for (String part : heading(table.columns().get(column)).split(" ", -1)) {
            most = Math.max(most, part.length() + 1);
        }
        for (List<@Nullable Object> row : table.rows()) {
            most = Math.max(most, cell(row.get(column)).length());
        }
        return most;
    }

    private static String cell(@Nullable Object value) {
        if (value instanceof Long number) {
            return Long.toString(number);
        }
        if (value instanceof Number number) {
            return Numbers.plain(number.doubleValue());
        }
        return value == null ? Numbers.NONE : value.toString();
    }

    private void front() {
        SweepFigures.Front front = figures.front();
        if (front.criteria().isEmpty()) {
            return;
        }
        String criteria = String.join(", ", front.criteria());
        String sentence = switch ((int) Math.min(2, front.size())) {
            case 0 -> "No point is on it";
            case 1 -> "One point is beaten by none";
            default -> Numbers.count(front.size()) + " points are beaten by none";
        };
        Best best = figures.best();
        boolean drawn = ParetoPicture.drawable(front);
        body.heading("front", "Pareto front", drawn ? 90 : 20);
        body.paragraph(sentence + ": no other point within the limits is at least as good in all of " + criteria
                + " and better in one. A point that lacks a figure counts as worst in it.");
        if (drawn) {
            Picture picture = ParetoPicture.of(front, best == null ? -1 : best.point());
            figure(
                    picture,
                    "Points on the Pareto front by " + front.criteria().get(0) + " and "
                            + front.criteria().get(1) + ", a sign for each group",
                    "Signs: points on the front"
                            + (front.size() > front.points().size() ? ", some of them" : "")
                            + ". Dots: some other points within the limits."
                            + (best == null || !ParetoPicture.shows(front, best.point())
                                    ? ""
                                    : " Ring: the best point.")
                            + (ParetoPicture.missing(front) == 0
                                    ? ""
                                    : " " + ParetoPicture.missing(front)
                                            + " of the front lack one of the two and are only in the table.")
                            + (front.criteria().size() > 2
                                    ? " A point that seems beaten here is better in "
                                            + String.join(
                                                    " or ",
                                                    front.criteria()
                                                            .subList(
                                                                    2,
                                                                    front.criteria()
                                                                            .size()))
                                            + "."
                                    : ""));
        }
        HtmlTable table = new HtmlTable().numbers("point", 14);
        front.criteria().forEach(name -> table.numbers(heading(name), 20));
        table.words("values", 84);
        List<FrontPoint> listed = spread(front.points());
        for (FrontPoint point : listed) {
            table.row().cell(Long.toString(point.point()));
            point.values().forEach(value -> table.cell(Numbers.plain(value)));
            table.cell(point.words());
        }
        if (!table.isEmpty()) {
            body.raw("<div class=\"scroll dense\">" + table.html() + "</div>\n");
            if (listed.size() < front.size()) {
                body.element(
                        "p",
                        "quiet",
                        listed.size() + " of " + Numbers.count(front.size())
                                + ", from the fastest to the slowest. 'framebudget query \"FROM pareto_front\"' has all.");
            }
        }
    }

    /** First, last and some between. */
    private static List<FrontPoint> spread(List<FrontPoint> all) {
        if (all.size() <= FRONT_ROWS) {
            return all;
        }
        return IntStream.range(0, FRONT_ROWS)
                .mapToObj(i -> all.get((int) Math.round(i * (all.size() - 1.0) / (FRONT_ROWS - 1))))
                .distinct()
                .toList();
    }

    private void effects() {
        List<Axis> axes = EffectsPicture.shown(figures);
        if (axes.isEmpty()) {
            return;
        }
        Picture picture = EffectsPicture.of(axes, "mean of " + measured());
        body.heading("effects", "Main effects", Math.min(200, picture.heightPt() * MM_PER_PT + 12));
        figure(
                picture,
                "Mean of " + measured() + " at each value of "
                        + axes.stream().map(Axis::name).collect(Collectors.joining(", ")),
                "Mean of " + measured()
                        + " of all points with a value on an axis, whatever the other axes are; points outside the limits count too. Dashed: the mean of all points."
                        + (figures.counts().complete()
                                ? ""
                                : " Not all points are there: means at one value rest on other values of the other axes than those at"
                                        + " another."));
    }

    private void heatMaps() {
        if (figures.heatMaps().isEmpty()) {
            return;
        }
        HeatMap first = figures.heatMaps().get(0);
        body.heading("heat", measured().isEmpty() ? "Two axes" : "The two axes of most influence", 60);
        body.paragraph(first.rowAxis() + " and " + first.columnAxis() + ", all other axes taken together.");
        for (HeatMap map : figures.heatMaps()) {
            figure(HeatPicture.of(map), map.figure() + " over " + map.columnAxis() + " and " + map.rowAxis(), "");
        }
    }

    private void parallel() {
        if (figures.parallel().dimensions().size() < 2
                || figures.parallel().lines().isEmpty()) {
            return;
        }
        List<String> leftOut = figures.parallel().leftOut();
        body.heading(
                "parallel",
                leftOut.isEmpty() ? "Points across all axes" : "Points across the axes of most influence",
                75);
        figure(
                ParallelPicture.of(figures.parallel()),
                "Parallel coordinates of points over "
                        + figures.parallel().dimensions().stream()
                                .map(SweepFigures.Dimension::name)
                                .collect(Collectors.joining(", ")),
                "Each line is a point: " + figures.parallel().shown() + "."
                        + (leftOut.isEmpty()
                                ? ""
                                : " Not drawn, since they have less influence or too many names: "
                                        + String.join(", ", leftOut) + "."));
    }

    private void figure(Picture picture, String alt, String caption) {
        body.raw("<div class=\"block\">").raw(pictures.add(picture, alt));
        if (!caption.isEmpty()) {
            body.element("p", "quiet", caption);
        }
        body.raw("</div>\n");
    }
}
