package org.framebudget.ui.session;

import java.util.List;
import org.framebudget.sim.cli.Plans;
import org.framebudget.sim.pipeline.RunOutcome;
import org.framebudget.sim.planner.CapacityPlan;
import org.framebudget.sim.report.BurstAndSustained;
import org.framebudget.sim.report.Objective;
import org.framebudget.sim.report.Verdict;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.results.Timeline;
import org.jspecify.annotations.Nullable;

/**
 * What the product says to a question, as far as it is known yet.
 *
 * @param outcome a run as {@code framebudget run} makes it, with its timeline; of a plan its run of the whole scenario
 * @param overTime the timeline and the trip points as charts show them
 * @param phases first minute and steady state; absent until they are known
 * @param plan absent until one was made
 * @param frames every frame of the first replication; absent where there are too many to keep
 */
public record Answer(
        Question question,
        RunOutcome outcome,
        Plans.OverTime overTime,
        @Nullable BurstAndSustained phases,
        @Nullable CapacityPlan plan,
        @Nullable FrameTable frames) {

    /** The result contract. */
    public RunResult result() {
        return plan == null ? outcome.result() : Plans.whole(plan);
    }

    /** The run over time, with the sensors of skin policies among the temperatures. */
    public Timeline timeline() {
        return overTime.timeline();
    }

    /** The sentence that terminal and PDF have too. */
    public Verdict verdict() {
        return Verdict.of(result(), phases);
    }

    /** All objectives in words, in the order of the scenario's keys. */
    public List<Objective> objectives() {
        return result().slo().checks().stream().map(Objective::of).toList();
    }

    /** What is kept to compare with: the frames, which take most memory, belong to the newest answer alone. */
    Answer withoutFrames() {
        return new Answer(question, outcome.withoutLog(), overTime, phases, plan, null);
    }

    Answer withFrames(@Nullable FrameTable known) {
        return new Answer(question, outcome, overTime, phases, plan, known);
    }
}
