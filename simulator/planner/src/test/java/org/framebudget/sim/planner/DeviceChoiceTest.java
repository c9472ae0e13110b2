package org.framebudget.sim.planner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.framebudget.sim.scenario.Scenario;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which of several devices a plan recommends. */
class DeviceChoiceTest {
    /** A device that takes 10 ms while it is cool and 40 ms once it is warm, and one that always takes 20 ms. */
    private static final String TWO = """
            schema: framebudget/scenario/v1
            name: Two devices
            duration_s: 1800
            seed: 7
            devices:
              - {id: hot, profile: hot.yaml}
              - {id: even, profile: even.yaml}
            cameras:
              - {id: a, device: hot, width_px: 64, height_px: 48, fps: 20, exposure_ms: 0.1, delivery_ms: 1}
              - {id: b, device: even, width_px: 64, height_px: 48, fps: 20, exposure_ms: 0.1, delivery_ms: 1}
            pipelines:
              - id: see-a
                camera: a
                budget_ms: 100
                stages:
                  - {id: work, infer: {network: ten, input: 224x224, precision: int8, unit: npu}}
              - id: see-b
                camera: b
                budget_ms: 100
                stages:
                  - {id: work, infer: {network: ten, input: 224x224, precision: int8, unit: npu}}
            """;

    @TempDir
    Path folder;

    private PlannerBench bench;

    @BeforeEach
    void writeTheProfiles() throws IOException {
        bench = new PlannerBench(folder);
        String profile = Files.readString(folder.resolve("bench.yaml"));
        String rows = Files.readString(folder.resolve("bench-latency.csv"));
        Files.writeString(
                folder.resolve("hot.yaml"),
                profile.replace("id: bench", "id: hot")
                        .replace(
                                "[{clock_mhz: 1000, active_w: 4.2}]",
                                "[{clock_mhz: 1000, active_w: 4.2}, {clock_mhz: 250, active_w: 4.1}]")
                        .replace("capacity_j_per_k: 10", "capacity_j_per_k: 100")
                        .replace("limiters: []", """
                                limiters:
                                  - kind: step_wise
                                    name: skin limit
                                    unit: npu
                                    node: skin
                                    source: {kind: ASSUMED, cite: framebudget_assumed, note: "made for tests", spread_fraction: 0.000001}
                                    trip_deg_c: 32
                                    hysteresis_k: 2
                                    poll_s: 1
                                    slowest_state: 1
                                """));
        Files.writeString(
                folder.resolve("even.yaml"),
                profile.replace("id: bench", "id: even").replace("bench-latency.csv", "even-latency.csv"));
        Files.writeString(
                folder.resolve("even-latency.csv"),
                rows.replace("ten,224,224,int8,npu,0,10,", "ten,224,224,int8,npu,0,20,"));
    }

    @Test
    void minuteOneAndMinuteThirtyRankOtherwiseAndTheLongRunIsRecommendedUnlessABurstIsAskedFor() {
        DeviceChoice choice = DeviceChoice.of(bench.read(TWO), bench.profiles);
        PlanResult.DeviceRank hot = choice.devices().get(0);
        PlanResult.DeviceRank even = choice.devices().get(1);
        assertEquals("hot", hot.profile());
        assertEquals(1, hot.rankMinute1());
        assertEquals(2, even.rankMinute1());
        assertEquals(2, hot.rankMinute30());
        assertEquals(1, even.rankMinute30());
        PlanResult.Recommendation sustained = choice.recommended(Basis.SUSTAINED);
        assertNotNull(sustained);
        assertEquals("even", sustained.profile());
        assertEquals("sustained", sustained.basis());
        assertTrue(sustained.why().startsWith("even does best in minute 30; hot does in minute 1"), sustained.why());
        PlanResult.Recommendation burst = choice.recommended(Basis.BURST);
        assertNotNull(burst);
        assertEquals("hot", burst.profile());
        assertEquals("burst", burst.basis());
    }

    @Test
    void aShorterScenarioIsDecidedByItsSteadyState() {
        DeviceChoice choice = DeviceChoice.of(bench.read(TWO, "duration_s=30"), bench.profiles);
        assertNull(choice.devices().get(0).rankMinute30());
        assertEquals(2, choice.devices().get(0).rankSustained());
        PlanResult.Recommendation sustained = choice.recommended(Basis.SUSTAINED);
        assertNotNull(sustained);
        assertTrue(sustained.why().startsWith("even does best in steady state"), sustained.why());
    }

    @Test
    void oneDeviceLeavesNothingToChoose() {
        Scenario one = bench.read(PlannerBench.ONE_STAGE);
        assertNull(DeviceChoice.of(one, bench.profiles).recommended(Basis.SUSTAINED));
    }
}
