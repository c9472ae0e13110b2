package org.framebudget.sim.planner.packing;

import com.google.ortools.Loader;
import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.CpSolver;
import com.google.ortools.sat.CpSolverStatus;
import com.google.ortools.sat.IntVar;
import com.google.ortools.sat.LinearExpr;
import java.util.Arrays;
import java.util.Optional;

/** CP-SAT of OR-Tools. One worker, a fixed seed and a limit on counted work instead of seconds make it repeatable. */
final class OrToolsSolver implements IntegerSolver {
    /** About a second on one core. */
    private static final double WORK_MAX = 1;

    /** Loads the native library once, and only when a solver is asked for: it takes a second. */
    private static final class Library {
        static final boolean LOADED = load();

        private static boolean load() {
            try {
                Loader.loadNativeLibraries();
                return true;
            } catch (RuntimeException | LinkageError e) {
                // no library for this machine
                return false;
            }
        }
    }

    static boolean loads() {
        return Library.LOADED;
    }

    @Override
    public String name() {
        return "OR-Tools CP-SAT";
    }

    @Override
    public Optional<Solution> solve(IntegerProgram program) {
        CpModel model = new CpModel();
        IntVar[] variables = new IntVar[program.size()];
        long[] costs = new long[program.size()];
        for (int i = 0; i < variables.length; i++) {
            variables[i] = model.newIntVar(0, program.upper(i), "x" + i);
            costs[i] = program.cost(i);
        }
        for (IntegerProgram.Row row : program.rows()) {
            IntVar[] in =
                    Arrays.stream(row.variables()).mapToObj(i -> variables[i]).toArray(IntVar[]::new);
            model.addGreaterOrEqual(LinearExpr.weightedSum(in, row.factors()), row.low());
        }
        model.minimize(LinearExpr.weightedSum(variables, costs));
        CpSolver solver = new CpSolver();
        solver.getParameters().setNumWorkers(1).setRandomSeed(1).setMaxDeterministicTime(WORK_MAX);
        CpSolverStatus status = solver.solve(model);
        if (status != CpSolverStatus.OPTIMAL && status != CpSolverStatus.FEASIBLE) {
            return Optional.empty();
        }
        long[] values = Arrays.stream(variables).mapToLong(solver::value).toArray();
        long cost = program.costOf(values);
        long bound = status == CpSolverStatus.OPTIMAL ? cost : (long) Math.ceil(solver.bestObjectiveBound() - 1e-6);
        return Optional.of(new Solution(values, cost, Math.min(cost, bound)));
    }
}
