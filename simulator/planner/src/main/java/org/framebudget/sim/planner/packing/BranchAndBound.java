package org.framebudget.sim.planner.packing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.apache.commons.math3.exception.MathIllegalStateException;
import org.apache.commons.math3.optim.MaxIter;
import org.apache.commons.math3.optim.PointValuePair;
import org.apache.commons.math3.optim.linear.LinearConstraint;
import org.apache.commons.math3.optim.linear.LinearConstraintSet;
import org.apache.commons.math3.optim.linear.LinearObjectiveFunction;
import org.apache.commons.math3.optim.linear.NoFeasibleSolutionException;
import org.apache.commons.math3.optim.linear.NonNegativeConstraint;
import org.apache.commons.math3.optim.linear.Relationship;
import org.apache.commons.math3.optim.linear.SimplexSolver;
import org.jspecify.annotations.Nullable;

/**
 * Branch and bound in pure Java over linear relaxations (Land and Doig, Econometrica 28, 1960): the relaxation that promises least is split
 * at a variable that is not whole. Slower than CP-SAT, for machines that have no library of it. Its limit counts relaxations, not seconds.
 */
final class BranchAndBound implements IntegerSolver {
    private static final int RELAXATIONS_MAX = 2_000;
    private static final int RELAXATIONS_MIN = 20;

    /** Numbers in all relaxations together: a large one takes longer. */
    private static final double NUMBERS_MAX = 1e7;

    private static final int PIVOTS_MAX = 20_000;
    private static final double WHOLE = 1e-6;

    /** Floating point solves best where costs are of this size. */
    private static final double COST_SIZE = 1_000;

    @Override
    public String name() {
        return "branch and bound";
    }

    @Override
    public Optional<Solution> solve(IntegerProgram program) {
        return new Search(program).solution();
    }

    /** A limit on one variable. */
    private record Limit(int variable, boolean most, long value) {}

    /**
     * A part of what is possible.
     *
     * @param values of its relaxation
     * @param bound no whole solution in it costs less
     * @param number in the order they came
     */
    private record Node(List<Limit> limits, double[] values, long bound, int number) {}

    private static final class Search {
        private final IntegerProgram program;
        private final double scale;
        private final List<LinearConstraint> rows = new ArrayList<>();
        private final LinearObjectiveFunction objective;
        private final PriorityQueue<Node> open = new PriorityQueue<>(
                Comparator.comparingLong(Node::bound).thenComparing(Node::number, Comparator.reverseOrder()));
        private long @Nullable [] best;
        private long bestCost = Long.MAX_VALUE;
        private final double relaxationsMax;
        private int relaxations;

        /** Least bound of parts whose relaxation gave no answer. */
        private long lost = Long.MAX_VALUE;

        Search(IntegerProgram program) {
            this.program = program;
            int size = program.size();
            double largest = 1;
            for (int i = 0; i < size; i++) {
                largest = Math.max(largest, program.cost(i) / COST_SIZE);
            }
            scale = largest;
            relaxationsMax = Math.max(
                    RELAXATIONS_MIN,
                    Math.min(
                            RELAXATIONS_MAX,
                            NUMBERS_MAX / (size + 1.0) / (program.rows().size() + 1.0)));
            double[] costs = new double[size];
            for (int i = 0; i < size; i++) {
                costs[i] = program.cost(i) / scale;
            }
            objective = new LinearObjectiveFunction(costs, 0);
            for (IntegerProgram.Row row : program.rows()) {
                double[] factors = new double[size];
                for (int i = 0; i < row.variables().length; i++) {
                    factors[row.variables()[i]] += row.factors()[i];
                }
                rows.add(new LinearConstraint(factors, Relationship.GEQ, row.low()));
            }
        }

        Optional<Solution> solution() {
            add(List.of(), 0);
            while (!open.isEmpty() && open.peek().bound() < bestCost && relaxations < relaxationsMax) {
                split(open.remove());
            }
            if (best == null) {
                return Optional.empty();
            }
            long bound =
                    open.isEmpty() ? bestCost : Math.min(bestCost, open.peek().bound());
            return Optional.of(new Solution(best, bestCost, Math.min(bound, lost)));
        }

        private void split(Node node) {
            int at = -1;
            double furthest = WHOLE;
            for (int i = 0; i < node.values().length; i++) {
                double value = node.values()[i];
                double away = Math.abs(value - Math.rint(value));
                // what is above its own limit is cut there first
                if (value > program.upper(i) + WHOLE) {
                    add(with(node, new Limit(i, true, program.upper(i))), node.bound());
                    return;
                }
                if (away > furthest) {
                    furthest = away;
                    at = i;
                }
            }
            if (at < 0) {
                return;
            }
            long floor = (long) Math.floor(node.values()[at]);
            add(with(node, new Limit(at, true, floor)), node.bound());
            add(with(node, new Limit(at, false, floor + 1)), node.bound());
        }

        private static List<Limit> with(Node node, Limit limit) {
            List<Limit> limits = new ArrayList<>(node.limits());
            limits.add(limit);
            return limits;
        }

        private void add(List<Limit> limits, long above) {
            double[] values = relaxed(limits, above);
            if (values == null) {
                return;
            }
            double cost = 0;
            for (int i = 0; i < values.length; i++) {
                cost += values[i] * program.cost(i);
            }
            long bound = Math.max(above, (long) Math.ceil(cost - WHOLE * Math.max(1, Math.abs(cost) * WHOLE)));
            consider(round(values, Math::rint));
            // cameras that are covered stay covered
            consider(round(values, value -> Math.ceil(value - WHOLE)));
            if (bound < bestCost) {
                open.add(new Node(limits, values, bound, relaxations));
            }
        }

        private interface Rounding {
            double of(double value);
        }

        private static long[] round(double[] values, Rounding rounding) {
            return Arrays.stream(values)
                    .mapToLong(value -> (long) rounding.of(value))
                    .toArray();
        }

        private void consider(long[] values) {
            long cost = program.costOf(values);
            if (cost < bestCost && program.holds(values)) {
                best = values;
                bestCost = cost;
            }
        }

        /** Null where nothing is possible, or nothing was found. */
        private double @Nullable [] relaxed(List<Limit> limits, long above) {
            relaxations++;
            List<LinearConstraint> all = new ArrayList<>(rows);
            for (Limit limit : limits) {
                double[] factors = new double[program.size()];
                factors[limit.variable()] = 1;
                all.add(new LinearConstraint(
                        factors, limit.most() ? Relationship.LEQ : Relationship.GEQ, limit.value()));
            }
            try {
                PointValuePair point = new SimplexSolver(1e-9)
                        .optimize(
                                objective,
                                new LinearConstraintSet(all),
                                new NonNegativeConstraint(true),
                                new MaxIter(PIVOTS_MAX));
                return point.getPoint();
            } catch (NoFeasibleSolutionException e) {
                return null;
            } catch (MathIllegalStateException e) {
                lost = Math.min(lost, above);
                return null;
            }
        }
    }
}
