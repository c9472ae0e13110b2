package org.framebudget.sim.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.framebudget.sim.results.LatencyHistogram;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.results.Timeline;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.renderer.xy.XYStepAreaRenderer;
import org.jfree.data.xy.DefaultXYDataset;
import org.jspecify.annotations.Nullable;

/** Latency against the budget, latency over time and misses over time, with their legends. */
final class LatencyCharts {
    private static final double NS_PER_MS = 1e6;
    private static final int CDF_POINTS = 240;

    /** What the upright axis with its name and the margin opposite take of a chart's width. */
    private static final double AXIS_MM = 20;

    private record Curve(String name, LatencyHistogram latency, double budgetMs) {}

    private final ReportInput input;
    private final ChartBook charts;
    private final StreamGroups groups;

    LatencyCharts(ReportInput input, ChartBook charts) {
        this.input = input;
        this.charts = charts;
        this.groups = StreamGroups.of(input.result());
    }

    /** Share of processed frames that are done by a latency; one budget gives milliseconds, several give shares of it. */
    String distribution(int widthMm, int heightMm) {
        List<RunResult.Stream> streams = input.result().streams();
        boolean oneBudget = streams.stream().map(Verdict::budget).distinct().count() == 1;
        List<Curve> curves = curves();
        if (curves.isEmpty()) {
            return "<p class=\"quiet\">No frame was processed, so there is no latency.</p>";
        }
        String budget = oneBudget ? "budget " + Numbers.withUnit(streams.get(0).budgetMs(), "ms") : "budget";
        // no less than half a budget beyond it, and no less than its name takes
        double nameShare = TextLines.widthMm("mm " + budget, PlanFonts.sans(ChartStyle.TYPE_PT)) / (widthMm - AXIS_MM);
        double xMax = (oneBudget ? streams.get(0).budgetMs() : 1) * Math.max(1.5, 1 / (1 - Math.min(0.5, nameShare)));
        for (Curve curve : curves) {
            double scale = oneBudget ? 1 : curve.budgetMs;
            xMax = Math.max(xMax, curve.latency.quantileNs(0.995) / NS_PER_MS / scale);
        }
        DefaultXYDataset data = ChartStyle.data();
        Legend legend = new Legend();
        for (int c = 0; c < curves.size(); c++) {
            Curve curve = curves.get(c);
            data.addSeries(c, cdf(curve, xMax, oneBudget));
            legend.line(c, curve.name);
        }
        NumberAxis x = ChartStyle.axis(
                oneBudget
                        ? "ms from " + Verdict.from(streams.get(0)) + " to result"
                        : "latency over the stream's own budget, %");
        x.setRange(0, oneBudget ? xMax : 100 * xMax);
        NumberAxis y = ChartStyle.upright("% of processed frames");
        y.setRange(0, 102);
        JFreeChart chart = ChartStyle.chart(data, x, y, ChartStyle.lines(data));
        double budgetX = oneBudget ? streams.get(0).budgetMs() : 100;
        // the text goes where the curves are not: they pass the line high where most frames are on time
        double onTime = curves.stream()
                .mapToDouble(c -> c.latency.fractionAtOrBelow(Math.round(c.budgetMs * NS_PER_MS)))
                .min()
                .orElse(1);
        ChartStyle.uprightLine(chart.getXYPlot(), budgetX, budget, onTime > 0.5, Palette.RED);
        return legend.html() + charts.add(chart, "Distribution of latencies against the " + budget, widthMm, heightMm);
    }

    private List<Curve> curves() {
        BurstAndSustained phases = input.phases();
        List<Curve> curves = new ArrayList<>();
        List<RunResult.Stream> streams = input.result().streams();
        if (streams.size() == 1 && phases != null) {
            add(curves, "first minute", latency(phases.burst()), streams.get(0));
            add(curves, "steady state", latency(phases.sustained()), streams.get(0));
        }
        if (!curves.isEmpty()) {
            add(curves, "whole run", input.latencyByStream().get(0), streams.get(0));
            return curves;
        }
        for (int g = 0; g < groups.size(); g++) {
            LatencyHistogram pooled = new LatencyHistogram();
            groups.members()
                    .get(g)
                    .forEach(i -> pooled.add(input.latencyByStream().get(i)));
            RunResult.Stream first = streams.get(groups.members().get(g).get(0));
            add(curves, streams.size() == 1 ? "whole run" : groups.names().get(g), pooled, first);
        }
        return curves;
    }

    private static @Nullable LatencyHistogram latency(BurstAndSustained.@Nullable Phase phase) {
        return phase == null || phase.streams().isEmpty()
                ? null
                : phase.streams().get(0).latency();
    }

    private static void add(
            List<Curve> curves, String name, @Nullable LatencyHistogram latency, RunResult.Stream stream) {
        if (latency != null && latency.count() > 0) {
            curves.add(new Curve(name, latency, stream.budgetMs()));
        }
    }

    private static double[][] cdf(Curve curve, double xMax, boolean inMs) {
        double[][] points = new double[2][CDF_POINTS + 1];
        for (int i = 0; i <= CDF_POINTS; i++) {
            double x = xMax * i / CDF_POINTS;
            double ms = inMs ? x : x * curve.budgetMs;
            points[0][i] = inMs ? x : 100 * x;
            points[1][i] = 100 * curve.latency.fractionAtOrBelow(Math.round(ms * NS_PER_MS));
        }
        return points;
    }

    /** Median and 99th percentile of every window for one stream, the 99th percentile alone for several. */
    String overTime(TimeAxis time, int widthMm, int heightMm) {
        List<Timeline.StreamSeries> series = input.timeline().streams();
        List<RunResult.Stream> streams = input.result().streams();
        DefaultXYDataset data = ChartStyle.data();
        Legend legend = new Legend();
        double max = 0;
        if (series.size() == 1) {
            data.addSeries(0, time.average(series.get(0).latencyP50Ms()));
            data.addSeries(1, time.highest(series.get(0).latencyP99Ms()));
            legend.line(0, "median").line(1, "99th percentile");
            max = max(series.get(0).latencyP99Ms());
        } else {
            for (int g = 0; g < groups.size(); g++) {
                double[] worst = largest(groups.members().get(g));
                data.addSeries(g, time.highest(worst));
                legend.line(g, groups.names().get(g) + (groups.members().get(g).size() > 1 ? " (worst of them)" : ""));
                max = Math.max(max, max(worst));
            }
        }
        List<String> starts = streams.stream().map(Verdict::from).distinct().toList();
        String from = starts.size() == 1 ? starts.get(0) : "the budget's start";
        boolean oneBudget = streams.stream().map(Verdict::budget).distinct().count() == 1;
        double top = oneBudget ? Math.max(max, streams.get(0).budgetMs()) : max;
        NumberAxis y = ChartStyle.fromZero("ms from " + from, top, 1);
        JFreeChart chart = ChartStyle.chart(data, time.axis(), y, ChartStyle.lines(data));
        if (oneBudget) {
            ChartStyle.levelLine(
                    chart.getXYPlot(),
                    streams.get(0).budgetMs(),
                    "budget " + Verdict.budget(streams.get(0)),
                    0.01,
                    Palette.RED);
        }
        return legend.html() + charts.add(chart, "Latency over time", widthMm, heightMm)
                + "<p class=\"quiet\">"
                + (series.size() == 1 ? "" : "99th percentile. ")
                + "Each point covers " + Html.escape(Numbers.duration(time.pointS()))
                + " and shows the highest 99th percentile of its windows of "
                + Html.escape(Numbers.duration(time.windowS())) + ".</p>\n";
    }

    private double[] largest(List<Integer> members) {
        double[] worst =
                input.timeline().streams().get(members.get(0)).latencyP99Ms().clone();
        for (int member : members) {
            double[] other = input.timeline().streams().get(member).latencyP99Ms();
            for (int i = 0; i < worst.length; i++) {
                worst[i] = Double.isNaN(worst[i]) || other[i] > worst[i] ? other[i] : worst[i];
            }
        }
        return worst;
    }

    private static double max(double[] values) {
        double max = 0;
        for (double value : values) {
            max = value > max ? value : max;
        }
        return max;
    }

    /** Late and dropped frames over captured ones: stacked for one stream, a line each for several. */
    String missesOverTime(TimeAxis time, int widthMm, int heightMm) {
        boolean none =
                input.timeline().streams().stream().allMatch(stream -> sum(stream.late()) + sum(stream.dropped()) == 0);
        if (none) {
            return "<p class=\"quiet\">No frame is late or dropped in the run that is drawn here.</p>\n";
        }
        DefaultXYDataset data = ChartStyle.data();
        Legend legend = new Legend();
        boolean single = groups.size() == 1 && groups.members().get(0).size() == 1;
        for (int g = 0; g < groups.size(); g++) {
            int windows = time.endS().length;
            long[] dropped = new long[windows];
            long[] missed = new long[windows];
            long[] captured = new long[windows];
            for (int member : groups.members().get(g)) {
                Timeline.StreamSeries stream = input.timeline().streams().get(member);
                for (int i = 0; i < windows; i++) {
                    dropped[i] += stream.dropped()[i];
                    missed[i] += stream.dropped()[i] + stream.late()[i];
                    captured[i] += stream.captured()[i];
                }
            }
            data.addSeries(g, time.percentSteps(missed, captured));
            if (single) {
                // drawn over the sum, so that what shows of the sum is the late part
                data.addSeries(1, time.percentSteps(dropped, captured));
                legend.area(Palette.ORANGE, "late (budget from " + from() + ")").area(Palette.BLUE, "dropped");
            } else {
                legend.line(g, groups.names().get(g));
            }
        }
        double max = 0;
        for (int s = 0; s < data.getSeriesCount(); s++) {
            for (int i = 0; i < data.getItemCount(s); i++) {
                max = Math.max(max, data.getYValue(s, i));
            }
        }
        NumberAxis y = ChartStyle.fromZero("% of captured frames", max, 1);
        y.setUpperBound(Math.min(y.getUpperBound(), 102));
        JFreeChart chart = ChartStyle.chart(data, time.axis(), y, ChartStyle.lines(data));
        if (single) {
            XYStepAreaRenderer areas = new XYStepAreaRenderer(XYStepAreaRenderer.AREA);
            areas.setSeriesPaint(0, Palette.ORANGE);
            areas.setSeriesPaint(1, Palette.BLUE);
            chart.getXYPlot().setRenderer(areas);
        }
        String each = "<p class=\"quiet\">Each step pools " + Html.escape(Numbers.duration(time.barS())) + ".</p>\n";
        return legend.html() + charts.add(chart, "Misses over time", widthMm, heightMm) + each;
    }

    private static long sum(long[] counts) {
        return Arrays.stream(counts).sum();
    }

    private String from() {
        return Verdict.from(input.result().streams().get(0));
    }
}
