package org.framebudget.sim.report;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;
import org.framebudget.models.SafeFiles;

/** The report of a sweep: one page for a browser that needs nothing else, or PDF pages. */
public final class SweepReport {
    private SweepReport() {}

    /**
     * Looks at a file's name.
     *
     * @throws InputException where it ends in neither {@code .html} nor {@code .pdf}
     */
    public static void checkName(String option, Path file) {
        if (!isPdf(file) && !isHtml(file)) {
            throw new InputException(
                    option + ": '" + file + "' is neither a page nor a PDF. Give a name that ends in .html or .pdf.");
        }
    }

    /**
     * Writes it as the name of the file says.
     *
     * @throws InputException for another ending, a directory, or a folder that does not exist
     * @throws MachineException where the file cannot be written
     */
    public static void write(Path file, SweepFigures figures) {
        checkName("--report", file);
        if (isPdf(file)) {
            SafeFiles.write(file, out -> {
                ChartBook charts = new ChartBook();
                String page = pdf(figures, charts);
                PdfPages.write(
                        out,
                        page,
                        charts,
                        new PdfPages.About(SweepPage.title(figures), SweepPage.subject(figures), page.hashCode()));
            });
        } else {
            SafeFiles.writeText(file, html(figures));
        }
    }

    private static boolean isPdf(Path file) {
        return lower(file).endsWith(".pdf");
    }

    private static boolean isHtml(Path file) {
        return lower(file).endsWith(".html") || lower(file).endsWith(".htm");
    }

    private static String lower(Path file) {
        return file.toString().toLowerCase(Locale.ROOT);
    }

    /** Markup of the PDF. */
    static String pdf(SweepFigures figures, ChartBook charts) {
        Map<String, String> holes = holes(figures);
        holes.put("css", Template.css(Paper.A4));
        holes.put("footer", Html.escape(SweepPage.footer(figures)));
        holes.put("body", new SweepPage(figures, charts::add).body());
        return Template.fill("fit.html", holes);
    }

    /** The page for a browser. */
    static String html(SweepFigures figures) {
        Map<String, String> holes = holes(figures);
        holes.put("css", Template.resource("sweep.css"));
        holes.put("footer", Html.escape(SweepPage.footer(figures)));
        holes.put(
                "body",
                new SweepPage(
                                figures,
                                (picture, alt) -> "<div class=\"scroll\">" + PictureSvg.of(picture, alt) + "</div>\n")
                        .body());
        return Template.fill("sweep.html", holes);
    }

    private static Map<String, String> holes(SweepFigures figures) {
        Map<String, String> holes = new LinkedHashMap<>();
        holes.put("title", Html.escape(SweepPage.title(figures)));
        holes.put("subject", Html.escape(SweepPage.subject(figures)));
        return holes;
    }
}
