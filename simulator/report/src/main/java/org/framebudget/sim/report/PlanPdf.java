package org.framebudget.sim.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;
import org.framebudget.models.SafeFiles;

/**
 * The capacity plan as PDF, A4: one page for the decision, then what stands behind it. Text is text, charts are vectors,
 * fonts are embedded and come with the product. The same input gives the same bytes, so the document carries no date of
 * its own making.
 */
public final class PlanPdf {
    private PlanPdf() {}

    /**
     * Writes the plan as a whole.
     *
     * @throws InputException for a directory, or a folder that does not exist
     * @throws MachineException where the file cannot be written
     */
    public static void write(Path file, ReportInput input) {
        SafeFiles.write(file, out -> write(out, input));
    }

    /** Writes the plan to a stream, which stays open. */
    public static void write(OutputStream out, ReportInput input) throws IOException {
        ChartBook charts = new ChartBook();
        PdfPages.write(
                out,
                new PlanHtml(input, charts).html(),
                charts,
                new PdfPages.About(
                        PlanHtml.title(input),
                        Verdict.of(input.result(), input.phases()).sentence(),
                        input.result().hashCode()));
    }
}
