package org.framebudget.sim.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.framebudget.devices.calibration.imports.CalibrationReport;
import org.framebudget.devices.calibration.imports.SustainedRun;
import org.framebudget.devices.latency.SeriesFit;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.XYLineAnnotation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.data.Range;
import org.jfree.data.xy.DefaultIntervalXYDataset;
import org.jfree.data.xy.DefaultXYDataset;

/** What was predicted of measurements that were left out, and how a long run changed over time. */
final class FitCharts {
    private static final double POINT_PT = 4;
    private static final double LEAST_DECADES = 0.3;
    private static final double MARGIN_DECADES = 0.06;

    private FitCharts() {}

    /**
     * Predictions of one colour.
     *
     * @param title for the legend
     * @param points measured, predicted, lower and upper end of the interval, in ms
     */
    record Group(String title, List<double[]> points) {}

    /** Predictions over measurements, both logarithmic, each with its 95 % interval; on the line they agree. */
    static JFreeChart predictedOverMeasured(CalibrationReport report) {
        return predictedOverMeasured(report.fits().stream()
                .map(fitted -> new Group(
                        fitted.title(),
                        fitted.leftOut().stream()
                                .map(row -> new double[] {
                                    row.row().latencyMs(), row.predictedMs(), row.lowMs(), row.highMs()
                                })
                                .toList()))
                .toList());
    }

    static JFreeChart predictedOverMeasured(List<Group> groups) {
        return predictedOverMeasured(groups, false);
    }

    /** With axes long enough for every interval, or for the points alone. */
    static JFreeChart predictedOverMeasured(List<Group> groups, boolean wholeIntervals) {
        DefaultIntervalXYDataset data = new DefaultIntervalXYDataset();
        Range range = null;
        for (Group group : groups) {
            double[][] points = new double[6][group.points().size()];
            for (int k = 0; k < group.points().size(); k++) {
                double[] point = group.points().get(k);
                double measured = Math.log10(point[0]);
                points[0][k] = measured;
                points[1][k] = measured;
                points[2][k] = measured;
                for (int i = 1; i < point.length; i++) {
                    points[2 + i][k] = Math.log10(point[i]);
                }
                range = include(range, measured, points[3][k]);
                if (wholeIntervals) {
                    range = include(range, points[4][k], points[5][k]);
                }
            }
            data.addSeries(group.title(), points);
        }
        NumberAxis x = log("measured, ms");
        NumberAxis y = log("predicted by the others, ms");
        Range shown = margin(range);
        x.setRange(shown);
        y.setRange(shown);
        JFreeChart chart = chart(data, x, y, true);
        XYPlot plot = chart.getXYPlot();
        plot.setDomainGridlinesVisible(true);
        plot.setDomainGridlinePaint(Palette.GRID);
        plot.setDomainGridlineStroke(Palette.stroke(0.5f));
        plot.addAnnotation(new XYLineAnnotation(
                shown.getLowerBound(),
                shown.getLowerBound(),
                shown.getUpperBound(),
                shown.getUpperBound(),
                Palette.stroke(0.8f),
                Palette.QUIET));
        return chart;
    }

    /** Networks of a report in the order of their rows, as they stand on the axis from below. */
    static List<String> networks(CalibrationReport report) {
        Set<String> networks = new LinkedHashSet<>();
        report.fits()
                .forEach(fitted ->
                        fitted.leftOut().forEach(row -> networks.add(row.row().network())));
        List<String> names = new ArrayList<>(networks);
        java.util.Collections.reverse(names);
        return names;
    }

    /** Predicted over measured by network, logarithmic, with intervals; several sizes of a network share a line. */
    static JFreeChart residuals(CalibrationReport report) {
        List<String> networks = networks(report);
        DefaultIntervalXYDataset data = new DefaultIntervalXYDataset();
        Range range = new Range(0, 0);
        int series = report.fits().size();
        for (int i = 0; i < series; i++) {
            List<SeriesFit.LeftOutRow> rows = report.fits().get(i).leftOut();
            double[][] points = new double[6][rows.size()];
            for (int k = 0; k < rows.size(); k++) {
                SeriesFit.LeftOutRow row = rows.get(k);
                double measuredMs = row.row().latencyMs();
                points[0][k] = Math.log10(row.predictedMs() / measuredMs);
                points[1][k] = Math.log10(row.lowMs() / measuredMs);
                points[2][k] = Math.log10(row.highMs() / measuredMs);
                // series stand side by side on a network's line
                double at =
                        networks.indexOf(row.row().network()) - (i - (series - 1) / 2.0) * 0.6 / Math.max(1, series);
                points[3][k] = at;
                points[4][k] = at;
                points[5][k] = at;
                range = include(include(range, points[1][k], points[2][k]), 0, 0);
            }
            data.addSeries(report.fits().get(i).title(), points);
        }
        NumberAxis x = log("predicted by the others over measured");
        x.setRange(margin(new Range(Math.max(range.getLowerBound(), -1), Math.min(range.getUpperBound(), 1))));
        SymbolAxis y =
                new SymbolAxis(null, networks.stream().map(PlanFonts::drawable).toArray(String[]::new));
        y.setTickLabelFont(PlanFonts.sans(6.2f));
        y.setTickLabelPaint(Palette.INK);
        y.setGridBandsVisible(false);
        y.setAxisLinePaint(Palette.QUIET);
        y.setTickMarksVisible(false);
        y.setRange(-0.6, networks.size() - 0.4);
        JFreeChart chart = chart(data, x, y, false);
        ChartStyle.uprightLine(chart.getXYPlot(), 0, "", true, Palette.QUIET);
        return chart;
    }

    private static JFreeChart chart(DefaultIntervalXYDataset data, NumberAxis x, NumberAxis y, boolean upright) {
        XYErrorRenderer renderer = new XYErrorRenderer();
        renderer.setDrawXError(!upright);
        renderer.setDrawYError(upright);
        renderer.setCapLength(2);
        renderer.setErrorStroke(new BasicStroke(0.7f));
        for (int i = 0; i < data.getSeriesCount(); i++) {
            Color colour = Palette.line(i);
            renderer.setSeriesPaint(i, colour);
            renderer.setSeriesShape(i, new Ellipse2D.Double(-POINT_PT / 2, -POINT_PT / 2, POINT_PT, POINT_PT));
            renderer.setSeriesShapesFilled(i, i < Palette.LINES_MAX);
        }
        return ChartStyle.chart(data, x, y, renderer);
    }

    /** Mean time of each window of a long run. */
    static JFreeChart latencyOverTime(SustainedRun run) {
        return overTime(run, "ms", SustainedRun.Window::meanMs, true);
    }

    /** Temperature at the end of each window; empty where the system shows none. */
    static JFreeChart temperatureOverTime(SustainedRun run) {
        return overTime(
                run, "°C", window -> window.temperatureDegC() == null ? Double.NaN : window.temperatureDegC(), false);
    }

    /** Clock at the end of each window; empty where the system shows none. */
    static JFreeChart clockOverTime(SustainedRun run) {
        return overTime(run, "MHz", window -> window.clockMhz() == null ? Double.NaN : window.clockMhz(), true);
    }

    private static JFreeChart overTime(
            SustainedRun run, String label, ToDoubleFunction<SustainedRun.Window> value, boolean fromZero) {
        DefaultXYDataset data = ChartStyle.data();
        double[][] points = new double[2][run.windows().size()];
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < run.windows().size(); i++) {
            points[0][i] = run.windows().get(i).startS();
            points[1][i] = value.applyAsDouble(run.windows().get(i));
            if (Double.isFinite(points[1][i])) {
                low = Math.min(low, points[1][i]);
                high = Math.max(high, points[1][i]);
            }
        }
        data.addSeries(run.name(), points);
        NumberAxis x = ChartStyle.axis("time in s");
        NumberAxis y = fromZero ? ChartStyle.fromZero(label, high, 1e-3) : ChartStyle.upright(label);
        if (!fromZero && low <= high) {
            y.setRange(Math.floor(low) - 1, Math.ceil(high) + 1);
        }
        return ChartStyle.chart(data, x, y, ChartStyle.lines(data));
    }

    private static NumberAxis log(String label) {
        LogAxis10 axis = new LogAxis10(PlanFonts.drawable(label));
        return ChartStyle.styled(axis);
    }

    private static Range include(@org.jspecify.annotations.Nullable Range range, double a, double b) {
        Range both = new Range(Math.min(a, b), Math.max(a, b));
        return range == null ? both : Range.combine(range, both);
    }

    private static Range margin(@org.jspecify.annotations.Nullable Range range) {
        if (range == null) {
            return new Range(0, 1);
        }
        double missing = Math.max(0, LEAST_DECADES - range.getLength()) / 2 + MARGIN_DECADES;
        return new Range(range.getLowerBound() - missing, range.getUpperBound() + missing);
    }
}
