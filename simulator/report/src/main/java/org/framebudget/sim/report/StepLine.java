package org.framebudget.sim.report;

import java.util.Arrays;

/** Turns points into the corners of a staircase, so that a line renderer draws it in one path and keeps its dashes. */
final class StepLine {
    private StepLine() {}

    /** Two rows {x, y} as steps: each value holds until the next one. Points inside a level stretch are left out. */
    static double[][] of(double[][] points) {
        int count = points[0].length;
        double[][] corners = new double[2][Math.max(1, 2 * count)];
        int n = 0;
        for (int i = 0; i < count; i++) {
            boolean first = i == 0;
            boolean last = i == count - 1;
            boolean changes = !first && points[1][i] != points[1][i - 1];
            if (changes) {
                corners[0][n] = points[0][i];
                corners[1][n++] = points[1][i - 1];
            }
            if (first || last || changes) {
                corners[0][n] = points[0][i];
                corners[1][n++] = points[1][i];
            }
        }
        return new double[][] {Arrays.copyOf(corners[0], n), Arrays.copyOf(corners[1], n)};
    }
}
