package org.framebudget.sim.planner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.framebudget.sim.planner.packing.Packing.Box;
import org.framebudget.sim.scenario.FleetSpec;
import org.framebudget.sim.scenario.Scenario;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fleets with so few loads that each is simulated: what is called cheapest is. */
class FleetOfAllLoadsTest {
    @TempDir
    Path folder;

    private FleetBench bench;

    @BeforeEach
    void addTheOtherType() {
        bench = new FleetBench(folder, 0).type("other", "base_w: 1", "base_w: 0.4");
    }

    @Test
    void phasesThatSuitOnlyInFullerBoxesAreFound() {
        PlanResult.Fleet fleet = bench.fleet(bench.read(FleetBench.PHASES));
        assertEquals(240, Objects.requireNonNull(fleet.cost()), 1e-9, fleet.toString());
        assertEquals(240, Objects.requireNonNull(fleet.lowerBound()), 1e-9);
        assertEquals(0, fleet.gapFraction());
        assertTrue(fleet.optimal());
        assertNull(fleet.boundRestsOn());
        assertEquals(1, fleet.rounds());
    }

    @Test
    void aSearchSaysWhatItsBoundTakesForGranted() {
        // here fuller boxes meet where emptier ones fail: a bound above what is possible must name monotony
        PlanResult.Fleet fleet = bench.searched(bench.read(FleetBench.PHASES));
        assertTrue(Objects.requireNonNull(fleet.cost()) >= 240 - 1e-9);
        List<String> restsOn = Objects.requireNonNull(fleet.boundRestsOn());
        assertTrue(restsOn.contains("unit_time"));
        assertTrue(
                Objects.requireNonNull(fleet.lowerBound()) <= 240 + 1e-9 || restsOn.contains("monotony"),
                fleet.toString());
    }

    @Test
    void whatNoBoxHoldsInAnyCompanyIsNamed() {
        Scenario scenario = bench.read(FleetBench.PHASES, "pipelines.see.budget_ms=14");
        String reason = bench.find(scenario, 2).answer().reason();
        assertTrue(reason.startsWith("No type carries even one camera of a (8 cameras)."), reason);
    }

    @Test
    void ofMixesThatCostTheSameTheOneWithTheLeastBusyBoxesIsTaken() {
        Scenario scenario = bench.read(
                FleetBench.PHASES,
                "cameras.b.count=1",
                "cameras.a.count=7",
                "pipelines.see.budget_ms=1000",
                "fleet.types=[{profile: bench.yaml, price: 60}]");
        PlanResult.Fleet fleet = bench.fleet(scenario);
        assertEquals(120, Objects.requireNonNull(fleet.cost()), 1e-9);
        assertTrue(fleet.boxes().stream().allMatch(box -> box.cameras().size() == 4), fleet.toString());
    }

    @Test
    void aHugePriceIsAddedUpAllTheSame() {
        Scenario scenario = bench.read(
                FleetBench.PHASES,
                "fleet.types=[{profile: bench.yaml, price: 500000000}, {profile: other.yaml, price: 1000000000}]");
        PlanResult.Fleet fleet = bench.fleet(scenario);
        assertEquals(2e9, Objects.requireNonNull(fleet.cost()), 1e-3);
        assertTrue(fleet.optimal());
    }

    @Test
    void tryingEveryMixFindsNothingCheaper() {
        Random random = new Random(11);
        for (int instance = 0; instance < 8; instance++) {
            boolean spare = random.nextInt(3) == 0;
            Scenario scenario = bench.read(
                    FleetBench.PHASES,
                    "duration_s=10",
                    "cameras.a.count=" + (1 + random.nextInt(4)),
                    "cameras.b.count=" + (1 + random.nextInt(3)),
                    "cameras.b.phase_ms=" + 10 * random.nextInt(10),
                    "cameras.b.fps=" + (random.nextBoolean() ? 10 : 5),
                    "pipelines.see.budget_ms=" + (18 + random.nextInt(30)),
                    "pipelines.see.stages.work.postprocess.mean_ms=" + (10 + random.nextInt(7)),
                    "fleet.n_plus_1=" + spare,
                    "fleet.spare_fraction=" + (random.nextBoolean() ? 0 : 0.4),
                    "fleet.energy_price_per_kwh=" + (random.nextBoolean() ? 0 : 1),
                    String.format(
                            Locale.ROOT,
                            "fleet.types=[{profile: bench.yaml, price: %d, count_max: %d}, {profile: other.yaml, price: %d}]",
                            random.nextInt(30),
                            1 + random.nextInt(3),
                            random.nextInt(60)));
            Judge judge = new Judge(scenario);
            PlanResult.Fleet fleet = bench.fleet(scenario);
            String what = "instance " + instance + ": " + fleet;
            assertTrue(fleet.optimal(), what);
            assertEquals(judge.least(), Objects.requireNonNull(fleet.cost()), 0.01, what);
            PlanResult.Fleet searched = bench.searched(scenario);
            assertTrue(Objects.requireNonNull(searched.cost()) >= judge.least() - 0.01, what);
            assertTrue(Objects.requireNonNull(searched.lowerBound()) <= judge.least() + 0.01, searched.toString());
        }
    }

    /** Tries every mix of every load. */
    private final class Judge {
        private final FleetSpec spec;
        private final FleetBoxes again;
        private final int[] demand;
        private final List<Box> loads = new ArrayList<>();
        private double least = Double.POSITIVE_INFINITY;

        Judge(Scenario scenario) {
            spec = Objects.requireNonNull(scenario.fleet());
            again = bench.boxes(scenario);
            demand = CameraClass.of(scenario).stream()
                    .mapToInt(CameraClass::count)
                    .toArray();
            for (int t = 0; t < spec.types().size(); t++) {
                for (int a = 0; a <= demand[0]; a++) {
                    for (int b = 0; b <= demand[1]; b++) {
                        Box box = new Box(t, List.of(a, b));
                        if (a + b > 0 && again.see(box).meets()) {
                            loads.add(box);
                        }
                    }
                }
            }
        }

        double least() {
            take(0, demand.clone(), new ArrayList<>());
            return least;
        }

        private void take(int from, int[] left, List<Box> taken) {
            if (Arrays.stream(left).sum() == 0) {
                least = Math.min(least, cost(taken));
                return;
            }
            for (int i = from; i < loads.size(); i++) {
                int[] load = loads.get(i).counts();
                if (IntStream.range(0, load.length).allMatch(g -> load[g] <= left[g])) {
                    int[] rest = left.clone();
                    Arrays.setAll(rest, g -> left[g] - load[g]);
                    taken.add(loads.get(i));
                    take(i, rest, taken);
                    taken.remove(taken.size() - 1);
                }
            }
        }

        private double cost(List<Box> taken) {
            double best = Double.POSITIVE_INFINITY;
            for (int standBy = 0; standBy < 1 << spec.types().size(); standBy++) {
                double cost = 0;
                boolean may = true;
                for (int t = 0; t < spec.types().size(); t++) {
                    int type = t;
                    int spares = standBy >> t & 1;
                    long used = taken.stream().filter(box -> box.type() == type).count();
                    may &= used + spares
                            <= Objects.requireNonNullElse(spec.types().get(t).countMax(), 1000);
                    cost += spares * (spec.types().get(t).price() + idleW(t) * spec.pricePerW());
                }
                for (Box box : taken) {
                    cost += spec.types().get(box.type()).price()
                            + again.see(box).powerW() * spec.pricePerW();
                    may &= !spec.nPlusOne() || standsIn(standBy, box);
                }
                if (may && (spec.nPlusOne() || standBy == 0)) {
                    best = Math.min(best, cost);
                }
            }
            return best;
        }

        private boolean standsIn(int standBy, Box box) {
            return IntStream.range(0, spec.types().size())
                    .anyMatch(t -> (standBy >> t & 1) == 1 && loads.contains(new Box(t, box.load())));
        }

        private double idleW(int type) {
            return loads.stream()
                    .filter(box -> box.type() == type)
                    .mapToDouble(box -> again.see(box).idleW())
                    .min()
                    .orElse(0);
        }
    }
}
