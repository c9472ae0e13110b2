package org.framebudget.sim.sweep;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks for the best point without looking at all: points spread evenly, then several coordinate searches side by side from the
 * best of them; one that is at rest begins anew, in turn near the best point so far and anywhere. What is looked at next depends on
 * the scores alone, so that any number of threads, and an earlier run whose scores are known, give the same answer; a longer search
 * begins like a shorter one.
 */
final class CoordinateSearch {
    /** Side by side, so that there is work for several cores. */
    private static final int SEARCHES = 4;

    private static final int FEWEST_SPREAD = 16;
    private static final int MOST_SPREAD = 128;

    /** So often a search begins where all is known until it begins at a point that is not. */
    private static final int MOST_FRUITLESS = 32;

    private static final int TRIES = 64;

    private final SearchSpace space;
    private final long seed;
    private final Evaluator evaluator;
    private final Map<Long, Score> scores = new LinkedHashMap<>();
    private final Map<Long, Found> found = new LinkedHashMap<>();
    private final Set<Long> visited = new HashSet<>();
    private final List<Score> starts = new ArrayList<>();
    private int step;
    private long draws;
    private int restarts;

    /** Scores points. */
    interface Evaluator {
        /** Scores of points, in their order; fewer where it was stopped. */
        List<Score> scores(List<Long> points);
    }

    /**
     * A point that was looked at.
     *
     * @param step number of the step, from 1; the points of a step are looked at together
     * @param purpose what for
     */
    record Found(int step, String purpose, Score score) {}

    CoordinateSearch(SearchSpace space, long seed, Evaluator evaluator) {
        this.space = space;
        this.seed = seed;
        this.evaluator = evaluator;
    }

    /** Looks at so many points, or all; false where it was stopped before. */
    boolean run(long budget) {
        long points = Math.min(budget, space.kept());
        if (!look(spread(), points)) {
            return false;
        }
        starts.addAll(scores.values());
        Collections.sort(starts);
        List<Descent> searches = new ArrayList<>();
        for (int s = 0; s < SEARCHES; s++) {
            searches.add(begun());
        }
        while (scores.size() < points) {
            Map<Long, String> batch = new LinkedHashMap<>();
            for (int s = 0; s < SEARCHES; s++) {
                Descent search = open(searches.get(s));
                searches.set(s, search);
                for (long point : search.line()) {
                    if (!scores.containsKey(point)) {
                        batch.putIfAbsent(point, search.purpose());
                    }
                }
            }
            if (!look(batch, points)) {
                return false;
            }
        }
        return true;
    }

    /** All points in the order in which they were looked at. */
    List<Found> found() {
        return List.copyOf(found.values());
    }

    /** The best of them. */
    Score best() {
        return Collections.min(scores.values());
    }

    /** The best of them, in order. */
    List<Score> best(int count) {
        return scores.values().stream().sorted().limit(count).toList();
    }

    /** Axes along which every other value of a point was looked at. */
    List<String> known(long point) {
        List<String> axes = new ArrayList<>();
        for (int c = 0; c < space.coordinates(); c++) {
            if (space.size(c) <= scores.size() + 1 && scores.keySet().containsAll(space.line(point, c))) {
                axes.add(space.name(c));
            }
        }
        return axes;
    }

    private boolean look(Map<Long, String> batch, long budget) {
        List<Long> points =
                batch.keySet().stream().limit(budget - scores.size()).toList();
        step++;
        List<Score> result = evaluator.scores(points);
        for (Score score : result) {
            scores.put(score.point(), score);
            String purpose = batch.get(score.point());
            found.put(score.point(), new Found(step, purpose == null ? "" : purpose, score));
        }
        return result.size() == points.size();
    }

    /** A Latin hypercube over the coordinates; a point that is left out makes room for any other. */
    private Map<Long, String> spread() {
        long values = 0;
        String[] names = new String[space.coordinates()];
        for (int c = 0; c < names.length; c++) {
            values += Math.min(space.size(c), Descent.WHOLE_LINE);
            names[c] = space.name(c);
        }
        long count = Math.min(space.kept(), Math.max(FEWEST_SPREAD, Math.min(MOST_SPREAD, 2 * values)));
        Sample sample = Sample.latinHypercube(count, seed, names);
        Map<Long, String> points = new LinkedHashMap<>();
        for (long i = 0; i < count; i++) {
            long point = 0;
            for (int c = 0; c < names.length; c++) {
                point = space.with(point, c, (long) (sample.at(i, c) * space.size(c)));
            }
            points.put(space.keeps(point) ? point : anyKept(), "spread");
        }
        return points;
    }

    /** A search that has a point to look at that is not known yet. */
    private Descent open(Descent search) {
        Descent open = search;
        int fruitless = 0;
        while (true) {
            if (open.atRest()) {
                open = ++fruitless > MOST_FRUITLESS ? new Descent(space, unknown(), "anywhere", this::below) : begun();
            } else if (scores.keySet().containsAll(open.line())) {
                open.take(scores, visited);
            } else {
                return open;
            }
        }
    }

    private Descent begun() {
        int number = restarts++;
        if (number < SEARCHES && number < starts.size()) {
            return new Descent(space, starts.get(number).point(), "spread", this::below);
        }
        return number % 2 == 0
                ? new Descent(space, kicked(best().point()), "near the best", this::below)
                : new Descent(space, anyKept(), "anywhere", this::below);
    }

    /** The point with other values of a third of the coordinates, two at least. */
    private long kicked(long point) {
        for (int i = 0; i < TRIES; i++) {
            long other = point;
            int changes = Math.max(2, space.coordinates() / 3);
            for (int change = 0; change < changes; change++) {
                int coordinate = (int) below(space.coordinates());
                other = space.with(other, coordinate, below(space.size(coordinate)));
            }
            if (other != point && space.keeps(other)) {
                return other;
            }
        }
        return anyKept();
    }

    private long anyKept() {
        long point = any();
        for (int i = 0; i < TRIES && !space.keeps(point); i++) {
            point = any();
        }
        while (!space.keeps(point)) {
            point = next(point);
        }
        return point;
    }

    private long unknown() {
        long point = anyKept();
        while (scores.containsKey(point) || !space.keeps(point)) {
            point = next(point);
        }
        return point;
    }

    private long any() {
        long point = 0;
        for (int c = 0; c < space.coordinates(); c++) {
            point = space.with(point, c, below(space.size(c)));
        }
        return point;
    }

    /** The next point in the order of coordinates, the first behind the last. */
    private long next(long point) {
        long other = point;
        for (int c = 0; c < space.coordinates(); c++) {
            long value = space.value(other, c) + 1;
            other = space.with(other, c, value % space.size(c));
            if (value < space.size(c)) {
                break;
            }
        }
        return other;
    }

    private long below(long end) {
        return end <= 0 ? 0 : Math.min(end - 1, (long) (Hashes.uniform(Hashes.of(seed, draws++)) * end));
    }
}
