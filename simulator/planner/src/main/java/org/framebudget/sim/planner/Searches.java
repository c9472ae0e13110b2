package org.framebudget.sim.planner;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.sim.pipeline.SteadyState;
import org.framebudget.sim.pipeline.Trials;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.scenario.Scenario;

/**
 * What a plan looks for beside the scenario as it stands.
 *
 * @param rule absent where none would help
 * @param accelerators one a device that attaches any
 * @param contradictions objectives that nothing can meet, a clause for each
 * @param population absent where the scenario asks for none
 */
record Searches(
        Headrooms.Answer headroom,
        Optional<PlanResult.Adaptation> rule,
        List<PlanResult.AcceleratorsNeeded> accelerators,
        List<PlanResult.FrontierPoint> frontier,
        List<String> contradictions,
        Alternatives.Answer alternatives,
        Sensitivities.Answer sensitivity,
        Optional<PlanResult.Population> population) {

    /**
     * @param whole of the scenario over its own duration
     * @param points told each point of the frontier when it is known
     */
    static Searches of(
            Scenario scenario,
            ProfileRepository profiles,
            CapacityPlanner.Effort effort,
            RunResult whole,
            int threads,
            DoubleConsumer progress,
            Consumer<PlanResult.FrontierPoint> points) {
        double burstS = CapacityPlanner.burstS(scenario);
        boolean steady = SteadyState.existsFor(scenario);
        boolean asked = !whole.slo().checks().isEmpty();
        Scenario question = CapacityPlanner.withObjective(scenario);
        Trials trials = new Trials(question, profiles, effort.headroomDraws());
        try (Parallel parallel = new Parallel(threads)) {
            Optional<PlanResult.Adaptation> rule = new ProposedAdaptation(trials, parallel).of(question, whole);
            Headrooms.Answer headroom = new Headrooms(trials, burstS, steady, parallel)
                    .of(question, EnumSet.allOf(Axis.Name.class), share -> progress.accept(0.45 * share));
            List<PlanResult.AcceleratorsNeeded> accelerators =
                    new Accelerators(question, trials, burstS, parallel).needed();
            List<PlanResult.FrontierPoint> frontier = new Frontier(trials, burstS, steady, parallel)
                    .of(
                            question,
                            effort.frontier().forCameras(question),
                            share -> progress.accept(0.45 + 0.2 * share),
                            points);
            List<String> contradictions = Contradictions.of(scenario, trials, whole);
            Alternatives.Answer alternatives = new Alternatives(question, asked, trials, parallel)
                    .of(headroom.headroom(), share -> progress.accept(0.65 + 0.15 * share));
            Sensitivities.Answer sensitivity =
                    new Sensitivities(question, trials, parallel).of(share -> progress.accept(0.8 + 0.1 * share));
            Optional<PlanResult.Population> population = Optional.ofNullable(question.population())
                    .map(spec -> new Population(question, spec, trials, burstS, parallel)
                            .of(share -> progress.accept(0.9 + 0.1 * share)));
            return new Searches(
                    headroom, rule, accelerators, frontier, contradictions, alternatives, sensitivity, population);
        }
    }

    /** Sentences that belong to the headroom. */
    List<String> headroomNotes() {
        List<String> notes = new ArrayList<>(headroom.notes());
        rule.map(ProposedAdaptation::sentence).ifPresent(notes::add);
        accelerators.stream().map(Accelerators::sentence).forEach(notes::add);
        return notes;
    }
}
