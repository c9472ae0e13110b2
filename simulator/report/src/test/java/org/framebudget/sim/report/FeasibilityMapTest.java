package org.framebudget.sim.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.framebudget.sim.planner.PlanResult.FrontierPoint;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the map of frame rates and inputs says in words and signs. */
class FeasibilityMapTest {
    private static FrontierPoint point(double fps, int side, boolean burst, @Nullable Boolean sustained) {
        return new FrontierPoint("phone", "classify", fps, List.of(side, side), 0.0, null, 2.0, null, burst, sustained);
    }

    private static FeasibilityMap map(FrontierPoint... points) {
        return new FeasibilityMap("classify", 30, List.of(224, 224), List.of(points));
    }

    private static String words(FeasibilityMap map) {
        return map.sentence().replace('\u00a0', ' ');
    }

    @Test
    void theLargestInputAtTheScenariosRateIsNamed() {
        FeasibilityMap map = map(
                point(30, 192, true, true),
                point(30, 224, true, true),
                point(30, 320, true, false),
                point(30, 384, false, false),
                point(60, 384, true, true));
        assertEquals(
                "classify, largest of 4 inputs at 30 fps: 320×320 in the first minute, 224×224 sustained.", words(map));
    }

    @Test
    void whereNothingMeetsItSaysNone() {
        assertEquals(
                "classify, largest of 2 inputs at 30 fps: none, in the first minute and sustained.",
                words(map(point(30, 224, false, false), point(30, 320, false, false))));
    }

    @Test
    void withoutASteadyStateNothingIsSaidOfIt() {
        FeasibilityMap map = map(point(30, 224, true, null), point(30, 320, false, null));
        assertFalse(map.steady());
        assertEquals("classify, largest of 2 inputs at 30 fps: 224×224 in the first minute.", words(map));
    }

    @Test
    void whatItDoesNotLookAtIsSaidBelowIt() {
        FeasibilityMap steady = map(point(30, 224, true, true), point(30, 320, true, false));
        FeasibilityMap recorded = map(point(30, 224, true, null));
        assertTrue(FeasibilityMap.notSeen(List.of(steady)).contains("highest between them"));
        assertTrue(FeasibilityMap.notSeen(List.of(recorded)).contains("the first minute alone"));
        Fixture fixture = Fixture.phone();
        fixture.maps = List.of(steady);
        ReportInput input = fixture.input();
        String said = FeasibilityMap.notSeen(fixture.maps);
        String html = new PlanHtml(input, new ChartBook()).html();
        assertTrue(html.indexOf(said) > html.indexOf("id=\"feasible\""), html);
        String text = VerdictTable.text(input.result(), input.phases(), TextStyle.PLAIN);
        assertTrue(text.replace("\n", " ").contains(said), text);
    }

    @Test
    void withOneInputItIsTheFastestRate() {
        FeasibilityMap map = map(point(24, 224, true, true), point(30, 224, true, false), point(60, 224, false, false));
        assertEquals(
                "classify, fastest of 3 rates at 224×224: 30 fps in the first minute, 24 fps sustained.", words(map));
    }

    @Test
    void theLegendNamesTheSignsThatAreThereAndNoOthers() {
        List<FrontierPoint> points = new ArrayList<>(List.of(point(30, 224, true, true), point(60, 224, false, true)));
        String html = FeasibilityChart.html(map(points.toArray(FrontierPoint[]::new)), new ChartBook());
        assertTrue(html.contains("the scenario as it stands"), html);
        assertTrue(html.contains("sustained, but not in the first minute"), html);
        assertFalse(html.contains("in the first minute only"), html);
        assertFalse(html.contains("fails"), html);
    }
}
