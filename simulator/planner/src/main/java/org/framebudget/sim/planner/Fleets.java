package org.framebudget.sim.planner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;
import org.framebudget.sim.pipeline.Trials;
import org.framebudget.sim.planner.FleetBoxes.Seen;
import org.framebudget.sim.planner.packing.BoxType;
import org.framebudget.sim.planner.packing.IntegerSolver;
import org.framebudget.sim.planner.packing.Packing;
import org.framebudget.sim.planner.packing.Packing.Box;
import org.framebudget.sim.results.Figures;
import org.framebudget.sim.scenario.FleetSpec;
import org.framebudget.sim.scenario.FleetSpec.TypeSpec;
import org.framebudget.sim.scenario.Scenario;
import org.jspecify.annotations.Nullable;

/** The cheapest devices for all cameras of a scenario, every one simulated with its cameras; decision 20. */
final class Fleets {
    /** What a search calls proven: energy is not quite a sum over cameras. */
    static final double PROVEN = 1e-3;

    /** Loads of all types together, so many of which are simulated each. */
    private static final int LOADS_MAX = 400;

    /** Replications whose random numbers the draws share in turn. */
    private static final int SHARED = 5;

    private final Scenario scenario;
    private final FleetSpec fleet;
    private final Trials trials;
    private final Parallel parallel;
    private final IntegerSolver solver;
    private final int loadsMax;
    private final List<CameraClass> classes;
    private final FleetBoxes boxes;

    /** @param scenario with a fleet and an objective */
    Fleets(Scenario scenario, Trials trials, double burstS, Parallel parallel) {
        this(scenario, trials, burstS, parallel, IntegerSolver.best(), LOADS_MAX);
    }

    /** @param loadsMax with more loads than that, not all are simulated */
    Fleets(Scenario scenario, Trials trials, double burstS, Parallel parallel, IntegerSolver solver, int loadsMax) {
        this.scenario = scenario;
        this.fleet = Objects.requireNonNull(scenario.fleet());
        this.trials = trials;
        this.parallel = parallel;
        this.solver = solver;
        this.loadsMax = loadsMax;
        classes = CameraClass.of(scenario);
        boxes = new FleetBoxes(scenario, classes, fleet.types(), trials, burstS, 1 - fleet.spareFraction());
    }

    /**
     * The answer and what the rest of a plan is about.
     *
     * @param rest the fullest box, or what comes nearest where there is no fleet
     */
    record Found(FleetAnswer answer, Scenario rest) {}

    Found find(DoubleConsumer progress) {
        FleetTypes types = new FleetTypes(fleet, boxes, trials, parallel);
        progress.accept(0.3);
        List<BoxType> forPacking = types.forPacking();
        FleetMix mix = new FleetMix(boxes, types, forPacking, solver);
        DoubleConsumer searched = share -> progress.accept(0.3 + 0.6 * share);
        FleetSearch.Found found =
                mix.ofAll(fleet.nPlusOne(), loadsMax, parallel, searched).orElse(null);
        if (found == null) {
            OptionalInt alone = IntStream.range(0, classes.size())
                    .filter(g -> IntStream.range(0, fleet.types().size()).allMatch(t -> types.mostOf(t, g) == 0))
                    .findFirst();
            if (alone.isPresent()) {
                return stranded(types, alone.getAsInt());
            }
            found = new FleetSearch(boxes, types, forPacking, mix, fleet.nPlusOne(), solver, parallel).find(searched);
        }
        Packing packing = found.packing();
        if (packing == null) {
            return tooFew(types);
        }
        Double probability = probability(packing);
        progress.accept(1);
        return answer(types, found, packing, probability);
    }

    /** Cameras that not one device of any type carries even alone. */
    private Found stranded(FleetTypes types, int ofClass) {
        CameraClass mine = classes.get(ofClass);
        List<Integer> nearest = IntStream.range(0, fleet.types().size())
                .boxed()
                .sorted(Comparator.comparingDouble(t -> -types.one(t, ofClass).margin()))
                .toList();
        List<String> why = new ArrayList<>();
        for (int t : nearest) {
            String reason = boxes.ported(t, ofClass).reason();
            why.add(boxes.profile(t) + ": "
                    + (reason == null ? types.one(t, ofClass).failed() : withoutDot(reason)));
        }
        String reason = "No type carries even one camera of " + mine.first().id() + " ("
                + (mine.count() == 1 ? "1 camera" : mine.count() + " cameras") + "). Nearest first: "
                + String.join("; ", why) + ".";
        int[] one = new int[classes.size()];
        one[ofClass] = 1;
        Optional<Scenario> rest = boxes.scenario(nearest.get(0), one);
        String box = rest.isPresent()
                ? "one camera of " + mine.first().id() + " on " + boxes.profile(nearest.get(0))
                : "the scenario as it stands";
        return new Found(new FleetAnswer(null, box, reason, notes()), rest.orElse(scenario));
    }

    private Found tooFew(FleetTypes types) {
        int cameras = classes.stream().mapToInt(CameraClass::count).sum();
        String reason = "The types' count_max leaves too few devices for "
                + (cameras == 1 ? "the camera" : "all " + cameras + " cameras")
                + (fleet.nPlusOne() ? " and one that stands by" : "") + ".";
        int best = 0;
        int[] load = new int[classes.size()];
        for (int t = 0; t < fleet.types().size(); t++) {
            if (types.mostOf(t, 0) > load[0]) {
                best = t;
                load[0] = types.mostOf(t, 0);
            }
        }
        return new Found(
                new FleetAnswer(null, classes.get(0).text(load[0]) + " on " + boxes.profile(best), reason, notes()),
                boxes.scenario(best, load).orElse(scenario));
    }

    private static String withoutDot(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    /** Share of the draws in which every box meets in the first minute; absent without draws. */
    private @Nullable Double probability(Packing packing) {
        if (trials.draws() == 0) {
            return null;
        }
        List<Box> used = packing.boxes().stream().distinct().toList();
        List<Boolean> all =
                parallel.map(trials.draws(), k -> used.stream().allMatch(box -> boxes.meets(box, k, k % SHARED)));
        return (double) all.stream().filter(meets -> meets).count() / all.size();
    }

    private Found answer(FleetTypes types, FleetSearch.Found found, Packing packing, @Nullable Double probability) {
        List<PlanResult.Box> carrying = carrying(packing);
        List<PlanResult.Spare> spares = new ArrayList<>();
        double purchase = 0;
        double powerW = carrying.stream().mapToDouble(PlanResult.Box::powerW).sum();
        for (int t = 0; t < fleet.types().size(); t++) {
            int type = t;
            int spare = packing.spares().get(t);
            if (spare > 0) {
                spares.add(new PlanResult.Spare(boxes.profile(t), spare, spare * types.idleW(t)));
                powerW += spare * types.idleW(t);
            }
            long count =
                    packing.boxes().stream().filter(box -> box.type() == type).count() + spare;
            purchase += count * fleet.types().get(t).price();
        }
        double energy = powerW * fleet.pricePerW();
        double cost = purchase + energy;
        // all loads, solved to the end: what it costs is the bound, to the last digit
        boolean whole = found.boundRestsOn() == null && packing.bound() == packing.cost();
        double bound = whole ? cost : Math.max(0, Math.min(cost, money(found.bound(), types.units())));
        double gap = cost == 0 ? 0 : (cost - bound) / cost;
        Packing plain = found.withoutSpare();
        Box fullest = packing.boxes().stream()
                .max(Comparator.comparingDouble(box -> boxes.see(box).busiest()))
                .orElseThrow();
        String box = "the fullest device of the mix, a " + boxes.profile(fullest.type()) + " with " + text(fullest);
        List<String> notes = notes();
        PlanResult.Fleet result = new PlanResult.Fleet(
                classes.stream().mapToInt(CameraClass::count).sum(),
                mix(carrying),
                cost,
                fleet.currency(),
                powerW,
                gap <= PROVEN,
                bound,
                fleet.nPlusOne(),
                fleet.hours(),
                fleet.energyPricePerKwh(),
                purchase,
                energy,
                carrying,
                spares,
                types(types),
                gap,
                plain == null ? null : cost(plain),
                true,
                probability,
                found.rounds(),
                found.cuts(),
                solver.name(),
                notes,
                found.boundRestsOn());
        return new Found(
                new FleetAnswer(result, box, "", notes),
                boxes.scenario(fullest.type(), fullest.counts()).orElseThrow());
    }

    /** The bound without what was added to count boxes, one unit of money each. */
    private double money(long bound, double units) {
        int most = classes.stream().mapToInt(CameraClass::count).sum()
                + fleet.types().size();
        return (bound - most) / units;
    }

    private double cost(Packing packing) {
        return packing.boxes().stream()
                .mapToDouble(box ->
                        fleet.types().get(box.type()).price() + boxes.see(box).powerW() * fleet.pricePerW())
                .sum();
    }

    private String text(Box box) {
        return String.join(
                ", ",
                IntStream.range(0, classes.size())
                        .filter(g -> box.load().get(g) > 0)
                        .mapToObj(g -> classes.get(g).text(box.load().get(g)))
                        .toList());
    }

    /** Every camera in one box, those of a class in their order. */
    private List<PlanResult.Box> carrying(Packing packing) {
        int[] next = new int[classes.size()];
        List<PlanResult.Box> all = new ArrayList<>();
        for (Box box : packing.boxes()) {
            List<String> cameras = new ArrayList<>();
            for (int g = 0; g < classes.size(); g++) {
                int count = box.load().get(g);
                cameras.addAll(classes.get(g).names().subList(next[g], next[g] + count));
                next[g] += count;
            }
            Seen seen = boxes.see(box);
            all.add(new PlanResult.Box(
                    boxes.profile(box.type()), cameras, seen.powerW(), seen.busiest(), seen.busiestUnit()));
        }
        return all;
    }

    private static List<PlanResult.MixItem> mix(List<PlanResult.Box> carrying) {
        Map<String, List<PlanResult.Box>> byProfile = new LinkedHashMap<>();
        carrying.forEach(box -> byProfile
                .computeIfAbsent(box.profile(), profile -> new ArrayList<>())
                .add(box));
        return byProfile.entrySet().stream()
                .map(item -> new PlanResult.MixItem(
                        item.getKey(),
                        item.getValue().size(),
                        item.getValue().stream()
                                .flatMap(box -> box.cameras().stream())
                                .toList()))
                .toList();
    }

    private List<PlanResult.BoxType> types(FleetTypes types) {
        List<PlanResult.BoxType> all = new ArrayList<>();
        for (int t = 0; t < fleet.types().size(); t++) {
            TypeSpec type = fleet.types().get(t);
            List<PlanResult.Alone> alone = new ArrayList<>();
            TreeSet<String> notes = new TreeSet<>();
            for (int g = 0; g < classes.size(); g++) {
                Ported ported = boxes.ported(t, g);
                alone.add(
                        new PlanResult.Alone(classes.get(g).first().id(), types.seenOf(t, g), types.mayHoldMore(t, g)));
                if (ported.reason() != null) {
                    notes.add(classes.get(g).first().id() + ": " + ported.reason());
                } else if (types.seenOf(t, g) == 0) {
                    notes.add(
                            classes.get(g).first().id() + ": " + types.one(t, g).failed() + ".");
                } else {
                    notes.addAll(ported.sentences());
                }
            }
            all.add(new PlanResult.BoxType(
                    type.profile(), type.price(), type.priceSource(), type.countMax(), alone, List.copyOf(notes)));
        }
        return all;
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        List<String> assumed = fleet.types().stream()
                .filter(type -> type.priceSource() == null)
                .map(type -> type.profile() + " at " + Figures.plain(type.price()) + " " + fleet.currency())
                .toList();
        if (!assumed.isEmpty()) {
            notes.add("Prices that nobody looked up are ASSUMED: " + String.join(", ", assumed) + ".");
        }
        List<String> idle = scenario.cameras().stream()
                .filter(camera -> scenario.pipelines().stream()
                        .noneMatch(pipeline -> pipeline.cameras().contains(camera.id())))
                .map(Scenario.CameraSpec::id)
                .toList();
        if (!idle.isEmpty()) {
            notes.add("No pipeline looks through " + String.join(", ", idle) + ": left out of the fleet.");
        }
        List<String> unasked = classes.stream()
                .map(one -> one.first().id())
                .filter(id -> !scenario.slo().asksOfFrames(id))
                .toList();
        if (!unasked.isEmpty()) {
            notes.add("No objective asks for frames of " + String.join(", ", unasked)
                    + ": they count as carried whatever is missed.");
        }
        return notes;
    }
}
