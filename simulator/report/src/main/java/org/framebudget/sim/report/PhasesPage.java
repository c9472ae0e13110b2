package org.framebudget.sim.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.framebudget.sim.results.LatencyHistogram;
import org.framebudget.sim.results.RunResult;
import org.jspecify.annotations.Nullable;

/** The first minute and the steady state side by side: objectives, streams, devices. */
final class PhasesPage {
    static final String TITLE = "First minute against steady state";

    private static final double NS_PER_MS = 1e6;

    private final ReportInput input;
    private final BurstAndSustained phases;
    private final ChartBook charts;

    PhasesPage(ReportInput input, BurstAndSustained phases, ChartBook charts) {
        this.input = input;
        this.phases = phases;
        this.charts = charts;
    }

    String html() {
        Html page = new Html();
        page.heading("phases", TITLE, 60);
        page.paragraph(
                "The same scenario in its first minute (burst, from its own start state) and in the steady state that a run of hours"
                        + " settles into (sustained)." + steady());
        HtmlTable objectives = objectives();
        if (!objectives.isEmpty()) {
            page.raw(objectives.under("Objectives in both"));
        }
        String chart = PhaseChart.html(input.result(), phases, charts);
        if (!chart.isEmpty()) {
            page.raw("<div class=\"block\"><h3>Latency against the budget in both</h3>")
                    .raw(chart)
                    .raw("</div>\n");
        }
        page.raw(streams().under("Streams"));
        HtmlTable devices = devices();
        if (!devices.isEmpty()) {
            page.raw(devices.under("Devices"));
        }
        return page.toString();
    }

    private String steady() {
        BurstAndSustained.Phase sustained = phases.sustained();
        if (sustained == null) {
            return " There is no steady state to report: the ambient or a camera is recorded, or a device ends.";
        }
        String ends = input.result().deviceEnded()
                ? " A device ends before the run does; the steady state is what would be if it lasted, and nothing in it is"
                        + " called met."
                : "";
        Double cycleS = sustained.cyclePeriodS();
        return cycleS == null
                ? ends
                : ends + " Limiters then go up and down with a period of " + Numbers.duration(cycleS)
                        + "; the figures are means over whole periods.";
    }

    private static List<RunResult.Check> checks(BurstAndSustained.@Nullable Phase phase) {
        return phase == null ? List.of() : phase.checks();
    }

    private HtmlTable objectives() {
        HtmlTable table = new HtmlTable()
                .words("objective", 35)
                .words("asked", 31)
                .numbers("first minute", 23)
                .words("met", 13)
                .numbers("steady state", 23)
                .words("met", 13);
        // what ends later holds in the first minute all the same
        boolean lastsAMinute = phases.burst().devices().stream().allMatch(device -> device.killedAtS() == null);
        boolean counts = Verdict.callsMet(input.result());
        boolean countsAMinute = counts || input.result().deviceEnded() && lastsAMinute;
        Map<String, RunResult.Check> steady = new LinkedHashMap<>();
        checks(phases.sustained()).forEach(check -> steady.put(check.name(), check));
        for (RunResult.Check check : checks(phases.burst())) {
            Objective first = Objective.of(check);
            table.row()
                    .cell(first.name())
                    .cell(first.limit())
                    .cell(first.actual())
                    .mark(Verdict.State.of(first.met(), countsAMinute));
            RunResult.Check then = steady.get(check.name());
            if (then == null) {
                table.cell(Numbers.NONE).mark(Verdict.State.OPEN);
            } else {
                Objective second = Objective.of(then);
                table.cell(second.actual()).mark(Verdict.State.of(second.met(), counts));
            }
        }
        return table;
    }

    private HtmlTable streams() {
        HtmlTable table = new HtmlTable()
                .words("stream", 40)
                .numbers("results/s, first minute", 18)
                .numbers("steady state", 16)
                .numbers("missed %, first minute", 18)
                .numbers("steady state", 16)
                .numbers("p50 ms, first minute", 18)
                .numbers("steady state", 16)
                .numbers("p99 ms, first minute", 18)
                .numbers("steady state", 16);
        for (int i = 0; i < phases.burst().streams().size(); i++) {
            BurstAndSustained.StreamFigures first = phases.burst().streams().get(i);
            BurstAndSustained.Phase sustained = phases.sustained();
            BurstAndSustained.StreamFigures then =
                    sustained == null ? null : sustained.streams().get(i);
            table.row()
                    .cell(first.id())
                    .cell(Numbers.plain(first.processedFps()))
                    .cell(then == null ? Numbers.NONE : Numbers.plain(then.processedFps()))
                    .cell(Numbers.percent(first.missFraction()))
                    .cell(then == null ? Numbers.NONE : Numbers.percent(then.missFraction()))
                    .cell(quantile(first, 0.5))
                    .cell(quantile(then, 0.5))
                    .cell(quantile(first, 0.99))
                    .cell(quantile(then, 0.99));
        }
        return table;
    }

    private static String quantile(BurstAndSustained.@Nullable StreamFigures figures, double share) {
        LatencyHistogram latency = figures == null ? null : figures.latency();
        return latency == null || latency.count() == 0
                ? Numbers.NONE
                : Numbers.plain(latency.quantileNs(share) / NS_PER_MS);
    }

    private HtmlTable devices() {
        HtmlTable table = new HtmlTable()
                .words("device", 40)
                .words("figure", 60)
                .numbers("first minute", 24)
                .numbers("steady state", 24);
        BurstAndSustained.Phase sustained = phases.sustained();
        for (int i = 0; i < phases.burst().devices().size(); i++) {
            RunResult.Device first = phases.burst().devices().get(i);
            RunResult.Device then =
                    sustained == null ? null : sustained.devices().get(i);
            Map<String, String> before = figures(first);
            Map<String, String> after = then == null ? Map.of() : figures(then);
            before.forEach((name, figure) -> table.row()
                    .cell(first.id())
                    .cell(name)
                    .cell(figure)
                    .cell(Objects.requireNonNullElse(after.get(name), Numbers.NONE)));
        }
        return table;
    }

    private Map<String, String> figures(RunResult.Device device) {
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("power, mean, W", Numbers.plain(device.averagePowerW()));
        device.temperatureDegC()
                .forEach((node, degC) -> figures.put(node + ", hottest, °C", Numbers.plain(degC.max())));
        Set<String> used = UsedUnits.of(input.result(), device);
        for (RunResult.Unit unit : device.units()) {
            if (used.contains(unit.id())) {
                figures.put(unit.id() + ", mean clock, % of fastest", Numbers.percent(unit.clockFractionMean()));
                figures.put(unit.id() + ", busy, %", Numbers.percent(unit.utilisation()));
            }
        }
        return figures;
    }
}
