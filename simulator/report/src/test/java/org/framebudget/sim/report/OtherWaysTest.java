package org.framebudget.sim.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.framebudget.sim.planner.PlanResult;
import org.framebudget.sim.results.RunResult;
import org.jfree.chart.JFreeChart;
import org.jfree.data.xy.XYDataset;
import org.junit.jupiter.api.Test;

/** Alternatives and sensitivity as people read them. */
class OtherWaysTest {
    private static PlanResult.Alternative alternative(String change, double missed, boolean meets, boolean cheapest) {
        return new PlanResult.Alternative(change, missed, 31.0, 3.1, 5.9, 0.744, null, meets, cheapest, null);
    }

    private static OtherWays ways() {
        return new OtherWays(
                false,
                List.of(
                        alternative("24 instead of 30 fps", 0, true, true),
                        alternative("Network input 192 × 192 px instead of 224 × 224", 0.001, true, false),
                        alternative("Inference on cpu instead of npu", 0.4, false, false),
                        alternative("Two frames may wait, in their order (FIFO)", 0.5, false, false)),
                List.of(
                        new PlanResult.Sensitivity("environment.ambient_deg_c", 15, 35, 0, 0.3, 0.02, true),
                        new PlanResult.Sensitivity(
                                "pixel-4 units[cpu].preprocess_ns_per_px", 0.3, 3, 0, 0.1, 0.02, false),
                        new PlanResult.Sensitivity("pixel-4 battery age", 0.8, 1, 0.02, 0.02, 0.02, false)),
                List.of("Sensitivity was simulated over the first 1000 s alone."));
    }

    @Test
    void keysOfTheContractReadAsWords() {
        assertEquals(new ParameterLabel("ambient temperature", "°C"), ParameterLabel.of("environment.ambient_deg_c"));
        assertEquals(
                new ParameterLabel("cpu, preprocess (pixel-4)", "ns/px"),
                ParameterLabel.of("pixel-4 units[cpu].preprocess_ns_per_px"));
        assertEquals(
                new ParameterLabel("cpu, operating points, active (pixel-4)", "W"),
                ParameterLabel.of("pixel-4 units[cpu].operating_points[].active_w"));
        assertEquals(
                new ParameterLabel("skin policy, sensors, weights 2 (pixel-6)", ""),
                ParameterLabel.of("pixel-6 limiters[skin policy].sensors.weights[1]"));
        assertEquals(
                new ParameterLabel("die temperatures (pixel-6)", "°C"),
                ParameterLabel.of("pixel-6 limiters[die] temperatures"));
        assertEquals(
                new ParameterLabel("time of yolov8n 640x640 int8 on npu (pixel-6)", "ms"),
                ParameterLabel.of("pixel-6 latency of yolov8n 640x640 int8 on npu"));
        assertEquals(
                "15 to 35\u00a0°C",
                ParameterLabel.of("environment.ambient_deg_c").range(15, 35));
    }

    @Test
    void theTerminalShowsTheBestThreeAndWhatCouldTurnTheVerdict() {
        Fixture fixture = Fixture.phone();
        fixture.other = ways();
        ReportInput input = fixture.input();
        String text = VerdictTable.text(input.result(), input.phases(), TextStyle.PLAIN);
        assertTrue(text.contains("Cheapest of what meets: \"24 instead of 30 fps\"."), text);
        assertTrue(text.contains("Inference on cpu"), text);
        assertFalse(text.contains("Two frames may wait"), "the fourth");
        assertTrue(text.contains("Cheapest first, of what meets all objectives."), text);
        assertTrue(text.contains("ambient temperature"), text);
        assertFalse(text.contains("preprocess (pixel-4)"), "it turns nothing");
        assertTrue(text.contains("Sensitivity was simulated over the first 1000 s alone."), text);
    }

    @Test
    void theLeadSaysWhetherAnythingHasToChange() {
        OtherWays failing = new OtherWays(false, List.of(alternative("x", 1, false, false)), List.of(), List.of());
        assertEquals("Nothing that was tried is sure to meet all objectives; this comes nearest.", failing.lead());
        OtherWays fine = new OtherWays(true, ways().alternatives(), List.of(), List.of());
        assertEquals("Nothing needs mending; this would meet too, most room first.", fine.lead());
    }

    @Test
    void whatHoldsEveryObjectiveOnASpecificationAloneIsOpenAndNotMissed() {
        OtherWays specified = new OtherWays(
                false,
                List.of(
                        new PlanResult.Alternative(
                                "30 instead of 36 fps", 0.0, 31.0, 3.1, 5.9, null, null, false, false, true),
                        alternative("Inference on cpu instead of npu", 0.4, false, false)),
                List.of(),
                List.of());
        assertEquals(
                Verdict.State.OPEN, OtherWays.state(specified.alternatives().get(0)));
        assertEquals(
                Verdict.State.MISSES, OtherWays.state(specified.alternatives().get(1)));
        assertEquals(
                "Nothing can be called met while a device is known from its specification alone; what is marked ? holds every"
                        + " objective in the simulation.",
                specified.lead());
    }

    @Test
    void whereNothingMeetsTheNearestIsNamedWithWhatItMisses() {
        OtherWays hopeless = new OtherWays(
                false,
                List.of(alternative("90 instead of 30 fps", 0.4, false, false)),
                List.of(),
                List.of(),
                List.of("70 useful results a second are asked for, and the camera back gives no more than 30 frames"),
                new PlanResult.Nearest(
                        "90 instead of 30 fps", List.of(new RunResult.Check("useful_fps_min", 70, 50.0, false))));
        assertEquals(
                "Nothing that was tried meets all objectives. \"90 instead of 30 fps\" comes nearest: it fails by 20\u00a0fps in"
                        + " useful frame rate (asked at least 70\u00a0fps, simulated 50\u00a0fps).",
                hopeless.lead());
        Fixture fixture = Fixture.phone();
        fixture.other = hopeless;
        ReportInput input = fixture.input();
        boolean failed = input.result().slo().checks().stream().anyMatch(check -> !check.met());
        assertTrue(failed, "the fixture misses");
        String text = VerdictTable.text(input.result(), input.phases(), TextStyle.PLAIN);
        String first = text.lines().skip(1).findFirst().orElseThrow();
        assertTrue(
                first.contains(
                        "Cannot be met with these cameras and networks: 70 useful results a second are asked for"),
                first);
        String detail = text.substring(0, text.indexOf("\n\n"));
        assertTrue(detail.replace("\n", " ").contains("comes nearest"), text);
        assertTrue(
                new PlanHtml(input, new ChartBook()).html().contains("networks: 70 useful results a second"),
                "the first page");
    }

    @Test
    void aMissByAHairIsToldApartFromItsLimit() {
        assertEquals(
                "43.03\u00a0°C",
                Objective.of(new RunResult.Check("skin_deg_c_max", 43, 43.0298, false))
                        .actual());
        assertEquals(
                "300.2\u00a0mW",
                Objective.of(new RunResult.Check("app_power_w_max", 0.3, 0.30021, false))
                        .actual());
        assertEquals(
                "1.003\u00a0%",
                Objective.of(new RunResult.Check("miss_fraction_max", 0.01, 0.01003, false))
                        .actual());
        assertEquals(
                "43\u00a0°C",
                Objective.of(new RunResult.Check("skin_deg_c_max", 43, 42.99, true))
                        .actual());
        assertEquals(
                "45.2\u00a0°C",
                Objective.of(new RunResult.Check("skin_deg_c_max", 43, 45.23, false))
                        .actual());
    }

    @Test
    void whatTurnsTheVerdictWithoutAMissIsExplained() {
        OtherWays heat = new OtherWays(
                false,
                List.of(),
                List.of(new PlanResult.Sensitivity("environment.ambient_deg_c", 15, 35, 0, 0, 0, true)),
                List.of());
        assertTrue(heat.turningOtherwise().contains("another objective"), heat.turningOtherwise());
        assertEquals("", ways().turningOtherwise());
        Fixture fixture = Fixture.phone();
        fixture.other = heat;
        ReportInput input = fixture.input();
        assertTrue(VerdictTable.text(input.result(), input.phases(), TextStyle.PLAIN)
                .contains(heat.turningOtherwise()));
        assertTrue(new PlanHtml(input, new ChartBook()).html().contains(heat.turningOtherwise()));
    }

    @Test
    void whatDoesNotFitAtAllIsNoneAndNotZeroToZero() {
        MoreFits more = new MoreFits(
                List.of(
                        new PlanResult.Headroom(
                                "pi",
                                "detect",
                                "fps",
                                5,
                                0.0,
                                0.0,
                                List.of(0.0, 0.0),
                                List.of(0.0, 0.0),
                                0.0,
                                "cpu",
                                null,
                                null),
                        new PlanResult.Headroom(
                                "pi",
                                "detect",
                                "cameras",
                                1,
                                1.0,
                                1.0,
                                List.of(1.0, 1.0),
                                List.of(0.0, 2.0),
                                0.9,
                                "cpu",
                                null,
                                null)),
                List.of(),
                null);
        String html = more.brief().html() + more.html().html();
        assertFalse(html.contains("0 to 0"), html);
        assertTrue(html.contains("none to 2"), html);
    }

    @Test
    void whereDevicesAreComparedTheFirstPageSaysWhichToTake() {
        Fixture fixture = Fixture.phone();
        fixture.other = ways();
        fixture.ranking = new DeviceRanking(
                List.of(), new PlanResult.Recommendation("pixel-6", "sustained", "pixel-6 does best in steady state."));
        String text = new Recommendation(fixture.input()).text();
        assertTrue(
                text.endsWith("Of these devices, for sustained use: pixel-6. pixel-6 does best in steady state."),
                text);
    }

    @Test
    void thePlanHasBothInItsOutlineAndTheStrongestAsAChart() {
        Fixture fixture = Fixture.phone();
        fixture.other = ways();
        ChartBook charts = new ChartBook();
        String html = new PlanHtml(fixture.input(), charts).html();
        assertTrue(html.contains("<bookmark name=\"What else could be done\" href=\"#alternatives\"/>"), html);
        assertTrue(html.contains("<h2 id=\"alternatives\""), html);
        assertTrue(html.contains("<h2 id=\"sensitivity\""), html);
        assertTrue(html.contains("24 instead of 30 fps — the cheapest that meets"), html);
        assertTrue(html.contains("1 further parameter changes nothing at either end of its range."), html);
        assertFalse(html.contains("None of them alone turns the verdict."), html);
        fixture.other = null;
        assertFalse(new PlanHtml(fixture.input(), new ChartBook()).html().contains("id=\"alternatives\""));
    }

    @Test
    void barsGoFromWhatIsMissedNowToBothEndsAndTheStrongestStandsAbove() {
        JFreeChart chart = TornadoChart.of(ways().bars());
        XYDataset data = chart.getXYPlot().getDataset();
        assertEquals(2, data.getXValue(0, 0), 1e-9, "percent");
        assertEquals(0, data.getXValue(0, 1), 1e-9);
        assertEquals(30, data.getXValue(1, 1), 1e-9);
        assertTrue(data.getYValue(1, 0) > data.getYValue(1, 3), "the strongest is the upper one");
        List<PlanResult.Sensitivity> many = new ArrayList<>();
        for (int i = 0; i < 14; i++) {
            many.add(ways().sensitivity().get(0));
        }
        assertEquals(10, new OtherWays(false, List.of(), many, List.of()).bars().size());
    }

    @Test
    void whatChangesNothingHasNoChartAndIsSaid() {
        Fixture fixture = Fixture.phone();
        fixture.other = new OtherWays(
                true,
                List.of(),
                List.of(new PlanResult.Sensitivity("pixel-4 battery age", 0.8, 1, 0, 0, 0, false)),
                List.of());
        String html = new PlanHtml(fixture.input(), new ChartBook()).html();
        assertTrue(html.contains("At no end of any range does the share of missed frames change."), html);
        assertTrue(html.contains("None of them alone turns the verdict."), html);
        assertFalse(html.contains("The strongest"), html);
    }
}
