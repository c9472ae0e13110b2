package org.framebudget.sim.planner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.framebudget.sim.planner.packing.Packing.Box;
import org.framebudget.sim.scenario.Scenario;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fleets whose answer is known, on boxes of round numbers. */
class FleetsTest {
    /** Evenly phased, 20 ms of a CPU at 5 fps: ten cameras fill a box to its last moment. */
    private static final String TEN_A_BOX = PlannerBench.ONE_STAGE
                    .replace("fps: 30", "fps: 5, powered_by: own, count: 37")
                    .replace("budget_ms: 1000", "budget_ms: 25")
            + """
            fleet:
              currency: CHF
              types:
                - {profile: bench.yaml, price: 100}
            """;

    @TempDir
    Path folder;

    private FleetBench bench;

    @BeforeEach
    void bench() {
        bench = new FleetBench(folder, 40);
    }

    private static void carriesAllOnce(PlanResult.Fleet fleet) {
        List<String> all =
                fleet.boxes().stream().flatMap(box -> box.cameras().stream()).toList();
        assertEquals(fleet.cameras(), all.size());
        assertEquals(fleet.cameras(), new TreeSet<>(all).size());
        assertEquals(
                new TreeSet<>(all),
                new TreeSet<>(fleet.mix().stream()
                        .flatMap(item -> item.cameras().stream())
                        .toList()));
        assertTrue(Objects.requireNonNull(fleet.lowerBound()) <= Objects.requireNonNull(fleet.cost()));
    }

    @Test
    void aCameraOfWhichNothingIsAskedIsNamed() {
        Scenario scenario = bench.read(TEN_A_BOX, "duration_s=20");
        String says =
                "No objective asks for frames of " + scenario.cameras().get(0).id();
        assertTrue(bench.fleet(scenario).notes().stream().noneMatch(note -> note.startsWith(says)));
        Scenario unasked = bench.read(TEN_A_BOX, "duration_s=20", "slo={power_w_max: 1000}");
        assertTrue(bench.fleet(unasked).notes().stream().anyMatch(note -> note.startsWith(says)));
    }

    @Test
    void equalCamerasFillBoxesAsTheirReciprocalSays() {
        PlanResult.Fleet fleet = bench.fleet(bench.read(TEN_A_BOX, "duration_s=20"));
        carriesAllOnce(fleet);
        assertEquals(37, fleet.cameras());
        assertEquals(4, fleet.mix().get(0).count());
        assertEquals(400, Objects.requireNonNull(fleet.cost()), 1e-9);
        assertTrue(fleet.optimal(), fleet + "");
        assertTrue(fleet.verified());
        assertEquals(400, Objects.requireNonNull(fleet.lowerBound()), 0.01);
        assertEquals("CHF", fleet.currency());
        assertEquals(1, Objects.requireNonNull(fleet.probabilityMeets()));
        assertEquals(
                new PlanResult.Alone("cam", 10, false),
                fleet.types().get(0).alone().get(0));
        assertTrue(
                fleet.notes().contains("Prices that nobody looked up are ASSUMED: bench.yaml at 100 CHF."),
                fleet.notes().toString());
    }

    @Test
    void aBoxThatCarriesAllCamerasThereAreMayCarryMore() {
        PlanResult.Fleet fleet = bench.fleet(bench.read(TEN_A_BOX, "duration_s=20", "cameras.cam.count=6"));
        assertEquals(
                new PlanResult.Alone("cam", 6, true),
                fleet.types().get(0).alone().get(0));
    }

    @Test
    void aSpareBoxIsPaidForAndItsIdlePowerToo() {
        Scenario scenario = bench.read(
                TEN_A_BOX,
                "duration_s=20",
                "fleet.n_plus_1=true",
                "fleet.energy_price_per_kwh=0.5",
                "fleet.hours=1000");
        PlanResult.Fleet fleet = bench.fleet(scenario);
        carriesAllOnce(fleet);
        assertTrue(fleet.nPlusOne());
        assertEquals(5, fleet.count("bench.yaml"));
        assertEquals(1, fleet.spares().get(0).count());
        assertEquals(500, fleet.purchase(), 1e-9);
        double watts =
                fleet.boxes().stream().mapToDouble(PlanResult.Box::powerW).sum()
                        + fleet.spares().get(0).powerW();
        assertEquals(watts, Objects.requireNonNull(fleet.powerW()), 1e-9);
        assertEquals(0.5 * watts, fleet.energyCost(), 1e-9, "a thousand hours of kilowatts");
        assertEquals(fleet.purchase() + fleet.energyCost(), Objects.requireNonNull(fleet.cost()), 1e-9);
        double without = Objects.requireNonNull(fleet.costWithoutSpare());
        assertEquals(100 + 0.5 * fleet.spares().get(0).powerW(), fleet.cost() - without, 1e-6);
        assertTrue(fleet.optimal(), fleet + "");
    }

    @Test
    void timeToSpareMakesBoxesSmaller() {
        // 80 % of a box that ten fill: eight, so 37 cameras want five
        PlanResult.Fleet fleet = bench.fleet(bench.read(TEN_A_BOX, "duration_s=20", "fleet.spare_fraction=0.2"));
        carriesAllOnce(fleet);
        assertEquals(8, fleet.types().get(0).alone().get(0).most());
        assertEquals(5, fleet.boxes().size());
        assertTrue(fleet.boxes().stream().allMatch(box -> box.utilisation() <= 0.8 + 1e-9));
    }

    /** Fast cameras want their results at once, slow ones take long: together they meet only where none waits. */
    private static final String WAITS = """
            schema: framebudget/scenario/v1
            name: Two needs
            duration_s: 20
            seed: 7
            devices:
              - {id: box, profile: bench.yaml}
            cameras:
              - {id: fast, device: box, count: 4, width_px: 640, height_px: 480, fps: 10, exposure_ms: 0.1, delivery_ms: 1, powered_by: own}
              - {id: slow, device: box, count: 4, width_px: 640, height_px: 480, fps: 1, exposure_ms: 0.1, delivery_ms: 1, powered_by: own}
            pipelines:
              - id: react
                camera: fast
                budget_ms: 30
                stages:
                  - {id: work, postprocess: {unit: cpu, mean_ms: 20}}
              - id: study
                camera: slow
                budget_ms: 900
                stages:
                  - {id: work, postprocess: {unit: cpu, mean_ms: 120}}
            slo: {miss_fraction_max: 0.001}
            fleet:
              types:
                - {profile: bench.yaml, price: 100}
            """;

    @Test
    void whatTheUnitsHaveTimeForAndSimulationRefusesIsCut() {
        // 6 x 20 % and 4 x 12 % are 168 %: by time alone two boxes do in many ways; but a fast frame behind a slow one
        // is late, so
        // the slow ones want a box of their own, and the fast ones two
        PlanResult.Fleet fleet = bench.searched(bench.read(WAITS, "cameras.fast.count=6"));
        carriesAllOnce(fleet);
        assertEquals(List.of("unit_time", "monotony"), fleet.boundRestsOn());
        assertTrue(fleet.cuts() > 0 && fleet.rounds() > 1, fleet + "");
        assertEquals(300, Objects.requireNonNull(fleet.cost()), 1e-9);
        assertTrue(fleet.optimal(), fleet + "");
        for (PlanResult.Box box : fleet.boxes()) {
            assertEquals(
                    1,
                    box.cameras().stream()
                            .map(camera -> camera.split("-")[0])
                            .distinct()
                            .count(),
                    box.toString());
        }
    }

    @Test
    void everyBoxAndWhatStandsInForItHoldsWhenItIsSimulatedAgain() {
        Scenario scenario = bench.read(WAITS, "fleet.n_plus_1=true", "cameras.fast.count=6");
        PlanResult.Fleet fleet = bench.fleet(scenario);
        carriesAllOnce(fleet);
        List<CameraClass> classes = CameraClass.of(scenario);
        FleetBoxes again = bench.boxes(scenario);
        for (PlanResult.Box box : fleet.boxes()) {
            List<Integer> load = classes.stream()
                    .map(mine -> (int) box.cameras().stream()
                            .filter(mine.names()::contains)
                            .count())
                    .toList();
            assertTrue(again.see(new Box(0, load)).meets(), box.toString());
        }
        assertEquals(1, fleet.spares().size());
    }

    @Test
    void whatCannotBeHadOfTheCheapOneTheDearOneCarries() {
        bench.type("slow", "base_w: 1", "base_w: 2");
        Scenario scenario = bench.read(
                TEN_A_BOX,
                "duration_s=20",
                "cameras.cam.count=24",
                "fleet.types=[{profile: bench.yaml, price: 100, count_max: 2}, {profile: slow.yaml, price: 130}]");
        PlanResult.Fleet fleet = bench.fleet(scenario);
        carriesAllOnce(fleet);
        assertEquals(2, fleet.count("bench.yaml"), "all that can be had of the cheap one");
        assertEquals(1, fleet.count("slow.yaml"));
        assertEquals(330, Objects.requireNonNull(fleet.cost()), 1e-9);
    }

    @Test
    void aBoxWithFewerCamerasThanOneThatMeetsIsSimulatedToo() {
        Scenario scenario = bench.read(
                FleetBench.PHASES,
                "cameras.a.count=5",
                "cameras.b.count=2",
                "fleet.types=[{profile: bench.yaml, price: 100}]");
        PlanResult.Fleet fleet = bench.searched(scenario);
        carriesAllOnce(fleet);
        for (PlanResult.Box box : fleet.boxes()) {
            assertEquals(0.15 * box.cameras().size(), box.utilisation(), 0.01, box.toString());
        }
        assertEquals(1, fleet.probabilityMeets());
        // four and one, and one and one, would be two boxes as well; that none is cheaper cannot be known
        assertTrue(Objects.requireNonNull(fleet.lowerBound()) <= 200);
    }

    @Test
    void camerasThatNoTypeCarriesAreNamedWithHowFarTheyAreOff() {
        Fleets.Found found = bench.find(bench.read(TEN_A_BOX, "duration_s=20", "pipelines.see.budget_ms=15"), 2);
        assertNull(found.answer().fleet());
        assertEquals(
                "No type carries even one camera of cam (37 cameras). Nearest first: bench.yaml: miss_fraction_max is 100 %"
                        + " where 0.1 % is asked in the first minute.",
                found.answer().reason());
        assertEquals(1, found.rest().cameras().get(0).count());
    }

    @Test
    void whatNoDeviceCanGiveIsNamed() {
        Fleets.Found found = bench.find(bench.read(TEN_A_BOX, "duration_s=20", "slo.useful_fps_min=6"), 2);
        assertNull(found.answer().fleet());
        assertTrue(
                found.answer().reason().contains("useful_fps_min is 5 where 6 is asked"),
                found.answer().reason());
        Fleets.Found unit = bench.find(
                bench.read(TEN_A_BOX, "duration_s=20", "fleet.types=[{profile: bench.yaml, price: 1, unit: tpu}]"), 2);
        assertTrue(
                unit.answer().reason().contains("bench.yaml: bench has no unit 'tpu'. It has: cpu, npu."),
                unit.answer().reason());
    }

    @Test
    void tooFewDevicesAreSaid() {
        Fleets.Found found = bench.find(
                bench.read(TEN_A_BOX, "duration_s=20", "fleet.types=[{profile: bench.yaml, price: 1, count_max: 3}]"),
                2);
        assertNull(found.answer().fleet());
        assertEquals(
                "The types' count_max leaves too few devices for all 37 cameras.",
                found.answer().reason());
        assertEquals("10\u00a0×\u00a0cam on bench.yaml", found.answer().box());
    }

    @Test
    void camerasThatDifferOnlyInTheirNamesAreOneClass() {
        Scenario scenario = bench.read(WAITS.replace("camera: fast", "cameras: [fast, also]")
                .replace(
                        "  - {id: slow",
                        "  - {id: also, device: box, width_px: 640, height_px: 480, fps: 10, exposure_ms: 0.1,"
                                + " delivery_ms: 1, powered_by: own}\n  - {id: slow"));
        List<CameraClass> classes = CameraClass.of(scenario);
        assertEquals(2, classes.size());
        assertEquals(
                List.of("fast-1", "fast-2", "fast-3", "fast-4", "also"),
                classes.get(0).names());
    }

    @Test
    void threadsChangeNothing() {
        Scenario scenario = bench.read(WAITS, "pipelines.study.stages.work.postprocess.cv=0.3", "fleet.n_plus_1=true");
        assertEquals(bench.find(scenario, 1).answer(), bench.find(scenario, 3).answer());
    }

    @Test
    void thePlanOfAFleetIsAboutItsFullestDevice() {
        Scenario scenario = bench.read(TEN_A_BOX, "duration_s=20", "cameras.cam.count=12");
        CapacityPlan plan = CapacityPlanner.plan(
                scenario,
                bench.planner.profiles,
                new CapacityPlanner.Effort(2, 40, 40, Grid.Steps.PLAN),
                2,
                share -> {});
        assertNotNull(plan.result().fleet());
        assertNotNull(plan.fleet());
        assertTrue(plan.result().verdict().meets());
        assertEquals(true, plan.result().verdict().meetsTogether());
        assertEquals("2 devices carry all 12 cameras.", plan.result().verdict().why());
        assertEquals(6, plan.scenario().cameras().get(0).count());
        assertEquals(
                List.of(),
                PlanSchemaTest.problems(new com.fasterxml.jackson.databind.ObjectMapper().valueToTree(plan.result())));
    }
}
