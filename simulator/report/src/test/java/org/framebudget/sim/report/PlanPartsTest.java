package org.framebudget.sim.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.framebudget.sim.planner.PlanResult;
import org.framebudget.sim.results.RunResult;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleEdge;
import org.junit.jupiter.api.Test;

/** The small parts of the PDF: packed tables, staircases, units in use. */
class PlanPartsTest {
    private static String plain(String html) {
        return html.replaceAll("<[^>]+>", "|").replace('\u00a0', ' ').replace('\u202f', ' ');
    }

    private static AssumedValue value(String key, double value, double low, double high, String note) {
        return new AssumedValue("pixel-4", key, value, low, high, note);
    }

    @Test
    void assumedValuesOfOnePartAndReasonShareARowAndLoseNothing() {
        String html = plain(AssumedTable.of(List.of(
                        value("units[cpu].idle_w", 0.03, 0, 0.1, "none published"),
                        value("units[cpu].operating_points[0].clock_mhz", 2840, 1704, 3976, "as on Pixel 6"),
                        value("units[cpu].operating_points[0].active_w", 3.5, 2.1, 4.9, "as on Pixel 6"),
                        value("units[cpu].operating_points[1].clock_mhz", 2414, 1448, 3380, "as on Pixel 6"),
                        value("units[cpu].operating_points[1].active_w", 2.57, 1.54, 3.6, "as on Pixel 6"),
                        value("units[npu].idle_w", 0.02, 0, 0.1, "none published"),
                        value("power.leakage.t0_deg_c", 40, 40, 40, "a rule"),
                        value("battery.ocv_source", Double.NaN, Double.NaN, Double.NaN, "another pack")))
                .html());
        assertTrue(
                html.contains("operating_points[0..1].clock_mhz: 2 840 (1 704 to 3 976), 2 414 (1 448 to 3 380)"
                        + " · operating_points[0..1].active_w: 3.5 (2.1 to 4.9), 2.57 (1.54 to 3.6)"),
                html);
        assertTrue(html.contains("|units[cpu]||idle_w: 0.03 (0 to 0.1)||none published|"), html);
        assertTrue(html.contains("|units[npu]||idle_w: 0.02 (0 to 0.1)|"), html);
        assertTrue(html.contains("|power||leakage.t0_deg_c: 40||a rule|"), html);
        assertTrue(html.contains("|battery||ocv_source: a curve||another pack|"), html);
        assertEquals(5, html.split("\\|pixel-4\\|", -1).length - 1, "one row for each part and reason");
    }

    @Test
    void theNameOfALongBudgetHasRoomBesideItsLine() {
        Fixture fixture = Fixture.phone();
        fixture.budgetMs = 100_000;
        ChartBook charts = new ChartBook();
        new LatencyCharts(fixture.input(), charts).distribution(80, 47);
        NumberAxis x = (NumberAxis) charts.chart(0).getXYPlot().getDomainAxis();
        double roomMm = (80 - 20) * (1 - 100_000 / x.getUpperBound());
        double nameMm = TextLines.widthMm("  budget 100 000 ms", PlanFonts.sans(ChartStyle.TYPE_PT));
        assertTrue(roomMm > nameMm, roomMm + " for " + nameMm);
    }

    @Test
    void idsWithDotsAndGapsInAListStayReadable() {
        String html = plain(AssumedTable.of(List.of(
                        value("latency[mobilenet_v1_0.25 on cpu].cv", 0.1, 0, 1, ""),
                        value("limiters[skin policy].hot_deg_c[1]", 39, 37, 41, ""),
                        value("limiters[skin policy].hot_deg_c[4]", 46, 44, 48, "")))
                .html());
        assertTrue(html.contains("|latency[mobilenet_v1_0.25 on cpu]||cv: 0.1 (0 to 1)|"), html);
        assertTrue(html.contains("hot_deg_c[1, 4]: 39 (37 to 41), 46 (44 to 48)"), html);
    }

    @Test
    void whatTheFontsLackIsWrittenInOtherSignsOrAsCodePoints() {
        assertEquals("plain → µ ≤ Ünï", PlanFonts.drawable("plain → µ ≤ Ünï"));
        assertEquals("yard [U+76E3 U+8996], back", PlanFonts.drawable("yard 監視, back"));
        assertEquals("[U+1F697]!", PlanFonts.drawable("\uD83D\uDE97!"));
        assertEquals("Full 12", PlanFonts.drawable("Ｆｕｌｌ １２"), "the same letters in their usual width");
        assertEquals("ab", PlanFonts.drawable("a\u200b\ufe0fb"), "what nobody sees needs no sign");
        assertEquals("a b [U+0007] [U+D800]", PlanFonts.drawable("a\tb \u0007 \ud800"));
        assertEquals("[U+65E5]", PlanFonts.drawable("日"));
    }

    @Test
    void anUprightAxisIsAsWideAsTheOthersUntilItsNumbersNeedMore() {
        double narrow = reservedPt(80);
        assertEquals(narrow, reservedPt(2_349), 1e-9, "charts above each other share their time");
        assertTrue(reservedPt(5_000_000) > narrow + 5, "nothing is cut");
    }

    /** Width that an upright axis up to a number takes. */
    private static double reservedPt(double top) {
        NumberAxis axis = ChartStyle.fromZero("ms from delivery", top, 1);
        XYPlot plot = ChartStyle.chart(
                        ChartStyle.data(), ChartStyle.axis("time"), axis, ChartStyle.lines(ChartStyle.data()))
                .getXYPlot();
        Graphics2D graphics = new BufferedImage(10, 10, BufferedImage.TYPE_INT_RGB).createGraphics();
        return axis.reserveSpace(
                        graphics, plot, new Rectangle2D.Double(0, 0, 500, 150), RectangleEdge.LEFT, new AxisSpace())
                .getLeft();
    }

    @Test
    void linesAreCountedAsTheyBreak() {
        assertEquals(1, TextLines.count("", PlanFonts.sans(7.2f), 20));
        assertEquals(1, TextLines.count("yard", PlanFonts.sans(7.2f), 20));
        assertEquals(3, TextLines.count("one two three", PlanFonts.sans(7.2f), 8));
        assertEquals(2, TextLines.count("camera-yard", PlanFonts.sans(7.2f), 12), "after the hyphen");
        assertEquals(5, TextLines.count("m".repeat(40), PlanFonts.sans(7.2f), 20), "inside a word that fits nowhere");
    }

    @Test
    void noNumberOfALongRunAndNoTitleOfAColumnBreaksInside() {
        ReportInput input = Fixture.phone().input();
        String outcome = StreamTables.outcome(input, List.of(0)).html();
        String balance = StreamTables.balance(input.result()).html();
        for (String table :
                List.of(outcome, balance, StreamTables.stages(input.result()).html(), powerTable(input))) {
            for (String number : List.of("99.966", "12\u202f345")) {
                assertEquals(List.of(), columnsTooNarrowFor(number, table), number);
            }
        }
        assertEquals(List.of("p50 ms", "p95 ms", "p99 ms"), columnsTooNarrowFor("<0.001", outcome), "shares fit");
        List<String> notOfFrames = List.of("stale %", "missed %", "p50 ms", "p95 ms", "p99 ms");
        assertEquals(notOfFrames, columnsTooNarrowFor("86\u202f400\u202f000", outcome));
        List<String> requested = columnsTooNarrowFor("86\u202f400\u202f000", balance);
        assertFalse(requested.contains("requested") || requested.contains("captured"), requested.toString());
        Fixture sure = Fixture.phone();
        sure.hoursPrediction95 = List.of(4.2, 6.1);
        assertEquals(List.of(), columnsTooNarrowFor("99.966", powerTable(sure.input())));
        for (ReportInput with : List.of(input, sure.input())) {
            List<String> watts = columnsTooNarrowFor("0.000745", powerTable(with));
            assertTrue(watts.stream().noneMatch(column -> column.endsWith(" W")), watts.toString());
        }
    }

    @Test
    void noTitleOfTheHeadroomsColumnsBreaksInside() {
        PlanResult.Headroom room = new PlanResult.Headroom(
                "phone", "classify", "fps", 30, 45.0, 38.0, List.of(44.0, 46.0), null, 0.9, "npu", null, null);
        String table = new MoreFits(List.of(room), List.of(), null).html().html();
        assertEquals(List.of(), columnsTooNarrowFor("1", table));
    }

    @Test
    void aStageThatRunsANetworkSaysHowItsTimeIsKnown() {
        String stages = StreamTables.stages(Fixture.phone().input().result()).html();
        assertTrue(
                stages.replace('\u00a0', ' ')
                        .contains("12.3 ms (95 %: 10.9 to 13.9), predicted from measured networks of its family"),
                stages);
    }

    private static String powerTable(ReportInput input) {
        String pages = new DevicePages(input, new ChartBook()).html();
        int at = pages.indexOf("<table class=\"data\">", pages.indexOf("id=\"energy\""));
        return pages.substring(at, pages.indexOf("</table>", at));
    }

    /** Titles of columns in which a number, or a word of the title itself, would break. */
    private static List<String> columnsTooNarrowFor(String number, String table) {
        List<String> narrow = new ArrayList<>();
        Matcher column = Pattern.compile("<th class=\"([wn])\" style=\"width:([0-9.]+)%\">([^<]*)<")
                .matcher(table);
        while (column.find()) {
            boolean numbers = column.group(1).equals("n");
            double widthMm = 182 * Double.parseDouble(column.group(2)) / 100 - (numbers ? 1.6 : 3);
            boolean breaks = numbers && TextLines.count(number, PlanFonts.sans(7.2f), widthMm) > 1;
            String[] words = column.group(3).split(" ");
            // where a word follows another on its line, the renderer breaks it a little earlier than it must
            double slackMm = words.length == 1 ? 0 : 1.1;
            for (String word : words) {
                breaks |= TextLines.count(word, PlanFonts.sans(6.6f), widthMm - slackMm) > 1;
            }
            if (breaks) {
                narrow.add(column.group(3));
            }
        }
        return narrow;
    }

    @Test
    void aNumberBreaksBeforeItsUnitRatherThanInside() {
        String html = new HtmlTable()
                .words("asked", 1)
                .numbers("simulated", 1)
                .row()
                .cell("at most 3\u00a0frames")
                .cell("1\u202f796\u00a0frames")
                .html();
        assertTrue(html.contains(">at most 3\u00a0frames<"), html);
        assertTrue(html.contains(">1\u202f796 frames<"), html);
    }

    @Test
    void aStaircaseHoldsEachValueUntilTheNext() {
        double[][] corners = StepLine.of(new double[][] {{1, 2, 3, 4, 5}, {100, 100, 80, 80, 100}});
        assertArrayEquals(new double[] {1, 3, 3, 5, 5}, corners[0]);
        assertArrayEquals(new double[] {100, 100, 80, 80, 100}, corners[1]);
        assertEquals(0, StepLine.of(new double[][] {{}, {}})[0].length);
        assertArrayEquals(new double[] {7}, StepLine.of(new double[][] {{1}, {7}})[1]);
    }

    @Test
    void unitsThatNoStageUsesAreLeftOut() {
        RunResult result = Fixture.phone().input().result();
        RunResult.Device phone = result.devices().get(0);
        List<String> stages = result.streams().stream()
                .flatMap(stream -> stream.stages().stream())
                .map(RunResult.Stage::unit)
                .distinct()
                .sorted()
                .toList();
        RunResult.Device withGpu = with(
                phone,
                List.of(
                        new RunResult.Unit("npu", 0.5, 0.9),
                        new RunResult.Unit("cpu", 0.1, 1),
                        new RunResult.Unit("gpu", 0, 0.8)),
                List.of(
                        new RunResult.ThrottleStep(3, "gpu", 0.8, "skin policy"),
                        new RunResult.ThrottleStep(9, "npu", 0.6, "skin policy")));
        assertTrue(UsedUnits.of(result, withGpu).containsAll(stages));
        assertFalse(UsedUnits.of(result, withGpu).contains("gpu"));
        assertEquals(List.of("gpu"), UsedUnits.idle(result, withGpu));
        assertEquals(9, UsedUnits.steps(result, withGpu).get(0).atS());
        assertEquals(9, Verdict.firstS(result, withGpu), "an idle unit's step throttles nothing");
    }

    private static RunResult.Device with(
            RunResult.Device d, List<RunResult.Unit> units, List<RunResult.ThrottleStep> steps) {
        return new RunResult.Device(
                d.id(),
                d.profile(),
                d.evidence(),
                d.badge(),
                d.averagePowerW(),
                d.appPowerW(),
                d.cameraPowerW(),
                d.energyJ(),
                d.energyByComponentJ(),
                d.energyBalanceErrorJ(),
                d.energyPerInferenceGrossMj(),
                d.energyPerInferenceAboveIdleMj(),
                d.battery(),
                d.temperatureDegC(),
                d.ambientDegC(),
                new RunResult.Throttle(3.0, 0.5, steps),
                units,
                d.peakMemoryMb(),
                d.killedAtS(),
                d.bytesSent(),
                d.fairnessIndex());
    }
}
