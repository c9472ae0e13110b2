package org.framebudget.sim.planner.packing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The cheapest boxes for cameras of several classes. A box takes one of the largest loads of its type, whole or in part; how many take
 * which is an integer program (the cutting-stock model of Gilmore and Gomory, Operations Research 9, 1961, with all patterns in it).
 */
public final class Packer {
    private final List<BoxType> types;
    private final int[] demand;
    private final boolean spare;
    private final IntegerSolver solver;

    /**
     * @param demand cameras of each class
     * @param spare whether boxes stand by, so that for each box in use there is one that could hold its cameras
     */
    public Packer(List<BoxType> types, int[] demand, boolean spare, IntegerSolver solver) {
        this.types = types;
        this.demand = demand.clone();
        this.spare = spare;
        this.solver = solver;
    }

    /** Which loads a box of a type may have, so that a box of another can stand in for it. */
    public interface Loads {
        /** The same type twice: what a box may have at all. */
        DownSet of(int type, int standIn);
    }

    /** Empty where no packing was found. */
    public Optional<Packing> pack(Loads loads) {
        IntegerProgram program = new IntegerProgram();
        int[] spares = spare ? types(type -> program.variable(type.cost(), 1)) : new int[0];
        int[][] placed = new int[types.size()][];
        List<Map<List<Integer>, Integer>> patterns = new ArrayList<>();
        for (int t = 0; t < types.size(); t++) {
            BoxType type = types.get(t);
            placed[t] = IntStream.range(0, demand.length)
                    .map(g -> program.variable(type.costPerCamera().get(g), demand[g]))
                    .toArray();
            Map<List<Integer>, Integer> mine = new LinkedHashMap<>();
            for (int s = 0; s < (spare ? types.size() : 1); s++) {
                for (int[] top : loads.of(t, spare ? s : t).tops()) {
                    if (Arrays.stream(top).sum() == 0) {
                        continue;
                    }
                    mine.computeIfAbsent(list(top), load -> program.variable(type.cost(), mostBoxes(type)));
                }
            }
            patterns.add(mine);
            IntegerProgram.Sum count = program.sum();
            mine.values().forEach(variable -> count.plus(1, variable));
            if (spare) {
                count.plus(1, spares[t]);
            }
            count.atMost(type.countMax());
            for (int g = 0; g < demand.length; g++) {
                IntegerProgram.Sum room = program.sum().plus(-1, placed[t][g]);
                int which = g;
                mine.forEach((load, variable) -> room.plus(load.get(which), variable));
                room.atLeast(0);
            }
            if (spare) {
                mine.forEach((load, variable) -> {
                    IntegerProgram.Sum standIn = program.sum().plus(-1, variable);
                    for (int s = 0; s < types.size(); s++) {
                        if (loads.of(s, s).contains(array(load))) {
                            standIn.plus(mostBoxes(type), spares[s]);
                        }
                    }
                    standIn.atLeast(0);
                });
            }
        }
        everyCameraOnce(program, placed);
        return solver.solve(program).map(found -> packing(found, patterns, placed, spares));
    }

    private int mostBoxes(BoxType type) {
        return Math.min(type.countMax(), Arrays.stream(demand).sum());
    }

    private interface Variable {
        int of(BoxType type);
    }

    private int[] types(Variable variable) {
        return types.stream().mapToInt(variable::of).toArray();
    }

    private void everyCameraOnce(IntegerProgram program, int[][] placed) {
        for (int g = 0; g < demand.length; g++) {
            IntegerProgram.Sum least = program.sum();
            IntegerProgram.Sum most = program.sum();
            for (int[] ofType : placed) {
                least.plus(1, ofType[g]);
                most.plus(1, ofType[g]);
            }
            least.atLeast(demand[g]);
            most.atMost(demand[g]);
        }
    }

    private Packing packing(
            IntegerSolver.Solution found, List<Map<List<Integer>, Integer>> patterns, int[][] placed, int[] spares) {
        List<Packing.Box> boxes = new ArrayList<>();
        for (int t = 0; t < types.size(); t++) {
            List<int[]> rooms = new ArrayList<>();
            patterns.get(t).forEach((load, variable) -> {
                for (long i = 0; i < found.values()[variable]; i++) {
                    rooms.add(array(load));
                }
            });
            int[] cameras = Arrays.stream(placed[t])
                    .map(variable -> (int) found.values()[variable])
                    .toArray();
            for (int[] load : Dealing.evenly(rooms, cameras)) {
                boxes.add(new Packing.Box(t, list(load)));
            }
        }
        List<Integer> standBy = new ArrayList<>();
        for (int t = 0; t < types.size(); t++) {
            standBy.add(spare ? (int) found.values()[spares[t]] : 0);
        }
        return new Packing(boxes, standBy, found.cost(), found.bound());
    }

    /**
     * A cost that no packing can be below, from the shares of the units alone: boxes are added up as if cameras could be cut. It needs
     * no tops, so it is there for any number of classes.
     *
     * @param alone whether a box holds no more of a class than it was seen to hold of it alone
     */
    public long bound(boolean alone) {
        long unit = 1_000_000;
        IntegerProgram program = new IntegerProgram();
        int[] boxes = types(type -> program.variable(type.cost(), mostBoxes(type)));
        int[][] placed = new int[types.size()][];
        IntegerProgram.Sum standBy = program.sum();
        for (int t = 0; t < types.size(); t++) {
            BoxType type = types.get(t);
            placed[t] = IntStream.range(0, demand.length)
                    .map(g ->
                            program.variable(type.costPerCamera().get(g), alone && type.most()[g] == 0 ? 0 : demand[g]))
                    .toArray();
            for (double[] shares : type.shares()) {
                IntegerProgram.Sum free = program.sum().plus(unit, boxes[t]);
                for (int g = 0; g < demand.length; g++) {
                    free.plus(-(long) Math.floor(shares[g] * unit), placed[t][g]);
                }
                free.atLeast(0);
            }
            for (int g = 0; g < demand.length; g++) {
                if (!alone || type.most()[g] > 0) {
                    program.sum()
                            .plus(alone ? type.most()[g] : demand[g], boxes[t])
                            .plus(-1, placed[t][g])
                            .atLeast(0);
                }
            }
            IntegerProgram.Sum count = program.sum().plus(1, boxes[t]);
            if (spare) {
                int reserve = program.variable(type.cost(), 1);
                standBy.plus(1, reserve);
                count.plus(1, reserve);
            }
            count.atMost(type.countMax());
        }
        if (spare) {
            standBy.atLeast(1);
        }
        everyCameraOnce(program, placed);
        return solver.solve(program).map(IntegerSolver.Solution::bound).orElse(0L);
    }

    private static List<Integer> list(int[] load) {
        return Arrays.stream(load).boxed().toList();
    }

    private static int[] array(List<Integer> load) {
        return load.stream().mapToInt(n -> n).toArray();
    }
}
