package org.framebudget.sim.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.graphics.PDXObject;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.text.PDFTextStripper;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.scenario.Scenario;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlanPdfTest {
    /** Where the pages are kept for looking at, under {@code target}. */
    private static final Path KEPT = Path.of("target", "plans");

    private static byte[] pdf(String keptName, ReportInput input) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PlanPdf.write(out, input);
        Files.createDirectories(KEPT);
        Files.write(KEPT.resolve(keptName + ".pdf"), out.toByteArray());
        return out.toByteArray();
    }

    private static byte @Nullable [] phone;

    /** The plan of the phone as it stands, which many tests look at. */
    private static byte[] phone() throws IOException {
        byte[] known = phone;
        if (known == null) {
            known = pdf("phone", Fixture.phone().input());
            phone = known;
        }
        return known;
    }

    private static String text(byte[] pdf, int fromPage, int toPage) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            PDFTextStripper stripper = new PDFTextStripper();
            stripper.setStartPage(fromPage);
            stripper.setEndPage(toPage);
            return stripper.getText(document).replace('\u00a0', ' ').replaceAll("\\s+", " ");
        }
    }

    private static String text(byte[] pdf) throws IOException {
        return text(pdf, 1, Integer.MAX_VALUE);
    }

    @Test
    void aPhoneThatThrottlesGetsItsVerdictOnTheFirstPage() throws IOException {
        byte[] pdf = phone();
        String first = text(pdf, 1, 1);
        assertTrue(first.contains("Capacity plan: Camera assistant on a Pixel 6"), first);
        assertTrue(first.contains("Does not meet: "), first);
        assertTrue(first.contains("33.3 ms from delivery"), first);
        assertTrue(first.contains("skin policy"), first);
        assertTrue(first.contains("9.1 min"), first);
        assertTrue(first.contains("5.13 h"), first);
        assertTrue(first.contains("241 mW"), first);
        assertTrue(first.contains("page 1 of "), first);
        String all = text(pdf);
        for (String part : List.of(
                "The scenario in plain words",
                "EfficientNet-Lite0",
                "Where the frames went",
                "Stage by stage",
                "Latency and misses over time",
                "Heat, clock and power of phone",
                "Energy by component",
                "Throttle steps",
                "Warnings",
                "exposure_ms: 10 (default)",
                "to_ambient_k_per_w",
                "Tan, M. and Le, Q.",
                "--seed 42")) {
            assertTrue(all.contains(part), part);
        }
    }

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
                    fixture.other = Fixture.ways(!fixture.throttles);
                    fixture.maps = List.of(Fixture.map());
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
    void theDocumentHasTitleLanguageOutlineAndNoAuthor() throws IOException {
        try (PDDocument document = Loader.loadPDF(phone())) {
            assertEquals(
                    "Capacity plan: Camera assistant on a Pixel 6",
                    document.getDocumentInformation().getTitle());
            assertNull(document.getDocumentInformation().getAuthor());
            assertEquals("en", document.getDocumentCatalog().getLanguage());
            assertNotNull(document.getDocumentCatalog().getDocumentOutline());
            assertEquals(
                    "Decision",
                    document.getDocumentCatalog()
                            .getDocumentOutline()
                            .getFirstChild()
                            .getTitle());
        }
    }

    @Test
    void everyFontIsEmbeddedAndNoPictureIsARaster() throws IOException {
        try (PDDocument document = Loader.loadPDF(phone())) {
            for (PDPage page : document.getPages()) {
                checkResources(page.getResources());
            }
        }
    }

    private static void checkResources(PDResources resources) throws IOException {
        for (COSName name : resources.getFontNames()) {
            PDFont font = resources.getFont(name);
            assertTrue(font.isEmbedded(), font.getName());
            assertTrue(font.getName().contains("DejaVu"), font.getName());
        }
        for (COSName name : resources.getXObjectNames()) {
            PDXObject object = resources.getXObject(name);
            assertTrue(object instanceof PDFormXObject, name.getName());
            PDResources inner = ((PDFormXObject) object).getResources();
            if (inner != null) {
                checkResources(inner);
            }
        }
    }

    @Test
    void theSameInputGivesTheSameBytes() throws IOException {
        assertArrayEquals(phone(), pdf("phone", Fixture.phone().input()));
    }

    @Test
    void aRunThatMeetsEverythingSaysSo() throws IOException {
        Fixture fixture = Fixture.phone();
        fixture.throttles = false;
        fixture.streamIds = List.of("classify");
        String first = text(pdf("meets", fixture.input()), 1, 1);
        assertTrue(first.contains("Meets all 6 objectives: no frame misses 33.3 ms from delivery."), first);
        assertTrue(first.contains("no limiter acts"), first);
    }

    @Test
    void oneStreamThatThrottlesShowsBurstAndSteadyState() throws IOException {
        Fixture fixture = Fixture.phone();
        fixture.streamIds = List.of("classify");
        fixture.budgetMs = 27;
        String all = text(pdf("one-stream", fixture.input()));
        assertTrue(all.contains("steady state"), all);
        assertTrue(all.contains("first minute"), all);
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
    void noProcessedFrameGivesDashesAndNoCrash() throws IOException {
        Fixture fixture = Fixture.phone();
        fixture.processes = false;
        fixture.phases = false;
        String first = text(pdf("nothing-processed", fixture.input()), 1, 1);
        assertTrue(first.contains("no frame was processed"), first);
        assertTrue(first.contains("No frame was processed, so there is no latency."), first);
    }

    @Test
    void aKilledDeviceIsTheVerdict() throws IOException {
        Fixture fixture = Fixture.phone();
        fixture.killedAtS = 312.0;
        fixture.throttles = false;
        String first = text(pdf("killed", fixture.input()), 1, 1);
        assertTrue(first.contains("Does not meet: phone is killed after 5.2 min by its memory limit"), first);
    }

    @Test
    void noBatteryAndNoObjectivesStayHonest() throws IOException {
        Fixture fixture = Fixture.phone();
        fixture.battery = false;
        fixture.objectives = false;
        fixture.budgetFrom = "frame_start";
        String first = text(pdf("no-battery", fixture.input()), 1, 1);
        assertTrue(first.contains("No objectives given: "), first);
        assertTrue(first.contains("from frame start"), first);
        assertTrue(first.contains("on a fixed supply"), first);
        assertFalse(first.contains("Meets"), first);
    }

    @Test
    void latenciesInThePlanCountFromTheBudgetsStartAndSaySo() throws IOException {
        Fixture fixture = Fixture.phone();
        fixture.budgetFrom = "frame_start";
        fixture.streamIds = List.of("classify");
        ReportInput input = fixture.input();
        RunResult.Stream stream = input.result().streams().get(0);
        byte[] pdf = pdf("frame-start", input);
        String first = text(pdf, 1, 1);
        String row = Numbers.plain(stream.budgetToResultMs().p50()) + " "
                + Numbers.plain(stream.budgetToResultMs().p95()) + " "
                + Numbers.plain(stream.budgetToResultMs().p99());
        assertTrue(first.contains(row), row + " in " + first);
        assertTrue(first.contains(Verdict.PERCENTILES), first);
        String all = text(pdf);
        assertTrue(all.contains("ms from frame start"), all);
        assertFalse(all.contains("ms from delivery"), all);
        assertTrue(all.contains("budget 33.3 ms from frame start"), "the line over time");
    }

    @Test
    void aRecordedAmbientIsGivenWithItsRangeWithinTheRun() throws IOException {
        assertTrue(text(phone()).contains("pixel-6, ambient 31 °C"));
        Fixture recorded = Fixture.phone();
        recorded.ambientTrace = List.of(
                new Scenario.TracePoint(0, 31),
                new Scenario.TracePoint(600, 18.5),
                new Scenario.TracePoint(Fixture.WINDOWS + 1, 55));
        String all = text(pdf("recorded-air", recorded.input()));
        assertTrue(all.contains("pixel-6, ambient from the trace, 18.5 to 31 °C"), all);
    }

    @Test
    void differentBudgetsAreComparedAsSharesOfEach() throws IOException {
        Fixture fixture = Fixture.phone();
        fixture.budgetStepMs = 20;
        String first = text(pdf("two-budgets", fixture.input()), 1, 1);
        assertTrue(first.contains("53.3 ms from delivery"), first);
        assertTrue(first.contains("latency over the stream's own budget, %"), first);
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

    @Test
    void aSpecificationOnlyProfileIsNeverGreen() {
        Fixture fixture = Fixture.phone();
        fixture.throttles = false;
        fixture.streamIds = List.of("classify");
        RunResult good = fixture.input().result();
        assertEquals(Verdict.State.MEETS, Verdict.of(good, null).state());
        RunResult.Device d = good.devices().get(0);
        RunResult.Device guessed = new RunResult.Device(
                d.id(),
                d.profile(),
                "SPECIFICATION",
                d.badge(),
                d.averagePowerW(),
                d.appPowerW(),
                d.cameraPowerW(),
                d.energyJ(),
                d.energyByComponentJ(),
                d.energyBalanceErrorJ(),
                d.energyPerInferenceGrossMj(),
                d.energyPerInferenceAboveIdleMj(),
                d.battery(),
                d.temperatureDegC(),
                d.ambientDegC(),
                d.throttle(),
                d.units(),
                d.peakMemoryMb(),
                d.killedAtS(),
                d.bytesSent(),
                d.fairnessIndex());
        RunResult open = new RunResult(
                good.schema(),
                good.mode(),
                good.scenario(),
                good.seed(),
                good.replications(),
                good.simulatedS(),
                good.wallS(),
                good.events(),
                good.streams(),
                List.of(guessed),
                good.slo(),
                good.bottleneck(),
                good.warnings(),
                good.assumptions(),
                good.assumedValues(),
                good.citations());
        assertEquals(Verdict.State.OPEN, Verdict.of(open, null).state());
    }

    @Test
    void theFirstPageRecommendsAndDrawsWhatFits() throws IOException {
        Fixture fixture = Fixture.phone();
        fixture.streamIds = List.of("classify");
        fixture.budgetMs = 27;
        fixture.other = Fixture.ways(false);
        fixture.maps = List.of(Fixture.map());
        String first = text(pdf("recommended", fixture.input()), 1, 1);
        assertTrue(
                first.contains(
                        "Recommended. 24 instead of 30 fps: meets all objectives, with 0.1 % of frames missed, photon to"
                                + " result 140 ms (p99), 2.5 W, 5.4 h of battery, accuracy 75 %."),
                first);
        assertTrue(first.contains("What fits"), first);
        assertTrue(first.contains("frames per second"), "its axis: " + first);
        assertTrue(first.contains("Heat and clock"), first);
        assertTrue(first.contains("page 2"), "where the words are: " + first);
    }

    @Test
    void whatBringsItBackStandsAtTheEnd() throws IOException {
        String all = text(phone());
        String end = all.substring(all.lastIndexOf("How to make this plan again"));
        for (String part : List.of(
                "--seed 42 --pdf plan.pdf",
                "version 1.2.3",
                "sha256 3f9c1b5a7d2e4860aa11bb22cc33dd44ee55ff6677889900aabbccddeeff0011",
                "profile pixel-6 sha256 6ae16ae1")) {
            assertTrue(end.contains(part), part + " in " + end);
        }
    }

    @Test
    void predictionsOfTheUnitsInUseStandAgainstMeasurements() throws IOException {
        String all = text(phone());
        assertTrue(all.contains("pixel-6, npu, int8 all sizes of one network 7 "), all);
        assertTrue(all.contains("pixel-6, npu, int8 one measurement 7 "), all);
        assertTrue(all.contains("mobilenet_v2 224×224 5.07 4.87 4.14 5.73 −4.0 ✓ yes PixelSource2021 yes"), all);
        assertFalse(all.contains("mobilenet_v1 224×224"), "each measurement once, of the hardest split");
        assertTrue(all.contains("pixel-6, cpu, int8: fewer than three published measurements"), all);
    }

    @Test
    void theFirstMinuteStandsBesideTheSteadyState() throws IOException {
        Fixture fixture = Fixture.phone();
        fixture.streamIds = List.of("classify");
        String all = text(pdf("one-stream", fixture.input()));
        String part = all.substring(all.indexOf("First minute against steady state"));
        for (String words : List.of("with a period of 14 s", "Objectives in both", "npu, mean clock, % of fastest")) {
            assertTrue(part.contains(words), words + " in " + part);
        }
    }

    @Test
    void whereNoFrameIsMissedNoEmptyChartIsDrawn() throws IOException {
        Fixture fixture = Fixture.phone();
        fixture.throttles = false;
        fixture.streamIds = List.of("classify");
        assertTrue(text(pdf("meets", fixture.input())).contains("No frame is late or dropped in the run"));
    }
}
