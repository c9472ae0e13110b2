package org.framebudget.ui.verdict;

import org.framebudget.sim.report.BurstAndSustained;
import org.framebudget.sim.report.Objective;
import org.framebudget.sim.report.Verdict;
import org.framebudget.sim.results.RunResult;
import org.framebudget.ui.session.Answer;
import org.framebudget.ui.text.Texts;

/** Short words for the row of marks; the sentence itself is the report's. */
final class VerdictWords {
    private VerdictWords() {}

    /** {@code burst meets · sustained misses · cadence met}. */
    static String phases(Answer answer) {
        StringBuilder text = new StringBuilder();
        BurstAndSustained phases = answer.phases();
        // of a specification alone nothing is called met, nor missed
        if (phases != null && answer.verdict().state() != Verdict.State.OPEN) {
            text.append(Texts.get(phases.burst().meets() ? "phase.burst.meets" : "phase.burst.misses"));
            BurstAndSustained.Phase sustained = phases.sustained();
            if (sustained != null) {
                text.append(" · ")
                        .append(Texts.get(sustained.meets() ? "phase.sustained.meets" : "phase.sustained.misses"));
            }
            text.append(" · ");
        }
        boolean cadence = answer.result().streams().stream().allMatch(RunResult.Stream::cadenceMet);
        text.append(Texts.get(cadence ? "phase.cadence.met" : "phase.cadence.missed"));
        int replications = answer.result().replications();
        return (replications == 1 ? text : text.append(Texts.get("phase.mean", Integer.toString(replications))))
                .toString();
    }

    /** {@code ✗ missed frames 3.8 %}. */
    static String mark(Objective objective) {
        return (objective.met() ? "✓ " : "✗ ") + objective.name() + " " + objective.actual();
    }

    /** {@code missed frames: 3.8 %, at most 1 %: not met}. */
    static String full(Objective objective) {
        return Texts.get(
                objective.met() ? "objective.met" : "objective.missed",
                objective.name(),
                objective.actual(),
                objective.limit());
    }
}
