package org.framebudget.sim.sweep;

import java.util.List;

/**
 * How good a point is. One within all limits is better than one outside, of two outside the one that is less so, of two within the
 * one with the better objective; of equals the first.
 *
 * @param failed whether it could not be run
 * @param excess how far it is outside the limits: the sum of how far it is outside each, as a share of the limit
 * @param least the objective, with its sign changed where more is better; infinite where a point has none
 * @param figures of the objective and the limits, NaN where a point has none; empty where it could not be run
 */
record Score(long point, boolean failed, double excess, double least, List<Double> figures)
        implements Comparable<Score> {

    static Score failed(long point) {
        return new Score(point, true, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, List.of());
    }

    /** Whether it is an answer. */
    boolean within() {
        return !failed && excess == 0 && least < Double.POSITIVE_INFINITY;
    }

    /** Better ones first. */
    @Override
    public int compareTo(Score other) {
        int order = Boolean.compare(failed, other.failed);
        order = order == 0 ? Double.compare(excess, other.excess) : order;
        order = order == 0 ? Double.compare(least, other.least) : order;
        return order == 0 ? Long.compare(point, other.point) : order;
    }

    /** Whether it is better by more than its number. */
    boolean betterThan(Score other) {
        return compareTo(other) < 0 && (failed != other.failed || excess != other.excess || least != other.least);
    }
}
