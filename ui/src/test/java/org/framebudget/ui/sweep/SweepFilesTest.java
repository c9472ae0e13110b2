package org.framebudget.ui.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.framebudget.sim.sweep.StoredRows.Row;
import org.framebudget.ui.charts.ChartColours;
import org.framebudget.ui.charts.Ink;
import org.framebudget.ui.charts.Written;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Map and best compromises of a sweep as files, without a window. */
final class SweepFilesTest {
    private static final String FIGURES =
            "missed_frames_percent,p99_photon_to_result_ms,p90_photon_to_result_ms,power_w,energy_per_inference_mj,"
                    + "useful_rate_fps,accuracy_percent,battery_to_empty_h,hottest_skin_deg_c";

    @TempDir
    Path folder;

    private static SweptRows rows() {
        return SweptTest.two()
                .with(List.of(
                        SweptTest.row(0, true, 0, 10, 2),
                        SweptTest.row(1, false, 0.5, 20, 1),
                        SweptTest.row(3, true, 0, 12.5, 1.5),
                        SweptTest.row(4, true, 0, 14, 1.75),
                        SweptTest.failed(5)));
    }

    private static SweepMapFile map(Choice choice, boolean dark) {
        return new SweepMapFile(rows(), choice, SweepMap.of(rows(), choice), new ChartColours(dark));
    }

    private static FrontFile front(SweptRows rows, boolean dark) {
        return new FrontFile(rows, Front.of(rows, Measure.POWER, Measure.LATENCY), new ChartColours(dark));
    }

    @Test
    void theTableOfTheMapHasARowForEveryCellThatIsKnown() {
        assertEquals(
                "cameras_back_fps,environment_ambient_deg_c,verdict,points_run,points_meeting,best_point,"
                        + "best_cameras_back_fps,best_environment_ambient_deg_c," + FIGURES + "\n"
                        + "30,30,could not be run,0,0,,,,,,,,,,,,\n"
                        + "15,20,none meets,1,0,1,15,20,50,20,,1,,,,,\n"
                        + "30,20,every point meets,1,1,4,30,20,0,14,,1.75,,,,,\n"
                        + "15,10,every point meets,1,1,0,15,10,0,10,,2,,,,,\n"
                        + "30,10,every point meets,1,1,3,30,10,0,12.5,,1.5,,,,,\n",
                map(Choice.first(List.of(0, 1)), false).table());
    }

    @Test
    void aCellOfSeveralPointsSaysHowManyMeetAndWhichIsTheBest() {
        SweepMapFile map = map(Choice.first(List.of(0)), false);
        List<String> lines = map.table().lines().toList();
        assertEquals(
                "cameras_back_fps,verdict,points_run,points_meeting,best_point,best_cameras_back_fps,"
                        + "best_environment_ambient_deg_c," + FIGURES,
                lines.get(0));
        assertEquals("15,some meet,2,1,0,15,10,0,10,,2,,,,,", lines.get(1));
        assertEquals(3, lines.size());
        String words = Written.words(map, folder);
        assertTrue(words.contains("1/2"), words);
        assertEquals(3, words.split("✓", -1).length, "in the legend and in one cell: " + words);
        assertTrue(words.contains("it says how many of how many"), words);
    }

    @Test
    void theDrawingOfTheMapExplainsItself() {
        SweepMapFile map = map(Choice.first(List.of(0, 1)).withFigure(Measure.MISSED), true);
        String words = Written.words(map, folder);
        for (String word : List.of(
                "What meets – in each cell: missed frames (%)",
                "cameras.back.fps",
                "environment.ambient_deg_c",
                "every point meets",
                "some meet",
                "none meets",
                "could not be run",
                "50")) {
            assertTrue(words.contains(word), word + " in " + words);
        }
        assertTrue(
                Written.colours(Written.png(map, folder)).containsAll(List.of(0x1F8A5C, 0xB5651D, 0x303A44, 0x1B222A)));
    }

    @Test
    void theTableOfTheFrontHasEveryPointWithBothFigures() {
        assertEquals(
                "point,cameras_back_fps,environment_ambient_deg_c,meets,best_compromise," + FIGURES + "\n"
                        + "0,15,10,true,true,0,10,,2,,,,,\n"
                        + "1,15,20,false,false,50,20,,1,,,,,\n"
                        + "3,30,10,true,true,0,12.5,,1.5,,,,,\n"
                        + "4,30,20,true,false,0,14,,1.75,,,,,\n",
                front(rows(), false).table());
    }

    @Test
    void thoseThatAreNotDrawnAreInTheTable() {
        SweptRows swept = SweptTest.none("  - {key: cameras.back.phase_ms, from: 0, to: 1, count: 200}\n");
        List<Row> many = new ArrayList<>();
        for (int point = 0; point < 200; point++) {
            many.add(SweptTest.row(point, true, 0, 200 - point, point));
        }
        FrontFile front = front(swept.with(many), false);
        assertTrue(front.front().points().size() < 200);
        assertEquals(
                200,
                front.table()
                        .lines()
                        .filter(line -> line.contains(",true,true,"))
                        .count());
    }

    @Test
    void theDrawingOfTheFrontExplainsItself() {
        for (boolean dark : new boolean[] {false, true}) {
            ChartColours colours = new ChartColours(dark);
            FrontFile front = front(rows(), dark);
            String words = Written.words(front, folder);
            for (String word : List.of(
                    "Best compromises",
                    "power (W), less is better",
                    "p99 photon to result (ms), less is better",
                    "best compromises",
                    "other points that meet",
                    "points that do not meet")) {
                assertTrue(words.contains(word), word + " in " + words);
            }
            Set<Integer> drawn = Written.colours(Written.png(front, folder));
            for (Ink ink : List.of(Ink.BLUE, Ink.GREEN, Ink.GHOST)) {
                assertTrue(drawn.contains(colours.of(ink).getRGB() & 0xFFFFFF), ink + " in dark: " + dark);
            }
        }
    }

    @Test
    void aFrontOfNothingIsAPictureWithAReason() {
        SweptRows none = SweptTest.two();
        String words = Written.words(front(none, false), folder);
        assertTrue(words.contains("No point has both figures"), words);
        assertEquals(1, front(none, false).table().lines().count());
    }
}
