package org.framebudget.sim.planner.packing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The cheapest of given boxes that hold every camera exactly once: a set partition. Of those that cost the same, the one whose boxes are
 * least busy is taken.
 */
public final class Partition {
    private final int[] demand;
    private final List<Type> types;
    private final boolean spare;
    private final IntegerSolver solver;

    /**
     * A kind of box.
     *
     * @param spareCost of one that stands by
     * @param countMax boxes at most
     */
    public record Type(long spareCost, int countMax) {}

    /**
     * A box as it may be taken any number of times.
     *
     * @param cost of the box with its cameras
     * @param busy the larger, the less it is liked where cost is equal; at least 0
     * @param standIns types of which one box could hold its cameras
     */
    public record Choice(Packing.Box box, long cost, long busy, TreeSet<Integer> standIns) {}

    /**
     * @param demand cameras of each class
     * @param spare whether boxes stand by, so that for each box in use there is one that could hold its cameras
     */
    public Partition(int[] demand, List<Type> types, boolean spare, IntegerSolver solver) {
        this.demand = demand.clone();
        this.types = types;
        this.spare = spare;
        this.solver = solver;
    }

    /** Empty where none was found. */
    public Optional<Packing> of(List<Choice> choices) {
        Optional<IntegerSolver.Solution> cheapest = solver.solve(program(choices, null));
        return cheapest.map(found -> {
            IntegerSolver.Solution calm =
                    solver.solve(program(choices, found.cost())).orElse(found);
            return packing(choices, calm.values(), found.cost(), found.bound());
        });
    }

    /** For the least cost; or, where the cost is given, for the least busy boxes of at most that. */
    private IntegerProgram program(List<Choice> choices, @Nullable Long costMax) {
        IntegerProgram program = new IntegerProgram();
        IntegerProgram.Sum cost = program.sum();
        for (Choice choice : choices) {
            int variable = program.variable(costMax == null ? choice.cost() : choice.busy(), most(choice));
            cost.plus(choice.cost(), variable);
        }
        for (Type type : types) {
            int variable = program.variable(costMax == null ? type.spareCost() : 0, spare ? 1 : 0);
            cost.plus(type.spareCost(), variable);
        }
        if (costMax != null) {
            cost.atMost(costMax);
        }
        for (int g = 0; g < demand.length; g++) {
            IntegerProgram.Sum least = program.sum();
            IntegerProgram.Sum most = program.sum();
            for (int i = 0; i < choices.size(); i++) {
                least.plus(choices.get(i).box().load().get(g), i);
                most.plus(choices.get(i).box().load().get(g), i);
            }
            least.atLeast(demand[g]);
            most.atMost(demand[g]);
        }
        for (int t = 0; t < types.size(); t++) {
            IntegerProgram.Sum count = program.sum().plus(1, choices.size() + t);
            for (int i = 0; i < choices.size(); i++) {
                if (choices.get(i).box().type() == t) {
                    count.plus(1, i);
                }
            }
            count.atMost(types.get(t).countMax());
        }
        if (spare) {
            standBy(program, choices);
        }
        return program;
    }

    /** One row for all boxes that the same types can stand in for. */
    private void standBy(IntegerProgram program, List<Choice> choices) {
        Map<String, List<Integer>> byStandIns = new TreeMap<>();
        for (int i = 0; i < choices.size(); i++) {
            byStandIns
                    .computeIfAbsent(choices.get(i).standIns().toString(), any -> new ArrayList<>())
                    .add(i);
        }
        for (List<Integer> alike : byStandIns.values()) {
            IntegerProgram.Sum row = program.sum();
            long together = 0;
            for (int i : alike) {
                row.plus(-1, i);
                together += most(choices.get(i));
            }
            for (int s : choices.get(alike.get(0)).standIns()) {
                row.plus(Math.min(together, IntStream.of(demand).sum()), choices.size() + s);
            }
            row.atLeast(0);
        }
    }

    private long most(Choice choice) {
        long most = types.get(choice.box().type()).countMax();
        for (int g = 0; g < demand.length; g++) {
            int each = choice.box().load().get(g);
            most = each == 0 ? most : Math.min(most, demand[g] / each);
        }
        return most;
    }

    private Packing packing(List<Choice> choices, long[] values, long cost, long bound) {
        List<Packing.Box> boxes = new ArrayList<>();
        for (int i = 0; i < choices.size(); i++) {
            for (long n = 0; n < values[i]; n++) {
                boxes.add(choices.get(i).box());
            }
        }
        List<Integer> standBy = IntStream.range(0, types.size())
                .mapToObj(t -> (int) values[choices.size() + t])
                .toList();
        return new Packing(boxes, standBy, cost, bound);
    }
}
