package org.framebudget.sim.report;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.framebudget.models.SafeFiles;
import org.framebudget.sim.results.Hardware;
import org.framebudget.sim.results.Twin;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.data.xy.DefaultXYDataset;
import org.jspecify.annotations.Nullable;

/** A twin report as pages: what was predicted beside what hardware did, quantile by quantile, and how the bench did. */
public final class TwinPdf {
    private static final int HALF_MM = 88;
    private static final int HEIGHT_MM = 70;

    private final Twin twin;

    private TwinPdf(Twin twin) {
        this.twin = twin;
    }

    /** Writes the pages; errors as for {@link SafeFiles#write}. */
    public static void write(Path file, Twin twin) {
        TwinPdf pdf = new TwinPdf(twin);
        SafeFiles.write(file, out -> {
            ChartBook charts = new ChartBook();
            String page = pdf.page(charts);
            PdfPages.write(out, page, charts, new PdfPages.About(pdf.title(), pdf.subject(), page.hashCode()));
        });
    }

    private String title() {
        return "Twin report: " + twin.scenario().name();
    }

    private String subject() {
        return "Device '" + twin.device() + "' as its profile predicts it and as " + twin.target() + " answered, "
                + (twin.mode() == null ? "" : "mode " + twin.mode() + ", ")
                + (twin.runs() == 1 ? "one run" : twin.runs() + " runs, " + twin.valid() + " of them valid") + ".";
    }

    String page(ChartBook charts) {
        Map<String, String> holes = new LinkedHashMap<>();
        holes.put("title", Html.escape(title()));
        holes.put("subject", Html.escape(subject()));
        holes.put("css", Template.css(Paper.A4));
        holes.put(
                "footer",
                Html.escape("Framebudget · scenario sha256 "
                        + start(twin.scenario().sha256()) + " · prediction sha256 " + start(twin.predictionSha256())));
        Html body = new Html();
        body.raw("<p><b>" + Html.escape(twin.verdict()) + "</b></p>");
        if (twin.remarks() != null) {
            twin.remarks().forEach(body::paragraph);
        }
        body.paragraph((twin.recordedPredictionSha256() == null
                        ? "The prediction was simulated, and its hash taken, before the hardware ran. "
                        : "")
                + "Real values are medians of the runs that count. An error may reach its limit, which is one and a half times the"
                + " spread of the runs, largest less smallest, where that is more.");
        for (Twin.Stream stream : twin.streams()) {
            stream(body, stream, charts);
        }
        networks(body);
        if (twin.overTime() != null) {
            TwinOverTimeHtml.add(body, twin.overTime(), twin.runs(), charts);
        }
        for (int run = 0; run < twin.hardware().size(); run++) {
            bench(body, run);
        }
        holes.put("body", body.toString());
        return Template.fill("fit.html", holes);
    }

    private static String start(String sha256) {
        return sha256.substring(0, Math.min(12, sha256.length()));
    }

    private static void stream(Html body, Twin.Stream stream, ChartBook charts) {
        HtmlTable table = new HtmlTable()
                .words("quantity", 52)
                .numbers("predicted", 22)
                .numbers("real", 22)
                .numbers("error", 22)
                .numbers("spread", 20)
                .numbers("limit", 20)
                .words("holds", 16);
        for (Twin.Quantity each : stream.quantities()) {
            table.row()
                    .cell(Twin.label(each.name()))
                    .cell(Numbers.plain(each.predicted()))
                    .cell(Numbers.plain(each.real()))
                    .cell(error(each.error(), each.relative(), true))
                    .cell(error(each.spread(), each.relative(), false))
                    .cell(error(each.limit(), each.relative(), false));
            if (each.error() == null && each.holds()) {
                table.cell(Numbers.NONE);
            } else {
                table.mark(Verdict.State.of(each.holds()));
            }
        }
        if (stream.ksDistance() != null) {
            table.row()
                    .cell("largest distance of the distributions (Kolmogorov, Smirnov)")
                    .cell("")
                    .cell(Numbers.plain(stream.ksDistance()))
                    .cell("")
                    .cell("")
                    .cell("")
                    .cell("");
        }
        body.raw("<div class=\"block\">")
                .raw(table.under("Stream " + stream.id()))
                .raw("</div>\n");
        if (stream.quantiles().isEmpty()) {
            return;
        }
        Legend legend = new Legend();
        legend.line(0, "predicted");
        legend.line(1, "real");
        body.raw("<div class=\"block\"><h3>Latency from delivery to result, " + Html.escape(stream.id()) + "</h3>")
                .raw(legend.html())
                .raw("<table class=\"two\"><tr><td class=\"left\">")
                .raw(charts.add(
                        distribution(stream.quantiles()),
                        "Share of the frames over latency, predicted and real, of " + stream.id(),
                        HALF_MM,
                        HEIGHT_MM))
                .raw("</td><td class=\"right\">")
                .raw(charts.add(
                        quantiles(stream.quantiles()),
                        "Predicted over real latency at the same shares of the frames, of " + stream.id(),
                        HALF_MM,
                        HEIGHT_MM))
                .raw("</td></tr></table>")
                .element(
                        "p",
                        "quiet",
                        "Left: share of the frames that a latency is enough for. Right: predicted over real latency at the same"
                                + " shares; on the dashed line both agree.")
                .raw("</div>\n");
    }

    private static String error(@Nullable Double error, boolean relative, boolean signed) {
        if (error == null) {
            return Numbers.NONE;
        }
        String sign = signed ? "+" : "";
        return relative
                ? String.format(Locale.ROOT, "%" + sign + ".1f %%", 100 * error)
                : String.format(Locale.ROOT, "%" + sign + ".3f", error);
    }

    private static double[] of(List<Twin.Quantile> all, ToDoubleFunction<Twin.Quantile> what) {
        return all.stream().mapToDouble(what).toArray();
    }

    private static JFreeChart distribution(List<Twin.Quantile> all) {
        double[] percent = of(all, each -> 100 * each.share());
        DefaultXYDataset data = ChartStyle.data();
        data.addSeries(0, new double[][] {of(all, Twin.Quantile::predictedMs), percent});
        data.addSeries(1, new double[][] {of(all, Twin.Quantile::realMs), percent});
        NumberAxis y = ChartStyle.fromZero("% of processed frames", 100, 1);
        return ChartStyle.chart(data, ChartStyle.fromZero("ms", most(all), 1), y, ChartStyle.lines(data));
    }

    private static JFreeChart quantiles(List<Twin.Quantile> all) {
        double most = most(all);
        DefaultXYDataset data = ChartStyle.data();
        data.addSeries(0, new double[][] {of(all, Twin.Quantile::realMs), of(all, Twin.Quantile::predictedMs)});
        data.addSeries(1, new double[][] {{0, most}, {0, most}});
        return ChartStyle.chart(
                data,
                ChartStyle.fromZero("real, ms", most, 1),
                ChartStyle.fromZero("predicted, ms", most, 1),
                ChartStyle.lines(data));
    }

    private static double most(List<Twin.Quantile> all) {
        return all.stream()
                .mapToDouble(each -> Math.max(each.predictedMs(), each.realMs()))
                .max()
                .orElse(1);
    }

    private void networks(Html body) {
        HtmlTable table = new HtmlTable()
                .words("network", 60)
                .numbers("predicted mean, ms", 30)
                .numbers("inferences", 22)
                .numbers("median, ms", 22)
                .numbers("99 %, ms", 22)
                .numbers("largest, ms", 22);
        for (Twin.Network each : twin.networks()) {
            table.row()
                    .cell(each.network())
                    .cell(Numbers.plain(each.predictedMs()))
                    .cell(Numbers.count(each.realMs().count()))
                    .cell(Numbers.plain(each.realMs().p50()))
                    .cell(Numbers.plain(each.realMs().p99()))
                    .cell(Numbers.plain(each.realMs().max()));
        }
        body.raw("<div class=\"block\">").raw(table.under("Networks alone")).raw("</div>\n");
    }

    private void bench(Html body, int run) {
        Hardware hardware = twin.hardware().get(run);
        HtmlTable table = new HtmlTable().words("what", 60).words("this run", 120);
        row(table, "machine", machine(hardware.machine()));
        hardware.quantities().forEach((name, how) -> row(table, name, how));
        row(table, "heat", hardware.heat());
        row(table, "handed over late, ms", spread(hardware.pacing().releaseMs()));
        row(table, "way to the device and back, ms", spread(hardware.transportMs()));
        row(
                table,
                "simulated events late, ms",
                hardware.pacing().events() == 0
                        ? "not paced"
                        : "median " + Numbers.plain(hardware.pacing().p50Ms()) + ", 99 % "
                                + Numbers.plain(hardware.pacing().p99Ms()) + ", largest "
                                + Numbers.plain(hardware.pacing().maxMs()));
        Double steal = hardware.load().stealFraction();
        row(table, "processor given to other machines", steal == null ? "not shown" : Numbers.percentSign(steal));
        Double others = hardware.load().otherCores();
        row(table, "cores kept busy by others", others == null ? "not shown" : Numbers.plain(others));
        hardware.load().zonesDegC().forEach((zone, degC) -> row(table, zone + ", °C", range(degC)));
        if (hardware.load().clockMhz() != null) {
            row(table, "clock, MHz", range(hardware.load().clockMhz()));
        }
        if (hardware.load().powerW() != null) {
            row(table, "power, W", range(hardware.load().powerW()));
        }
        row(table, "counts", hardware.valid() ? "yes" : "no: " + hardware.why());
        body.raw("<div class=\"block\">")
                .raw(table.under("The bench" + (twin.hardware().size() == 1 ? "" : ", run " + (run + 1))))
                .raw("</div>\n");
    }

    private static String machine(Hardware.Machine machine) {
        return (machine.processor() == null ? machine.architecture() : machine.processor()) + ", " + machine.cores()
                + (machine.cores() == 1 ? " core, " : " cores, ") + machine.os() + "; " + machine.runtime();
    }

    private static String spread(Hardware.Spread spread) {
        return spread.count() == 0
                ? Numbers.NONE
                : "median " + Numbers.plain(spread.p50()) + ", 99 % " + Numbers.plain(spread.p99()) + ", largest "
                        + Numbers.plain(spread.max());
    }

    private static String range(Hardware.Range range) {
        return "from " + Numbers.plain(range.first()) + " to " + Numbers.plain(range.last()) + ", between "
                + Numbers.plain(range.min()) + " and " + Numbers.plain(range.max());
    }

    private static void row(HtmlTable table, String what, String value) {
        table.row().cell(what).cell(value);
    }
}
