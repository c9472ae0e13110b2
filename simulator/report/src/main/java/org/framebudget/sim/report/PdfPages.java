package org.framebudget.sim.report;

import com.openhtmltopdf.extend.FSObjectDrawer;
import com.openhtmltopdf.extend.FSObjectDrawerFactory;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** Pages of markup and charts as PDF: text is text, charts are vectors, fonts are embedded, the same input gives the same bytes. */
final class PdfPages {
    static {
        OwnFontsOnly.install();
    }

    private static final byte[] SRGB =
            ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();

    private PdfPages() {}

    /**
     * What a document says of itself.
     *
     * @param id a number that is the same for the same content
     */
    record About(String title, String subject, long id) {}

    /** Writes a document to a stream, which stays open. */
    static void write(OutputStream out, String html, ChartBook charts, About about) throws IOException {
        // the renderer reports every font and style sheet it looks at
        XRLog.listRegisteredLoggers().forEach(logger -> XRLog.setLevel(logger, Level.OFF));
        PdfRendererBuilder builder = new PdfRendererBuilder();
        builder.useFastMode();
        // tags for screen readers; needs every font embedded and a text for every chart
        builder.usePdfUaAccessibility(true);
        // for archives: everything inside, colours defined, text extractable in order
        builder.usePdfAConformance(PdfRendererBuilder.PdfAConformance.PDFA_2_A);
        builder.useColorProfile(SRGB);
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
            settle(document, about);
            document.save(out);
        }
    }

    private static void font(PdfRendererBuilder builder, String resource, String family, int weight) {
        builder.useFont(() -> PlanFonts.open(resource), family, weight, FontStyle.NORMAL, true);
    }

    /** Title, language, and what would differ from run to run. */
    private static void settle(PDDocument document, About about) throws IOException {
        PDDocumentInformation information = new PDDocumentInformation();
        information.setTitle(about.title());
        information.setSubject(about.subject());
        information.setCreator("Framebudget");
        information.setProducer("Framebudget");
        document.setDocumentInformation(information);
        document.getDocumentCatalog().setLanguage("en");
        document.setDocumentId(about.id());
        undate(document.getDocumentCatalog().getMetadata());
    }

    /** The metadata without the time at which they were written. */
    private static void undate(PDMetadata metadata) throws IOException {
        String text = new String(metadata.toByteArray(), StandardCharsets.UTF_8);
        metadata.importXMPMetadata(
                text.replaceAll("<xmp:CreateDate>[^<]*</xmp:CreateDate>", "").getBytes(StandardCharsets.UTF_8));
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
