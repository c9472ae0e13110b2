package org.framebudget.sim.planner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.sim.pipeline.Trials;
import org.framebudget.sim.planner.packing.Packing.Box;
import org.framebudget.sim.scenario.FleetSpec;
import org.framebudget.sim.scenario.KnownIds;
import org.framebudget.sim.scenario.Scenario;
import org.framebudget.sim.scenario.ScenarioReader;
import org.junit.jupiter.api.Test;

/** The shipped fleet with fewer cameras of the same kinds. */
class FleetLibraryTest {
    private static final ProfileRepository PROFILES = new ProfileRepository((Path) null);

    @Test
    void fewerCamerasOfTheShippedFleetAreCarriedAndAnyOneDeviceMayFail() {
        Scenario scenario = ScenarioReader.read(
                Path.of("../../scenarios/library/fleet-hundred-cameras/scenario.yaml"),
                List.of(
                        "cameras.lobby.count=3",
                        "cameras.corridor.count=2",
                        "cameras.yard.count=2",
                        "cameras.gate.count=1",
                        "fleet.types=[{profile: raspberry-pi-5, price: 130},"
                                + " {profile: raspberry-pi-4+coral-usb, price: 170}]"),
                null,
                KnownIds.ANY);
        FleetSpec spec = Objects.requireNonNull(scenario.fleet());
        PlanResult.Fleet fleet;
        try (Parallel parallel = new Parallel(2)) {
            fleet = Objects.requireNonNull(new Fleets(scenario, new Trials(scenario, PROFILES, 0), 60, parallel)
                    .find(share -> {})
                    .answer()
                    .fleet());
        }
        List<String> all =
                fleet.boxes().stream().flatMap(box -> box.cameras().stream()).toList();
        assertEquals(8, fleet.cameras());
        assertEquals(8, all.size());
        assertEquals(8, new TreeSet<>(all).size());
        assertTrue(fleet.verified() && fleet.nPlusOne());
        double bound = Objects.requireNonNull(fleet.lowerBound());
        double cost = Objects.requireNonNull(fleet.cost());
        assertTrue(bound > 0 && bound <= cost, fleet + "");
        assertTrue(Objects.requireNonNull(fleet.costWithoutSpare()) < cost, fleet + "");
        simulatedAgain(scenario, spec, fleet);
    }

    private static void simulatedAgain(Scenario scenario, FleetSpec spec, PlanResult.Fleet fleet) {
        List<CameraClass> classes = CameraClass.of(scenario);
        FleetBoxes again = new FleetBoxes(scenario, classes, spec.types(), new Trials(scenario, PROFILES, 0), 60, 1);
        List<Integer> spares = fleet.spares().stream()
                .map(spare -> type(spec, spare.profile()))
                .toList();
        for (PlanResult.Box box : fleet.boxes()) {
            List<Integer> load = classes.stream()
                    .map(mine -> (int) box.cameras().stream()
                            .filter(mine.names()::contains)
                            .count())
                    .toList();
            assertTrue(again.see(new Box(type(spec, box.profile()), load)).meets(), box.toString());
            assertTrue(
                    spares.stream().anyMatch(t -> again.see(new Box(t, load)).meets()), "nothing stands in for " + box);
        }
    }

    private static int type(FleetSpec spec, String profile) {
        return IntStream.range(0, spec.types().size())
                .filter(t -> spec.types().get(t).profile().equals(profile))
                .findFirst()
                .orElseThrow();
    }
}
