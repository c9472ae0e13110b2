package org.framebudget.ui.map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.sim.planner.PlanResult.FrontierPoint;
import org.framebudget.ui.charts.ChartColours;
import org.framebudget.ui.charts.ChartFile.Format;
import org.framebudget.ui.charts.Written;
import org.framebudget.ui.session.Planned;
import org.framebudget.ui.session.Question;
import org.framebudget.ui.session.ShortScenario;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The feasibility map as files, without a window. */
final class MapFileTest {
    @TempDir
    Path folder;

    private static FrontierPoint point(double fps, int sidePx, boolean burst, @Nullable Boolean sustained) {
        return new FrontierPoint(
                "phone",
                "people",
                fps,
                List.of(sidePx, sidePx),
                burst ? 0.0 : 0.0625,
                sustained == null ? null : 12.5,
                3.0,
                null,
                burst,
                sustained);
    }

    private MapFile file(boolean dark) throws IOException {
        Question question = Question.open(ShortScenario.in(folder), new ProfileRepository(null));
        Planned planned = new Planned(
                question,
                List.of(
                        point(60, 224, false, null),
                        point(30, 224, true, true),
                        point(30, 320, true, false),
                        point(15, 320, false, true)),
                null);
        return new MapFile(
                MapModel.of(planned, question).get(0), List.of("It is not finished."), new ChartColours(dark));
    }

    @Test
    void theTableHasARowForEveryCellWithAllThatItSays() throws IOException {
        assertEquals("""
                pipeline,rate_fps,input_width_px,input_height_px,verdict,meets_first_minute,meets_sustained,missed_percent,\
                p99_photon_to_result_ms,power_w,battery_h,scenario_is_here
                people,15,320,320,"meets sustained, not in the first minute",false,true,6.25,12.5,3,,false
                people,30,320,320,meets in the first minute only,true,false,0,12.5,3,,false
                people,30,224,224,"meets, at first and sustained",true,true,0,12.5,3,,true
                people,60,224,224,does not meet,false,,6.25,,3,,false
                """, file(false).table());
    }

    @Test
    void theDrawingExplainsItself() throws IOException {
        MapFile map = file(false);
        String words = Written.words(map, folder);
        for (String word : List.of(
                "frame rate (fps)",
                "input (px)",
                "320×320",
                "60",
                "✓",
                "meets, at first and sustained",
                "meets in the first minute only",
                "meets sustained, not in the first minute",
                "does not meet",
                "the scenario",
                "It is not finished.")) {
            assertTrue(words.contains(word), word + " in " + words);
        }
        assertTrue(words.contains("people, largest of 2 inputs at 30\u00a0fps"), words);
    }

    @Test
    void thePictureHasAllFourKindsInBothThemes() throws IOException {
        for (boolean dark : new boolean[] {false, true}) {
            MapFile map = file(dark);
            Set<Integer> drawn = Written.colours(Written.png(map, folder));
            assertTrue(
                    drawn.containsAll(List.of(0x1F8A5C, 0xB5651D, 0x2E7BA8, dark ? 0x303A44 : 0xDFE3E8)), "" + drawn);
        }
    }

    @Test
    void itIsSuggestedUnderItsNameAndWrittenAsAWhole() throws IOException {
        MapFile map = file(false);
        assertEquals("feasibility-map.csv", map.file(Format.CSV));
        Path target = folder.resolve("map.csv");
        map.write(Format.CSV, target);
        assertEquals(map.table(), Files.readString(target));
    }
}
