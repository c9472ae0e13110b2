package org.framebudget.sim.sweep;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Deals out stretches of points that have to be run: each some seconds of work, so that a stop loses little and files are not
 * many, and less towards the end, so that all workers end together.
 */
final class Dealer {
    private static final int FIRST_POINTS = 8;
    private static final int MOST_POINTS = 20_000;
    private static final double SHORTEST_S = 0.25;
    private static final double LEAST_S = 2;
    private static final double MOST_S = 30;

    /** So many files in all, where the times above allow. */
    private static final int FILES = 200;

    private final SweepPlan plan;
    private final Deque<Part> gaps;
    private final int workers;
    private long left;
    private long timedPoints;
    private double timedS;

    /** @param missing stretches without results, in order */
    Dealer(SweepPlan plan, List<Part> missing, int workers) {
        this.plan = plan;
        this.gaps = new ArrayDeque<>(missing);
        this.workers = workers;
        this.left = kept(plan, missing);
    }

    /** Looks at the points of the stretches or at all others, whichever are fewer. */
    private static long kept(SweepPlan plan, List<Part> stretches) {
        long within = stretches.stream().mapToLong(Part::length).sum();
        if (within < plan.size() / 2) {
            return stretches.stream()
                    .mapToLong(part -> plan.keptIn(part.from(), part.to() + 1))
                    .sum();
        }
        long left = plan.kept();
        long next = 0;
        for (Part stretch : stretches) {
            left -= plan.keptIn(next, stretch.from());
            next = stretch.to() + 1;
        }
        return left - plan.keptIn(next, plan.size());
    }

    /** Points that nobody has been given yet. */
    synchronized long left() {
        return left;
    }

    /** Tells how long some points took one worker. */
    synchronized void took(long points, double seconds) {
        timedPoints += points;
        timedS += seconds;
    }

    /** The next stretch; empty where all are dealt. */
    synchronized Optional<Part> next() {
        return next(wanted());
    }

    /** Everything in stretches of so many points. */
    List<Part> all(long wanted) {
        List<Part> all = new ArrayList<>();
        for (Optional<Part> next = next(wanted); next.isPresent(); next = next(wanted)) {
            all.add(next.get());
        }
        return all;
    }

    /** The next stretch, of so many points at most; empty where all are dealt. */
    synchronized Optional<Part> next(long wanted) {
        if (left == 0) {
            return Optional.empty();
        }
        Part gap = gaps.removeFirst();
        long found = 0;
        long to = gap.from() - 1;
        while (to < gap.to() && found < wanted) {
            found += plan.excluded(++to) ? 0 : 1;
        }
        left -= found;
        if (left == 0) {
            // what follows is left out, and belongs to somebody too
            to = gap.to();
        }
        if (to < gap.to()) {
            gaps.addFirst(new Part(to + 1, gap.to()));
        }
        return found == 0 ? next(wanted) : Optional.of(new Part(gap.from(), to));
    }

    private long wanted() {
        if (timedPoints == 0) {
            return FIRST_POINTS;
        }
        double pointS = Math.max(timedS / timedPoints, 1e-6);
        double allS = left * pointS / workers;
        double stretchS = Math.max(LEAST_S, Math.min(MOST_S, allS / FILES));
        double endS = Math.max(SHORTEST_S, allS / 2);
        return Math.max(1, Math.min(MOST_POINTS, (long) (Math.min(stretchS, endS) / pointS)));
    }
}
