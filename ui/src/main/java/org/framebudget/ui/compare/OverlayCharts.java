package org.framebudget.ui.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.framebudget.sim.results.Timeline;
import org.framebudget.ui.charts.ChartModel;
import org.framebudget.ui.charts.ChartModel.Line;
import org.framebudget.ui.charts.ChartModel.Shape;
import org.framebudget.ui.charts.Ink;
import org.framebudget.ui.text.Texts;

/** Curves of several runs over each other: of the first stream, and of the first device. */
public final class OverlayCharts {
    private OverlayCharts() {}

    /** A run with its name. */
    public record Run(String name, Timeline timeline) {}

    /** The 99th percentile of each window. */
    public static ChartModel latency(List<Run> runs) {
        List<Line> lines = new ArrayList<>();
        for (Run run : runs) {
            if (!run.timeline().streams().isEmpty()) {
                lines.add(
                        line(run, lines.size(), run.timeline().streams().get(0).latencyP99Ms()));
            }
        }
        return new ChartModel("overlay-latency", Texts.get("overlay.latency"), "ms", lines, List.of(), "", null);
    }

    /** Skin, where a device has one, else its hottest part. */
    public static ChartModel temperature(List<Run> runs) {
        List<Line> lines = new ArrayList<>();
        for (Run run : runs) {
            if (run.timeline().devices().isEmpty()) {
                continue;
            }
            Map<String, double[]> parts = run.timeline().devices().get(0).temperatureDegC();
            double[] skin = parts.get("skin");
            if (skin == null) {
                skin = parts.values().stream()
                        .max((a, b) -> Double.compare(most(a), most(b)))
                        .orElse(null);
            }
            if (skin != null) {
                lines.add(line(run, lines.size(), skin));
            }
        }
        return new ChartModel(
                "overlay-temperature", Texts.get("overlay.temperature"), "°C", lines, List.of(), "", null);
    }

    private static double most(double[] values) {
        return Arrays.stream(values).max().orElse(Double.NEGATIVE_INFINITY);
    }

    private static Line line(Run run, int index, double[] values) {
        double[] timeS = Arrays.stream(run.timeline().endNs())
                .mapToDouble(ns -> ns * 1e-9)
                .toArray();
        return new Line(run.name(), Ink.series(index), Shape.LINE, timeS, values);
    }
}
