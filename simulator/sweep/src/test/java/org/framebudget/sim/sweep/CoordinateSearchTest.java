package org.framebudget.sim.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;

/** On spaces whose best point is known; scores cost nothing, so each is searched with many seeds. */
class CoordinateSearchTest {
    private static final int SEEDS = 40;

    /** Coordinates of these sizes, the last one fastest. */
    private record Grid(boolean ordered, LongPredicate keeps, long... sizes) implements SearchSpace {
        private long stride(int coordinate) {
            long stride = 1;
            for (int c = coordinate + 1; c < sizes.length; c++) {
                stride *= sizes[c];
            }
            return stride;
        }

        long points() {
            return stride(0) * sizes[0];
        }

        @Override
        public long kept() {
            long count = 0;
            for (long point = 0; point < points(); point++) {
                count += keeps.test(point) ? 1 : 0;
            }
            return count;
        }

        @Override
        public int coordinates() {
            return sizes.length;
        }

        @Override
        public long size(int coordinate) {
            return sizes[coordinate];
        }

        @Override
        public String name(int coordinate) {
            return "axis " + coordinate;
        }

        @Override
        public boolean ordered(int coordinate) {
            return ordered;
        }

        @Override
        public List<Long> near(int coordinate, long value, int count) {
            return List.of();
        }

        @Override
        public long value(long point, int coordinate) {
            return point / stride(coordinate) % sizes[coordinate];
        }

        @Override
        public long with(long point, int coordinate, long value) {
            return point + (value - value(point, coordinate)) * stride(coordinate);
        }

        @Override
        public boolean keeps(long point) {
            return keeps.test(point);
        }

        double square(long point, long... best) {
            double sum = 0;
            for (int c = 0; c < sizes.length; c++) {
                double away = value(point, c) - best[c];
                sum += away * away;
            }
            return sum;
        }
    }

    private static Grid grid(long... sizes) {
        return new Grid(true, point -> true, sizes);
    }

    private static CoordinateSearch search(SearchSpace space, long seed, LongToDoubleFunction value) {
        return search(space, seed, value, point -> 0);
    }

    private static CoordinateSearch search(
            SearchSpace space, long seed, LongToDoubleFunction value, LongToDoubleFunction excess) {
        return new CoordinateSearch(
                space,
                seed,
                points -> points.stream()
                        .map(point -> new Score(
                                point, false, excess.applyAsDouble(point), value.applyAsDouble(point), List.of()))
                        .toList());
    }

    private static int hits(SearchSpace space, long budget, long best, LongToDoubleFunction value) {
        return hits(space, budget, best, value, point -> 0);
    }

    /** How many of the seeds find the best point. */
    private static int hits(
            SearchSpace space, long budget, long best, LongToDoubleFunction value, LongToDoubleFunction excess) {
        int hits = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            CoordinateSearch search = search(space, seed, value, excess);
            assertTrue(search.run(budget));
            assertEquals(budget, search.found().size());
            hits += search.best().point() == best ? 1 : 0;
        }
        return hits;
    }

    @Test
    void aBowlIsFoundFromEverySeedWithATwentiethOfThePoints() {
        Grid grid = grid(12, 12, 12, 4);
        LongToDoubleFunction value = point -> grid.square(point, 3, 10, 7, 1);
        long best = 3 * 576 + 10 * 48 + 7 * 4 + 1;
        assertEquals(0, value.applyAsDouble(best));
        assertEquals(SEEDS, hits(grid, 6912 / 20, best, value));
    }

    @Test
    void namesWithoutAnOrderAreFoundTooWhereOneAxisDependsOnAnother() {
        Grid grid = new Grid(false, point -> true, 6, 8, 5, 4);
        // what is best on an axis turns with the one before it
        LongToDoubleFunction value = point -> {
            long a = grid.value(point, 0);
            long b = (grid.value(point, 1) + 3 * a) % 8;
            long c = (grid.value(point, 2) + 2 * b) % 5;
            return 10 * a + 3 * b + c + 0.5 * grid.value(point, 3);
        };
        int hits = hits(grid, 960 / 6, 0, value);
        assertTrue(hits >= SEEDS * 9 / 10, hits + " of " + SEEDS);
    }

    @Test
    void aWideValleyBesideTheNarrowBestOneIsLeftAgain() {
        Grid grid = grid(12, 12, 12);
        // a valley that nearly everything leads to, and a better one of five steps across
        long narrow = 9 * 144 + 2 * 12 + 9;
        LongToDoubleFunction value = point -> Math.min(
                10 + grid.square(point, 3, 8, 3), grid.square(point, 9, 2, 9) <= 6 ? grid.square(point, 9, 2, 9) : 1e9);
        assertEquals(0, value.applyAsDouble(narrow));
        int once = hits(grid, 100, narrow, value);
        int again = hits(grid, 430, narrow, value);
        assertTrue(again > once && again >= SEEDS / 2, once + ", then " + again + " of " + SEEDS);
    }

    @Test
    void theBestPointOnTheEdgeOfTightLimitsIsFound() {
        Grid grid = grid(12, 10, 8, 4);
        // less than one in a hundred points is within, and what is cheapest lies far outside
        LongToDoubleFunction cost =
                point -> grid.value(point, 0) + grid.value(point, 1) + 2 * grid.value(point, 2) + grid.value(point, 3);
        LongToDoubleFunction excess = point -> {
            double power = grid.value(point, 0) * 1.5 + grid.value(point, 1) + grid.value(point, 2) * 3;
            double late = 44 - power - 2 * grid.value(point, 3);
            return Math.max(0, late);
        };
        long best = -1;
        int within = 0;
        for (long point = 0; point < grid.points(); point++) {
            if (excess.applyAsDouble(point) == 0) {
                within++;
                best = best < 0 || cost.applyAsDouble(point) < cost.applyAsDouble(best) ? point : best;
            }
        }
        assertTrue(within > 0 && within * 10 < grid.points(), within + " within");
        double least = cost.applyAsDouble(best);
        int hits = 0;
        double above = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            CoordinateSearch search = search(grid, seed, cost, excess);
            search.run(384);
            assertTrue(search.best().within());
            hits += search.best().least() == least ? 1 : 0;
            above += search.best().least() / least - 1;
        }
        // along such an edge a step on one axis has to be paid on another, which no line does
        assertTrue(hits >= SEEDS / 2 && above / SEEDS < 0.03, hits + " of " + SEEDS + ", above by " + above / SEEDS);
    }

    @Test
    void aLongAxisIsSearchedFromCoarseToFine() {
        Grid grid = grid(100_000, 3);
        for (int seed = 0; seed < SEEDS; seed++) {
            CoordinateSearch search =
                    search(grid, seed, point -> Math.abs(grid.value(point, 0) - 71_234) + 50 * grid.value(point, 1));
            search.run(300);
            assertTrue(search.best().least() <= 10, "seed " + seed + ": " + search.best());
        }
    }

    @Test
    void nothingIsLookedAtTwiceOrWhereItIsLeftOutAndAllIsSeenInTheEnd() {
        Grid grid = new Grid(true, point -> point % 3 != 1, 7, 5, 2);
        CoordinateSearch search = search(grid, 1, point -> (point * 37) % 70);
        assertTrue(search.run(1_000));
        Set<Long> seen = new HashSet<>();
        for (CoordinateSearch.Found found : search.found()) {
            assertTrue(grid.keeps(found.score().point()));
            assertTrue(seen.add(found.score().point()));
        }
        assertEquals(grid.kept(), seen.size());
        assertEquals(0, search.best().least());
        assertEquals(
                List.of("axis 0", "axis 1", "axis 2"),
                search.known(search.best().point()));
    }

    @Test
    void aLongerSearchBeginsLikeAShorterOneAndNoneIsAsGoodAsTheSpreadAlone() {
        Grid grid = grid(9, 9, 9, 2);
        LongToDoubleFunction value = point -> grid.square(point, 8, 0, 5, 1);
        CoordinateSearch shorter = search(grid, 5, value);
        CoordinateSearch longer = search(grid, 5, value);
        shorter.run(80);
        longer.run(200);
        List<CoordinateSearch.Found> begin = new ArrayList<>(longer.found().subList(0, 80));
        assertEquals(shorter.found(), begin);
        assertEquals("spread", begin.get(0).purpose());
        assertTrue(longer.found().get(199).step() > 2);
        assertTrue(longer.known(longer.best().point()).contains("axis 2"));
    }

    @Test
    void aSearchThatIsStoppedSaysSo() {
        Grid grid = grid(9, 9, 9);
        int[] calls = {0};
        CoordinateSearch search = new CoordinateSearch(
                grid,
                1,
                points -> points.stream()
                        .limit(calls[0]++ < 2 ? points.size() : 3)
                        .map(point -> new Score(point, false, 0, point, List.of()))
                        .toList());
        assertFalse(search.run(400));
        assertTrue(search.found().size() < 400);
    }
}
