package org.framebudget.sim.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;

/** Plans of fixtures and their texts, for tests. */
final class PlanPdfs {
    /** Where the pages are kept for looking at, under {@code target}. */
    private static final Path KEPT = Path.of("target", "plans");

    static byte[] pdf(String keptName, ReportInput input) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PlanPdf.write(out, input);
        Files.createDirectories(KEPT);
        Files.write(KEPT.resolve(keptName + ".pdf"), out.toByteArray());
        return out.toByteArray();
    }

    private static byte @Nullable [] phone;

    /** The plan of the phone as it stands, which many tests look at. */
    static byte[] phone() throws IOException {
        byte[] known = phone;
        if (known == null) {
            known = pdf("phone", Fixture.phone().input());
            phone = known;
        }
        return known;
    }

    static String text(byte[] pdf, int fromPage, int toPage) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            PDFTextStripper stripper = new PDFTextStripper();
            stripper.setStartPage(fromPage);
            stripper.setEndPage(toPage);
            return stripper.getText(document).replace('\u00a0', ' ').replaceAll("\\s+", " ");
        }
    }

    static String text(byte[] pdf) throws IOException {
        return text(pdf, 1, Integer.MAX_VALUE);
    }

    private PlanPdfs() {}
}
