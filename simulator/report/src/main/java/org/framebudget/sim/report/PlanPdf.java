package org.framebudget.sim.report;

import com.openhtmltopdf.extend.FSObjectDrawer;
import com.openhtmltopdf.extend.FSObjectDrawerFactory;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.logging.Level;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;
import org.framebudget.models.SafeFiles;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * The capacity plan as PDF, A4: one page for the decision, then what stands behind it. Text is text, charts are vectors,
 * fonts are embedded and come with the product. The same input gives the same bytes, so the document carries no date of
 * its own making.
 */
public final class PlanPdf {
    static {
        OwnFontsOnly.install();
    }

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
        // the renderer reports every font and style sheet it looks at
        XRLog.listRegisteredLoggers().forEach(logger -> XRLog.setLevel(logger, Level.OFF));
        ChartBook charts = new ChartBook();
        String html = new PlanHtml(input, charts).html();
        PdfRendererBuilder builder = new PdfRendererBuilder();
        builder.useFastMode();
        // tags for screen readers; needs every font embedded and a text for every chart
        builder.usePdfUaAccessibility(true);
        font(builder, PlanFonts.SANS, "DejaVu Sans", 400);
        font(builder, PlanFonts.SANS_BOLD, "DejaVu Sans", 700);
        font(builder, PlanFonts.MONO, "DejaVu Sans Mono", 400);
        builder.useReplacementText("?");
        builder.useObjectDrawerFactory(new ChartDrawers(charts));
        builder.withHtmlContent(html, null);
        builder.withProducer("Framebudget");
        try (PdfBoxRenderer renderer = builder.buildPdfRenderer()) {
            renderer.layout();
            PDDocument document = renderer.createPDFKeepOpen();
            settle(document, input);
            document.save(out);
        }
    }

    private static void font(PdfRendererBuilder builder, String resource, String family, int weight) {
        builder.useFont(() -> PlanFonts.open(resource), family, weight, FontStyle.NORMAL, true);
    }

    /** Title, language, and what would differ from run to run. */
    private static void settle(PDDocument document, ReportInput input) {
        PDDocumentInformation information = new PDDocumentInformation();
        information.setTitle(PlanHtml.title(input));
        information.setSubject(Verdict.of(input.result(), input.phases()).sentence());
        information.setCreator("Framebudget");
        information.setProducer("Framebudget");
        document.setDocumentInformation(information);
        document.getDocumentCatalog().setLanguage("en");
        document.setDocumentId((long) input.result().hashCode());
    }

    private record ChartDrawers(ChartBook charts) implements FSObjectDrawerFactory {
        @Override
        public @Nullable FSObjectDrawer createDrawer(Element element) {
            return isReplacedObject(element) ? new ChartDrawer(charts) : null;
        }

        @Override
        public boolean isReplacedObject(Element element) {
            return ChartBook.TYPE.equals(element.getAttribute("type"));
        }
    }
}
