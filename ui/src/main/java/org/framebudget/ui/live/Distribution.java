package org.framebudget.ui.live;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.framebudget.sim.results.Figures;
import org.framebudget.sim.results.LatencyHistogram;
import org.framebudget.sim.results.RunResult;
import org.framebudget.ui.charts.ChartModel;
import org.framebudget.ui.charts.ChartModel.Axis;
import org.framebudget.ui.charts.ChartModel.Level;
import org.framebudget.ui.charts.ChartModel.Line;
import org.framebudget.ui.charts.ChartModel.Mark;
import org.framebudget.ui.charts.ChartModel.Shape;
import org.framebudget.ui.charts.Ink;
import org.framebudget.ui.session.Answer;
import org.framebudget.ui.text.Texts;
import org.jspecify.annotations.Nullable;

/**
 * How often which latency occurred, from where the budget starts to the result, since only that can be held against the
 * budget. Read from the result's histogram of all replications. The budget is an edge between two bins, so that each bin is
 * in time or over it.
 *
 * @param chart counts of results in bins
 * @param endMs where the last bin ends
 */
public record Distribution(ChartModel chart, double endMs) {
    private static final int BINS_MAX = 60;
    private static final double NS = 1e6;

    /** A latency so much above the 99.9th percentile would squeeze all others into a few bins. */
    private static final double FAR = 1.5;

    /** Bars lower than this share of the highest could not be seen beside it. */
    private static final double SEEN_SHARE = 0.02;

    /**
     * Of one stream.
     *
     * @param ghost an answer from before, drawn as an outline; absent for none
     * @param stream position in the result
     */
    public static Distribution of(Answer answer, @Nullable Answer ghost, int stream) {
        RunResult.Stream figures = answer.result().streams().get(stream);
        return of(histogram(answer, stream), before(ghost, stream, figures.budgetFrom()), figures);
    }

    private static LatencyHistogram histogram(Answer answer, int stream) {
        return answer.outcome().budgetLatencyByStream().get(stream);
    }

    private static @Nullable LatencyHistogram before(@Nullable Answer ghost, int stream, String budgetFrom) {
        return ghost == null
                        || stream >= ghost.result().streams().size()
                        || !ghost.result().streams().get(stream).budgetFrom().equals(budgetFrom)
                ? null
                : histogram(ghost, stream);
    }

    static Distribution of(LatencyHistogram latency, @Nullable LatencyHistogram before, RunResult.Stream figures) {
        double budgetMs = figures.budgetMs();
        String title = Texts.get("chart.distribution");
        if (latency.count() == 0) {
            return new Distribution(ChartModel.empty("distribution", title, ""), Math.max(1, budgetMs));
        }
        double endMs = Math.max(far(latency), 1.1 * budgetMs);
        if (before != null && before.count() > 0) {
            endMs = Math.max(endMs, far(before));
        }
        double stepMs = step(endMs / BINS_MAX);
        double[] edgesMs = edges(budgetMs, stepMs, endMs);
        double[] counts = counts(latency, edgesMs);
        double[] onTime = new double[counts.length];
        double[] over = new double[counts.length];
        for (int i = 0; i < counts.length; i++) {
            (edgesMs[i] <= budgetMs ? onTime : over)[i] = counts[i];
        }
        boolean logarithmic = hides(counts, over);
        List<Line> lines = new ArrayList<>();
        lines.add(new Line(Texts.get("chart.within"), Ink.GREEN, Shape.BARS, edgesMs, onTime));
        lines.add(new Line(Texts.get("chart.over"), Ink.ORANGE, Shape.BARS, edgesMs, over));
        if (before != null) {
            lines.add(new Line(Texts.get("chart.before"), Ink.GHOST, Shape.STEP, edgesMs, counts(before, edgesMs)));
        }
        double lastMs = edgesMs[edgesMs.length - 1];
        long longer = latency.count() - atOrBelow(latency, lastMs);
        List<Mark> marks = longer == 0
                ? List.of()
                : List.of(new Mark(
                        lastMs,
                        Ink.RED,
                        Texts.get("chart.longer"),
                        Texts.get("chart.longer.words", "" + longer, Figures.plain(latency.maxNs() / NS))));
        ChartModel chart = new ChartModel(
                "distribution",
                title,
                "",
                lines,
                List.of(new Level(Texts.get("chart.budget"), Ink.RED, budgetMs, true)),
                Texts.get(logarithmic ? "chart.per.log" : "chart.per", LiveCharts.from(figures), Figures.plain(stepMs)),
                null,
                new Axis(Texts.get("chart.latency.axis"), "ms"),
                logarithmic,
                marks);
        return new Distribution(chart, lastMs);
    }

    private static double far(LatencyHistogram latency) {
        double usualNs = FAR * latency.quantileNs(0.999);
        return Math.max(1e-3, (latency.maxNs() > usualNs ? usualNs : latency.maxNs()) / NS);
    }

    /** 1, 2 or 5 times a power of ten, at least this wide. */
    private static double step(double widthMs) {
        double power = StrictMath.pow(10, Math.floor(StrictMath.log10(widthMs)));
        for (int times : new int[] {1, 2, 5}) {
            if (times * power >= widthMs * (1 - 1e-9)) {
                return times * power;
            }
        }
        return 10 * power;
    }

    /** Ends of the bins; the first begins at 0, and one ends at the budget. */
    private static double[] edges(double budgetMs, double stepMs, double endMs) {
        long below = (long) Math.ceil(budgetMs / stepMs - 1e-9);
        long above = (long) Math.ceil((endMs - budgetMs) / stepMs - 1e-9);
        double[] edges = new double[(int) (below + above)];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = budgetMs + (i + 1 - below) * stepMs;
        }
        return edges;
    }

    private static double[] counts(LatencyHistogram latency, double[] edgesMs) {
        double[] counts = new double[edgesMs.length];
        long before = 0;
        for (int i = 0; i < counts.length; i++) {
            long until = atOrBelow(latency, edgesMs[i]);
            counts[i] = until - before;
            before = until;
        }
        return counts;
    }

    private static long atOrBelow(LatencyHistogram latency, double levelMs) {
        long count = latency.count();
        return count == 0 ? 0 : Math.round(latency.fractionAtOrBelow(Math.round(levelMs * NS)) * count);
    }

    /** Whether results over the budget would be too low to be seen beside the others. */
    private static boolean hides(double[] counts, double[] over) {
        double highest = Arrays.stream(over).max().orElse(0);
        return highest > 0 && highest < SEEN_SHARE * Arrays.stream(counts).max().orElse(0);
    }
}
