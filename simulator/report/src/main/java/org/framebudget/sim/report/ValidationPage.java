package org.framebudget.sim.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.framebudget.devices.calibration.LatencyValidation;

/** Predicted against measured inference times of exactly the units that the scenario uses, each measurement left out. */
final class ValidationPage {
    static final String TITLE = "Predicted against measured";

    /** All sizes of a network left out together: the hardest split that has all networks of a grid. */
    private static final String WIDTH = "width";

    private static final String POINT = "point";
    private static final int CHART_WIDTH_MM = 110;
    private static final int CHART_HEIGHT_MM = 82;

    private final ReportInput input;
    private final ChartBook charts;

    ValidationPage(ReportInput input, ChartBook charts) {
        this.input = input;
        this.charts = charts;
    }

    String html() {
        Html page = new Html();
        List<UnitValidation> known = input.validation().stream()
                .filter(unit -> !unit.rows().isEmpty())
                .toList();
        page.heading("validation", TITLE, known.isEmpty() ? 20 : CHART_HEIGHT_MM + 30);
        page.paragraph(
                "Published measurements of the units that this scenario infers on, each predicted by the latency model without"
                        + " that measurement, as framebudget validate computes it. This is how far a prediction for a network that"
                        + " nobody measured can be trusted; a network that was measured takes its measurement.");
        if (input.validation().isEmpty()) {
            page.paragraph("No stage runs a network, so there is nothing to hold against a measurement.");
        }
        if (!known.isEmpty()) {
            page.raw(scatter(known));
            page.raw(summary(known).under("Errors by unit"));
        }
        input.validation().stream()
                .filter(unit -> unit.rows().isEmpty())
                .map(this::nothing)
                .forEach(page::paragraph);
        known.forEach(unit -> page.raw("<div class=\"dense\">" + rows(unit).under(unit.title()) + "</div>\n"));
        return page.toString();
    }

    private String nothing(UnitValidation unit) {
        String evidence = input.result().devices().stream()
                .filter(device -> device.profile().equals(unit.profile()))
                .map(FirstPage::evidence)
                .findFirst()
                .orElse("");
        return unit.title() + ": fewer than three published measurements to leave out"
                + (evidence.isEmpty() ? "" : " (evidence: " + evidence + ")")
                + ", so nothing here says how good a prediction of it is. Measure on the device before relying on one.";
    }

    /** The rows to show: of one split, so that each measurement stands there once. */
    private static List<LatencyValidation.Row> shown(UnitValidation unit) {
        boolean grid = unit.rows().stream().anyMatch(row -> row.split().equals(WIDTH));
        return unit.rows().stream()
                .filter(row -> row.split().equals(grid ? WIDTH : POINT))
                .toList();
    }

    private String scatter(List<UnitValidation> known) {
        List<FitCharts.Group> groups = new ArrayList<>();
        Legend legend = new Legend();
        for (UnitValidation unit : known.subList(0, Math.min(known.size(), Palette.LINES_MAX))) {
            legend.sign("●", Palette.line(groups.size()), unit.title());
            groups.add(new FitCharts.Group(
                    unit.title(),
                    shown(unit).stream()
                            .map(row -> new double[] {row.measuredMs(), row.predictedMs(), row.lowMs(), row.highMs()})
                            .toList()));
        }
        return "<div class=\"block\">" + legend.html()
                + charts.add(
                        FitCharts.predictedOverMeasured(groups, true),
                        "Predicted over measured inference times with 95 % intervals, both logarithmic in milliseconds; on the"
                                + " diagonal the prediction is exact. The tables below have every point.",
                        CHART_WIDTH_MM,
                        CHART_HEIGHT_MM)
                + "<p class=\"quiet\">On the diagonal the prediction is exact; upright lines are 95 % intervals.</p></div>\n";
    }

    private static HtmlTable summary(List<UnitValidation> known) {
        HtmlTable table = new HtmlTable()
                .words("unit", 56)
                .words("left out together", 48)
                .numbers("rows", 14)
                .numbers("mean error, %", 22)
                .numbers("largest, %", 22)
                .numbers("within 10 %", 22)
                .numbers("in 95 % interval", 24);
        for (UnitValidation unit : known) {
            for (String split : unit.rows().stream()
                    .map(LatencyValidation.Row::split)
                    .distinct()
                    .toList()) {
                List<LatencyValidation.Row> rows = unit.rows().stream()
                        .filter(row -> row.split().equals(split))
                        .toList();
                double mean = rows.stream()
                        .mapToDouble(row -> Math.abs(row.errorFraction()))
                        .average()
                        .orElse(Double.NaN);
                double largest = rows.stream()
                        .mapToDouble(row -> Math.abs(row.errorFraction()))
                        .max()
                        .orElse(Double.NaN);
                table.row()
                        .cell(unit.title())
                        .cell(together(split))
                        .cell(Integer.toString(rows.size()))
                        .cell(Numbers.percent(mean))
                        .cell(Numbers.percent(largest))
                        .cell(rows.stream()
                                        .filter(row -> Math.abs(row.errorFraction()) <= 0.1)
                                        .count()
                                + " of " + rows.size())
                        .cell(rows.stream()
                                        .filter(LatencyValidation.Row::covered)
                                        .count()
                                + " of " + rows.size());
            }
        }
        return table;
    }

    private static String together(String split) {
        return switch (split) {
            case WIDTH -> "all sizes of one network";
            case "size" -> "all networks at one size";
            case "family" -> "all networks of one family";
            default -> "one measurement";
        };
    }

    private static HtmlTable rows(UnitValidation unit) {
        HtmlTable table = new HtmlTable()
                .words("network", 46)
                .words("input", 20)
                .numbers("measured ms", 22)
                .numbers("predicted ms", 22)
                .numbers("95 % from", 18)
                .numbers("to", 18)
                .numbers("error, %", 18)
                .words("in interval", 18)
                .words("source", 44)
                .words("in this plan", 20);
        for (LatencyValidation.Row row : shown(unit)) {
            table.row()
                    .cell(row.network())
                    .cell(row.inputWidthPx() + "×" + row.inputHeightPx())
                    .cell(Numbers.plain(row.measuredMs()))
                    .cell(Numbers.plain(row.predictedMs()))
                    .cell(Numbers.plain(row.lowMs()))
                    .cell(Numbers.plain(row.highMs()))
                    .cell(String.format(Locale.ROOT, "%+.1f", 100 * row.errorFraction())
                            .replace('-', '−'))
                    .mark(Verdict.State.of(row.covered()))
                    .cell(row.source())
                    .cell(unit.networks().contains(row.network()) ? "yes" : "");
        }
        return table;
    }
}
