package org.framebudget.ui.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.framebudget.sim.results.Figures;
import org.framebudget.sim.results.LatencyHistogram;
import org.framebudget.sim.results.RunResult;
import org.framebudget.ui.charts.ChartModel;
import org.framebudget.ui.charts.ChartModel.Line;
import org.framebudget.ui.charts.ChartModel.Mark;
import org.framebudget.ui.session.Answer;
import org.framebudget.ui.session.QueuedSession;
import org.framebudget.ui.session.ShortScenario;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The charts of a run that grows hot, and of the run before it. */
final class LiveChartsTest {
    private static final QueuedSession QUEUED = new QueuedSession();

    private static Answer cool = before();
    private static Answer hot = cool;

    /** Takes the place of what is not there yet. */
    @SuppressWarnings("NullAway")
    private static Answer before() {
        return null;
    }

    @BeforeAll
    static void run(@TempDir Path folder) throws IOException {
        cool = QUEUED.opened(ShortScenario.in(folder));
        QUEUED.session()
                .changeAll(
                        Map.of(
                                "environment.ambient_deg_c",
                                "45",
                                "devices.phone.start_deg_c",
                                "45",
                                "duration_s",
                                "63"),
                        "heat");
        hot = QUEUED.done();
        assertEquals(3, hot.question().changes().size());
    }

    @AfterAll
    static void close() {
        QUEUED.close();
    }

    private static LiveCharts charts() {
        return new LiveCharts(hot, Beside.before(cool), 0);
    }

    private static Line line(ChartModel model, String name) {
        return model.lines().stream()
                .filter(line -> line.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not in " + model.id()));
    }

    private static double sum(Line line) {
        return Arrays.stream(line.values()).sum();
    }

    private static double most(Line line) {
        return Arrays.stream(line.values())
                .filter(value -> !Double.isNaN(value))
                .max()
                .orElse(Double.NaN);
    }

    @Test
    void theSlowestFrameIsInTheLatencyChart() {
        Double slowestMs = cool.result().streams().get(0).budgetToResultMs().max();
        Line largest = line(new LiveCharts(cool, null, 0).latency(), "largest");
        assertTrue(most(largest) > 0);
        // the chart is of the first replication, the result of all
        assertTrue(most(largest) <= Objects.requireNonNull(slowestMs) + 1e-9);
        Line p99 = line(new LiveCharts(cool, null, 0).latency(), "p99");
        for (int i = 0; i < p99.values().length; i++) {
            assertFalse(p99.values()[i] > largest.values()[i] + 1e-9, "window " + i);
        }
    }

    @Test
    void theDistributionHasEveryResultOfTheRunAndTheRunBefore() {
        ChartModel chart = Distribution.of(hot, cool, 0).chart();
        RunResult.Stream stream = hot.result().streams().get(0);
        double late = sum(line(chart, "over budget"));
        assertEquals(stream.processed(), sum(line(chart, "in time")) + late + longer(chart));
        assertEquals(stream.late(), late + longer(chart), 0.01 * stream.processed());
        assertEquals(cool.result().streams().get(0).processed(), sum(line(chart, "before")), 5);
        assertTrue(chart.levels().get(0).upright());
        assertEquals("ms", chart.axis().unit());
    }

    private static double longer(ChartModel chart) {
        return chart.marks().isEmpty()
                ? 0
                : Double.parseDouble(chart.marks().get(0).words().split(" ", 2)[0]);
    }

    private static ChartModel distribution(int usual, int over, long overMs) {
        LatencyHistogram latency = new LatencyHistogram();
        for (int i = 0; i < usual; i++) {
            latency.record(20_000_000 + i % 1000 * 1000);
        }
        for (int i = 0; i < over; i++) {
            latency.record(overMs * 1_000_000);
        }
        return Distribution.of(latency, null, hot.result().streams().get(0)).chart();
    }

    @Test
    void aBinEndsAtTheBudgetAndTheAxisIsLogarithmicWhereMissesCouldNotBeSeen() {
        ChartModel few = distribution(10_000, 20, 40);
        assertTrue(few.logarithmic());
        assertEquals(20, sum(line(few, "over budget")));
        double budgetMs = few.levels().get(0).value();
        assertTrue(Arrays.stream(few.lines().get(0).timeS()).anyMatch(edge -> Math.abs(edge - budgetMs) < 1e-9));
        assertFalse(distribution(10_000, 9_000, 40).logarithmic());
        assertFalse(distribution(10_000, 0, 40).logarithmic());
    }

    @Test
    void aResultFarFromAllOthersDoesNotSqueezeThemAndIsTold() {
        ChartModel chart = distribution(10_000, 1, 5000);
        double[] edges = chart.lines().get(0).timeS();
        assertTrue(edges[edges.length - 1] < 100, "ends at " + edges[edges.length - 1]);
        Mark far = chart.marks().get(0);
        assertEquals("1 longer, up to 5000 ms", far.words());
    }

    @Test
    void clockStepsNameUnitClockAndOperatingPoint() {
        List<RunResult.ThrottleStep> steps =
                hot.result().devices().get(0).throttle().steps();
        assertFalse(steps.isEmpty(), "so hot a phone slows down");
        ChartModel temperature = charts().temperature();
        assertEquals(steps.size(), temperature.marks().size());
        Mark first = temperature.marks().get(0);
        assertEquals(steps.get(0).atS(), first.at());
        assertTrue(
                first.words()
                        .matches(".*" + steps.get(0).unit()
                                + " \\d+ to \\d+ MHz \\(.* %\\), operating point \\d+ of \\d+.*"),
                first.words());
        Line clock = line(charts().clock(), steps.get(0).unit());
        // just before and just after the step
        assertEquals(100, clock.at(first.at()), 1e-9);
        assertEquals(100 * steps.get(0).clockFraction(), clock.at(first.at() + 1e-6), 1e-9);
    }

    @Test
    void powerByComponentAddsUpToTheDevice() {
        ChartModel power = charts().power();
        Line device = line(power, "device");
        double partsW = power.lines().stream()
                .filter(line -> line.shape() == ChartModel.Shape.AREA)
                .mapToDouble(LiveChartsTest::sum)
                .sum();
        assertEquals(sum(device), partsW, 1e-6);
        assertTrue(power.lines().stream().anyMatch(line -> line.name().equals("npu")));
        assertNotNull(line(power, "before"));
    }

    @Test
    void smallComponentsAreShownTogether() {
        Map<String, List<String>> shown =
                Components.shown(Map.of("a", 7.0, "b", 6.0, "c", 5.0, "d", 4.0, "e", 3.0, "f", 2.0, "none", 0.0));
        assertEquals(List.of("a", "b", "c", "d", "rest"), List.copyOf(shown.keySet()));
        assertEquals(List.of("e", "f"), shown.get("rest"));
    }

    @Test
    void theBatteryChartTellsTheTimeToEmpty() {
        RunResult.Battery battery = hot.result().devices().get(0).battery();
        assertNotNull(battery);
        List<Double> interval = battery.interval95();
        assertNotNull(interval);
        String hours = " h to empty (95 %: " + Figures.plain(interval.get(0)) + " to " + Figures.plain(interval.get(1));
        String note = charts().battery().note().replace('\u00a0', ' ');
        assertTrue(note.contains(hours), note);
        assertNull(hot.result().devices().get(0).killedAtS());
        assertEquals(List.of(), charts().battery().marks());
    }
}
