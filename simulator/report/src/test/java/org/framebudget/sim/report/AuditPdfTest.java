package org.framebudget.sim.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.framebudget.models.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditPdfTest {
    private static final AuditPdf.Audited CLAIM = new AuditPdf.Audited(
            "A stick answers in 12 ms.",
            "12 ms",
            "15.1 ms",
            "15.1 ms (12.3 to 18.6 ms: 95 % interval)",
            "int8, 300 x 300 & <one> board",
            List.of("idle power of the stick"),
            "NOT SUPPORTED",
            AuditPdf.Holds.NEVER,
            "It takes a quarter more.");

    @TempDir
    Path folder;

    private String text(Path pdf) throws Exception {
        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
        }
    }

    @Test
    void everyPartOfAClaimStandsOnThePage() throws Exception {
        Path pdf = folder.resolve("audit.pdf");
        AuditPdf.write(pdf, List.of(CLAIM));
        String text = text(pdf);
        for (String part : List.of(
                CLAIM.claim(),
                CLAIM.stated(),
                CLAIM.range(),
                CLAIM.conditions(),
                "idle power of the stick",
                "NOT SUPPORTED: It takes a quarter more.",
                "0 of 1 claims hold, 0 under conditions that they do not name, 1 do not.",
                "page 1 of 1")) {
            assertTrue(text.contains(part), part + " in " + text);
        }
    }

    @Test
    void aClaimIsNeverTornOverTwoPages() throws Exception {
        List<AuditPdf.Audited> many = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            many.add(CLAIM);
        }
        Path pdf = folder.resolve("many.pdf");
        AuditPdf.write(pdf, many);
        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            assertTrue(document.getNumberOfPages() > 3);
            for (int page = 3; page <= document.getNumberOfPages(); page++) {
                PDFTextStripper stripper = new PDFTextStripper();
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                // the first line is the footer
                String first =
                        stripper.getText(document).lines().skip(1).findFirst().orElse("");
                assertTrue(first.startsWith(CLAIM.claim()), "page " + page + " begins with " + first);
            }
        }
    }

    @Test
    void theSameClaimsGiveTheSameBytes() throws Exception {
        Path one = folder.resolve("one.pdf");
        Path two = folder.resolve("two.pdf");
        AuditPdf.write(one, List.of(CLAIM));
        AuditPdf.write(two, List.of(CLAIM));
        assertArrayEquals(Files.readAllBytes(one), Files.readAllBytes(two));
    }

    @Test
    void aFolderIsNoPlaceForIt() {
        InputException e = assertThrows(InputException.class, () -> AuditPdf.write(folder, List.of(CLAIM)));
        assertTrue(e.getMessage().contains(folder.toString()), e.getMessage());
    }
}
