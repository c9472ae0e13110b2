package org.framebudget.sim.report;

import java.util.List;

/** What to know before trusting a sweep's report: assumed values, sources, and how to make it again. */
final class SweepNotes {
    private final SweepFigures figures;
    private final Html body;

    SweepNotes(SweepFigures figures, Html body) {
        this.figures = figures;
        this.body = body;
    }

    void add() {
        assumed();
        sources();
        reproduce();
    }

    private void assumed() {
        SweepFigures.Sources sources = figures.sources();
        body.heading("assumed", "ASSUMED values");
        if (!sources.known()) {
            body.element(
                    "p",
                    "quiet",
                    "Which values the points rest on is known when the sweep has ended: the same 'framebudget sweep' command goes on.");
        } else if (figures.best() == null) {
            body.element("p", "quiet", "There is no best point whose values could be looked at.");
        } else if (sources.assumed().isEmpty()) {
            body.element(
                    "p", "quiet", "None: somebody measured or published every number that the best points rest on.");
        } else {
            body.paragraph((sources.assumed().size() == 1
                            ? "One value"
                            : Numbers.count(sources.assumed().size()) + " values")
                    + " that the best points rest on nobody measured. A value within its range would be no surprise.");
            body.raw(
                    "<div class=\"dense\">" + AssumedTable.of(sources.assumed()).html() + "</div>\n");
        }
        if (!sources.price().isEmpty()) {
            body.paragraph(sources.price());
        }
    }

    private void sources() {
        List<String> citations = figures.sources().citations();
        if (!citations.isEmpty()) {
            body.heading("sources", "Sources of the best points");
            body.raw("<ul>");
            citations.forEach(citation -> body.element("li", "", citation));
            body.raw("</ul>\n");
        }
    }

    private void reproduce() {
        SweepFigures.Origin origin = figures.origin();
        body.heading("reproduce", "How to make this again", 40);
        SweepFigures.Best best = figures.best();
        if (best != null) {
            body.paragraph("The best point by itself, beside the scenario's file:");
            body.element("p", "command", best.command());
        }
        HtmlTable table = new HtmlTable().words("what", 40).words("which", 142);
        table.row().cell("Framebudget").cell("version " + origin.version());
        table.row().cell("sweep").cell("sha256 " + origin.sweepSha256());
        table.row().cell("scenario " + origin.scenario()).cell("sha256 " + origin.scenarioSha256());
        table.row().cell("seed of the sweep").cell(Long.toString(origin.seed()));
        table.row().cell("begun on").cell(origin.madeOn());
        figures.sources()
                .profiles()
                .forEach(profile -> table.row().cell("profile").cell(profile));
        body.raw(table.html());
    }
}
