package org.framebudget.sim.planner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.UnitProfile;
import org.framebudget.devices.latency.LatencyPredictor;
import org.framebudget.devices.latency.LatencyQuery;
import org.framebudget.models.InputException;
import org.framebudget.sim.scenario.AdaptationRule;
import org.framebudget.sim.scenario.AdaptationRule.Condition;
import org.framebudget.sim.scenario.AdaptationRule.Subject;
import org.framebudget.sim.scenario.Scenario;
import org.framebudget.sim.scenario.Scenario.Compare;
import org.framebudget.sim.scenario.Scenario.Infer;
import org.framebudget.sim.scenario.Scenario.OnFailure;
import org.framebudget.sim.scenario.Scenario.PipelineSpec;
import org.framebudget.sim.scenario.Scenario.Postprocess;
import org.framebudget.sim.scenario.Scenario.Preprocess;
import org.framebudget.sim.scenario.Scenario.StageSpec;
import org.jspecify.annotations.Nullable;

/**
 * The stages of one device on the units of another profile. An inference goes to the named unit or else to the one with the least
 * predicted latency, in the first of these ways that has one: in its own precision where something was measured in it; in another
 * precision that was measured; in its own, predicted of units that nobody measured. A prediction that is carried over from another
 * precision would call int8 hardware as fast in fp32.
 */
final class PortedStages {
    private static final String CPU = "cpu";
    static final List<String> PRECISIONS = List.of("int8", "fp16", "fp32");

    private final Scenario scenario;
    private final String device;
    private final DeviceProfile profile;
    private final @Nullable String named;
    private final LatencyPredictor predictor;
    private final Set<String> said = new LinkedHashSet<>();
    private final List<String> sentences;
    private final List<PipelineSpec> pipelines;

    /**
     * @param named unit for all inferences, absent for each one's fastest
     * @param sentences where to tell what is different
     * @throws InputException where a stage cannot run there
     */
    PortedStages(
            Scenario scenario, String device, DeviceProfile profile, @Nullable String named, List<String> sentences) {
        this.scenario = scenario;
        this.device = device;
        this.profile = profile;
        this.named = named;
        this.predictor = new LatencyPredictor(profile);
        this.sentences = sentences;
        if (named != null && profile.unitIndex(named) < 0) {
            throw new InputException(profile.id() + " has no unit '" + named + "'. It has: "
                    + String.join(
                            ", ", profile.units().stream().map(UnitProfile::id).toList())
                    + ".");
        }
        this.pipelines = scenario.pipelines().stream()
                .map(pipeline -> Copies.stages(
                        pipeline,
                        pipeline.stages().stream()
                                .map(stage -> moved(pipeline, stage))
                                .toList()))
                .toList();
    }

    /** Devices that a stage runs on: the one it names, or those of the pipeline's cameras. */
    static Set<String> devices(Scenario scenario, PipelineSpec pipeline, StageSpec stage) {
        String own = stage.device();
        if (own != null) {
            return Set.of(own);
        }
        Set<String> homes = new LinkedHashSet<>();
        pipeline.cameras().forEach(id -> homes.add(Axes.camera(scenario, id).device()));
        return homes;
    }

    List<PipelineSpec> pipelines() {
        return pipelines;
    }

    private StageSpec moved(PipelineSpec pipeline, StageSpec stage) {
        Set<String> on = devices(scenario, pipeline, stage);
        if (!on.contains(device)) {
            return stage;
        }
        StageSpec moved = moved(stage, Set.of());
        if (on.size() > 1 && !moved.equals(stage)) {
            throw new InputException("The cameras of " + pipeline.id() + " are on several devices, so its stage '"
                    + stage.id() + "' cannot be different on one of them.");
        }
        return moved;
    }

    /** @param taken units that it has to keep away from */
    private StageSpec moved(StageSpec stage, Set<String> taken) {
        Infer infer = stage.infer() == null ? null : placed(stage, stage.infer(), taken);
        Preprocess pre = stage.preprocess();
        Postprocess post = stage.postprocess();
        Compare compare = stage.compare();
        Set<String> mine = infer == null ? Set.of() : Set.of(infer.unit());
        return new StageSpec(
                stage.id(),
                stage.device(),
                pre == null
                        ? null
                        : new Preprocess(
                                cpu(stage, pre.meanMs() == null ? pre.meanMsPerMegapixel() : pre.meanMs()),
                                pre.meanMs(),
                                pre.cv(),
                                pre.meanMsPerMegapixel()),
                infer,
                post == null ? null : new Postprocess(cpu(stage, post.meanMs()), post.meanMs(), post.cv()),
                stage.queue(),
                stage.at(),
                compare == null ? null : new Compare(moved(compare.second(), mine), moved(compare.check(), Set.of())),
                stage.onFailure() == null ? null : moved(stage, stage.onFailure(), mine));
    }

    /** A substitute on the unit whose loss it covers would cover nothing. */
    private @Nullable OnFailure moved(StageSpec stage, OnFailure onFailure, Set<String> taken) {
        StageSpec instead = onFailure.substitute();
        if (instead == null) {
            return onFailure;
        }
        try {
            return new OnFailure(moved(instead, taken), onFailure.everyNthFrame());
        } catch (InputException e) {
            say("What stands in for '" + stage.id() + "' while its unit is lost is left out: no other unit runs it.");
            return null;
        }
    }

    /** @param meanMs a stated time, absent for the profile's cost */
    private String cpu(StageSpec stage, @Nullable Double meanMs) {
        int index = profile.unitIndex(CPU);
        if (index < 0) {
            throw new InputException(profile.id() + " has no unit 'cpu' for the stage '" + stage.id() + "'.");
        }
        UnitProfile cpu = profile.units().get(index);
        if (meanMs != null) {
            say("Stated times of stages are kept as they are.");
        } else if (cpu.preprocessFixedMs() == null || cpu.preprocessNsPerPx() == null) {
            throw new InputException(profile.id() + " has no cost of preprocessing on its cpu for the stage '"
                    + stage.id() + "': state its mean_ms.");
        }
        if (!stage.unit().equals(CPU)) {
            say("'" + stage.id() + "' runs on its cpu instead of " + stage.unit() + ".");
        }
        return CPU;
    }

    private record Place(String unit, String precision, double ms) {}

    private Infer placed(StageSpec stage, Infer own, Set<String> taken) {
        List<String> others =
                PRECISIONS.stream().filter(p -> !p.equals(own.precision())).toList();
        Place place = Stream.of(
                        fastest(own, List.of(own.precision()), true, taken),
                        fastest(own, others, true, taken),
                        fastest(own, List.of(own.precision()), false, taken),
                        fastest(own, others, false, taken))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new InputException((named == null
                                ? "No " + (taken.isEmpty() ? "" : "other ") + "unit of " + profile.id()
                                : "'" + named + "' of " + profile.id())
                        + " runs " + own.network() + " at " + own.inputWidthPx() + " × " + own.inputHeightPx()
                        + " px."));
        if (!place.precision().equals(own.precision())) {
            say("'" + stage.id() + "' runs in " + place.precision() + " instead of " + own.precision() + ", which "
                    + (named == null ? "no unit of it was" : "its " + named + " was not") + " measured in.");
        } else if (!measured(place.unit(), place.precision())) {
            say("Nobody measured a network in " + place.precision() + " on its " + place.unit() + ": the time of '"
                    + stage.id() + "' is predicted from units like it.");
        }
        return Copies.on(own, place.unit(), place.precision());
    }

    private Optional<Place> fastest(Infer own, List<String> precisions, boolean measured, Set<String> taken) {
        List<Place> places = new ArrayList<>();
        for (UnitProfile unit : profile.units()) {
            if ((named != null && taken.isEmpty() && !named.equals(unit.id())) || taken.contains(unit.id())) {
                continue;
            }
            for (String precision : precisions) {
                if (!measured || measured(unit.id(), precision)) {
                    ms(Copies.on(own, unit.id(), precision))
                            .ifPresent(ms -> places.add(new Place(unit.id(), precision, ms)));
                }
            }
        }
        return places.stream().min(Comparator.comparingDouble(Place::ms));
    }

    private boolean measured(String unit, String precision) {
        return profile.latency().rows().stream()
                .anyMatch(row -> row.unit().equals(unit) && row.precision().equals(precision));
    }

    /** Empty where it does not run there. */
    private Optional<Double> ms(Infer infer) {
        Integer threads = infer.threads();
        try {
            return Optional.of(predictor
                    .predict(new LatencyQuery(
                            infer.network(),
                            infer.inputWidthPx(),
                            infer.inputHeightPx(),
                            infer.precision(),
                            infer.unit(),
                            threads == null ? 0 : threads))
                    .meanMs());
        } catch (InputException e) {
            return Optional.empty();
        }
    }

    /** Rules that can work there; what a rule runs instead has to run on the unit it names. */
    List<AdaptationRule> rules() {
        List<AdaptationRule> kept = new ArrayList<>();
        for (AdaptationRule rule : scenario.adaptation()) {
            if (pipelines.stream().allMatch(pipeline -> works(rule, pipeline))) {
                kept.add(rule);
            } else {
                say("The rule '" + rule.when().words() + ": " + rule.change().words()
                        + "' cannot work there and is left" + " out.");
            }
        }
        return kept;
    }

    private boolean works(AdaptationRule rule, PipelineSpec pipeline) {
        if (!rule.appliesTo(pipeline)) {
            return true;
        }
        boolean here = pipeline.cameras().stream()
                .anyMatch(id -> Axes.camera(scenario, id).device().equals(device));
        if (here && !(seen(rule.when()) && seen(rule.until()))) {
            return false;
        }
        for (StageSpec stage : pipeline.stages()) {
            StageSpec instead = rule.insteadOf(stage);
            Infer infer = instead == null ? null : instead.infer();
            if (infer != null
                    && devices(scenario, pipeline, stage).contains(device)
                    && ms(infer).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private boolean seen(Condition condition) {
        return (condition.subject() != Subject.SKIN_DEG_C || profile.thermal().nodeIndex("skin") >= 0)
                && (condition.subject() != Subject.BATTERY_FRACTION || profile.battery() != null);
    }

    private void say(String sentence) {
        if (said.add(sentence)) {
            sentences.add(sentence);
        }
    }
}
