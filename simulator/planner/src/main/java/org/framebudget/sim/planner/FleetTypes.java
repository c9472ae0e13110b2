package org.framebudget.sim.planner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.sim.pipeline.Trials;
import org.framebudget.sim.planner.FleetBoxes.Seen;
import org.framebudget.sim.planner.packing.BoxType;
import org.framebudget.sim.planner.packing.Packing.Box;
import org.framebudget.sim.scenario.FleetSpec;
import org.framebudget.sim.scenario.FleetSpec.TypeSpec;
import org.framebudget.sim.scenario.Scenario;

/**
 * What every type of device holds of every class of cameras alone, by simulation, and what follows from it for mixed boxes: what they
 * cost, and what no box can hold since a unit has no time for it.
 */
final class FleetTypes {
    /** Whole units of money in one of the currency, unless prices are huge. */
    private static final double MONEY = 1e4;

    /** A fleet may cost this much in whole units, so that solvers can add it up. */
    private static final double WHOLE_MAX = 1e13;

    /** Means of simulated loads differ a little from run to run; nothing is called impossible for so little. */
    private static final double SLACK = 1.02;

    private final FleetSpec fleet;
    private final FleetBoxes boxes;
    private final Trials trials;
    private final int[][] most;
    private final double money;

    FleetTypes(FleetSpec fleet, FleetBoxes boxes, Trials trials, Parallel parallel) {
        this.fleet = fleet;
        this.boxes = boxes;
        this.trials = trials;
        int ofClasses = boxes.classes().size();
        int pairs = fleet.types().size() * ofClasses;
        List<Integer> found = parallel.map(pairs, i -> most(i / ofClasses, i % ofClasses));
        most = new int[fleet.types().size()][ofClasses];
        for (int i = 0; i < pairs; i++) {
            most[i / ofClasses][i % ofClasses] = found.get(i);
        }
        money = Math.min(MONEY, WHOLE_MAX / largestCost());
    }

    /** Of a fleet with one box a camera, roughly; more than 0. */
    private double largestCost() {
        double largest = 1;
        for (int t = 0; t < most.length; t++) {
            largest = Math.max(largest, fleet.types().get(t).price());
        }
        double watts =
                boxes.all().values().stream().mapToDouble(Seen::powerW).max().orElse(0);
        return (largest + watts * fleet.pricePerW())
                * (1 + boxes.classes().stream().mapToInt(CameraClass::count).sum());
    }

    private int most(int type, int ofClass) {
        Seen one = boxes.see(alone(type, ofClass, 1));
        if (!one.meets()) {
            return 0;
        }
        int cameras = boxes.classes().get(ofClass).count();
        int guess = (int) Math.min(cameras, Math.max(1, 0.9 / Math.max(1e-9, one.busiest())));
        return new LargestIndex(
                                cameras,
                                at -> boxes.see(alone(type, ofClass, at + 1)).meets())
                        .from(guess - 1)
                + 1;
    }

    private Box alone(int type, int ofClass, int cameras) {
        Integer[] load = new Integer[boxes.classes().size()];
        Arrays.fill(load, 0);
        load[ofClass] = cameras;
        return new Box(type, List.of(load));
    }

    /** One camera alone on a type. */
    Seen one(int type, int ofClass) {
        return boxes.see(alone(type, ofClass, 1));
    }

    /** Largest number of a class alone that was seen to meet on a type; may be more than {@link #mostOf} where more cameras suit better. */
    int seenOf(int type, int ofClass) {
        return boxes.all().entrySet().stream()
                .filter(seen -> seen.getKey().type() == type && seen.getValue().meets())
                .map(seen -> seen.getKey().counts())
                .filter(load -> Arrays.stream(load).sum() == load[ofClass])
                .mapToInt(load -> load[ofClass])
                .max()
                .orElse(0);
    }

    /** Whether more than {@link #seenOf} is open: there are no more of the class, or one more was not tried. */
    boolean mayHoldMore(int type, int ofClass) {
        int seen = seenOf(type, ofClass);
        return seen == boxes.classes().get(ofClass).count() || !boxes.all().containsKey(alone(type, ofClass, seen + 1));
    }

    /** Largest number of a class on a type that a search from small numbers finds, 0 where not even one can be. */
    int mostOf(int type, int ofClass) {
        return most[type][ofClass];
    }

    /** For the integer program, in units of {@link #units}. */
    List<BoxType> forPacking() {
        List<BoxType> types = new ArrayList<>();
        int cameras = boxes.classes().stream().mapToInt(CameraClass::count).sum();
        for (int t = 0; t < fleet.types().size(); t++) {
            TypeSpec type = fleet.types().get(t);
            List<Long> perCamera = new ArrayList<>();
            for (int g = 0; g < boxes.classes().size(); g++) {
                perCamera.add(money(wattsPerCamera(t, g) * fleet.pricePerW()));
            }
            types.add(new BoxType(
                    // one more, so that of packings for nothing the one with fewest boxes is taken
                    spareCost(t),
                    perCamera,
                    // a box more than there are cameras may be a spare one
                    Objects.requireNonNullElse(type.countMax(), cameras + 1),
                    most[t].clone(),
                    shares(t)));
        }
        return types;
    }

    /** Rounded down, so that the sum is no more than what is paid. */
    private long money(double amount) {
        return (long) Math.floor(amount * money);
    }

    /** Whole units of money in one of the currency. */
    double units() {
        return money;
    }

    /** What a simulated box costs with the power that it takes, in whole units; one more, as {@link #forPacking}. */
    long cost(Box box) {
        return money(fleet.types().get(box.type()).price() + boxes.see(box).powerW() * fleet.pricePerW()) + 1;
    }

    boolean energyIsPaid() {
        return fleet.pricePerW() > 0;
    }

    /** What a box costs that stands by. */
    long spareCost(int type) {
        return money(fleet.types().get(type).price() + idleW(type) * fleet.pricePerW()) + 1;
    }

    /** Least of all boxes with one class alone; of all boxes that meet, where none of those does. */
    double idleW(int type) {
        double least = Double.POSITIVE_INFINITY;
        for (int g = 0; g < most[type].length; g++) {
            if (most[type][g] > 0) {
                least = Math.min(least, one(type, g).idleW());
            }
        }
        return Double.isInfinite(least)
                ? boxes.all().entrySet().stream()
                        .filter(seen ->
                                seen.getKey().type() == type && seen.getValue().meets())
                        .mapToDouble(seen -> seen.getValue().idleW())
                        .min()
                        .orElse(0)
                : least;
    }

    /** Least of a box with one and a full one. */
    private double wattsPerCamera(int type, int ofClass) {
        int full = most[type][ofClass];
        if (full == 0) {
            return 0;
        }
        double idleW = idleW(type);
        double one = one(type, ofClass).powerW() - idleW;
        double each = (boxes.see(alone(type, ofClass, full)).powerW() - idleW) / full;
        return Math.max(0, Math.min(one, each));
    }

    /**
     * Of each unit: what a camera of each class takes at least of what there is. It is measured on the full box of that class, where a unit
     * rests least, as if the fastest clock had held; a unit whose pauses cost time, or that answers batches, has none, nor has any where rules adapt the work.
     */
    private List<double[]> shares(int type) {
        DeviceProfile profile = trials.profile(fleet.types().get(type).profile());
        List<double[]> shares = new ArrayList<>();
        if (!boxes.whole().devices().get(0).batching().isEmpty()
                || !boxes.whole().adaptation().isEmpty()) {
            return shares;
        }
        TreeSet<String> units = new TreeSet<>();
        for (int g = 0; g < most[type].length; g++) {
            if (most[type][g] > 0) {
                units.addAll(
                        boxes.see(alone(type, g, most[type][g])).workFraction().keySet());
            }
        }
        for (String unit : units) {
            int index = profile.unitIndex(unit);
            if (index < 0 || profile.units().get(index).idleRamp() != null) {
                continue;
            }
            double[] share = new double[most[type].length];
            for (int g = 0; g < share.length; g++) {
                if (most[type][g] > 0) {
                    Seen full = boxes.see(alone(type, g, most[type][g]));
                    share[g] = full.workFraction().getOrDefault(unit, 0.0)
                            / most[type][g]
                            * answered(g)
                            / (SLACK * (1 - fleet.spareFraction()));
                }
            }
            if (Arrays.stream(share).anyMatch(each -> each > 0)) {
                shares.add(share);
            }
        }
        return shares;
    }

    /** Share of a class's frames that some objective wants answered. */
    private double answered(int ofClass) {
        Scenario.Slo slo = boxes.whole().slo();
        double fps = boxes.classes().get(ofClass).first().fps().perS();
        double share = slo.missFractionMax() == null ? 0 : 1 - slo.missFractionMax();
        share = Math.max(share, Objects.requireNonNullElse(slo.processedFpsMin(), 0.0) / fps);
        share = Math.max(share, Objects.requireNonNullElse(slo.usefulFpsMin(), 0.0) / fps);
        return Math.min(1, share);
    }
}
