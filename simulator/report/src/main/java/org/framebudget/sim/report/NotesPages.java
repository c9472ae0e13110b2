package org.framebudget.sim.report;

import java.util.List;
import org.framebudget.sim.results.RunResult;

/** What to know before trusting the plan: warnings, assumptions, guesses, sources, and how to run it again. */
final class NotesPages {
    private final ReportInput input;

    NotesPages(ReportInput input) {
        this.input = input;
    }

    String html() {
        RunResult result = input.result();
        Html page = new Html();
        page.heading("warnings", "Warnings");
        list(page, result.warnings().stream().map(Objective::inWords).toList(), "None.");
        page.heading("assumptions", "Assumptions");
        page.paragraph("Defaults that the scenario left open:");
        list(page, result.assumptions(), "None: the scenario states everything.");
        assumed(page);
        page.heading("sources", "Sources");
        list(page, input.citations().isEmpty() ? result.citations() : input.citations(), "None were named.");
        reproduce(page);
        return page.toString();
    }

    private void reproduce(Html page) {
        RunResult result = input.result();
        Origin origin = input.origin();
        HtmlTable table = new HtmlTable().words("what", 40).words("which", 142);
        table.row().cell("Framebudget").cell("version " + origin.version());
        table.row().cell("seed").cell(Long.toString(result.seed()));
        table.row()
                .cell("replications")
                .cell(result.replications() + ", " + Numbers.count(result.events()) + " events in all");
        table.row()
                .cell("scenario " + result.scenario().name())
                .cell("sha256 " + result.scenario().sha256());
        origin.profileSha256()
                .forEach((profile, hash) ->
                        table.row().cell("profile " + profile).cell("sha256 " + hash));
        page.heading("reproduce", "How to make this plan again", 40);
        page.element("p", "command", origin.command());
        page.raw(table.html());
        page.paragraph(
                "The same version, scenario, profiles and seed give the same numbers, on any number of processor cores.");
    }

    private void assumed(Html page) {
        int count = input.result().assumedValues();
        HtmlTable table = AssumedTable.of(input.assumed());
        // a paragraph and the head of the table in its small type
        page.raw("<h3 id=\"assumed\" style=\"-fs-page-break-min-height:"
                + Math.ceil(HtmlTable.TITLE_MM + 6 + table.headMm(6.4f, 1.25)) + "mm\">ASSUMED values</h3>");
        if (count == 0 && input.assumed().isEmpty()) {
            page.element("p", "quiet", "None: somebody measured or published every number in use.");
            return;
        }
        page.paragraph((count == 1 ? "One value" : Numbers.count(count) + " values")
                + " in use nobody measured. A value within its range would be no surprise.");
        if (!table.isEmpty()) {
            page.raw("<div class=\"dense\">" + table.html() + "</div>\n");
        }
    }

    private static void list(Html page, List<String> lines, String ifNone) {
        if (lines.isEmpty()) {
            page.element("p", "quiet", ifNone);
            return;
        }
        page.raw("<ul>");
        lines.forEach(line -> page.element("li", "", line));
        page.raw("</ul>\n");
    }
}
