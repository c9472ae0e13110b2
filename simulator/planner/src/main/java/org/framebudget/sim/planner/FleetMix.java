package org.framebudget.sim.planner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;
import org.framebudget.sim.planner.FleetBoxes.Seen;
import org.framebudget.sim.planner.packing.BoxType;
import org.framebudget.sim.planner.packing.IntegerSolver;
import org.framebudget.sim.planner.packing.Packing;
import org.framebudget.sim.planner.packing.Packing.Box;
import org.framebudget.sim.planner.packing.Partition;

/**
 * The cheapest mix of boxes that were simulated and meet, each at what it costs with the power that it was seen to take. Where the loads
 * that a box can have are few, all of them are simulated: then no mix at all costs less, whatever is assumed of loads.
 */
final class FleetMix {
    /**
     * By so much the units' time must be exceeded, as measured on boxes of one class alone, before a load is left out of all: a mean of few
     * frames is off by that at most.
     */
    private static final double TIME_SLACK = 1.25;

    /** Boxes that are simulated between two reports of progress. */
    private static final int AT_ONCE = 32;

    /** Whole numbers for how busy a box is. */
    private static final double BUSY = 1e4;

    private final FleetBoxes boxes;
    private final FleetTypes types;
    private final List<BoxType> forPacking;
    private final IntegerSolver solver;
    private final int[] demand;

    FleetMix(FleetBoxes boxes, FleetTypes types, List<BoxType> forPacking, IntegerSolver solver) {
        this.boxes = boxes;
        this.types = types;
        this.forPacking = forPacking;
        this.solver = solver;
        demand = boxes.classes().stream().mapToInt(CameraClass::count).toArray();
    }

    /**
     * The cheapest mix of all, where there are few enough loads to simulate them all.
     *
     * @param spare whether boxes stand by
     * @param loadsMax of all types together
     * @return empty where there are more, and where no mix was found
     */
    Optional<FleetSearch.Found> ofAll(boolean spare, int loadsMax, Parallel parallel, DoubleConsumer progress) {
        Optional<List<Box>> all = loads(loadsMax);
        if (all.isEmpty()) {
            return Optional.empty();
        }
        List<Box> loads = all.get();
        for (int first = 0; first < loads.size(); first += AT_ONCE) {
            List<Box> some = loads.subList(first, Math.min(loads.size(), first + AT_ONCE));
            parallel.map(some.size(), i -> boxes.see(some.get(i)));
            progress.accept((double) (first + some.size()) / loads.size());
        }
        int refused =
                (int) loads.stream().filter(box -> !boxes.see(box).meets()).count();
        return cheapest(spare)
                .map(mix -> new FleetSearch.Found(
                        mix, spare ? cheapest(false).orElse(null) : null, mix.bound(), 1, refused, null));
    }

    /** The cheapest of what was simulated so far and meets; empty where none was found. */
    Optional<Packing> cheapest(boolean spare) {
        List<Partition.Choice> choices = new ArrayList<>();
        for (Box box : met()) {
            double busiest = boxes.see(box).busiest();
            choices.add(new Partition.Choice(
                    box, types.cost(box), Math.round(BUSY * busiest * busiest), spare ? standIns(box) : none()));
        }
        List<Partition.Type> ofTypes = new ArrayList<>();
        for (int t = 0; t < forPacking.size(); t++) {
            ofTypes.add(new Partition.Type(types.spareCost(t), forPacking.get(t).countMax()));
        }
        return new Partition(demand, ofTypes, spare, solver).of(choices);
    }

    /** Boxes that meet, in an order that does not depend on which was simulated first. */
    List<Box> met() {
        return boxes.all().entrySet().stream()
                .filter(seen -> seen.getValue().meets() && within(seen.getKey()))
                .map(Map.Entry::getKey)
                .sorted(Comparator.comparingInt(Box::type).thenComparing(Box::counts, (a, b) -> Arrays.compare(b, a)))
                .toList();
    }

    private boolean within(Box box) {
        return IntStream.range(0, demand.length).allMatch(g -> box.load().get(g) <= demand[g]);
    }

    private static TreeSet<Integer> none() {
        return new TreeSet<>();
    }

    private TreeSet<Integer> standIns(Box box) {
        TreeSet<Integer> standIns = none();
        for (int s = 0; s < forPacking.size(); s++) {
            Seen seen = boxes.all().get(new Box(s, box.load()));
            if (seen != null && seen.meets()) {
                standIns.add(s);
            }
        }
        return standIns;
    }

    /** What a box may hold of what there is: everything but that for which a unit surely has no time. */
    private Optional<List<Box>> loads(int most) {
        List<Box> all = new ArrayList<>();
        for (int t = 0; t < forPacking.size(); t++) {
            if (!under(t, 0, new int[demand.length], all, most)) {
                return Optional.empty();
            }
        }
        return Optional.of(all);
    }

    /** Goes through the classes from one on; false where there are too many. */
    private boolean under(int type, int ofClass, int[] load, List<Box> all, int most) {
        if (ofClass == demand.length) {
            if (IntStream.of(load).sum() > 0) {
                all.add(new Box(type, IntStream.of(load).boxed().toList()));
            }
            return all.size() <= most;
        }
        int end = boxes.ported(type, ofClass).scenario() == null ? 0 : demand[ofClass];
        for (int n = 0; n <= end; n++) {
            load[ofClass] = n;
            if (n > 0 && noTime(type, load)) {
                break;
            }
            if (!under(type, ofClass + 1, load, all, most)) {
                load[ofClass] = 0;
                return false;
            }
        }
        load[ofClass] = 0;
        return true;
    }

    private boolean noTime(int type, int[] load) {
        for (double[] share : forPacking.get(type).shares()) {
            double sum = 0;
            for (int g = 0; g < load.length; g++) {
                sum += share[g] * load[g];
            }
            if (sum > TIME_SLACK) {
                return true;
            }
        }
        return false;
    }
}
