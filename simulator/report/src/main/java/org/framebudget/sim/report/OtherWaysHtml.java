package org.framebudget.sim.report;

import java.util.List;
import org.framebudget.sim.planner.PlanResult;

/** The pages about what else could be done and what the answer hangs on. */
final class OtherWaysHtml {
    static final String ALTERNATIVES = "What else could be done";
    static final String SENSITIVITY = "What the answer hangs on";

    private final OtherWays ways;
    private final ChartBook charts;

    OtherWaysHtml(OtherWays ways, ChartBook charts) {
        this.ways = ways;
        this.charts = charts;
    }

    String html() {
        Html page = new Html();
        if (!ways.alternatives().isEmpty()) {
            HtmlTable table = ways.alternativesTable();
            page.heading("alternatives", ALTERNATIVES, table.headMm() + 24);
            page.paragraph(
                    "Each simulated over the scenario's own duration, everything else as it is. Those that meet all objectives"
                            + " stand first, where the scenario needs mending cheapest first: the same work in another order, fewer frames, other numbers, fewer pixels, another"
                            + " network, someone else's hardware, more hardware; then what costs less power. The others follow, nearest first."
                            + " Accuracy is the published one of the network, where it holds for that size.");
            page.paragraph(ways.lead());
            page.raw("<div class=\"dense\">").raw(table.html()).raw("</div>");
        }
        if (!ways.sensitivity().isEmpty()) {
            sensitivity(page);
        }
        return page.toString();
    }

    private void sensitivity(Html page) {
        List<PlanResult.Sensitivity> bars = ways.bars();
        int heightMm = TornadoChart.heightMm(bars.size());
        page.raw("<div class=\"block\">").heading("sensitivity", SENSITIVITY);
        page.paragraph(
                "Each parameter at both ends of its range, everything else as it is, on the same random numbers: the surroundings,"
                        + " and every value in use that is ASSUMED with a range. Values that belong together move together.");
        if (bars.isEmpty()) {
            page.paragraph("At no end of any range does the share of missed frames change.");
        } else {
            page.raw("<h3>The strongest</h3>")
                    .raw(charts.add(
                            TornadoChart.of(bars),
                            "Missed frames in percent at both ends of the range of each of the strongest parameters",
                            182,
                            heightMm))
                    .raw(TornadoChart.legend());
        }
        page.raw("</div>\n");
        HtmlTable table = ways.sensitivityTable();
        if (!table.isEmpty()) {
            page.raw("<div class=\"dense\">").raw(table.html()).raw("</div>");
        }
        String idle = ways.idle();
        if (idle != null && !table.isEmpty()) {
            page.paragraph(idle);
        }
        if (!ways.turningOtherwise().isEmpty()) {
            page.paragraph(ways.turningOtherwise());
        }
        ways.notes().forEach(page::paragraph);
        if (ways.sensitivity().stream().noneMatch(PlanResult.Sensitivity::turnsVerdict)) {
            page.paragraph("None of them alone turns the verdict.");
        }
    }
}
