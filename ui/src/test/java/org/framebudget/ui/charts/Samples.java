package org.framebudget.ui.charts;

import java.util.List;
import org.framebudget.ui.charts.ChartModel.Level;
import org.framebudget.ui.charts.ChartModel.Line;
import org.framebudget.ui.charts.ChartModel.Mark;
import org.framebudget.ui.charts.ChartModel.Shape;

/** Small charts for tests. */
final class Samples {
    private Samples() {}

    /** Two parts of a power, another run with longer windows, a limit, a step. */
    static ChartModel power() {
        double[] timeS = {1, 2, 3};
        return new ChartModel(
                        "power",
                        "Power",
                        "W",
                        List.of(
                                new Line("npu", Ink.BLUE, Shape.AREA, timeS, new double[] {1, 0.5, Double.NaN}),
                                new Line("camera", Ink.ORANGE, Shape.AREA, timeS, new double[] {1.1, 1.1, 1.1}),
                                new Line("before", Ink.GHOST, Shape.DASHED, new double[] {2, 4}, new double[] {3, 4})),
                        List.of(new Level("limit", Ink.RED, 2.5)),
                        "",
                        null)
                .with(List.of(new Mark(1.5, Ink.QUIET, "clock steps", "npu 1000 to 600 MHz")));
    }

    /** Two bins on each side of a budget. */
    static ChartModel distribution() {
        double[] edgesMs = {10, 20, 30, 40};
        return new ChartModel(
                "distribution",
                "Latency distribution",
                "",
                List.of(
                        new Line("in time", Ink.GREEN, Shape.BARS, edgesMs, new double[] {5, 1000, 0, 0}),
                        new Line("over budget", Ink.ORANGE, Shape.BARS, edgesMs, new double[] {0, 0, 3, 1})),
                List.of(new Level("budget", Ink.RED, 20, true)),
                "results per 10 ms",
                null,
                new ChartModel.Axis("latency", "ms"),
                true,
                List.of());
    }
}
