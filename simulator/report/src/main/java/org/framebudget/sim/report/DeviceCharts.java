package org.framebudget.sim.report;

import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.results.Timeline;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.DefaultXYDataset;

/** Temperature, clock, power and battery of one device over time. */
final class DeviceCharts {
    /** A trip point farther above everything seen is not drawn. */
    static final double TRIP_NEAR_K = 15;

    private final ChartBook charts;
    private final TimeAxis time;
    private final Timeline.DeviceSeries device;
    private final Set<String> usedUnits;
    private final List<RunResult.ThrottleStep> steps;

    /** Clocks are drawn for the used units alone; {@code steps} are theirs. */
    DeviceCharts(
            ChartBook charts,
            TimeAxis time,
            Timeline.DeviceSeries device,
            Set<String> usedUnits,
            List<RunResult.ThrottleStep> steps) {
        this.charts = charts;
        this.time = time;
        this.device = device;
        this.usedUnits = usedUnits;
        this.steps = steps;
    }

    String temperature(double ambientDegC, List<ReportInput.TripPoint> trips, int widthMm, int heightMm) {
        Legend legend = new Legend();
        DefaultXYDataset data = lines(device.temperatureDegC(), 1, legend);
        double low = ambientDegC;
        double high = ambientDegC + 5;
        for (double[] values : device.temperatureDegC().values()) {
            for (double value : values) {
                low = value < low ? value : low;
                high = value > high ? value : high;
            }
        }
        double seen = high;
        // a trip point far above everything seen would flatten the curves
        List<ReportInput.TripPoint> near = trips.stream()
                .filter(trip -> trip.tripDegC() < seen + TRIP_NEAR_K)
                .toList();
        for (ReportInput.TripPoint trip : near) {
            high = Math.max(high, trip.tripDegC());
        }
        NumberAxis y = ChartStyle.upright("°C");
        // room for a line of text above the highest trip point; axis and its label take 12 mm of the height
        double above = Math.max(0.12, 3.5 / (heightMm - 12));
        y.setRange(Math.floor(low - 1), high + above * (high - low) + 1);
        JFreeChart chart = ChartStyle.chart(data, time.axis(), y, ChartStyle.lines(data));
        // what happens stands in the legend: beside the lines there is no room for it where several are close
        Map<Double, String> byTemperature = new TreeMap<>();
        near.forEach(trip -> byTemperature.merge(
                trip.tripDegC(), trip.node() + ": " + trip.label(), (all, more) -> joined(all, more)));
        int i = 0;
        for (Map.Entry<Double, String> trip : byTemperature.entrySet()) {
            String degrees = Numbers.withUnit(trip.getKey(), "°C");
            // at the left, where most curves still are low; neighbours do not cover each other
            double share = 0.01 + 0.13 * (i++ % 3);
            ChartStyle.levelLine(chart.getXYPlot(), trip.getKey(), degrees, share, Palette.RED);
            legend.marker(Palette.RED, degrees + " " + trip.getValue());
        }
        marks(chart, legend);
        return legend.html() + charts.add(chart, "Temperature of " + device.id() + " over time", widthMm, heightMm);
    }

    /** {@code junction: die limit of the NPU, die limit of the CPU}: the node once. */
    private static String joined(String all, String more) {
        String node = all.substring(0, all.indexOf(": ") + 2);
        return all + ", " + (more.startsWith(node) ? more.substring(node.length()) : more);
    }

    /** Clock steps as triangles at the foot of a chart: down for slower, up for faster. */
    private void marks(JFreeChart chart, Legend legend) {
        if (steps.isEmpty()) {
            return;
        }
        Map<String, Double> clock = new HashMap<>();
        List<Double> slower = new ArrayList<>();
        List<Double> faster = new ArrayList<>();
        for (RunResult.ThrottleStep step : steps) {
            double before = clock.getOrDefault(step.unit(), 1.0);
            (step.clockFraction() < before ? slower : faster).add(step.atS() / time.secondsPerUnit());
            clock.put(step.unit(), step.clockFraction());
        }
        DefaultXYDataset data = ChartStyle.data();
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(false, true);
        addMarks(chart, data, renderer, slower, false);
        addMarks(chart, data, renderer, faster, true);
        chart.getXYPlot().setDataset(1, data);
        chart.getXYPlot().setRenderer(1, renderer);
        legend.sign("▼", Palette.RED, "a clock is lowered");
        if (!faster.isEmpty()) {
            legend.sign("▲", Palette.GREEN, "raised again");
        }
    }

    private static void addMarks(
            JFreeChart chart, DefaultXYDataset data, XYLineAndShapeRenderer renderer, List<Double> at, boolean up) {
        NumberAxis y = (NumberAxis) chart.getXYPlot().getRangeAxis();
        double height = y.getLowerBound() + 0.05 * y.getRange().getLength();
        double[] x = at.stream().mapToDouble(Double::doubleValue).toArray();
        double[] heights = new double[x.length];
        Arrays.fill(heights, height);
        int series = data.getSeriesCount();
        data.addSeries(up ? "raised" : "lowered", new double[][] {x, heights});
        Path2D triangle = new Path2D.Double();
        double tip = up ? -2.2 : 2.2;
        triangle.moveTo(-2, -tip);
        triangle.lineTo(2, -tip);
        triangle.lineTo(0, tip);
        triangle.closePath();
        renderer.setSeriesShape(series, triangle);
        renderer.setSeriesPaint(series, up ? Palette.GREEN : Palette.RED);
    }

    /** Clocks of the used units as steps; units whose clocks are always the same share a line and its name. */
    String clock(int widthMm, int heightMm) {
        Legend legend = new Legend();
        DefaultXYDataset data = ChartStyle.data();
        List<String> names = new ArrayList<>();
        List<double[]> lines = new ArrayList<>();
        device.clockFraction().forEach((unit, values) -> {
            if (!usedUnits.contains(unit)) {
                return;
            }
            int same = 0;
            while (same < lines.size() && !Arrays.equals(lines.get(same), values)) {
                same++;
            }
            if (same < lines.size()) {
                names.set(same, names.get(same) + " and " + unit);
            } else {
                names.add(unit);
                lines.add(values);
            }
        });
        for (int i = 0; i < lines.size(); i++) {
            double[] percent =
                    Arrays.stream(lines.get(i)).map(value -> 100 * value).toArray();
            data.addSeries(i, StepLine.of(time.line(percent)));
            legend.line(i, names.get(i) + (names.get(i).contains(" and ") ? ", the same" : ""));
        }
        NumberAxis y = ChartStyle.upright("clock, %");
        y.setRange(0, 108);
        JFreeChart chart = ChartStyle.chart(data, time.axis(), y, ChartStyle.lines(data));
        return legend.html() + charts.add(chart, "Clock of " + device.id() + " over time", widthMm, heightMm);
    }

    String power(int widthMm, int heightMm) {
        Legend legend = new Legend();
        DefaultXYDataset data = lines(Map.of("whole device, mean of each window", device.powerW()), 1, legend);
        NumberAxis y = ChartStyle.fromZero("W", max(List.of(device.powerW())), 0.01);
        JFreeChart chart = ChartStyle.chart(data, time.axis(), y, ChartStyle.lines(data));
        return legend.html() + charts.add(chart, "Power of " + device.id() + " over time", widthMm, heightMm);
    }

    String battery(int widthMm, int heightMm) {
        Legend legend = new Legend();
        DefaultXYDataset data = lines(Map.of("charge left", device.batteryFraction()), 100, legend);
        NumberAxis y = ChartStyle.upright("% of full");
        y.setRange(0, 102);
        JFreeChart chart = ChartStyle.chart(data, time.axis(), y, ChartStyle.lines(data));
        return legend.html() + charts.add(chart, "Battery of " + device.id() + " over time", widthMm, heightMm);
    }

    private DefaultXYDataset lines(Map<String, double[]> values, double factor, Legend legend) {
        DefaultXYDataset data = ChartStyle.data();
        int i = 0;
        for (Map.Entry<String, double[]> entry : values.entrySet()) {
            double[] scaled =
                    Arrays.stream(entry.getValue()).map(value -> factor * value).toArray();
            data.addSeries(i, time.line(scaled));
            legend.line(i, entry.getKey());
            i++;
        }
        return data;
    }

    private static double max(Collection<double[]> all) {
        return all.stream()
                .flatMapToDouble(Arrays::stream)
                .filter(Double::isFinite)
                .max()
                .orElse(0);
    }
}
