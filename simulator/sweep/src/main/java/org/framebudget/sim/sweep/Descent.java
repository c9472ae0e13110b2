package org.framebudget.sim.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One coordinate search: from a point to the best of a line through it, along one coordinate after the other, until none of them
 * brings anything better. A short line is looked at whole. Of a long one some points are: where values are in order, far ones first
 * and nearer ones where those bring nothing; those next to it in a sample; a few at random otherwise.
 */
final class Descent {
    /** Longer lines are not looked at whole. */
    static final int WHOLE_LINE = 12;

    private static final int NEAR = 8;
    private static final int EVENLY = 8;
    private static final int SHRINK = 4;

    private final SearchSpace space;
    private final LongUnaryOperator below;
    private final String begin;
    private final int[] order;
    private final long[] reach;
    private final boolean[] seen;
    private long at;
    private boolean begun;
    private int next;
    private int fruitless;
    private boolean atRest;
    private @Nullable List<Long> line;

    /**
     * @param begin how the start was found
     * @param below a random number below another
     */
    Descent(SearchSpace space, long start, String begin, LongUnaryOperator below) {
        this.space = space;
        this.below = below;
        this.begin = begin;
        this.at = start;
        int count = space.coordinates();
        order = new int[count];
        reach = new long[count];
        seen = new boolean[count];
        for (int c = 0; c < count; c++) {
            int other = (int) below.applyAsLong(c + 1L);
            order[c] = order[other];
            order[other] = c;
            reach[c] = space.ordered(c) && space.size(c) > WHOLE_LINE ? Math.max(1, space.size(c) / SHRINK) : 1;
        }
    }

    boolean atRest() {
        return atRest;
    }

    /** What the points of {@link #line} are looked at for. */
    String purpose() {
        return begun ? "along " + space.name(order[next]) : begin;
    }

    /** Points to look at next; the same until {@link #take}. */
    List<Long> line() {
        List<Long> points = line;
        if (points == null) {
            points = begun ? through(order[next]) : List.of(at);
            line = points;
        }
        return points;
    }

    private List<Long> through(int coordinate) {
        if (space.size(coordinate) <= WHOLE_LINE) {
            return space.line(at, coordinate);
        }
        List<Long> points = new ArrayList<>();
        long value = space.value(at, coordinate);
        if (space.ordered(coordinate)) {
            for (long distance : new long[] {reach[coordinate], Math.max(1, reach[coordinate] / 2)}) {
                space.add(points, at, coordinate, value - distance);
                space.add(points, at, coordinate, value + distance);
            }
            for (int i = 0; !seen[coordinate] && i < EVENLY; i++) {
                space.add(points, at, coordinate, (2 * i + 1) * space.size(coordinate) / (2 * EVENLY));
            }
            seen[coordinate] = true;
            return points;
        }
        for (long near : space.near(coordinate, value, NEAR)) {
            space.add(points, at, coordinate, near);
        }
        for (int i = points.size(); i < WHOLE_LINE; i++) {
            space.add(points, at, coordinate, below.applyAsLong(space.size(coordinate)));
        }
        return points;
    }

    /**
     * Goes to the best of the line, or stays where that is not better.
     *
     * @param found scores of all points of the line
     * @param visited where searches have been; one that comes there a second time is at rest
     */
    void take(Map<Long, Score> found, Set<Long> visited) {
        Score best = found.get(at);
        if (best == null) {
            throw new IllegalStateException("point " + at + " has no score");
        }
        if (!begun) {
            begun = true;
            line = null;
            atRest = order.length == 0 || !visited.add(at);
            return;
        }
        for (long point : line()) {
            Score score = found.get(point);
            best = score != null && score.betterThan(best) ? score : best;
        }
        line = null;
        next = (next + 1) % order.length;
        if (best.point() != at) {
            at = best.point();
            fruitless = 0;
            atRest = !visited.add(at);
        } else if (++fruitless >= order.length) {
            fruitless = 0;
            atRest = !nearer();
        }
    }

    private boolean nearer() {
        boolean any = false;
        for (int c = 0; c < reach.length; c++) {
            any |= reach[c] > 1;
            reach[c] = Math.max(1, reach[c] / SHRINK);
        }
        return any;
    }
}
