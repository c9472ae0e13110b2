package org.framebudget.sim.planner.packing;

import java.util.ArrayList;
import java.util.List;

/** Least cost of whole numbers between 0 and a bound under linear rows. Everything is a whole number, so that solvers agree to the last digit. */
public final class IntegerProgram {
    private final List<Long> costs = new ArrayList<>();
    private final List<Long> uppers = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();

    /** Sum of factors times variables at least {@code low}. */
    record Row(int[] variables, long[] factors, long low) {}

    /** One row under construction. */
    public final class Sum {
        private final List<Integer> variables = new ArrayList<>();
        private final List<Long> factors = new ArrayList<>();

        private Sum() {}

        /** Adds a term. */
        public Sum plus(long factor, int variable) {
            if (factor != 0) {
                variables.add(variable);
                factors.add(factor);
            }
            return this;
        }

        /** Asks for at least so much. */
        public void atLeast(long low) {
            rows.add(new Row(
                    variables.stream().mapToInt(v -> v).toArray(),
                    factors.stream().mapToLong(f -> f).toArray(),
                    low));
        }

        /** Allows at most so much. */
        public void atMost(long high) {
            rows.add(new Row(
                    variables.stream().mapToInt(v -> v).toArray(),
                    factors.stream().mapToLong(f -> -f).toArray(),
                    -high));
        }
    }

    /** A new variable; answers its index. */
    public int variable(long cost, long upper) {
        costs.add(cost);
        uppers.add(upper);
        return costs.size() - 1;
    }

    /** A new row, empty until terms are added; counts once it has its limit. */
    public Sum sum() {
        return new Sum();
    }

    int size() {
        return costs.size();
    }

    long cost(int variable) {
        return costs.get(variable);
    }

    long upper(int variable) {
        return uppers.get(variable);
    }

    List<Row> rows() {
        return rows;
    }

    /** What values cost. */
    long costOf(long[] values) {
        long sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += costs.get(i) * values[i];
        }
        return sum;
    }

    /** Whether values keep all rows and bounds. */
    boolean holds(long[] values) {
        for (int i = 0; i < values.length; i++) {
            if (values[i] < 0 || values[i] > uppers.get(i)) {
                return false;
            }
        }
        for (Row row : rows) {
            long sum = 0;
            for (int i = 0; i < row.variables().length; i++) {
                sum += row.factors()[i] * values[row.variables()[i]];
            }
            if (sum < row.low()) {
                return false;
            }
        }
        return true;
    }
}
