package org.framebudget.ui.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.framebudget.sim.results.RunResult;
import org.framebudget.ui.charts.ChartModel;
import org.framebudget.ui.charts.ChartModel.Line;
import org.framebudget.ui.charts.ChartModel.Shape;
import org.framebudget.ui.session.Answer;
import org.framebudget.ui.session.QueuedSession;
import org.framebudget.ui.session.ShortScenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the charts show is what the result says. */
class ChartsOfResultTest {
    @TempDir
    Path folder;

    private static double sum(Line line, double[] low) {
        double sum = 0;
        for (int i = 0; i < line.values().length; i++) {
            sum += (line.values()[i] - low[i]) * (line.timeS()[i] - (i == 0 ? 0 : line.timeS()[i - 1]));
        }
        return sum;
    }

    @Test
    void everyChartIsReadFromTheAnswerAndTheOneBeforeStaysBesideIt() throws IOException {
        // twice as fast as the slow processor that it is on: some frames are dropped
        String slow = ShortScenario.TEXT
                .replace("network: mobilenet_edgetpu_1.75", "network: mobilenet_v1_1.0")
                .replace("unit: npu", "unit: cpu")
                .replace("profile: pixel-6, screen_fraction: 0.5", "profile: raspberry-pi-3b-plus");
        try (QueuedSession queued = new QueuedSession()) {
            Answer before = queued.opened(Files.writeString(folder.resolve("slow.yaml"), slow));
            queued.session().change("cameras.back.fps", "15");
            Answer now = queued.done();
            LiveCharts charts = new LiveCharts(now, before, 0);
            RunResult.Stream stream = now.result().streams().get(0);
            List<Line> misses = charts.misses().lines();
            assertTrue(stream.late() + stream.dropped() > 0, "a scenario that misses");
            assertEquals(
                    stream.late(), sum(misses.get(0), new double[misses.get(0).values().length]), 1e-6);
            assertEquals(stream.dropped(), sum(misses.get(1), misses.get(0).values()), 1e-6);
            ChartModel latency = charts.latency();
            assertEquals(stream.budgetMs(), latency.levels().get(0).value());
            assertEquals(
                    List.of(Shape.BAND, Shape.DASHED, Shape.LINE),
                    latency.lines().stream().map(Line::shape).toList());
            assertEquals(
                    before.timeline().streams().get(0).latencyP50Ms().length,
                    latency.lines().get(1).values().length);
            assertTrue(charts.battery().lines().isEmpty(), "it has none");
            for (ChartModel chart : List.of(
                    charts.temperature(), charts.clock(), charts.utilisation(), charts.queue(), charts.power())) {
                assertTrue(!chart.lines().isEmpty(), chart.id());
                for (Line line : chart.lines()) {
                    assertEquals(line.timeS().length, line.values().length, chart.id());
                    assertTrue(Arrays.stream(line.values()).allMatch(Double::isFinite), chart.id());
                    assertEquals(20, line.timeS()[line.timeS().length - 1], 1e-9, chart.id());
                }
            }
            assertTrue(
                    Stream.of(charts.utilisation(), charts.clock())
                            .flatMap(chart -> chart.lines().stream())
                            .flatMapToDouble(line -> Arrays.stream(line.values()))
                            .allMatch(percent -> percent >= 0 && percent <= 100 + 1e-9),
                    "shares");
            assertEquals(1, new LiveCharts(now, null, 0).power().lines().size());
        }
    }
}
