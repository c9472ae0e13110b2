package org.framebudget.sim.report;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.framebudget.sim.results.Timeline;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.renderer.xy.XYStepRenderer;
import org.jfree.data.xy.DefaultXYDataset;

/** Temperature, clock, power and battery of one device over time. */
final class DeviceCharts {
    private final ChartBook charts;
    private final TimeAxis time;
    private final Timeline.DeviceSeries device;

    DeviceCharts(ChartBook charts, TimeAxis time, Timeline.DeviceSeries device) {
        this.charts = charts;
        this.time = time;
        this.device = device;
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
        List<ReportInput.TripPoint> near =
                trips.stream().filter(trip -> trip.tripDegC() < seen + 15).toList();
        for (ReportInput.TripPoint trip : near) {
            high = Math.max(high, trip.tripDegC());
        }
        NumberAxis y = ChartStyle.upright("°C");
        y.setRange(Math.floor(low - 1), high + 0.12 * (high - low) + 1);
        JFreeChart chart = ChartStyle.chart(data, time.axis(), y, ChartStyle.lines(data));
        for (int i = 0; i < near.size(); i++) {
            ReportInput.TripPoint trip = near.get(i);
            // neighbouring labels at different places do not cover each other
            double share = i % 3 == 0 ? 0.01 : i % 3 == 1 ? 0.34 : 0.67;
            String text = Numbers.plain(trip.tripDegC()) + " °C " + trip.node() + ": " + trip.label();
            ChartStyle.levelLine(chart.getXYPlot(), trip.tripDegC(), text, share, Palette.RED);
        }
        return legend.html() + charts.add(chart, "Temperature of " + device.id() + " over time", widthMm, heightMm);
    }

    String clock(int widthMm, int heightMm) {
        Legend legend = new Legend();
        DefaultXYDataset data = lines(device.clockFraction(), 100, legend);
        NumberAxis y = ChartStyle.upright("% of fastest");
        y.setRange(0, 108);
        JFreeChart chart = ChartStyle.chart(data, time.axis(), y, ChartStyle.paint(new XYStepRenderer(), data));
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
