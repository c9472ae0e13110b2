package org.framebudget.sim.planner.packing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Both solvers against trying every value. */
class IntegerSolverTest {
    private static List<IntegerSolver> solvers() {
        return OrToolsSolver.loads()
                ? List.of(new OrToolsSolver(), new BranchAndBound())
                : List.of(new BranchAndBound());
    }

    @Test
    void onLinuxTheNativeSolverIsTheOneThatIsUsed() {
        Assumptions.assumeTrue(System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64"));
        assertEquals("OR-Tools CP-SAT", IntegerSolver.best().name());
    }

    @Test
    void bothFindTheCostThatTryingEveryValueFinds() {
        Random random = new Random(11);
        int feasible = 0;
        for (int instance = 0; instance < 60; instance++) {
            IntegerProgram program = random(random);
            long least = leastByTrying(program, new long[program.size()], 0);
            for (IntegerSolver solver : solvers()) {
                Optional<IntegerSolver.Solution> found = solver.solve(program);
                String what = solver.name() + " on instance " + instance;
                if (least == Long.MAX_VALUE) {
                    assertTrue(found.isEmpty(), what);
                } else {
                    assertTrue(program.holds(found.orElseThrow().values()), what);
                    assertEquals(least, found.get().cost(), what);
                    assertEquals(least, found.get().bound(), what);
                }
            }
            feasible += least == Long.MAX_VALUE ? 0 : 1;
        }
        assertTrue(feasible >= 30 && feasible < 60, "instances of both kinds: " + feasible);
    }

    private static IntegerProgram random(Random random) {
        IntegerProgram program = new IntegerProgram();
        int size = 3 + random.nextInt(3);
        for (int i = 0; i < size; i++) {
            program.variable(1 + random.nextInt(50_000), 3);
        }
        for (int r = 0; r < 3; r++) {
            IntegerProgram.Sum sum = program.sum();
            for (int i = 0; i < size; i++) {
                sum.plus(random.nextInt(8), i);
            }
            if (r < 2) {
                sum.atLeast(4 + random.nextInt(16));
            } else {
                sum.atMost(4 + random.nextInt(30));
            }
        }
        return program;
    }

    private static long leastByTrying(IntegerProgram program, long[] values, int at) {
        if (at == values.length) {
            return program.holds(values) ? program.costOf(values) : Long.MAX_VALUE;
        }
        long least = Long.MAX_VALUE;
        for (values[at] = 0; values[at] <= program.upper(at); values[at]++) {
            least = Math.min(least, leastByTrying(program, values, at + 1));
        }
        values[at] = 0;
        return least;
    }

    @Test
    void theSameProgramGivesTheSameValues() {
        for (IntegerSolver solver : solvers()) {
            IntegerProgram program = new IntegerProgram();
            // many ways to the same cost
            IntegerProgram.Sum sum = program.sum();
            for (int i = 0; i < 12; i++) {
                sum.plus(1 + i % 3, program.variable(10 * (1 + i % 3), 5));
            }
            sum.atLeast(31);
            long[] first = solver.solve(program).orElseThrow().values();
            assertArrayEquals(first, solver.solve(program).orElseThrow().values(), solver.name());
        }
    }
}
