package org.framebudget.sim.sweep;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;
import org.duckdb.DuckDBConnection;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.sim.scenario.SweepReader;

/**
 * Runs all points of a sweep, then searches them with many seeds and says how far the answers are from the best of all, beside points
 * taken at random: {@code SearchBenchMain SWEEP STORE [SEEDS]}.
 */
final class SearchBenchMain {
    private static final int[] BUDGETS = {50, 100, 200, 400, 800};

    private SearchBenchMain() {}

    public static void main(String[] arguments) throws Exception {
        SweepPlan plan = SweepPlan.of(SweepReader.read(Path.of(arguments[0])));
        Path folder = Path.of(arguments[1]);
        int seeds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 200;
        Goal goal = Goal.of(plan);
        List<Part> parts;
        try (Store store = Store.open(folder, plan)) {
            new LocalEngine(
                            plan,
                            store,
                            new ProfileRepository(),
                            Runtime.getRuntime().availableProcessors(),
                            now -> {})
                    .run();
            parts = Store.parts(folder);
        }
        Map<Long, Score> known = new HashMap<>();
        List<Long> all = new ArrayList<>();
        LongStream.range(0, plan.size()).filter(point -> !plan.excluded(point)).forEach(all::add);
        try (DuckDBConnection database = Database.forRows()) {
            new StoredScores(folder, goal).of(all, parts, database).forEach(score -> known.put(score.point(), score));
        }
        Score best = new StoredScores(folder, goal).best(1).get(0);
        long within = known.values().stream().filter(Score::within).count();
        long failed = known.values().stream().filter(Score::failed).count();
        System.out.printf(
                Locale.ROOT,
                "%s: %d points, %d within the limits, %d failed; best %s %s at point %d%n",
                plan.spec().name(),
                all.size(),
                within,
                failed,
                goal.words(),
                best.figures().get(0),
                best.point());
        for (int budget : BUDGETS) {
            if (budget < all.size()) {
                report("search", budget, seeds, best, seed -> searched(plan, known, seed, budget));
                report("random", budget, seeds, best, seed -> random(all, known, seed, budget));
            }
        }
    }

    private interface Finder {
        Score best(long seed);
    }

    private static void report(String how, int budget, int seeds, Score best, Finder finder) {
        double[] regrets = new double[seeds];
        int same = 0;
        int within = 0;
        for (int seed = 0; seed < seeds; seed++) {
            Score found = finder.best(seed);
            same += found.point() == best.point() ? 1 : 0;
            within += found.within() ? 1 : 0;
            regrets[seed] = found.within() ? (found.least() - best.least()) / Math.abs(best.least()) : 1;
        }
        Arrays.sort(regrets);
        System.out.printf(
                Locale.ROOT,
                "%s of %d points: the best itself for %.1f %% of %d seeds, within the limits for %.1f %%; above the best:"
                        + " %.2f %% on average, %.2f %% for 95 %% of seeds, %.2f %% at most%n",
                how,
                budget,
                100.0 * same / seeds,
                seeds,
                100.0 * within / seeds,
                100 * Arrays.stream(regrets).average().orElse(0),
                100 * regrets[Math.min(seeds - 1, (int) Math.ceil(0.95 * seeds) - 1)],
                100 * regrets[seeds - 1]);
    }

    private static Score searched(SweepPlan plan, Map<Long, Score> known, long seed, int budget) {
        CoordinateSearch search = new CoordinateSearch(
                new SweepSpace(plan),
                Hashes.of(seed, "search"),
                points -> points.stream().map(known::get).toList());
        search.run(budget);
        return search.best();
    }

    private static Score random(List<Long> all, Map<Long, Score> known, long seed, int budget) {
        Permutation order = new Permutation(all.size(), Hashes.of(seed, "random"));
        return LongStream.range(0, budget)
                .mapToObj(i -> known.get(all.get((int) order.at(i))))
                .min(Score::compareTo)
                .orElseThrow();
    }
}
