package org.framebudget.sim.planner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.sim.pipeline.Trials;
import org.framebudget.sim.scenario.Scenario;
import org.framebudget.sim.scenario.ScenarioReader;
import org.junit.jupiter.api.Test;

/** How many equal accelerators are needed: by a load that is known, it is the next whole number above it. */
class AcceleratorsTest {
    private static final ProfileRepository PROFILES = new ProfileRepository(null);

    /** Cameras at 5 fps spread over the interval, 10.02 ms each: 0.0501 of a stick a camera. */
    private static Scenario cameras(int count, String... sets) {
        return ScenarioReader.read(
                """
                        schema: framebudget/scenario/v1
                        name: Sticks
                        duration_s: 60
                        devices:
                          - {id: nvr, profile: desktop-xeon-e5-1650+coral-usb}
                        cameras:
                          - {id: cam, device: nvr, count: COUNT, width_px: 640, height_px: 480, fps: 5, powered_by: own}
                        pipelines:
                          - id: see
                            camera: cam
                            budget_ms: 200
                            stages:
                              - {id: find, infer: {network: ssd_mobilenet_v1, input: 300x300, precision: int8, unit: tpu}}
                        slo: {miss_fraction_max: 0.01}
                        """.replace("COUNT", Integer.toString(count)), "test.yaml", Path.of("."), List.of(sets), null);
    }

    private static List<PlanResult.AcceleratorsNeeded> needed(Scenario scenario, int draws, int threads) {
        try (Parallel parallel = new Parallel(threads)) {
            return new Accelerators(scenario, new Trials(scenario, PROFILES, draws), 60, parallel).needed();
        }
    }

    @Test
    void theNextWholeNumberAboveTheLoadIsNeeded() {
        for (int[] known : new int[][] {{10, 1}, {30, 2}, {70, 4}}) {
            PlanResult.AcceleratorsNeeded needed =
                    needed(cameras(known[0]), 0, 1).get(0);
            assertEquals(known[1], needed.count(), known[0] + " cameras");
            assertEquals(known[1], needed.countSustained(), "nothing gets too hot");
            assertEquals(List.of((double) known[1], (double) known[1]), needed.ci95());
            Double busy = needed.utilisation();
            assertEquals(known[0] * 0.0501 / known[1], busy == null ? 0 : busy, 0.01);
            assertEquals(known[1] == 1, needed.binding() == null);
            assertNull(needed.prediction95(), "nothing was drawn");
        }
    }

    @Test
    void whatTheProfileLeavesOpenIsInTheIntervalAndThreadsChangeNothing() {
        // 19 cameras are 95 % of a stick: a little slower, and it takes two
        List<PlanResult.AcceleratorsNeeded> one = needed(cameras(19), 30, 1);
        assertEquals(one, needed(cameras(19), 30, 2));
        PlanResult.AcceleratorsNeeded needed = one.get(0);
        assertEquals(1, needed.count());
        assertEquals(List.of(1.0, 2.0), needed.prediction95());
        Double enough = needed.probabilityEnough();
        assertTrue(enough != null && enough > 0.6 && enough < 1, "" + enough);
        assertTrue(Accelerators.sentence(needed)
                .startsWith("At least 1 coral-usb on nvr, all behind one queue (95 %: 1 to 2), enough with"));
        assertTrue(Accelerators.sentence(needed).contains(" in the first minute, 1 sustained; now 1."));
    }

    @Test
    void whereNoNumberIsEnoughItSaysWhatBinds() {
        PlanResult.AcceleratorsNeeded needed =
                needed(cameras(10, "pipelines.see.budget_ms=5"), 0, 1).get(0);
        assertNull(needed.count());
        assertTrue(Accelerators.sentence(needed)
                .startsWith("No number of coral-usb on nvr up to 8 meets all objectives;"));
        assertEquals(
                List.of(),
                needed(
                        cameras(
                                1,
                                "devices.nvr.profile=desktop-xeon-e5-1650",
                                "pipelines.see.stages.find.infer.unit=cpu"),
                        0,
                        1));
    }

    @Test
    void oneMoreIsOfferedBehindTheSameQueue() {
        Scenario scenario = cameras(30);
        try (Parallel parallel = new Parallel(1)) {
            List<PlanResult.Alternative> offered = new Alternatives(
                            scenario, true, new Trials(scenario, PROFILES, 0), parallel)
                    .of(List.of(), share -> {})
                    .alternatives();
            PlanResult.Alternative more = offered.stream()
                    .filter(a -> a.change().equals("One more coral-usb on nvr: 2 answer from one queue"))
                    .findFirst()
                    .orElseThrow();
            assertTrue(more.meets(), "" + more);
        }
    }
}
