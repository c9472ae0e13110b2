package org.framebudget.ui.map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.sim.planner.PlanResult.FrontierPoint;
import org.framebudget.sim.report.FeasibilityMap;
import org.framebudget.ui.session.Planned;
import org.framebudget.ui.session.Question;
import org.framebudget.ui.session.ShortScenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The map as a table, without a window. */
class MapTableTest {
    @TempDir
    Path folder;

    private static FrontierPoint point(double fps, int sidePx, boolean burst, Boolean sustained) {
        return new FrontierPoint(
                "phone", "people", fps, List.of(sidePx, sidePx), 0.25, 12.5, 3.0, null, burst, sustained);
    }

    @Test
    void ratesRiseToTheRightSizesToTheTopAndWhatIsNotKnownYetIsEmpty() throws IOException {
        ProfileRepository profiles = new ProfileRepository(null);
        Question question = Question.open(ShortScenario.in(folder), profiles);
        Planned planned = new Planned(
                question,
                List.of(point(60, 224, false, false), point(30, 224, true, true), point(30, 320, true, false)),
                null);
        List<MapModel> maps = MapModel.of(planned, question);
        assertEquals(1, maps.size());
        MapModel map = maps.get(0);
        assertEquals(List.of("30", "60"), map.rates());
        assertEquals(List.of("320×320", "224×224"), map.inputs());
        assertNull(map.cells().get(0).get(1), "no point for 60 fps at 320 px yet");
        MapModel.Cell own = Objects.requireNonNull(map.cells().get(1).get(0));
        assertTrue(own.own());
        assertEquals(FeasibilityMap.Kind.BOTH, own.kind());
        assertEquals(Map.of(), own.sets(), "the scenario is here already");
        MapModel.Cell larger = Objects.requireNonNull(map.cells().get(0).get(0));
        assertEquals(FeasibilityMap.Kind.BURST_ONLY, larger.kind());
        assertEquals(Map.of("pipelines.people.stages.classify.infer.input", "320x320"), larger.sets());
        MapModel.Cell faster = Objects.requireNonNull(map.cells().get(1).get(1));
        assertEquals(FeasibilityMap.Kind.NEITHER, faster.kind());
        assertEquals(Map.of("cameras.back.fps", "60"), faster.sets());
        assertTrue(faster.words().startsWith("60 fps, input 224×224"), faster.words());
        assertTrue(faster.words().contains("25") && faster.words().contains("12.5"), faster.words());
        Question moved = question.with(faster.sets(), profiles);
        MapModel.Cell there = Objects.requireNonNull(
                MapModel.of(planned, moved).get(0).cells().get(1).get(1));
        assertTrue(there.own(), "what was taken over is marked");
    }
}
