package org.framebudget.sim.planner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleConsumer;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.framebudget.models.InputException;
import org.framebudget.sim.pipeline.SteadyState.Sustained;
import org.framebudget.sim.pipeline.Trial;
import org.framebudget.sim.pipeline.Trials;
import org.framebudget.sim.pipeline.Trials.Variant;
import org.framebudget.sim.pipeline.Warmth;
import org.framebudget.sim.results.Figures;
import org.framebudget.sim.results.Quantiles;
import org.framebudget.sim.scenario.Scenario;
import org.jspecify.annotations.Nullable;

/**
 * How far each axis of a scenario goes before an objective breaks: in the first minute and in steady state, with what sampling and
 * what the profiles leave open.
 *
 * <p>{@code ci95} is the range of values of which the replications taken cannot say at 95 % that they meet or fail (test inversion).
 * {@code prediction95} adds the spread of the largest value over draws of what the profiles leave open, each draw against the same
 * replication without it (common random numbers), as decision 14 does for miss fractions.
 */
final class Headrooms {
    /** Replications whose random numbers the draws share in turn. */
    private static final int SHARED = 5;

    private static final int SUSTAINED_DRAWS = 40;

    private final Trials trials;
    private final double burstS;
    private final Parallel parallel;
    private final boolean steady;

    /**
     * @param burstS length of the burst
     * @param steady whether there is a steady state to look for
     */
    Headrooms(Trials trials, double burstS, boolean steady, Parallel parallel) {
        this.trials = trials;
        this.burstS = burstS;
        this.steady = steady;
        this.parallel = parallel;
    }

    /**
     * Headroom of every axis and what there is to say about it.
     *
     * @param notes sentences: where an axis is not monotone, or was left out
     */
    record Answer(List<PlanResult.Headroom> headroom, List<String> notes) {}

    /** @param wanted axes to look along */
    Answer of(Scenario scenario, Set<Axis.Name> wanted, DoubleConsumer progress) {
        Axes axes = new Axes(scenario, trials);
        List<Axis> all =
                axes.all().stream().filter(axis -> wanted.contains(axis.name())).toList();
        List<Found> found = parallel.map(all.size(), a -> new Search(all.get(a)).find());
        progress.accept(0.3);
        // the scenario as it stands is the same question on every axis
        List<Boolean> now =
                parallel.map(trials.draws(), k -> trials.of(scenario).meets(k, k % SHARED, burstS));
        Double probability = now.isEmpty()
                ? null
                : (double) now.stream().filter(meets -> meets).count() / now.size();
        progress.accept(0.4);
        List<PlanResult.Headroom> headroom = new ArrayList<>();
        List<String> notes = new ArrayList<>(axes.left());
        for (int a = 0; a < all.size(); a++) {
            headroom.add(headroom(all.get(a), found.get(a), probability));
            notes.addAll(found.get(a).notes());
            progress.accept(0.4 + 0.6 * (a + 1) / all.size());
        }
        return new Answer(headroom, notes);
    }

    private PlanResult.Headroom headroom(Axis axis, Found found, @Nullable Double probability) {
        double most = axis.value(found.burst());
        List<Double> ci = List.of(axis.value(found.low()), axis.value(found.high()));
        Prediction prediction = trials.draws() == 0 ? Prediction.NONE : prediction(axis, found, most, ci);
        return new PlanResult.Headroom(
                axis.device(),
                axis.pipeline(),
                axis.name().text,
                axis.value(axis.current()),
                most,
                found.sustained() == null ? null : axis.value(found.sustained()),
                ci,
                prediction.interval(),
                probability,
                found.binding(),
                prediction.bestNextMeasurement(),
                prediction.sustained());
    }

    /** What the draws say; nothing without any. */
    private record Prediction(
            @Nullable List<Double> interval,
            @Nullable String bestNextMeasurement,
            @Nullable List<Double> sustained) {
        static final Prediction NONE = new Prediction(null, null, null);
    }

    private Prediction prediction(Axis axis, Found found, double most, List<Double> ci) {
        int[] drawn = drawnLargest(axis, found);
        int[] plain = plainLargest(axis, found);
        double[] values = new double[drawn.length];
        double[] differences = new double[drawn.length];
        for (int k = 0; k < drawn.length; k++) {
            values[k] = axis.value(drawn[k]);
            differences[k] = values[k] - axis.value(plain[k % SHARED]);
        }
        return new Prediction(
                interval(axis, most, ci, differences),
                NextMeasurement.of(trials, values),
                sustained(axis, found, drawn));
    }

    /**
     * What the profiles leave open of the largest sustained value: the first {@value #SUSTAINED_DRAWS} draws, each against the values
     * as they are. Minutes of simulation stand behind each answer, so there are fewer of them than of the first minute.
     *
     * @param drawn largest of the first minute of each draw, near which the sustained one is looked for
     */
    private @Nullable List<Double> sustained(Axis axis, Found found, int[] drawn) {
        Integer most = found.sustained();
        if (most == null) {
            return null;
        }
        Warmth plainWarmth = new Warmth();
        int plain = largestFrom(axis, found, most, variant -> variant.meetsSustainedBriefly(plainWarmth));
        int[] all = largest(Math.min(SUSTAINED_DRAWS, drawn.length), k -> {
            Warmth warmth = plainWarmth.copy();
            return largestFrom(axis, found, most + drawn[k] - found.burst(), v -> v.meetsSustainedBriefly(k, warmth));
        });
        double[] differences = new double[all.length];
        for (int k = 0; k < all.length; k++) {
            differences[k] = axis.value(all[k]) - axis.value(plain);
        }
        double value = axis.value(most);
        return interval(axis, value, List.of(value, value), differences);
    }

    private static int largestFrom(Axis axis, Found found, int start, Predicate<Variant> meets) {
        int count = axis.values().size();
        return new LargestIndex(
                        count, at -> found.variants().apply(at).map(meets::test).orElse(false))
                .from(Math.max(0, Math.min(count - 1, start)));
    }

    private static List<Double> interval(Axis axis, double most, List<Double> ci, double[] differences) {
        double[] sorted = differences.clone();
        Arrays.sort(sorted);
        double below = Math.max(0, -Quantiles.of(sorted, 0.025));
        double above = Math.max(0, Quantiles.of(sorted, 0.975));
        double low = most - StrictMath.hypot(below, most - ci.get(0));
        double high = most + StrictMath.hypot(above, ci.get(1) - most);
        return List.of(nearest(axis, low), nearest(axis, high));
    }

    /** Nearest value of the axis, or 0 where nothing fits. */
    private static double nearest(Axis axis, double value) {
        double nearest = 0;
        for (double candidate : axis.values()) {
            if (Math.abs(candidate - value) < Math.abs(nearest - value)) {
                nearest = candidate;
            }
        }
        return nearest;
    }

    private int[] drawnLargest(Axis axis, Found found) {
        return largest(
                trials.draws(), k -> largestFrom(axis, found, found.burst(), v -> v.meets(k, k % SHARED, burstS)));
    }

    private int[] plainLargest(Axis axis, Found found) {
        return largest(SHARED, r -> largestFrom(axis, found, found.burst(), v -> v.meets(r, burstS)));
    }

    private int[] largest(int count, IntFunction<Integer> each) {
        return parallel.map(count, each).stream().mapToInt(at -> at).toArray();
    }

    /**
     * Of one axis, by position; -1 where nothing fits.
     *
     * @param sustained absent where there is no steady state to look for
     * @param low and {@code high}: between them sampling cannot tell
     * @param variants at each position; from any thread
     */
    private record Found(
            int burst,
            @Nullable Integer sustained,
            int low,
            int high,
            @Nullable String binding,
            List<String> notes,
            IntFunction<Optional<Variant>> variants) {}

    /** The searches along one axis without draws. */
    private final class Search {
        private final Axis axis;
        private final Map<Integer, Optional<Variant>> variants = new ConcurrentHashMap<>();
        private final Map<Integer, Optional<Decision>> bursts = new HashMap<>();
        private final Map<Integer, Boolean> sustained = new HashMap<>();
        private final List<String> notes = new ArrayList<>();

        Search(Axis axis) {
            this.axis = axis;
        }

        Found find() {
            LargestIndex burst = new LargestIndex(
                    axis.values().size(),
                    at -> decision(at).map(Decision::meets).orElse(false));
            int most = burst.from(
                    axis.current(),
                    at -> decision(at).map(Decision::surelyMeets).orElse(false));
            burst.noBelow(most).stream()
                    .filter(at -> decision(at).map(Decision::surelyFails).orElse(false))
                    .findFirst()
                    .ifPresent(at -> notMonotone(most, at, "in the first minute"));
            if (most < 0) {
                withoutHopeless();
            }
            Integer steadyMost = null;
            if (steady) {
                LargestIndex search = new LargestIndex(axis.values().size(), this::meetsSustained);
                steadyMost = search.from(Math.max(0, most), this::meetsSustained);
                int found = steadyMost;
                search.noBelow(found).stream().findFirst().ifPresent(at -> notMonotone(found, at, "in steady state"));
            }
            return new Found(most, steadyMost, low(most), high(most), binding(most, steadyMost), notes, this::variant);
        }

        /** Where objectives fail at every value that was tried, says how far the others reach. */
        private void withoutHopeless() {
            Set<String> hopeless = null;
            for (Map.Entry<Integer, Optional<Decision>> at : bursts.entrySet()) {
                // far above, a device may end before it has drawn its power
                if (at.getKey() <= axis.current() && at.getValue().isPresent()) {
                    Set<String> failed = Binding.failed(at.getValue().get().together());
                    if (hopeless == null) {
                        hopeless = new TreeSet<>(failed);
                    } else {
                        hopeless.retainAll(failed);
                    }
                }
            }
            if (hopeless == null || hopeless.isEmpty()) {
                notes.add(axis.pipeline() + ", " + axis.name().text + ": nothing from "
                        + axis.name().words(axis.value(0)) + " on meets all objectives.");
                return;
            }
            Set<String> without = hopeless;
            int rest = new LargestIndex(
                            axis.values().size(),
                            at -> decision(at)
                                    .map(d -> without.containsAll(Binding.failed(d.together())))
                                    .orElse(false))
                    .from(axis.current());
            notes.add(axis.pipeline() + ", " + axis.name().text + ": " + String.join(", ", hopeless)
                    + " cannot be met by any value from " + axis.name().words(axis.value(0)) + " on; "
                    + (rest < 0
                            ? "nor can the other objectives."
                            : "the other objectives hold up to " + axis.name().words(axis.value(rest))
                                    + " in the first minute."));
        }

        private void notMonotone(int yes, int no, String when) {
            notes.add(axis.pipeline() + ", " + axis.name().text + ": not monotone " + when + ", "
                    + Figures.plain(axis.value(no)) + " fails although " + Figures.plain(axis.value(yes))
                    + " meets. The larger value is given.");
        }

        private Optional<Variant> variant(int at) {
            return variants.computeIfAbsent(at, position -> axis.at(position, trials));
        }

        private Optional<Decision> decision(int at) {
            return bursts.computeIfAbsent(at, position -> variant(position).map(v -> Decision.of(v.sample(burstS))));
        }

        /** Empty where a device dies, or runs away hot. */
        private Optional<Sustained> settled(Variant variant) {
            try {
                return variant.sustained();
            } catch (InputException e) {
                return Optional.empty();
            }
        }

        private boolean meetsSustained(int at) {
            return sustained.computeIfAbsent(
                    at,
                    position -> variant(position).map(Variant::meetsSustained).orElse(false));
        }

        /** Largest position of which sampling leaves no doubt that it meets, -1 for none. */
        private int low(int most) {
            return most < 0
                    ? -1
                    : new LargestIndex(
                                    most + 1,
                                    at -> decision(at)
                                            .map(Decision::surelyMeets)
                                            .orElse(false))
                            .from(most);
        }

        /** Largest position of which sampling leaves in doubt that it fails; {@code most} where there is none above it. */
        private int high(int most) {
            int next = most + 1;
            return next == axis.values().size()
                    ? most
                    : Math.max(
                            most,
                            new LargestIndex(
                                            axis.values().size(),
                                            at -> !decision(at)
                                                    .map(Decision::surelyFails)
                                                    .orElse(true))
                                    .from(next));
        }

        private @Nullable String binding(int most, @Nullable Integer steadyMost) {
            // where nothing meets, what fails at the scenario's own value says more than what does at the smallest
            int burstNo = most < 0 ? axis.current() : most + 1;
            if (steadyMost != null && steadyMost < most) {
                return variant(steadyMost < 0 ? axis.current() : steadyMost + 1)
                        .flatMap(this::settled)
                        .map(s -> "sustained: " + Binding.text(s.outcome().result()))
                        .orElse("sustained: a device ends or overheats before it settles");
            }
            if (burstNo == axis.values().size()) {
                return axis.lastBecause();
            }
            Optional<Trial> no = decision(burstNo).map(Decision::together);
            return no.map(Binding::text)
                    .orElse("there is no such " + axis.name().text + " as " + Figures.plain(axis.value(burstNo)));
        }
    }
}
