package org.framebudget.sim.sweep;

import java.util.List;

/**
 * What a search looked at, in its order, as a file of the store: the step in which it looked at a point, what for, and how good that
 * was. Written anew whenever the search ends; the rows of the points are files like any other's.
 */
final class SearchFile {
    static final String NAME = "search.csv";

    private SearchFile() {}

    static String text(List<CoordinateSearch.Found> found) {
        StringBuilder text = new StringBuilder("point,step,purpose,within_limits,best_so_far\n");
        Score best = null;
        for (CoordinateSearch.Found one : found) {
            Score score = one.score();
            best = best == null || score.compareTo(best) < 0 ? score : best;
            text.append(score.point())
                    .append(',')
                    .append(one.step())
                    .append(",\"")
                    .append(one.purpose())
                    .append("\",")
                    .append(score.within())
                    .append(',')
                    .append(best.point())
                    .append('\n');
        }
        return text.toString();
    }
}
