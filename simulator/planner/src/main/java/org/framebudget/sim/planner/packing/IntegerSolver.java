package org.framebudget.sim.planner.packing;

import java.util.Optional;

/** Solves integer programs; the same program gives the same answer, however fast the machine is. */
public interface IntegerSolver {
    /** Name and version for reports. */
    String name();

    /** Empty where nothing keeps all rows, or nothing was found within the effort that a solver spends. */
    Optional<Solution> solve(IntegerProgram program);

    /**
     * Values that keep all rows.
     *
     * @param values of the variables in their order
     * @param cost of them
     * @param bound nothing costs less; equal to {@code cost} where it is proven cheapest
     */
    record Solution(long[] values, long cost, long bound) {}

    /** CP-SAT where its native library loads, else the one in pure Java. */
    static IntegerSolver best() {
        return OrToolsSolver.loads() ? new OrToolsSolver() : new BranchAndBound();
    }
}
