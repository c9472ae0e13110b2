package org.framebudget.sim.report;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.framebudget.sim.results.RunResult;
import org.jspecify.annotations.Nullable;

/** Fills the template {@code plan.html}; its holes are {@code {{name}}}. */
final class PlanHtml {
    private final ReportInput input;
    private final ChartBook charts;

    PlanHtml(ReportInput input, ChartBook charts) {
        this.input = input;
        this.charts = charts;
    }

    static String title(ReportInput input) {
        return "Capacity plan: " + input.scenario().name();
    }

    String html() {
        Map<String, String> holes = new LinkedHashMap<>();
        holes.put("title", Html.escape(title(input)));
        holes.put(
                "subject",
                Html.escape(Verdict.of(input.result(), input.phases()).sentence()));
        holes.put("css", Template.css(input.paper()));
        holes.put("bookmarks", bookmarks());
        holes.put("footer", Html.escape(footer()));
        FirstPage first = new FirstPage(input, charts);
        holes.put("first", first.html());
        holes.put("fleet", fleet() == null ? "" : fleet().html());
        holes.put("scenario", scenario());
        holes.put("method", new MethodPage(input).html());
        holes.put("streams", streams(first.cutsStreams()));
        holes.put("headroom", ranking() + headroom());
        holes.put("feasible", feasible());
        holes.put("users", UsersHtml.html(input, charts));
        OtherWays other = other();
        holes.put("time", overTime());
        BurstAndSustained phases = input.phases();
        holes.put("phases", phases == null ? "" : new PhasesPage(input, phases, charts).html());
        holes.put("devices", new DevicePages(input, charts).html());
        holes.put("other", other == null ? "" : new OtherWaysHtml(other, charts).html());
        holes.put("validation", new ValidationPage(input, charts).html());
        holes.put("notes", new NotesPages(input).html());
        return Template.fill("plan.html", holes);
    }

    private String footer() {
        int assumed = input.result().assumedValues();
        return "Framebudget · " + assumed + " ASSUMED value" + (assumed == 1 ? "" : "s") + " · seed "
                + input.result().seed() + " · scenario sha256 " + shortHash(input.result());
    }

    static String shortHash(RunResult result) {
        String hash = result.scenario().sha256();
        return hash.substring(0, Math.min(12, hash.length()));
    }

    private String bookmarks() {
        Map<String, String> targets = new LinkedHashMap<>();
        targets.put("decision", "Decision");
        FleetReport fleet = fleet();
        if (fleet != null && fleet.found()) {
            targets.put("fleet", FleetReport.TITLE);
        }
        targets.put("scenario", "Scenario");
        targets.put("method", MethodPage.TITLE);
        targets.put("streams", "Pipelines");
        if (!ranking().isEmpty()) {
            targets.put("ranking", DeviceRanking.HEADING);
        }
        if (more() != null) {
            targets.put("headroom", "How much more fits");
        }
        if (!maps().isEmpty()) {
            targets.put("feasible", "Frame rates and inputs that are possible");
        }
        UsersHtml.bookmark(input, targets);
        targets.put("time", "Latency and misses over time");
        if (input.phases() != null) {
            targets.put("phases", PhasesPage.TITLE);
        }
        List<RunResult.Device> devices = input.result().devices();
        IntStream.range(0, devices.size())
                .forEach(i -> targets.put(
                        "heat-" + i,
                        "Heat, clock and power of " + devices.get(i).id()));
        targets.put("energy", "Power and energy");
        targets.put("throttling", "Throttle steps");
        OtherWays other = other();
        if (other != null && !other.alternatives().isEmpty()) {
            targets.put("alternatives", OtherWaysHtml.ALTERNATIVES);
        }
        if (other != null && !other.sensitivity().isEmpty()) {
            targets.put("sensitivity", OtherWaysHtml.SENSITIVITY);
        }
        targets.put("validation", ValidationPage.TITLE);
        targets.put("warnings", "Warnings");
        targets.put("assumptions", "Assumptions");
        targets.put("assumed", "ASSUMED values");
        targets.put("sources", "Sources");
        targets.put("reproduce", "How to make this plan again");
        StringBuilder out = new StringBuilder();
        targets.forEach(
                (id, name) -> out.append("<bookmark name=\"" + Html.escape(name) + "\" href=\"#" + id + "\"/>\n"));
        return out.toString();
    }

    private String scenario() {
        Html page = new Html();
        page.heading("scenario", "The scenario in plain words");
        for (String paragraph : input.scenarioText().strip().split("\\R\\s*\\R")) {
            page.paragraph(paragraph.replaceAll("\\s*\\R\\s*", " "));
        }
        List<Objective> objectives = objectivesFailedFirst(input.result());
        if (objectives.size() > FirstPage.OBJECTIVES_MAX) {
            page.raw("<h3 id=\"objectives\">Objectives</h3>")
                    .raw(objectiveTable(objectives, Verdict.callsMet(input.result()))
                            .html());
        }
        return page.toString();
    }

    private String streams(boolean cut) {
        RunResult result = input.result();
        Html page = new Html();
        int count = result.streams().size();
        HtmlTable all =
                StreamTables.outcome(input, IntStream.range(0, count).boxed().toList());
        HtmlTable balance = StreamTables.balance(result);
        page.heading("streams", "Pipelines", HtmlTable.TITLE_MM + (cut ? all : balance).headMm());
        if (cut) {
            page.raw(all.under("All streams" + StreamTables.counted(result)));
        }
        page.raw(balance.under("Where the frames went" + StreamTables.counted(result)));
        HtmlTable losses = LossTables.losses(result);
        if (!losses.isEmpty()) {
            page.raw(losses.under("Units that were lost" + StreamTables.counted(result)));
        }
        HtmlTable rules = RuleTables.rules(result);
        if (!rules.isEmpty()) {
            page.raw(rules.under("Rules" + StreamTables.counted(result)));
        }
        HtmlTable sent = LossTables.sent(result);
        if (!sent.isEmpty()) {
            page.raw(sent.under("What left the devices"));
        }
        HtmlTable stages = StreamTables.stages(result);
        page.raw(
                stages.isEmpty()
                        ? "<h3>Stage by stage</h3><p class=\"quiet\">No stage ran.</p>"
                        : stages.under("Stage by stage"));
        return page.toString();
    }

    private String ranking() {
        BurstAndSustained phases = input.phases();
        return phases == null || phases.ranking() == null
                ? ""
                : phases.ranking().html();
    }

    private @Nullable MoreFits more() {
        BurstAndSustained phases = input.phases();
        return phases == null ? null : phases.more();
    }

    private @Nullable FleetReport fleet() {
        BurstAndSustained phases = input.phases();
        return phases == null ? null : phases.fleet();
    }

    private @Nullable OtherWays other() {
        BurstAndSustained phases = input.phases();
        return phases == null ? null : phases.other();
    }

    private String headroom() {
        MoreFits more = more();
        if (more == null) {
            return "";
        }
        Html page = new Html();
        HtmlTable table = more.html();
        // below the heading stands a paragraph of three lines, and rows are long
        page.heading("headroom", "How much more fits", table.headMm(6.4f, 1.25) + 14);
        page.paragraph(
                "The largest value of each axis that meets all objectives, everything else as it is: simulated in the first"
                        + " minute and in steady state. The 95 % interval of the first minute's value holds what the profile leaves open"
                        + " and what sampling does; sampling alone stands beside it.");
        page.raw("<div class=\"dense\">").raw(table.html()).raw("</div>");
        more.notesInWords().forEach(page::paragraph);
        if (!more.byHand().isEmpty()) {
            page.paragraph(more.byHand());
        }
        return page.toString();
    }

    private List<FeasibilityMap> maps() {
        BurstAndSustained phases = input.phases();
        return phases == null ? List.of() : phases.maps();
    }

    private String feasible() {
        List<FeasibilityMap> maps = maps();
        if (maps.isEmpty()) {
            return "";
        }
        Html page = new Html();
        // with its title, its legend, what stands above it and what it says in up to four lines
        page.heading(
                "feasible", "Frame rates and inputs that are possible", FeasibilityChart.heightMm(maps.get(0)) + 56);
        page.paragraph(
                "Every combination was simulated in its first minute and in steady state, everything else as it is; none was concluded"
                        + " from its neighbours.");
        double asked = Math.max(
                Objects.requireNonNullElse(input.scenario().slo().usefulFpsMin(), 0.0),
                Objects.requireNonNullElse(input.scenario().slo().processedFpsMin(), 0.0));
        if (maps.stream().anyMatch(map -> map.rates().get(0) < asked)) {
            page.paragraph(
                    "No rate below " + Numbers.withUnit(asked, "fps") + " can do: so many results are asked for.");
        }
        for (FeasibilityMap map : maps) {
            page.raw("<div class=\"block\">")
                    .raw(maps.size() > 1 ? "<h3>" + Html.escape(map.pipeline()) + "</h3>" : "")
                    .raw(FeasibilityChart.html(map, charts))
                    .paragraph(map.sentence())
                    .raw("</div>\n");
        }
        page.paragraph(FeasibilityMap.notSeen(maps));
        return page.toString();
    }

    private String overTime() {
        TimeAxis time = TimeAxis.of(input.timeline());
        LatencyCharts latency = new LatencyCharts(input, charts);
        Html page = new Html();
        page.raw("<div class=\"block\">").heading("time", "Latency and misses over time");
        page.raw("<h3>Latency</h3>").raw(latency.overTime(time, 182, 58)).raw("</div>\n");
        page.raw("<div class=\"block\"><h3>Misses</h3>")
                .raw(latency.missesOverTime(time, 182, 44))
                .raw("</div>\n");
        return page.toString();
    }

    static List<Objective> objectivesFailedFirst(RunResult result) {
        return result.slo().checks().stream()
                .map(Objective::of)
                .sorted(Comparator.comparing(Objective::met))
                .toList();
    }

    /** @param counts whether what holds is called met */
    static HtmlTable objectiveTable(List<Objective> objectives, boolean counts) {
        HtmlTable table = new HtmlTable()
                .words("objective", 35)
                .words("asked", 31)
                .numbers("simulated", 23)
                .words("met", 13);
        for (Objective objective : objectives) {
            table.row()
                    .cell(objective.name())
                    .cell(objective.limit())
                    .cell(objective.actual())
                    .mark(Verdict.State.of(objective.met(), counts));
        }
        return table;
    }
}
