package org.framebudget.sim.planner.packing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Packings whose cost is known, and small ones against trying everything. */
class PackerTest {
    private static final List<IntegerSolver> SOLVERS =
            OrToolsSolver.loads() ? List.of(new OrToolsSolver(), new BranchAndBound()) : List.of(new BranchAndBound());

    private static BoxType type(long cost, int[] most, double... shares) {
        return new BoxType(cost, Arrays.stream(most).mapToObj(n -> 0L).toList(), 1000, most, List.of(shares));
    }

    /** Sets of all pairs of types, without anything that failed. */
    private static Packer.Loads loads(List<BoxType> types) {
        return (t, s) -> {
            int[] most = new int[types.get(t).most().length];
            Arrays.setAll(
                    most, g -> Math.min(types.get(t).most()[g], types.get(s).most()[g]));
            List<double[]> shares = new ArrayList<>(types.get(t).shares());
            shares.addAll(types.get(s).shares());
            return DownSet.under(most, shares, 10_000).orElseThrow();
        };
    }

    @Test
    void equalCamerasFillEqualBoxes() {
        // 10 a box: 37 cameras want 4 boxes, and a spare one makes 5
        List<BoxType> types = List.of(type(100, new int[] {10}, 0.1));
        for (IntegerSolver solver : SOLVERS) {
            Packing plain = new Packer(types, new int[] {37}, false, solver)
                    .pack(loads(types))
                    .orElseThrow();
            assertEquals(400, plain.cost(), solver.name());
            assertEquals(400, plain.bound(), solver.name());
            assertEquals(
                    List.of(10, 9, 9, 9),
                    plain.boxes().stream().map(box -> box.load().get(0)).toList());
            Packing safe = new Packer(types, new int[] {37}, true, solver)
                    .pack(loads(types))
                    .orElseThrow();
            assertEquals(500, safe.cost(), solver.name());
            assertEquals(List.of(1), safe.spares());
            assertEquals(400, new Packer(types, new int[] {37}, false, solver).bound(true));
        }
    }

    @Test
    void aLargeAndASmallBoxSplitTheCameras() {
        // 12 for 100, 5 for 45: 29 cameras are two large ones and one small one
        List<BoxType> types = List.of(type(100, new int[] {12}, 1 / 12.0), type(45, new int[] {5}, 0.2));
        for (IntegerSolver solver : SOLVERS) {
            Packing packing = new Packer(types, new int[] {29}, false, solver)
                    .pack(loads(types))
                    .orElseThrow();
            assertEquals(245, packing.cost(), solver.name());
            // what stands in for the large ones holds the small one's cameras too
            Packing safe = new Packer(types, new int[] {29}, true, solver)
                    .pack(loads(types))
                    .orElseThrow();
            assertEquals(6 * 45 + 45, safe.cost(), solver.name());
            assertEquals(List.of(0, 1), safe.spares(), "six small ones and one more of them");
        }
    }

    @Test
    void tooFewBoxesAreNoPacking() {
        List<BoxType> types = List.of(new BoxType(1, List.of(0L), 2, new int[] {3}, List.of(new double[] {1 / 3.0})));
        for (IntegerSolver solver : SOLVERS) {
            assertEquals(Optional.empty(), new Packer(types, new int[] {7}, false, solver).pack(loads(types)));
            assertEquals(Optional.empty(), new Packer(types, new int[] {6}, true, solver).pack(loads(types)));
            assertTrue(new Packer(types, new int[] {6}, false, solver)
                    .pack(loads(types))
                    .isPresent());
        }
    }

    @Test
    void bothSolversFindTheCostThatTryingEverythingFinds() {
        Random random = new Random(5);
        for (int instance = 0; instance < 25; instance++) {
            int[] demand = {1 + random.nextInt(5), 1 + random.nextInt(4)};
            List<BoxType> types = new ArrayList<>();
            for (int t = 0; t < 3; t++) {
                double[] first = {0.1 + 0.6 * random.nextDouble(), 0.1 + 0.6 * random.nextDouble()};
                double[] second = {0.4 * random.nextDouble(), 0.1 + 0.4 * random.nextDouble()};
                int[] most = {(int) Math.min(1 / first[0], 1 / second[0]), (int) Math.min(1 / first[1], 1 / second[1])};
                types.add(new BoxType(
                        20 + random.nextInt(100),
                        List.of((long) random.nextInt(20), (long) random.nextInt(20)),
                        1000,
                        most,
                        List.of(first, second)));
            }
            for (boolean spare : new boolean[] {false, true}) {
                long least = spare ? leastWithSpares(types, demand) : least(types, demand, 7, new HashMap<>());
                for (IntegerSolver solver : SOLVERS) {
                    String what = solver.name() + " on instance " + instance + (spare ? " with spares" : "");
                    Packer packer = new Packer(types, demand, spare, solver);
                    Packing packing = packer.pack(loads(types)).orElseThrow();
                    assertEquals(least, packing.cost(), what);
                    assertEquals(least, packing.bound(), what);
                    assertTrue(packer.bound(true) <= least, what);
                    for (int g = 0; g < demand.length; g++) {
                        int which = g;
                        assertEquals(
                                demand[g],
                                packing.boxes().stream()
                                        .mapToInt(box -> box.load().get(which))
                                        .sum(),
                                what);
                    }
                }
            }
        }
    }

    private static long leastWithSpares(List<BoxType> types, int[] demand) {
        long least = Long.MAX_VALUE / 4;
        for (int standBy = 1; standBy < 1 << types.size(); standBy++) {
            long cost = 0;
            for (int t = 0; t < types.size(); t++) {
                cost += (standBy >> t & 1) * types.get(t).cost();
            }
            least = Math.min(least, cost + least(types, demand, standBy, new HashMap<>()));
        }
        return least;
    }

    /** By taking every possible box out of what is left; a box must fit one of the types in a set of bits. */
    private static long least(List<BoxType> types, int[] left, int standBy, Map<Integer, Long> known) {
        if (Arrays.stream(left).sum() == 0) {
            return 0;
        }
        Long before = known.get(left[0] * 100 + left[1]);
        if (before != null) {
            return before;
        }
        long least = Long.MAX_VALUE / 4;
        for (BoxType type : types) {
            for (int a = 0; a <= left[0]; a++) {
                for (int b = 0; b <= left[1]; b++) {
                    boolean covered = false;
                    for (int s = 0; s < types.size(); s++) {
                        covered |= (standBy >> s & 1) == 1 && holds(types.get(s), a, b);
                    }
                    if (a + b > 0 && covered && holds(type, a, b)) {
                        long cost = type.cost()
                                + a * type.costPerCamera().get(0)
                                + b * type.costPerCamera().get(1);
                        least = Math.min(
                                least, cost + least(types, new int[] {left[0] - a, left[1] - b}, standBy, known));
                    }
                }
            }
        }
        known.put(left[0] * 100 + left[1], least);
        return least;
    }

    private static boolean holds(BoxType type, int a, int b) {
        return a <= type.most()[0]
                && b <= type.most()[1]
                && type.shares().stream().allMatch(share -> a * share[0] + b * share[1] <= 1 + 1e-9);
    }

    @Test
    void theTopsAreTheLoadsThatNothingExceeds() {
        DownSet set = DownSet.under(new int[] {4, 3}, List.of(new double[] {0.2, 0.3}), 100)
                .orElseThrow();
        assertEquals(List.of("[0, 3]", "[2, 2]", "[3, 1]", "[4, 0]"), text(set));
        assertTrue(set.contains(new int[] {1, 2}));
        assertTrue(!set.contains(new int[] {3, 2}));
        set.without(new int[] {2, 1});
        assertEquals(List.of("[0, 3]", "[1, 2]", "[4, 0]"), text(set));
        set.add(new int[] {4, 1});
        assertEquals(List.of("[0, 3]", "[1, 2]", "[4, 1]"), text(set));
        DownSet other = DownSet.empty();
        other.add(new int[] {2, 2});
        assertEquals(List.of("[1, 2]", "[2, 1]"), text(set.and(other)));
    }

    @Test
    void moreTopsThanAreWantedAreSaid() {
        int[] most = new int[12];
        double[] share = new double[12];
        Arrays.fill(most, 12);
        Arrays.fill(share, 1 / 12.0);
        assertEquals(Optional.empty(), DownSet.under(most, List.of(share), 1000));
    }

    @Test
    void camerasAreDealtInProportionToTheRooms() {
        List<int[]> loads =
                Dealing.evenly(List.of(new int[] {6, 1}, new int[] {3, 0}, new int[] {3, 4}), new int[] {8, 5});
        assertArrayEquals(new int[] {4, 1}, loads.get(0));
        assertArrayEquals(new int[] {2, 0}, loads.get(1));
        assertArrayEquals(new int[] {2, 4}, loads.get(2));
    }

    private static List<String> text(DownSet set) {
        return set.tops().stream().map(Arrays::toString).sorted().toList();
    }
}
