package org.framebudget.ui.charts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.framebudget.models.InputException;
import org.framebudget.ui.charts.ChartFile.Format;
import org.framebudget.ui.charts.ChartModel.Line;
import org.framebudget.ui.charts.ChartModel.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

/** Charts as files, without a window. */
final class ChartFilesTest {
    @TempDir
    Path folder;

    private static ChartShot shot(ChartModel model, double to) {
        return new ChartShot(model, new ChartColours(false), Set.of(), 0, to);
    }

    @Test
    void theTableHasUnitsInItsColumnsAndARowForEveryWindow() {
        assertEquals("""
                time_s,npu_w,camera_w,before_w,limit_w,clock_steps
                1,1,1.1,,2.5,
                1.5,,,,2.5,"npu 1000 to 600 MHz"
                2,0.5,1.1,3,2.5,
                3,,1.1,,2.5,
                4,,,4,2.5,
                """, ChartCsv.text(Samples.power()));
    }

    @Test
    void theTableOfADistributionHasBothEndsOfEachBin() {
        assertEquals("""
                latency_from_ms,latency_to_ms,in_time_frames,over_budget_frames,budget_ms
                0,10,5,0,20
                10,20,1000,0,20
                20,30,0,3,20
                30,40,0,1,20
                """, ChartCsv.text(Samples.distribution()));
    }

    @Test
    void columnsOfTheSameNameAreToldApartAndBandsHaveBothEnds() {
        double[] timeS = {1};
        ChartModel model = new ChartModel(
                "x",
                "x",
                "°C",
                List.of(
                        new Line("skin", Ink.RED, Shape.LINE, timeS, new double[] {41.25}),
                        new Line("skin", Ink.BLUE, Shape.BAND, timeS, new double[] {1}, new double[] {2})),
                List.of(),
                "",
                null);
        assertEquals("time_s,skin_deg_c,skin_deg_c_2,skin_low_deg_c\n1,41.25,2,1\n", ChartCsv.text(model));
    }

    @Test
    void theTableHasEveryValueThoughThePictureDoesNot() {
        double[] timeS = new double[100_000];
        java.util.Arrays.setAll(timeS, i -> i + 1.0);
        ChartModel model = new ChartModel(
                "x", "x", "ms", List.of(new Line("p50", Ink.RED, Shape.LINE, timeS, timeS)), List.of(), "", null);
        assertEquals(100_001, ChartCsv.text(model).lines().count());
    }

    @Test
    void theDrawingIsAnSvgWithItsWords() {
        for (ChartModel model : List.of(Samples.power(), Samples.distribution())) {
            Document document = Written.svg(shot(model, 40), folder);
            assertEquals("0 0 1000 420", document.getDocumentElement().getAttribute("viewBox"));
            String words = document.getDocumentElement().getTextContent();
            assertTrue(words.contains(model.title()), words);
            for (Line line : model.lines()) {
                assertTrue(words.contains(line.name()), words);
            }
            assertTrue(words.contains(model.levels().get(0).name()), words);
            assertTrue(document.getElementsByTagName("path").getLength() > 1, "curves");
        }
    }

    @Test
    void whatIsHiddenIsNotInThePictureButInTheTable() throws IOException {
        Path file = folder.resolve("power.svg");
        ChartShot shot = new ChartShot(Samples.power(), new ChartColours(true), Set.of("camera"), 0, 4);
        shot.write(Format.SVG, file);
        assertFalse(Files.readString(file).contains("camera"));
        shot.write(Format.CSV, folder.resolve("power.csv"));
        assertTrue(Files.readString(folder.resolve("power.csv")).contains("camera_w"));
    }

    @Test
    void thePictureIsAPngWithMoreThanItsGround() {
        int colours =
                Written.colours(Written.png(shot(Samples.power(), 4), folder)).size();
        assertTrue(colours > 10, "colours: " + colours);
    }

    @Test
    void aFolderThatIsNotThereLeavesNothingBehind() {
        for (Format format : Format.values()) {
            Path file = folder.resolve("none").resolve("chart." + format.ending());
            assertThrows(InputException.class, () -> shot(Samples.power(), 4).write(format, file));
            assertFalse(Files.exists(file.getParent()));
        }
    }
}
