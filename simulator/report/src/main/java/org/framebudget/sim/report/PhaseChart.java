package org.framebudget.sim.report;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.framebudget.sim.results.LatencyHistogram;
import org.framebudget.sim.results.RunResult;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.DefaultXYDataset;
import org.jspecify.annotations.Nullable;

/** Median to 99th percentile of each stream in its first minute and in steady state, against its budget. */
final class PhaseChart {
    private static final double APART = 0.17;
    private static final float BAR_PT = 4.6f;
    private static final int STREAMS_MAX = 12;
    private static final double NS_PER_MS = 1e6;
    private static final Color BURST = Palette.SKY;
    private static final Color SUSTAINED = Palette.INK;

    private record Line(RunResult.Stream stream, double[] burstMs, double[] sustainedMs) {}

    private PhaseChart() {}

    /** Legend and chart; empty where no frame was processed. */
    static String html(RunResult result, BurstAndSustained phases, ChartBook charts) {
        List<Line> lines = new ArrayList<>();
        for (int i : StreamGroups.worstFirst(result)) {
            double[] burst = range(phases.burst(), i);
            double[] sustained = range(phases.sustained(), i);
            if (lines.size() < STREAMS_MAX && Double.isFinite(Math.max(burst[1], sustained[1]))) {
                lines.add(new Line(result.streams().get(i), burst, sustained));
            }
        }
        if (lines.isEmpty()) {
            return "";
        }
        // the worst stands above, and a symbol axis counts from below
        Collections.reverse(lines);
        boolean steady = phases.sustained() != null;
        Legend legend = new Legend().area(BURST, "first minute, median to 99th percentile");
        if (steady) {
            legend.area(SUSTAINED, "steady state");
        }
        legend.sign("|", Palette.RED, "budget");
        String cut = lines.size() < result.streams().size()
                ? "<p class=\"quiet\">The " + lines.size() + " with most misses of "
                        + result.streams().size() + "; the table has all.</p>\n"
                : "";
        return legend.html()
                + charts.add(
                        chart(lines),
                        "Latency of each stream in its first minute" + (steady ? " and in steady state" : "")
                                + " against its budget, median to 99th percentile in milliseconds; the table below has"
                                + " the figures",
                        182,
                        14 + 7 * lines.size())
                + cut;
    }

    private static double[] range(BurstAndSustained.@Nullable Phase phase, int stream) {
        LatencyHistogram latency =
                phase == null ? null : phase.streams().get(stream).latency();
        return latency == null || latency.count() == 0
                ? new double[] {Double.NaN, Double.NaN}
                : new double[] {latency.quantileNs(0.5) / NS_PER_MS, latency.quantileNs(0.99) / NS_PER_MS};
    }

    private static JFreeChart chart(List<Line> lines) {
        int count = lines.size();
        String[] labels = new String[count];
        double[][] burst = new double[2][3 * count];
        double[][] sustained = new double[2][3 * count];
        double[][] budgets = new double[2][3 * count];
        double most = 0;
        for (int i = 0; i < count; i++) {
            Line line = lines.get(i);
            labels[i] = PlanFonts.drawable(shortened(line.stream.id()));
            ChartStyle.bar(burst, i, line.burstMs, i + APART, i + APART);
            ChartStyle.bar(sustained, i, line.sustainedMs, i - APART, i - APART);
            double budgetMs = line.stream.budgetMs();
            ChartStyle.bar(budgets, i, new double[] {budgetMs, budgetMs}, i - 0.42, i + 0.42);
            for (double ms : new double[] {budgetMs, line.burstMs[1], line.sustainedMs[1]}) {
                most = Double.isFinite(ms) ? Math.max(most, ms) : most;
            }
        }
        // a range that is narrower than its line is drawn as wide as it
        double leastMs = most / 200;
        DefaultXYDataset data = ChartStyle.data();
        data.addSeries("burst", widened(burst, leastMs));
        data.addSeries("sustained", widened(sustained, leastMs));
        data.addSeries("budget", budgets);
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
        ChartStyle.bar(renderer, 0, BURST, BAR_PT);
        ChartStyle.bar(renderer, 1, SUSTAINED, BAR_PT);
        ChartStyle.bar(renderer, 2, Palette.RED, 1.4f);
        List<String> starts =
                lines.stream().map(line -> Verdict.from(line.stream)).distinct().toList();
        NumberAxis x = ChartStyle.axis(
                "ms from " + (starts.size() == 1 ? starts.get(0) : "the budget's start") + " to result");
        x.setRange(0, most * 1.05);
        return ChartStyle.lying(data, x, ChartStyle.names(labels, 6.2f), renderer);
    }

    private static double[][] widened(double[][] points, double leastMs) {
        double[] x = points[0];
        for (int i = 0; i + 1 < x.length; i += 3) {
            double missing = leastMs - (x[i + 1] - x[i]);
            if (missing > 0) {
                x[i] -= missing / 2;
                x[i + 1] += missing / 2;
            }
        }
        return points;
    }

    private static String shortened(String id) {
        return id.length() <= 40 ? id : id.substring(0, 20) + "…" + id.substring(id.length() - 19);
    }
}
