package org.framebudget.sim.planner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.models.InputException;
import org.framebudget.sim.pipeline.SteadyState;
import org.framebudget.sim.pipeline.Trial;
import org.framebudget.sim.pipeline.Trials;
import org.framebudget.sim.pipeline.Trials.Variant;
import org.framebudget.sim.results.Figures;
import org.framebudget.sim.results.Quantiles;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.scenario.Scenario;
import org.framebudget.sim.scenario.Scenario.DeviceUse;
import org.framebudget.sim.scenario.Scenario.Infer;
import org.framebudget.sim.scenario.Scenario.PipelineSpec;
import org.jspecify.annotations.Nullable;

/**
 * How many equal accelerators a host needs so that the scenario meets its objectives in the first minute, and sustained: the fewest, all behind one
 * queue, everything else as it is; decision 22. The search, its statistics and its two intervals are those of {@link Headrooms}, along
 * an axis that runs from many to few.
 */
final class Accelerators {
    /** What a host's ports take, and units there are names for. */
    static final int MOST = 8;

    /** Replications whose random numbers the draws share in turn. */
    private static final int SHARED = 5;

    private final Scenario scenario;
    private final Trials trials;
    private final double burstS;
    private final Parallel parallel;

    Accelerators(Scenario scenario, Trials trials, double burstS, Parallel parallel) {
        this.scenario = scenario;
        this.trials = trials;
        this.burstS = burstS;
        this.parallel = parallel;
    }

    /** One answer for each device with accelerators that inferences run on. */
    List<PlanResult.AcceleratorsNeeded> needed() {
        List<PlanResult.AcceleratorsNeeded> all = new ArrayList<>();
        for (DeviceUse use : scenario.devices()) {
            Sticks.of(use, scenario, trials).ifPresent(sticks -> all.add(new Search(sticks).answer()));
        }
        return all;
    }

    /** The answer in plain words. */
    static String sentence(PlanResult.AcceleratorsNeeded needed) {
        Integer count = needed.count();
        String what = needed.accelerator() + " on " + needed.device();
        String binding = needed.binding();
        if (count == null) {
            return "No number of " + what + " up to " + MOST + " meets all objectives; with " + needed.current() + ": "
                    + binding + ".";
        }
        List<Double> interval = needed.prediction95();
        Double busy = needed.utilisation();
        Double enough = needed.probabilityEnough();
        Integer sustained = needed.countSustained();
        return "At least " + count + " " + what + ", all behind one queue"
                + (interval == null
                        ? ""
                        : " (95 %: " + Figures.plain(interval.get(0)) + " to " + Figures.plain(interval.get(1)) + ")")
                + (enough == null
                        ? ""
                        : ", enough with a probability of " + Figures.plain(Math.round(100 * enough)) + " %")
                + (busy == null ? "" : ", then busy " + Figures.plain(Math.round(100 * busy)) + " % of the time")
                + " in the first minute"
                + (sustained == null ? "" : ", " + sustained + " sustained")
                + "; now " + needed.current() + "."
                + (binding == null ? "" : " With one less: " + binding + ".");
    }

    /**
     * Accelerators of one kind on a host.
     *
     * @param bare the host's profile without any
     * @param unit the first one's unit
     */
    record Sticks(
            DeviceUse use, Scenario scenario, Trials trials, String accelerator, String bare, String unit, int now) {
        /** Empty where the device has none, or nothing is inferred on one. */
        static Optional<Sticks> of(DeviceUse use, Scenario scenario, Trials trials) {
            for (String accelerator : ProfileRepository.accelerators()) {
                String bare = use.profile();
                int now = 0;
                while (bare.endsWith("+" + accelerator)) {
                    bare = bare.substring(0, bare.length() - accelerator.length() - 1);
                    now++;
                }
                if (now > 0) {
                    List<String> units = units(trials.profile(bare), trials.profile(use.profile()));
                    boolean used = scenario.pipelines().stream()
                            .filter(p -> Axes.device(scenario, p).equals(use.id()))
                            .flatMap(p -> p.stages().stream())
                            .anyMatch(stage -> stage.infer() != null
                                    && units.contains(stage.infer().unit()));
                    return used
                            ? Optional.of(new Sticks(use, scenario, trials, accelerator, bare, units.get(0), now))
                            : Optional.empty();
                }
            }
            return Optional.empty();
        }

        private static List<String> units(DeviceProfile bare, DeviceProfile with) {
            return with.units().stream()
                    .map(unit -> unit.id())
                    .filter(id -> bare.unitIndex(id) < 0)
                    .toList();
        }

        /** The scenario with so many of them behind one queue. */
        Scenario with(int count) {
            String profile = bare + ("+" + accelerator).repeat(count);
            List<String> units = units(trials.profile(bare), trials.profile(profile));
            List<String> before = units(trials.profile(bare), trials.profile(use.profile()));
            Scenario other = Copies.devices(
                    scenario,
                    scenario.devices().stream()
                            .map(device -> device == use ? Copies.pooled(use, profile, units) : device)
                            .toList());
            List<PipelineSpec> pipelines = other.pipelines().stream()
                    .map(p -> Axes.device(scenario, p).equals(use.id())
                            ? p.withInfer(i -> before.contains(i.unit()) ? onFirst(i) : i)
                            : p)
                    .toList();
            return other.with(other.cameras(), pipelines);
        }

        private Infer onFirst(Infer infer) {
            return infer.unit().equals(unit) ? infer : Copies.on(infer, unit, infer.precision());
        }
    }

    /** Positions run from {@link #MOST} accelerators down to one, so that small positions meet and large ones do not. */
    private final class Search {
        private final Sticks sticks;
        private final Map<Integer, Optional<Variant>> variants = new HashMap<>();
        private final Map<Integer, Optional<Decision>> decisions = new HashMap<>();

        Search(Sticks sticks) {
            this.sticks = sticks;
        }

        PlanResult.AcceleratorsNeeded answer() {
            int most = new LargestIndex(
                            MOST, at -> decision(at).map(Decision::meets).orElse(false))
                    .from(Math.max(0, MOST - sticks.now()));
            if (most < 0) {
                String binding = decision(MOST - sticks.now())
                        .map(d -> Binding.text(d.together()))
                        .orElse("it cannot be simulated");
                return new PlanResult.AcceleratorsNeeded(
                        sticks.use().id(),
                        sticks.accelerator(),
                        sticks.now(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        binding,
                        null);
            }
            int surely = most;
            while (surely > 0 && !decision(surely).map(Decision::surelyMeets).orElse(true)) {
                surely--;
            }
            int maybe = most;
            while (maybe + 1 < MOST
                    && !decision(maybe + 1).map(Decision::surelyFails).orElse(true)) {
                maybe++;
            }
            int count = MOST - most;
            List<Double> ci = List.of((double) MOST - maybe, (double) MOST - surely);
            List<Integer> drawn =
                    parallel.map(trials.draws(), k -> fewest(most, at -> at.meets(k, k % SHARED, burstS)));
            List<Integer> plain = parallel.map(SHARED, r -> fewest(most, at -> at.meets(r, burstS)));
            Trial at = decision(most).map(Decision::together).orElseThrow();
            Optional<Decision> fewer = most + 1 < MOST ? decision(most + 1) : Optional.empty();
            return new PlanResult.AcceleratorsNeeded(
                    sticks.use().id(),
                    sticks.accelerator(),
                    sticks.now(),
                    count,
                    ci,
                    drawn.isEmpty() ? null : interval(count, ci, drawn, plain),
                    utilisation(at, count),
                    drawn.isEmpty()
                            ? null
                            : (double) drawn.stream().filter(n -> n <= count).count() / drawn.size(),
                    fewer.map(d -> Binding.text(d.together())).orElse(null),
                    sustained(most));
        }

        private @Nullable Integer sustained(int start) {
            if (!SteadyState.existsFor(scenario)) {
                return null;
            }
            int fewest = fewest(start, Variant::meetsSustained);
            return fewest > MOST ? null : fewest;
        }

        private int fewest(int start, Predicate<Variant> meets) {
            int most = new LargestIndex(MOST, at -> variant(at).map(meets::test).orElse(false)).from(start);
            return most < 0 ? MOST + 1 : MOST - most;
        }

        private List<Double> interval(int count, List<Double> ci, List<Integer> drawn, List<Integer> plain) {
            double[] differences = new double[drawn.size()];
            for (int k = 0; k < differences.length; k++) {
                differences[k] = drawn.get(k) - plain.get(k % SHARED);
            }
            Arrays.sort(differences);
            double below = Math.max(0, -Quantiles.of(differences, 0.025));
            double above = Math.max(0, Quantiles.of(differences, 0.975));
            return List.of(
                    (double) Math.max(1, Math.round(count - StrictMath.hypot(below, count - ci.get(0)))), (double)
                            Math.round(count + StrictMath.hypot(above, ci.get(1) - count)));
        }

        private double utilisation(Trial trial, int count) {
            List<String> units = Sticks.units(
                    trials.profile(sticks.bare()),
                    trials.profile(sticks.bare() + ("+" + sticks.accelerator()).repeat(count)));
            return trial.devices().stream()
                    .filter(device -> device.id().equals(sticks.use().id())
                            || device.id().startsWith(sticks.use().id() + "-"))
                    .flatMap(device -> device.units().stream())
                    .filter(unit -> units.contains(unit.id()))
                    .mapToDouble(RunResult.Unit::utilisation)
                    .average()
                    .orElse(0);
        }

        private synchronized Optional<Variant> variant(int at) {
            return variants.computeIfAbsent(at, position -> {
                try {
                    return Optional.of(trials.of(sticks.with(MOST - position)));
                } catch (InputException e) {
                    return Optional.empty();
                }
            });
        }

        private Optional<Decision> decision(int at) {
            return decisions.computeIfAbsent(at, position -> variant(position).map(v -> Decision.of(v.sample(burstS))));
        }
    }
}
