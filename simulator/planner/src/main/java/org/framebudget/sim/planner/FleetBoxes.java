package org.framebudget.sim.planner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.framebudget.devices.Evidence;
import org.framebudget.models.InputException;
import org.framebudget.sim.pipeline.SteadyState;
import org.framebudget.sim.pipeline.SteadyState.Sustained;
import org.framebudget.sim.pipeline.Trials;
import org.framebudget.sim.pipeline.Trials.Variant;
import org.framebudget.sim.planner.packing.Packing.Box;
import org.framebudget.sim.results.Figures;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.scenario.FleetSpec.TypeSpec;
import org.framebudget.sim.scenario.Scenario;
import org.jspecify.annotations.Nullable;

/** Simulates boxes of a fleet: one device with some of the cameras. Every box is simulated once. For many threads. */
final class FleetBoxes {
    private static final int AT_ONCE = 3;

    private final Scenario scenario;
    private final List<CameraClass> classes;
    private final List<TypeSpec> types;
    private final Trials trials;
    private final double burstS;
    private final double utilisationMax;
    private final Ported[][] ported;
    private final List<Optional<Scenario>> onType;
    private final Map<Box, Seen> seen = new ConcurrentHashMap<>();

    /**
     * @param scenario on one device, with an objective
     * @param utilisationMax of every unit
     */
    FleetBoxes(
            Scenario scenario,
            List<CameraClass> classes,
            List<TypeSpec> types,
            Trials trials,
            double burstS,
            double utilisationMax) {
        this.scenario = scenario;
        this.classes = classes;
        this.types = types;
        this.trials = trials;
        this.burstS = burstS;
        this.utilisationMax = utilisationMax;
        String device = scenario.devices().get(0).id();
        ported = new Ported[types.size()][classes.size()];
        onType = new ArrayList<>();
        for (int t = 0; t < types.size(); t++) {
            TypeSpec type = types.get(t);
            int[] runs = new int[classes.size()];
            for (int g = 0; g < classes.size(); g++) {
                int[] one = new int[classes.size()];
                one[g] = 1;
                ported[t][g] =
                        Ported.to(CameraClass.box(scenario, classes, one), device, type.profile(), type.unit(), trials);
                runs[g] = ported[t][g].scenario() == null ? 0 : 1;
            }
            onType.add(
                    Arrays.stream(runs).sum() == 0
                            ? Optional.empty()
                            : Optional.ofNullable(Ported.to(
                                            CameraClass.box(scenario, classes, runs),
                                            device,
                                            type.profile(),
                                            type.unit(),
                                            trials)
                                    .scenario()));
        }
    }

    /**
     * What a box does.
     *
     * @param meets whether it meets all objectives in the first minute and in steady state
     * @param powerW in steady state, where there is one
     * @param idleW of the same device without work
     * @param utilisation of its units
     * @param workFraction of each unit: the time that the same work takes at the fastest clock at least
     * @param margin to the objective that is worst, relative; negative where it fails
     * @param failed what fails, empty where nothing does
     */
    record Seen(
            boolean meets,
            double powerW,
            double idleW,
            Map<String, Double> utilisation,
            Map<String, Double> workFraction,
            double margin,
            String failed) {
        static Seen none(String why) {
            return new Seen(false, 0, 0, Map.of(), Map.of(), -10, why);
        }

        double busiest() {
            return utilisation.values().stream().mapToDouble(d -> d).max().orElse(0);
        }

        @Nullable
        String busiestUnit() {
            return utilisation.entrySet().stream()
                    .max(Map.Entry.comparingByValue())
                    .map(Map.Entry::getKey)
                    .orElse(null);
        }
    }

    /** What is different of a class on a type; its reason where it does not run there. */
    Ported ported(int type, int ofClass) {
        return ported[type][ofClass];
    }

    /** The scenario of a box; empty where one of its classes does not run on the type. */
    Optional<Scenario> scenario(int type, int[] load) {
        for (int g = 0; g < load.length; g++) {
            if (load[g] > 0 && ported[type][g].scenario() == null) {
                return Optional.empty();
            }
        }
        return onType.get(type).map(all -> CameraClass.box(all, classes, load));
    }

    Seen see(Box box) {
        Seen known = seen.get(box);
        if (known == null) {
            known = simulate(box);
            seen.put(box, known);
        }
        return known;
    }

    /** Every box that was simulated. */
    Map<Box, Seen> all() {
        return Map.copyOf(seen);
    }

    /** Whether a box meets with one draw of what the profiles leave open. */
    boolean meets(Box box, int draw, int replication) {
        return scenario(box.type(), box.counts())
                .map(it -> trials.of(it).meets(draw, replication, burstS))
                .orElse(false);
    }

    private Seen simulate(Box box) {
        Optional<Scenario> it = scenario(box.type(), box.counts());
        if (it.isEmpty()) {
            return Seen.none("it does not run there");
        }
        try {
            return simulate(trials.of(it.get()));
        } catch (InputException e) {
            return Seen.none(String.valueOf(e.getMessage()));
        }
    }

    private Seen simulate(Variant variant) {
        if (variant.scenario().cameras().stream()
                                .mapToInt(Scenario.CameraSpec::count)
                                .sum()
                        > 1
                && failsAtOnce(variant)) {
            return Seen.none("every one of its first replications fails");
        }
        Decision burst = Decision.of(variant.sample(burstS));
        RunResult.Device device = burst.together().devices().get(0);
        List<RunResult.Check> checks = burst.together().slo().checks();
        if (!burst.meets()) {
            return judged(device, checks, "in the first minute");
        }
        if (SteadyState.existsFor(variant.scenario())) {
            Optional<Sustained> steady = settled(variant);
            if (steady.isEmpty()) {
                return Seen.none("it ends or overheats before it settles");
            }
            RunResult sustained = steady.get().outcome().result();
            device = sustained.devices().get(0);
            checks = sustained.slo().checks();
        }
        return judged(device, checks, "in steady state");
    }

    /** Replications that end as soon as too many frames are missed; what fails in all of them needs no interval around it. */
    private boolean failsAtOnce(Variant variant) {
        for (int replication = 0; replication < AT_ONCE; replication++) {
            if (variant.meets(replication, burstS)) {
                return false;
            }
        }
        return true;
    }

    private static Optional<Sustained> settled(Variant variant) {
        try {
            return variant.sustained();
        } catch (InputException e) {
            return Optional.empty();
        }
    }

    private Seen judged(RunResult.Device device, List<RunResult.Check> checks, String when) {
        Map<String, Double> utilisation = new LinkedHashMap<>();
        Map<String, Double> work = new LinkedHashMap<>();
        for (RunResult.Unit unit : device.units()) {
            utilisation.put(unit.id(), unit.utilisation());
            work.put(unit.id(), unit.utilisation() * unit.clockFractionMean());
        }
        double busiest = utilisation.values().stream().mapToDouble(d -> d).max().orElse(0);
        double margin = checks.stream().mapToDouble(Decision::margin).min().orElse(0);
        String failed = String.join(
                ", ",
                checks.stream()
                        .filter(check -> !check.met())
                        .map(check -> text(check) + " " + when)
                        .toList());
        if (device.killedAtS() != null) {
            failed = "it ends after " + Figures.plain(device.killedAtS()) + " s";
        } else if (failed.isEmpty() && device.evidence().equals(Evidence.SPECIFICATION.name())) {
            failed = "nothing is called met of a specification alone";
        } else if (failed.isEmpty() && busiest > utilisationMax) {
            failed = "spare_fraction leaves at most " + Figures.plain(100 * utilisationMax)
                    + " % of a unit's time, and " + Figures.plain(100 * busiest) + " % are taken";
            margin = (utilisationMax - busiest) / utilisationMax;
        }
        return new Seen(
                failed.isEmpty(),
                device.averagePowerW(),
                device.averagePowerW() - device.appPowerW(),
                utilisation,
                work,
                margin,
                failed);
    }

    private static String text(RunResult.Check check) {
        Double actual = check.actual();
        return check.name() + " is " + (actual == null ? "unknown" : figure(check, actual)) + " where "
                + figure(check, check.limit()) + " is asked";
    }

    /** Shares in percent, as everywhere that people read them. */
    private static String figure(RunResult.Check check, double value) {
        boolean share = check.name().contains("_fraction_") || check.name().contains("accuracy_");
        return share ? Figures.plain(100 * value) + " %" : Figures.plain(value);
    }

    /** Names of the types' profiles. */
    String profile(int type) {
        return types.get(type).profile();
    }

    List<CameraClass> classes() {
        return classes;
    }

    Scenario whole() {
        return scenario;
    }
}
