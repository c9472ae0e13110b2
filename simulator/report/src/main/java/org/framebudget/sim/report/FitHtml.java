package org.framebudget.sim.report;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.framebudget.devices.calibration.imports.CalibrationReport;
import org.framebudget.devices.calibration.imports.CalibrationReport.Fitted;
import org.framebudget.devices.calibration.imports.OperatorShare;
import org.framebudget.devices.calibration.imports.SustainedRun;
import org.framebudget.devices.latency.LatencyRow;
import org.framebudget.devices.latency.LatencySeries;
import org.framebudget.devices.latency.SeriesFit;
import org.jfree.chart.JFreeChart;

/** The pages of a {@link FitReport}. */
final class FitHtml {
    private static final int WIDTH_MM = 182;
    private static final int TALLEST_MM = 215;
    private static final int MOST_OPERATORS = 12;
    private static final String LONG_RUN = "sustained-";
    /** A clock that moves by less stands still. */
    private static final double CLOCK_MOVES = 0.02;

    private final CalibrationReport report;

    FitHtml(CalibrationReport report) {
        this.report = report;
    }

    /**
     * A chart of the report.
     *
     * @param name of its file, without ending
     * @param heading above it on the page
     * @param meaning what to look for
     */
    record Plot(String name, String heading, String meaning, JFreeChart chart, int widthMm, int heightMm) {
        boolean ofLongRun() {
            return name.startsWith(LONG_RUN);
        }
    }

    String title() {
        return "Fit report: " + report.profileName();
    }

    String subject() {
        long points = report.fits().stream().mapToLong(f -> f.leftOut().size()).sum();
        String base = report.carriedOver()
                ? "all but the latencies carried over from " + report.baseId() + " and ASSUMED"
                : "made from " + report.baseId();
        return "Profile " + report.profileId() + ", " + base + ". "
                + report.rows().size() + " measured now, " + points + " in the fit.";
    }

    /** Each chart anew, since who draws one may change it. */
    List<Plot> plots() {
        List<Plot> plots = new ArrayList<>();
        if (!report.fits().isEmpty()) {
            plots.add(new Plot(
                    "predicted-over-measured",
                    "Predicted over measured",
                    "Each measurement is left out once and predicted by the others of its series; bars are 95 %"
                            + " intervals. On the line both agree.",
                    FitCharts.predictedOverMeasured(report),
                    WIDTH_MM,
                    110));
            plots.add(new Plot(
                    "residuals",
                    "Residuals by network",
                    "The same predictions over the measurements: right of the line the device was faster than predicted,"
                            + " left of it slower. A network whose bar misses the line is one to measure again.",
                    FitCharts.residuals(report),
                    WIDTH_MM,
                    Math.min(TALLEST_MM, 26 + 5 * FitCharts.networks(report).size())));
        }
        int number = 0;
        for (SustainedRun run : report.sustained()) {
            number++;
            String name = LONG_RUN + number;
            plots.add(new Plot(
                    name,
                    "Long run back to back: " + run.name(),
                    "Mean time of the inferences of each window.",
                    FitCharts.latencyOverTime(run),
                    WIDTH_MM,
                    48));
            if (run.windows().stream().anyMatch(window -> window.temperatureDegC() != null)) {
                plots.add(new Plot(
                        name + "-temperature",
                        "Its temperature",
                        "The sensor the system shows, at the end of each window: the step response of the heat.",
                        FitCharts.temperatureOverTime(run),
                        WIDTH_MM,
                        48));
            }
            if (clockMoves(run)) {
                plots.add(new Plot(
                        name + "-clock",
                        "Its clock",
                        "The fastest core's, at the end of each window.",
                        FitCharts.clockOverTime(run),
                        WIDTH_MM,
                        40));
            }
        }
        return plots;
    }

    private static boolean clockMoves(SustainedRun run) {
        DoubleSummaryStatistics clocks = new DoubleSummaryStatistics();
        for (SustainedRun.Window window : run.windows()) {
            if (window.clockMhz() != null) {
                clocks.accept(window.clockMhz());
            }
        }
        return clocks.getCount() > 1 && clocks.getMax() - clocks.getMin() > CLOCK_MOVES * clocks.getMax();
    }

    String page(ChartBook charts) {
        Map<String, String> holes = new LinkedHashMap<>();
        holes.put("title", Html.escape(title()));
        holes.put("subject", Html.escape(subject()));
        holes.put("css", Template.css(Paper.A4));
        holes.put("footer", Html.escape("Framebudget · profile " + report.profileId()));
        Html body = new Html();
        summary(body);
        List<Plot> plots = plots();
        plots.stream().filter(plot -> !plot.ofLongRun()).forEach(plot -> add(body, plot, charts));
        report.fits().forEach(fitted -> parameters(body, fitted));
        rows(body);
        report.operators().forEach(operators -> operators(body, operators));
        plots.stream().filter(Plot::ofLongRun).forEach(plot -> add(body, plot, charts));
        notes(body);
        holes.put("body", body.toString());
        return Template.fill("fit.html", holes);
    }

    private void add(Html body, Plot plot, ChartBook charts) {
        body.raw("<div class=\"block\">")
                .raw("<h2>" + Html.escape(plot.heading()) + "</h2>")
                .element("p", "quiet", plot.meaning());
        boolean severalSeries = plot.chart().getXYPlot().getDataset().getSeriesCount() > 1;
        if (severalSeries) {
            Legend legend = new Legend();
            for (int i = 0; i < report.fits().size(); i++) {
                legend.sign("●", Palette.line(i), report.fits().get(i).title());
            }
            body.raw(legend.html());
        }
        body.raw(charts.add(plot.chart(), plot.heading(), plot.widthMm(), plot.heightMm()))
                .raw("</div>\n");
    }

    private void summary(Html body) {
        HtmlTable files =
                new HtmlTable().words("file", 50).words("what it is", 40).numbers("levels", 10);
        for (CalibrationReport.FileRead file : report.files()) {
            files.row().cell(file.file()).cell(file.format().text()).cell(Integer.toString(file.levels()));
        }
        body.raw("<h2>Measurements and fits</h2>");
        body.raw(files.under("What was read"));
        if (report.fits().isEmpty()) {
            body.paragraph(
                    "No network of the catalogue was measured, so there is nothing to fit: the profile repeats what was"
                            + " measured and predicts nothing else from it.");
            return;
        }
        HtmlTable fits = new HtmlTable()
                .words("series", 30)
                .numbers("networks", 12)
                .numbers("mean error, left out, %", 20)
                .numbers("largest, %", 14)
                .numbers("inside their interval", 20);
        for (Fitted fitted : report.fits()) {
            double largest = fitted.leftOut().stream()
                    .mapToDouble(row -> Math.abs(row.errorFraction()))
                    .max()
                    .orElse(Double.NaN);
            long covered = fitted.leftOut().stream()
                    .filter(SeriesFit.LeftOutRow::covered)
                    .count();
            fits.row()
                    .cell(fitted.title())
                    .cell(Integer.toString(fitted.leftOut().size()))
                    .cell(Numbers.percent(fitted.meanErrorFraction()))
                    .cell(Numbers.percent(largest))
                    .cell(covered + " of " + fitted.leftOut().size());
        }
        body.raw(fits.under("What the others say of each measurement"));
    }

    private static void parameters(Html body, Fitted fitted) {
        SeriesFit fit = fitted.fit();
        boolean follow = LatencySeries.overheadsFollowSpeed(fit.series().latencyClass());
        HtmlTable table = new HtmlTable()
                .words("parameter", 16)
                .words("what it is", 40)
                .numbers("value", 14)
                .numbers("low 95 %", 14)
                .numbers("high 95 %", 14)
                .numbers("sd, %", 10)
                .numbers("sd before, %", 12);
        for (SeriesFit.Value value : fit.values()) {
            table.row()
                    .cell(value.parameter().name().toLowerCase(Locale.ROOT))
                    .cell(value.parameter().meaning(follow))
                    .cell(Numbers.plain(value.value()))
                    .cell(Numbers.plain(value.low()))
                    .cell(Numbers.plain(value.high()))
                    .cell(Numbers.percent(value.sdFraction()))
                    .cell(Numbers.percent(value.priorSdFraction()));
        }
        body.raw(table.under("Fitted parameters: " + fitted.title()));
        body.element(
                "p",
                "quiet",
                "Prior of the class " + fit.series().latencyClass()
                        + "; sd is of the natural logarithm, before and after these measurements. Where both are equal,"
                        + " the measurements say nothing of the parameter. covariance.csv has the covariances.");
    }

    private void rows(Html body) {
        Map<String, SeriesFit.LeftOutRow> left = report.fits().stream()
                .flatMap(fitted -> fitted.leftOut().stream())
                .collect(Collectors.toMap(row -> key(row.row()), row -> row, (a, b) -> a));
        HtmlTable table = new HtmlTable()
                .words("network", 28)
                .words("input", 14)
                .words("unit", 20)
                .numbers("measured, ms", 14)
                .numbers("the others say, ms", 15)
                .numbers("error, %", 10)
                .words("conditions", 50);
        for (LatencyRow row : report.rows()) {
            SeriesFit.LeftOutRow predicted = left.get(key(row));
            table.row()
                    .cell(row.network())
                    .cell(row.inputWidthPx() + "x" + row.inputHeightPx())
                    .cell(row.unit() + " " + row.precision() + (row.threads() == 0 ? "" : " x" + row.threads()))
                    .cell(Numbers.plain(row.latencyMs()))
                    .cell(predicted == null ? Numbers.NONE : Numbers.plain(predicted.predictedMs()))
                    .cell(predicted == null ? Numbers.NONE : signedPercent(predicted.errorFraction()))
                    .cell(row.runtime() + "; " + row.conditions().replaceFirst(";.*", ""));
        }
        body.raw(table.under("Measured now"));
    }

    private static String signedPercent(double fraction) {
        return (fraction < 0 ? "−" : "+") + Numbers.percent(Math.abs(fraction));
    }

    private static String key(LatencyRow row) {
        return String.join(
                " ",
                row.network(),
                row.inputWidthPx() + "x" + row.inputHeightPx(),
                row.precision(),
                row.unit(),
                Integer.toString(row.threads()));
    }

    private static void operators(Html body, CalibrationReport.Operators operators) {
        HtmlTable table = new HtmlTable()
                .words("type of operator", 60)
                .numbers("count", 10)
                .numbers("ms", 12)
                .numbers("share, %", 12);
        List<OperatorShare> shares = operators.shares().stream()
                .sorted(java.util.Comparator.comparingDouble((OperatorShare share) -> -share.meanMs()))
                .limit(MOST_OPERATORS)
                .toList();
        for (OperatorShare share : shares) {
            table.row()
                    .cell(share.nodeType())
                    .cell(Integer.toString(share.count()))
                    .cell(Numbers.plain(share.meanMs()))
                    .cell(Numbers.percent(share.shareFraction()));
        }
        int more = operators.shares().size() - shares.size();
        body.raw(table.under(
                "Where the time goes: " + operators.run() + (more > 0 ? " (" + more + " more are shorter)" : "")));
    }

    private void notes(Html body) {
        if (report.notes().isEmpty()) {
            return;
        }
        body.raw("<h2>Notes</h2><ul>");
        report.notes().forEach(note -> body.element("li", "", note));
        body.raw("</ul>");
    }
}
