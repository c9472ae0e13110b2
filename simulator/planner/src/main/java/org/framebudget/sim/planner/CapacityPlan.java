package org.framebudget.sim.planner;

import java.util.List;
import java.util.Optional;
import org.framebudget.sim.pipeline.RunOutcome;
import org.framebudget.sim.pipeline.SteadyState.Sustained;
import org.framebudget.sim.scenario.Scenario;
import org.jspecify.annotations.Nullable;

/**
 * A finished plan with the runs it rests on.
 *
 * @param scenario what the runs are of: the question, or where a fleet is asked for the fullest box of it
 * @param result the plan contract
 * @param whole the scenario as it stands, with its timeline
 * @param burst its first 60 seconds
 * @param sustained its steady state; empty where there is none to find
 * @param headroomNotes what there is to say about the headroom, among the warnings of the contract too, and about a rule
 * @param sensitivityNotes the same about the sensitivity
 * @param alternatives what each alternative of the contract rests on, by its position
 * @param fleet absent where none was asked for
 */
public record CapacityPlan(
        Scenario scenario,
        PlanResult result,
        RunOutcome whole,
        RunOutcome burst,
        Optional<Sustained> sustained,
        List<String> headroomNotes,
        List<String> sensitivityNotes,
        List<TriedAlternative> alternatives,
        @Nullable FleetAnswer fleet) {
    CapacityPlan of(PlanResult other, FleetAnswer answer) {
        return new CapacityPlan(
                scenario, other, whole, burst, sustained, headroomNotes, sensitivityNotes, alternatives, answer);
    }
}
