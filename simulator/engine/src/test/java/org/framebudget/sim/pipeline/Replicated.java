package org.framebudget.sim.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

/**
 * A figure from independent replications, held against theory with a tolerance of four of its standard errors.
 *
 * @param values one a replication
 * @param mostRelative largest standard error over the expected figure at which the comparison still says something
 */
record Replicated(List<Double> values, double mostRelative) {
    /** Replications of every statistical test. */
    static final int COUNT = 20;

    double mean() {
        return values.stream().mapToDouble(d -> d).average().orElseThrow();
    }

    double standardError() {
        double mean = mean();
        double squares =
                values.stream().mapToDouble(d -> (d - mean) * (d - mean)).sum();
        return Math.sqrt(squares / (values.size() - 1) / values.size());
    }

    void check(double expected, String what) {
        double error = standardError();
        assertTrue(
                error <= mostRelative * Math.abs(expected),
                () -> what + ": a standard error of " + error + " is too large to say anything");
        assertEquals(expected, mean(), 4 * error, what);
    }
}
