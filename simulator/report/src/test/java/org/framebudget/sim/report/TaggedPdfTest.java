package org.framebudget.sim.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentCatalog;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The plan for screen readers, archives and printers: PDF/UA-1 and PDF/A-2a, on both papers. */
class TaggedPdfTest {
    private static byte[] a4;
    private static byte[] letter;

    @BeforeAll
    static void write() throws IOException {
        a4 = pdf(Paper.A4);
        letter = pdf(Paper.LETTER);
    }

    private static byte[] pdf(Paper paper) throws IOException {
        Fixture fixture = Fixture.phone();
        fixture.windowsShown = 300;
        fixture.other = Samples.ways(false);
        fixture.maps = List.of(Samples.map());
        fixture.paper = paper;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PlanPdf.write(out, fixture.input());
        return out.toByteArray();
    }

    private static List<PDStructureElement> elements(PDStructureNode node) {
        List<PDStructureElement> all = new ArrayList<>();
        for (Object kid : node.getKids()) {
            if (kid instanceof PDStructureElement element) {
                all.add(element);
                all.addAll(elements(element));
            }
        }
        return all;
    }

    @Test
    void everyChartHasATextAndEveryTableHeadsOfColumns() throws IOException {
        try (PDDocument document = Loader.loadPDF(a4)) {
            PDDocumentCatalog catalog = document.getDocumentCatalog();
            assertTrue(catalog.getMarkInfo().isMarked());
            List<PDStructureElement> all = elements(catalog.getStructureTreeRoot());
            List<String> texts = all.stream()
                    .filter(element -> element.getStandardStructureType().equals("Figure"))
                    .map(PDStructureElement::getAlternateDescription)
                    .toList();
            assertTrue(texts.size() >= 12, texts.toString());
            assertTrue(texts.stream().allMatch(text -> text != null && text.length() > 10), texts.toString());
            assertTrue(all.stream()
                            .filter(e -> e.getStandardStructureType().equals("TH"))
                            .count()
                    > 50);
        }
    }

    @Test
    void headingsDescendWithoutAGap() throws IOException {
        try (PDDocument document = Loader.loadPDF(a4)) {
            int before = 0;
            for (PDStructureElement element :
                    elements(document.getDocumentCatalog().getStructureTreeRoot())) {
                if (element.getStandardStructureType().matches("H[1-6]")) {
                    int level = element.getStandardStructureType().charAt(1) - '0';
                    assertTrue(level <= before + 1, "from H" + before + " to H" + level);
                    before = level;
                }
            }
            assertTrue(before > 0);
        }
    }

    @Test
    void itDeclaresWhatItKeepsTo() throws IOException {
        try (PDDocument document = Loader.loadPDF(a4)) {
            PDDocumentCatalog catalog = document.getDocumentCatalog();
            String metadata =
                    new String(catalog.getMetadata().toByteArray(), StandardCharsets.UTF_8).replaceAll("\\s+", "");
            assertTrue(metadata.matches(".*pdfaid:part(>|=\")2.*"), metadata);
            assertTrue(metadata.matches(".*pdfaid:conformance(>|=\")A.*"), metadata);
            assertTrue(metadata.matches(".*pdfuaid:part(>|=\")1.*"), metadata);
            assertEquals(1, catalog.getOutputIntents().size());
            assertTrue(catalog.getViewerPreferences().displayDocTitle());
        }
    }

    @Test
    void theOutlineHasEveryPartInTheOrderOfThePages() throws IOException {
        List<String> titles = new ArrayList<>();
        List<Integer> pages = new ArrayList<>();
        try (PDDocument document = Loader.loadPDF(a4)) {
            for (PDOutlineItem item :
                    document.getDocumentCatalog().getDocumentOutline().children()) {
                titles.add(item.getTitle());
                pages.add(document.getPages().indexOf(item.findDestinationPage(document)));
            }
        }
        assertEquals(
                List.of(
                        "Decision",
                        "Scenario",
                        "How this was computed",
                        "Pipelines",
                        "Frame rates and inputs that are possible",
                        "Latency and misses over time",
                        "First minute against steady state",
                        "Heat, clock and power of phone",
                        "Power and energy",
                        "Throttle steps",
                        "What else could be done",
                        "What the answer hangs on",
                        "Predicted against measured",
                        "Warnings",
                        "Assumptions",
                        "ASSUMED values",
                        "Sources",
                        "How to make this plan again"),
                titles);
        assertEquals(pages.stream().sorted().toList(), pages);
        assertFalse(pages.contains(-1), pages.toString());
    }

    @Test
    void nothingStandsOutsideTheMarginsOfEitherPaper() throws IOException {
        assertInside(a4, PDRectangle.A4);
        assertInside(letter, PDRectangle.LETTER);
    }

    private static void assertInside(byte[] pdf, PDRectangle paper) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            document.getPages().forEach(page -> {
                assertEquals(paper.getWidth(), page.getMediaBox().getWidth(), 0.5);
                assertEquals(paper.getHeight(), page.getMediaBox().getHeight(), 0.5);
            });
            List<String> outside = new ArrayList<>();
            new PDFTextStripper() {
                @Override
                protected void processTextPosition(TextPosition text) {
                    float right = text.getXDirAdj() + text.getWidthDirAdj();
                    float bottom = text.getYDirAdj();
                    if (text.getXDirAdj() < 36
                            || right > paper.getWidth() - 36
                            || bottom < 36
                            || bottom > paper.getHeight() - 24) {
                        outside.add(text.getUnicode() + " at " + text.getXDirAdj() + ", " + bottom + " on page "
                                + getCurrentPageNo());
                    }
                    super.processTextPosition(text);
                }
            }.getText(document);
            // what stands upright along an axis has its directions exchanged
            outside.removeIf(line -> line.isBlank());
            assertEquals(List.of(), outside);
        }
    }
}
