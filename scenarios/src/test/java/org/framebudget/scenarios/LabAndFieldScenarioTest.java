package org.framebudget.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.framebudget.sim.planner.PlanResult;
import org.framebudget.sim.results.RunResult;
import org.junit.jupiter.api.Test;

/** A benchmark's time does not carry over to an application. */
class LabAndFieldScenarioTest {
    private static final String NAME = "lab-and-field";
    private static final String SHORT = "duration_s=10";
    private static final PlanResult BENCH = Shipped.plan(NAME, SHORT);
    private static final PlanResult APP = Shipped.plan(NAME, SHORT, "devices.phone.conditions=app");
    private static final String TRACE = "pipelines.enlarge.stages.enlarge.infer.field_trace=app-trace.csv";
    private static final PlanResult FIELD = Shipped.plan(NAME, SHORT, TRACE);

    private static List<String> warnings(PlanResult plan) {
        return different(plan.warnings());
    }

    private static List<String> different(List<String> warnings) {
        return warnings.stream()
                .filter(warning -> warning.contains("conditions differ"))
                .toList();
    }

    private static PlanResult.Headroom fps(PlanResult plan) {
        return plan.headroom().stream()
                .filter(headroom -> headroom.axis().equals("fps"))
                .findFirst()
                .orElseThrow();
    }

    private static double width(PlanResult plan) {
        List<Double> interval = fps(plan).prediction95();
        assertNotNull(interval);
        return (interval.get(1) - interval.get(0)) / interval.get(1);
    }

    @Test
    void thePlanWarnsThatTheConditionsDiffer() {
        assertEquals(1, warnings(BENCH).size());
        String bench = warnings(BENCH).get(0);
        assertTrue(bench.contains("33 ms were measured back to back, 30.3 a second"), bench);
        assertTrue(bench.contains("here it infers 5 a second"), bench);
        assertTrue(bench.contains("devices.phone.conditions: app makes its 95 % interval 30 to 78.6 ms"), bench);
        assertTrue(
                warnings(APP).get(0).contains("So its 95 % interval is 30 to 78.6 ms"),
                warnings(APP).get(0));
    }

    @Test
    void aRunSaysTheSame() {
        assertEquals(warnings(BENCH), different(Shipped.result(NAME, SHORT).warnings()));
        assertEquals(List.of(), different(Shipped.result(NAME, SHORT, TRACE).warnings()));
    }

    @Test
    void inAnAppTheIntervalIsWiderAndARecordOfItsTimesNarrowsItAgain() {
        assertTrue(width(APP) > width(BENCH) + 0.2, width(APP) + " against " + width(BENCH));
        assertTrue(width(FIELD) < width(APP) - 0.2, width(FIELD) + " against " + width(APP));
        // what the application measured lies within what the widened interval allowed
        List<Double> allowed = fps(APP).prediction95();
        Double measured = fps(FIELD).maxBurst();
        assertNotNull(allowed);
        assertNotNull(measured);
        assertTrue(allowed.get(0) <= measured && measured <= allowed.get(1), measured + " in " + allowed);
        assertEquals(List.of(), warnings(FIELD));
        assertNull(APP.fieldTraces());
        assertNotNull(FIELD.fieldTraces());
        assertEquals(2, FIELD.fieldTraces().get(0).ratio(), 0.01);
        assertEquals("enlarge", FIELD.fieldTraces().get(0).stage());
    }

    @Test
    void aRecordGivesLevelAndSpread() {
        RunResult.Stage lab = Shipped.result(NAME).streams().get(0).stages().get(0);
        RunResult.Stage app =
                Shipped.result(NAME, TRACE).streams().get(0).stages().get(0);
        assertNotNull(lab.invoke());
        assertNotNull(app.invoke());
        assertNull(lab.invoke().field());
        RunResult.Field field = app.invoke().field();
        assertNotNull(field);
        assertEquals(2, field.ratio(), 0.01);
        assertTrue(field.ratio95().get(0) > 1.9 && field.ratio95().get(1) < 2.1, field.toString());
        assertNotNull(app.meanMs());
        assertEquals(66, app.meanMs(), 0.03 * 66);
    }
}
