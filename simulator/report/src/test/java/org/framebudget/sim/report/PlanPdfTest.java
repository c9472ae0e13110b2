package org.framebudget.sim.report;

import static org.framebudget.sim.report.PlanPdfs.pdf;
import static org.framebudget.sim.report.PlanPdfs.phone;
import static org.framebudget.sim.report.PlanPdfs.text;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.graphics.PDXObject;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.scenario.Scenario;
import org.junit.jupiter.api.Test;

class PlanPdfTest {
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
        String text = VerdictTable.text(open, new TextStyle(false, true));
        assertTrue(text.lines().noneMatch(line -> line.startsWith("✓")), text);
    }

    @Test
    void theFirstPageRecommendsAndDrawsWhatFits() throws IOException {
        Fixture fixture = Fixture.phone();
        fixture.streamIds = List.of("classify");
        fixture.budgetMs = 27;
        fixture.other = Samples.ways(false);
        fixture.maps = List.of(Samples.map());
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
