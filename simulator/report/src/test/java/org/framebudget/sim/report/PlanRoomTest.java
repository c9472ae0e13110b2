package org.framebudget.sim.report;

import static org.framebudget.sim.report.PlanPdfs.pdf;
import static org.framebudget.sim.report.PlanPdfs.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/** Whatever names and numbers come: one page for the decision, nothing cut, heads with their tables. */
class PlanRoomTest {
    /** Pages that the decision takes, with nothing else behind it, which is soon drawn. */
    private static int pagesOfDecision(ReportInput input) throws IOException {
        ChartBook charts = new ChartBook();
        String html = new PlanHtml(input, charts).html();
        String alone = html.replaceAll("(?s)<bookmarks>.*</bookmarks>", "")
                .replaceAll("(?s)<div class=\"newpage\">.*</body>", "</body>")
                .replaceAll("href=\"#[a-z]+\"", "href=\"#decision\"");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PdfPages.write(out, alone, charts, new PdfPages.About("Decision", "Decision", 1));
        try (PDDocument document = Loader.loadPDF(out.toByteArray())) {
            return document.getNumberOfPages();
        }
    }

    @Test
    void theDecisionKeepsToOnePageWhateverStandsOnIt() throws IOException {
        for (int streams : new int[] {1, 3, 6, 8}) {
            for (int variant = 0; variant < 8; variant++) {
                Fixture fixture = Fixture.phone();
                fixture.name =
                        variant % 2 == 0 ? "Short" : "A name of some length, as people give to scenarios, ".repeat(4);
                fixture.throttles = variant / 2 % 2 == 0;
                fixture.streamIds = Fixture.names("detect/yard-", streams);
                fixture.windowsShown = 2;
                // long legends leave no room for charts, short ones room for large ones
                fixture.tripLabel = fixture.throttles && streams != 1
                        ? "skin policy for the CPU, as published for it. ".repeat(5)
                        : "trip";
                if (variant >= 4) {
                    fixture.budgetMs = 27;
                    fixture.other = Samples.ways(!fixture.throttles);
                    fixture.maps = List.of(Samples.map());
                }
                for (Paper paper : Paper.values()) {
                    // the second paper where most stands on the page
                    if (paper == Paper.A4 || variant == 5 || variant == 6) {
                        fixture.paper = paper;
                        assertEquals(
                                1,
                                pagesOfDecision(fixture.input()),
                                streams + " streams, variant " + variant + ", " + paper.text());
                    }
                }
            }
        }
    }

    @Test
    void theDecisionKeepsToOnePageWithLongNamesToo() throws IOException {
        for (int streams : new int[] {1, 2, 24}) {
            Fixture fixture = Fixture.phone();
            fixture.windowsShown = 2;
            fixture.name = "二十四台のカメラ";
            fixture.streamIds = Fixture.names("detect/" + "camera-at-the-gate-".repeat(4), streams);
            fixture.deviceIds = Fixture.names("box-in-the-cabinet-at-the-gate-", Math.min(streams, 3));
            byte[] pdf = pdf("long-names-" + streams, fixture.input());
            String second = text(pdf, 2, 2);
            assertTrue(second.contains("The scenario in plain words"), streams + " streams: " + second);
            String all = text(pdf).replaceAll("\\s", "");
            for (String id : fixture.streamIds) {
                assertTrue(all.contains(id), "some table has " + id);
            }
        }
    }

    @Test
    void aTableKeepsItsTitleAndHeadWithItsFirstRow() throws IOException {
        for (int paragraphs = 0; paragraphs < 40; paragraphs += 4) {
            Fixture fixture = Fixture.phone();
            fixture.windowsShown = 1;
            fixture.paragraphsBefore = paragraphs;
            fixture.streamIds = Fixture.names("detect/" + "camera-at-the-gate-".repeat(5), 3);
            try (PDDocument document = Loader.loadPDF(pdf("kept-together", fixture.input()))) {
                for (int page = 1; page <= document.getNumberOfPages(); page++) {
                    PDFTextStripper stripper = new PDFTextStripper();
                    stripper.setSortByPosition(true);
                    stripper.setStartPage(page);
                    stripper.setEndPage(page);
                    String last = stripper.getText(document)
                            .lines()
                            .map(String::strip)
                            .filter(line -> !line.isEmpty() && !line.startsWith("Framebudget ·"))
                            .reduce((before, line) -> line)
                            .orElseThrow();
                    assertFalse(
                            last.matches("All streams.*|Where the.*|Stage by stage|Power and.*|Energy by.*|Throttle.*"
                                    + "|.*(p99 ms|ms ms|cadence budget|busiest unit|mean W|reason|why|[^0-9] ms)"),
                            paragraphs + " paragraphs, page " + page + " ends with: " + last);
                }
            }
        }
    }

    @Test
    void twoHundredStreamsOnFiveDevicesAreAllListed() throws IOException {
        Fixture fixture = Fixture.phone();
        fixture.windowsShown = 60;
        fixture.streamIds = Fixture.names("street/camera-", 200);
        fixture.deviceIds = Fixture.names("box-", 5);
        fixture.battery = false;
        byte[] pdf = pdf("two-hundred", fixture.input());
        String all = text(pdf);
        for (int i = 1; i <= 200; i++) {
            assertTrue(all.contains("street/camera-" + i + " "), "camera " + i);
        }
        assertTrue(text(pdf, 1, 1).matches(".*The [1-6] with most misses of 200.*"), text(pdf, 1, 1));
        assertTrue(all.contains("the other 195 streams together"));
        assertTrue(all.contains("Charts show the 4 hottest of 5 devices"));
    }

    @Test
    void longAndStrangeNamesWrapAndNeverBreakThePlan() throws IOException {
        Fixture fixture = Fixture.phone();
        String longId = "a-very-long-pipeline-name-that-goes-on-and-on-without-any-blank-" + "x".repeat(90);
        fixture.name = "Ünïcödé & <b>\"tags\"</b> 日本 \uD83D\uDE00 \u0007 → µ ≤ {{css}} " + "long ".repeat(20);
        fixture.streamIds = List.of(longId, "b");
        fixture.deviceIds = List.of("device-" + "y".repeat(80));
        fixture.warnings = List.of("w".repeat(400), "Zeile mit ß und € und \uFFFE.");
        byte[] pdf = pdf("long-names", fixture.input());
        String all = text(pdf).replaceAll("\\s", "");
        assertTrue(all.contains(longId), "the long id is cut off");
        assertTrue(all.contains("w".repeat(400)), "the long warning is cut off");
        assertTrue(all.contains("<b>\"tags\"</b>"), "markup must stay text");
        assertTrue(all.contains("{{css}}"), "braces in a name must stay text");
    }

    @Test
    void aRunOfOneWindowOrNoneStillMakesAPlan() throws IOException {
        for (int windows = 0; windows <= 1; windows++) {
            Fixture fixture = Fixture.phone();
            fixture.windowsShown = windows;
            fixture.streamIds = List.of("classify");
            assertTrue(text(pdf("short-" + windows, fixture.input())).contains("Latency and misses over time"));
        }
    }
}
