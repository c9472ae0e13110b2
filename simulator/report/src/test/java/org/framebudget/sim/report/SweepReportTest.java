package org.framebudget.sim.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.framebudget.models.InputException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report of a sweep as a page and as PDF. */
class SweepReportTest {
    private static final List<String> PARTS =
            List.of("swept", "best", "front", "effects", "heat", "parallel", "assumed", "sources", "reproduce");

    @TempDir
    Path folder;

    private static SweepFigures.Level level(String value, double at, double objective, double within) {
        return new SweepFigures.Level(value, at, 50, objective, within);
    }

    static SweepFigures figures() {
        List<SweepFigures.FrontPoint> front = IntStream.range(0, 30)
                .mapToObj(i -> new SweepFigures.FrontPoint(
                        i,
                        i % 3,
                        Arrays.asList(20.0 + i, 90.0 - 2 * i, i % 2 == 0 ? 0.7 : null),
                        "phone pixel-" + i % 3))
                .toList();
        List<SweepFigures.ParallelLine> lines = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            lines.add(new SweepFigures.ParallelLine(
                    List.of((double) (i % 3), (double) (i % 4), i == 5 ? Double.NaN : 2 + i / 10.0),
                    i == 0
                            ? SweepFigures.LineKind.BEST
                            : i < 10 ? SweepFigures.LineKind.WITHIN : SweepFigures.LineKind.OUTSIDE));
        }
        return new SweepFigures(
                "Phones & <networks>",
                new SweepFigures.Origin(
                        "0.1.0", "0123456789abcdef", "Front door", "fedcba9876543210", 42, 1, "Linux, 2 processors"),
                new SweepFigures.Counts(200, 200, 3, 16, 80),
                List.of(
                        new SweepFigures.Axis(
                                "devices.phone.profile",
                                "phone",
                                3,
                                "pixel-4, pixel-6, galaxy-s24",
                                0.7,
                                List.of(
                                        level("pixel-4", Double.NaN, 2.5, 0.4),
                                        level("pixel-6", Double.NaN, 2.8, 0.5),
                                        level("galaxy-s24", Double.NaN, 3.1, 0.1))),
                        new SweepFigures.Axis(
                                "cameras.back.fps",
                                "fps",
                                3,
                                "15, 30, 60",
                                0.3,
                                List.of(level("15", 15, 2.4, 0.9), level("30", 30, 2.6, 0.5), level("60", 60, 2.9, 0))),
                        new SweepFigures.Axis(
                                "duration_s", "duration_s", 1, "60", 0, List.of(level("60", 60, 2.6, 0.4)))),
                new SweepFigures.Objective("average_power_w", false, true),
                "miss_fraction <= 0.01",
                new SweepFigures.Best(
                        0, 2.04, "phone pixel-4, fps 15", "framebudget run scenario.yaml --set cameras.back.fps=15"),
                new SweepFigures.BestTable(
                        List.of("network", "phone", "point", "average_power_w"),
                        List.of(false, false, true, true),
                        List.of(
                                Arrays.asList("mobilenet_v1_1.0", "pixel-4", 0L, 2.04),
                                Arrays.asList("efficientnet_lite2", null, null, null))),
                new SweepFigures.Front(
                        List.of("photon_to_result_p99_ms", "energy_j", "accuracy"),
                        List.of("pixel-0", "pixel-1", "pixel-2"),
                        front,
                        List.of(new SweepFigures.FrontPoint(99, 0, Arrays.asList(45.0, 95.0, null), "phone pixel-0")),
                        30),
                List.of(new SweepFigures.HeatMap(
                        "share of points within the limits",
                        true,
                        "phone",
                        List.of("pixel-4", "pixel-6", "galaxy-s24"),
                        "fps",
                        List.of("15", "30"),
                        List.of(Arrays.asList(1.0, 0.5, null), Arrays.asList(0.0, 0.25, 0.75)))),
                new SweepFigures.Parallel(
                        List.of(
                                new SweepFigures.Dimension("phone", List.of("pixel-4", "pixel-6", "galaxy-s24"), 0, 0),
                                new SweepFigures.Dimension("fps", List.of(), 0, 3),
                                new SweepFigures.Dimension("average_power_w", List.of(), 2, 4)),
                        lines,
                        "all of them",
                        List.of()),
                List.of(new SweepFigures.Failure("pixel-4 has no such row", 3)),
                new SweepFigures.Sources(
                        true,
                        List.of("pixel-4, sha256 abc"),
                        List.of(new AssumedValue(
                                "pixel-4", "thermal.skin.to_ambient_k_per_w", 3.5, 2.1, 4.9, "a guess")),
                        List.of("Somebody, Somewhere, 2020"),
                        ""));
    }

    @Test
    void thePageHasEveryPartAndNeedsNothingElse() throws Exception {
        Path file = folder.resolve("report.html");
        SweepReport.write(file, figures());
        String page = Files.readString(file);
        for (String part : PARTS) {
            assertTrue(page.contains("<h2 id=\"" + part + "\""), part);
        }
        assertEquals(4, Pattern.compile("<svg ").matcher(page).results().count());
        assertEquals(
                4,
                Pattern.compile("aria-label=\"[^\"]+\"").matcher(page).results().count());
        assertFalse(page.contains("<script") || page.contains("url(") || page.contains("<link"));
        // the namespace of SVG is a name and no address
        assertFalse(page.replace("http://www.w3.org/2000/svg", "").contains("http"));
        assertTrue(page.contains("prefers-color-scheme: dark"));
        assertTrue(page.contains("Best is point 0, with average_power_w 2.04: phone pixel-4, fps 15."));
        assertTrue(page.contains("Phones &amp; &lt;networks&gt;"));
        assertTrue(page.contains("thermal"), "ASSUMED values are named");
        // no role is without its colour
        for (var use : Pattern.compile("class=\"([sf]-[a-z0-9-]+)\"")
                .matcher(page)
                .results()
                .toList()) {
            assertTrue(page.contains("." + use.group(1) + " {"), use.group(1));
        }
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(
                        page.replace("<!DOCTYPE html>", "").getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void thePdfHasTheSamePartsAndTheSameBytesTwice() throws Exception {
        Path file = folder.resolve("report.pdf");
        Path again = folder.resolve("again.pdf");
        SweepReport.write(file, figures());
        SweepReport.write(again, figures());
        assertEquals(-1, Files.mismatch(file, again));
        try (PDDocument document = Loader.loadPDF(file.toFile())) {
            String text = new PDFTextStripper().getText(document);
            for (String words : List.of(
                    "What was swept",
                    "Best device for each network",
                    "Pareto front",
                    "Main effects",
                    "The two axes of most influence",
                    "Points across all axes",
                    "ASSUMED values",
                    "How to make this again",
                    "pixel-4 has no such row",
                    "sweep sha256 0123456789ab",
                    "galaxy-s24")) {
                assertTrue(text.contains(words), words + " in " + text);
            }
        }
    }

    @Test
    void whatIsNotThereIsSaidAndNotDrawn() {
        SweepFigures whole = figures();
        SweepFigures none = new SweepFigures(
                whole.name(),
                whole.origin(),
                new SweepFigures.Counts(200, 120, 0, 0, 0),
                whole.axes(),
                whole.objective(),
                whole.within(),
                null,
                new SweepFigures.BestTable(List.of(), List.of(), List.of()),
                new SweepFigures.Front(List.of("energy_j"), List.of("all"), List.of(), List.of(), 0),
                List.of(),
                new SweepFigures.Parallel(List.of(), List.of(), "", List.of()),
                List.of(),
                new SweepFigures.Sources(false, List.of(), List.of(), List.of(), ""));
        String page = SweepReport.html(none);
        assertTrue(page.contains("So far: no point of 120 is within the limits."));
        assertTrue(page.contains("class=\"verdict undecided\""));
        assertFalse(page.contains("id=\"heat\"") || page.contains("id=\"parallel\"") || page.contains("id=\"best\""));
        assertTrue(page.contains("is known when the sweep has ended"));
    }

    private static SweepFigures with(
            SweepFigures whole, SweepFigures.@Nullable Objective objective, SweepFigures.Parallel parallel) {
        return new SweepFigures(
                whole.name(),
                whole.origin(),
                whole.counts(),
                whole.axes(),
                objective,
                whole.within(),
                null,
                whole.bestPerNetwork(),
                whole.front(),
                whole.heatMaps(),
                parallel,
                whole.failures(),
                new SweepFigures.Sources(true, List.of(), List.of(), List.of(), ""));
    }

    @Test
    void withoutABestPointNothingIsSaidOfItsValues() {
        SweepFigures whole = figures();
        String page = SweepReport.html(with(whole, whole.objective(), whole.parallel()));
        assertFalse(page.contains("somebody measured or published"), page);
        assertTrue(page.contains("There is no best point whose values could be looked at."));
    }

    @Test
    void whereNothingIsComparedThePageSaysSo() {
        SweepFigures whole = figures();
        String page = SweepReport.html(with(whole, null, whole.parallel()));
        assertTrue(page.contains("Nothing is compared. Of no result that is kept more or less is better,"), page);
        assertTrue(page.contains("class=\"verdict undecided\""));
        assertFalse(page.contains("Compared by") || page.contains("Influence:") || page.contains("most influence"));
        assertFalse(page.contains("is within the limits.") || page.contains("id=\"best\""));
    }

    @Test
    void axesThatAreNotDrawnAreNamed() {
        SweepFigures whole = figures();
        SweepFigures.Parallel some = new SweepFigures.Parallel(
                whole.parallel().dimensions(), whole.parallel().lines(), "all of them", List.of("ambient", "seat"));
        String page = SweepReport.html(with(whole, whole.objective(), some));
        assertTrue(page.contains("Points across the axes of most influence"));
        assertTrue(page.contains("Not drawn, since they have less influence or too many names: ambient, seat."));
        assertFalse(page.contains("Points across all axes"));
    }

    /** Words that begin or end outside of the drawing are cut off. */
    @Test
    void longNamesStayWithinTheirDrawings() {
        String name = "a_very_long_name_of_an_axis".repeat(8);
        SweepFigures whole = figures();
        SweepFigures.HeatMap map = whole.heatMaps().get(0);
        SweepFigures.HeatMap longNamed =
                new SweepFigures.HeatMap(map.figure(), map.share(), name, map.columns(), name, map.rows(), map.cells());
        SweepFigures.Parallel parallel = new SweepFigures.Parallel(
                List.of(
                        new SweepFigures.Dimension(name, List.of("a", "b", "c"), 0, 0),
                        new SweepFigures.Dimension(name, List.of(), 0, 3),
                        new SweepFigures.Dimension(name, List.of(), 2, 4)),
                whole.parallel().lines(),
                "all of them",
                List.of());
        for (Picture picture : List.of(HeatPicture.of(longNamed), ParallelPicture.of(parallel))) {
            for (Picture.Item item : picture.items()) {
                if (item instanceof Picture.Words words) {
                    double width = Picture.width(words.text());
                    double end = words.upright() ? picture.heightPt() : picture.widthPt();
                    double at = words.upright() ? words.y() : words.x();
                    double begin = at
                            - switch (words.anchor()) {
                                case START -> 0;
                                case MIDDLE -> width / 2;
                                case END -> words.upright() ? 0 : width;
                            };
                    assertTrue(begin >= 0 && begin + width <= end, words.toString());
                }
            }
        }
        assertTrue(Pattern.compile("\np \\{[^}]*overflow-wrap: anywhere")
                .matcher(SweepReport.html(whole))
                .find());
    }

    @Test
    void aNameThatSaysNoFormatIsRefused() {
        assertEquals(
                "--report: 'a.txt' is neither a page nor a PDF. Give a name that ends in .html or .pdf.",
                assertThrows(InputException.class, () -> SweepReport.checkName("--report", Path.of("a.txt")))
                        .getMessage());
    }
}
