package org.framebudget.sim.planner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;
import org.framebudget.sim.planner.packing.BoxType;
import org.framebudget.sim.planner.packing.IntegerSolver;
import org.framebudget.sim.planner.packing.Packer;
import org.framebudget.sim.planner.packing.Packing;
import org.framebudget.sim.planner.packing.Packing.Box;
import org.jspecify.annotations.Nullable;

/**
 * The cheapest packing of which every box was simulated and meets; decision 20. Packings of all loads that nothing speaks against bound
 * the cost from below; their boxes are simulated, a box that fails is made smaller as long as it fails, and what is left is a cut. Packings
 * of loads that were simulated bound it from above. It ends where both are equal, or after so many rounds. For more loads than can all be
 * simulated, as {@link FleetMix#ofAll} does.
 */
final class FleetSearch {
    private static final int ROUNDS_MAX = 10;

    /** So often the simulated loads are packed, too: it takes as long as a round. */
    private static final int ROUNDS_BETWEEN = 5;

    private final FleetBoxes boxes;
    private final Parallel parallel;
    private final List<BoxType> types;
    private final int[] demand;
    private final boolean spare;
    private final IntegerSolver solver;
    private final FleetMix mix;
    private final FleetTypes costs;

    FleetSearch(
            FleetBoxes boxes,
            FleetTypes costs,
            List<BoxType> types,
            FleetMix mix,
            boolean spare,
            IntegerSolver solver,
            Parallel parallel) {
        this.boxes = boxes;
        this.costs = costs;
        this.mix = mix;
        this.types = types;
        this.spare = spare;
        this.solver = solver;
        this.parallel = parallel;
        demand = boxes.classes().stream().mapToInt(CameraClass::count).toArray();
    }

    /**
     * What was found.
     *
     * @param packing every box of which meets; absent where there are too few boxes for all cameras
     * @param withoutSpare the same without boxes that stand by, where those were asked for
     * @param bound no packing costs less
     * @param rounds how often a packing was simulated
     * @param cuts loads that failed
     * @param boundRestsOn what the bound takes for granted, of {@link PlanResult.Fleet}; absent where every load was simulated
     */
    record Found(
            @Nullable Packing packing,
            @Nullable Packing withoutSpare,
            long bound,
            int rounds,
            int cuts,
            @Nullable List<String> boundRestsOn) {}

    Found find(DoubleConsumer progress) {
        Packer packer = new Packer(types, demand, spare, solver);
        FleetLoads loads = new FleetLoads(types, demand, spare);
        long bound = packer.bound(true);
        Packing best = null;
        int round = 0;
        boolean more = true;
        while (more) {
            Optional<Packing> open = packer.pack(loads.open());
            List<Box> failed =
                    open.map(packing -> failed(packing, loads.open())).orElse(List.of());
            round++;
            if (open.isPresent() && loads.complete()) {
                bound = Math.max(bound, open.get().bound());
            }
            if (open.isPresent() && failed.isEmpty()) {
                best = cheaper(best, open.get());
            }
            shrunk(failed).forEach(loads::fails);
            more = !failed.isEmpty() && round < ROUNDS_MAX;
            if (!more || round % ROUNDS_BETWEEN == 0) {
                Optional<Packing> proven = proven(packer, loads);
                best = proven.isPresent() ? cheaper(best, proven.get()) : best;
            }
            more &= best == null || best.cost() * (1 - Fleets.PROVEN / 2) > bound;
            progress.accept((double) round / ROUNDS_MAX);
        }
        List<String> restsOn = new ArrayList<>(List.of(PlanResult.Fleet.UNIT_TIME));
        if (fullerMeets()) {
            bound = packer.bound(false); // what was cut out may hold too
        } else {
            restsOn.add(PlanResult.Fleet.MONOTONY);
        }
        if (costs.energyIsPaid()) {
            restsOn.add(PlanResult.Fleet.ADDITIVE_ENERGY);
            bound = Math.max(0, bound - IntStream.of(demand).sum() * savedPerCamera());
        }
        best = atRealCost(best, spare);
        Packing plain = null;
        if (spare && best != null) {
            plain = proven(new Packer(types, demand, false, solver), loads).orElse(null);
            plain = atRealCost(plain, false);
        }
        return new Found(
                best,
                plain,
                best == null ? bound : Math.min(bound, best.cost()),
                round,
                loads.cuts(),
                List.copyOf(restsOn));
    }

    /** The cheaper of a packing and what can be made of all boxes that were simulated, both at what they cost with the powers seen. */
    private @Nullable Packing atRealCost(@Nullable Packing packing, boolean withSpare) {
        Packing real = packing == null
                ? null
                : new Packing(packing.boxes(), packing.spares(), realCost(packing), packing.bound());
        return mix.cheapest(withSpare).map(found -> cheaper(real, found)).orElse(real);
    }

    private long realCost(Packing packing) {
        long cost = packing.boxes().stream().mapToLong(costs::cost).sum();
        for (int t = 0; t < types.size(); t++) {
            cost += packing.spares().get(t) * costs.spareCost(t);
        }
        return cost;
    }

    /** What a box costs less than the program says, for each of its cameras, at most of what was simulated. */
    private long savedPerCamera() {
        long saved = 0;
        for (Box box : mix.met()) {
            BoxType type = types.get(box.type());
            long says = type.cost();
            for (int g = 0; g < demand.length; g++) {
                says += type.costPerCamera().get(g) * box.load().get(g);
            }
            int cameras = IntStream.of(box.counts()).sum();
            saved = Math.max(saved, (says - costs.cost(box) + cameras - 1) / cameras);
        }
        return saved;
    }

    /**
     * The cheapest packing of what was simulated and meets. Cameras are dealt evenly, so a box may have fewer than what was simulated: it is
     * simulated as well, and where it fails, as where phases no longer suit, it is out with all that hold more.
     */
    private Optional<Packing> proven(Packer packer, FleetLoads loads) {
        mix.met().forEach(loads::meets); // in an order that is always the same: a solver's choice among equals depends
        // on it
        while (true) {
            Optional<Packing> packing = packer.pack(loads.proven());
            List<Box> failed =
                    packing.map(found -> failed(found, loads.proven())).orElse(List.of());
            if (failed.isEmpty()) {
                return packing;
            }
            failed.forEach(loads::refuted);
        }
    }

    /** Whether some box meets though it has all cameras of one that fails, and more. */
    private boolean fullerMeets() {
        List<Box> meeting = new ArrayList<>();
        List<Box> failing = new ArrayList<>();
        boxes.all().forEach((box, seen) -> (seen.meets() ? meeting : failing).add(box));
        return meeting.stream().anyMatch(box -> failing.stream().anyMatch(less -> holds(box, less)));
    }

    private static boolean holds(Box box, Box less) {
        return box.type() == less.type()
                && IntStream.range(0, box.load().size())
                        .allMatch(g -> box.load().get(g) >= less.load().get(g));
    }

    private static Packing cheaper(@Nullable Packing a, Packing b) {
        return a == null || b.cost() < a.cost() ? b : a;
    }

    /** Boxes of a packing, and boxes that would stand in for them, that were simulated and fail. */
    private List<Box> failed(Packing packing, Packer.Loads loads) {
        List<Box> used = packing.boxes().stream().distinct().toList();
        List<Box> asked = new ArrayList<>(used);
        for (Box box : used) {
            standIns(packing, box, loads).stream()
                    .filter(box2 -> !asked.contains(box2))
                    .forEach(asked::add);
        }
        parallel.map(asked.size(), i -> boxes.see(asked.get(i)));
        return asked.stream().filter(box -> !boxes.see(box).meets()).toList();
    }

    /** The boxes that stand by with the cameras of one in use, of those types that may hold them. */
    private List<Box> standIns(Packing packing, Box box, Packer.Loads loads) {
        List<Box> standIns = new ArrayList<>();
        for (int s = 0; s < types.size(); s++) {
            if (packing.spares().get(s) > 0 && loads.of(s, s).contains(box.counts())) {
                standIns.add(new Box(s, box.load()));
            }
        }
        return standIns;
    }

    /** What is to learn from each box that fails: a box with as few cameras as still fail; what meets is found on the way. */
    private List<Box> shrunk(List<Box> failed) {
        return parallel.map(failed.size(), i -> least(emptied(failed.get(i))));
    }

    /**
     * Cameras are taken out in proportion, one by one, until the box meets: the last one that fails.
     *
     * @param failed fails
     */
    private Box emptied(Box failed) {
        List<Box> chain = new ArrayList<>(List.of(failed));
        int all = Arrays.stream(failed.counts()).sum();
        for (int left = all - 1; left > 0; left--) {
            Box last = chain.get(chain.size() - 1);
            int most = 0;
            for (int g = 1; g < demand.length; g++) {
                // the class of which the largest part of its first number is left
                if ((long) last.load().get(g) * Math.max(1, failed.load().get(most))
                        > (long) last.load().get(most)
                                * Math.max(1, failed.load().get(g))) {
                    most = g;
                }
            }
            chain.add(with(last, most, last.load().get(most) - 1));
        }
        int fails = 0;
        int meets = chain.size();
        for (int step = 1; meets - fails > 1; step *= 2) {
            int next = meets == chain.size() ? Math.min(chain.size() - 1, fails + step) : fails + (meets - fails) / 2;
            if (boxes.see(chain.get(next)).meets()) {
                meets = next;
            } else {
                fails = next;
            }
        }
        return chain.get(fails);
    }

    /** With as few of each class as still fail, class by class. */
    private Box least(Box failed) {
        Box box = failed;
        for (int g = 0; g < demand.length; g++) {
            int fails = box.load().get(g);
            int meets = -1;
            for (int step = 1; fails - meets > 1; step *= 2) {
                int next = meets < 0 ? Math.max(0, fails - step) : meets + (fails - meets) / 2;
                if (meets(with(box, g, next))) {
                    meets = next;
                } else {
                    fails = next;
                }
            }
            box = with(box, g, fails);
        }
        return box;
    }

    private boolean meets(Box box) {
        return box.load().stream().allMatch(n -> n == 0) || boxes.see(box).meets();
    }

    private static Box with(Box box, int ofClass, int cameras) {
        List<Integer> load = new ArrayList<>(box.load());
        load.set(ofClass, cameras);
        return new Box(box.type(), List.copyOf(load));
    }
}
