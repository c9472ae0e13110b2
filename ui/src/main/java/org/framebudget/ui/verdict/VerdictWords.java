package org.framebudget.ui.verdict;

import org.framebudget.sim.report.BurstAndSustained;
import org.framebudget.sim.report.Objective;
import org.framebudget.sim.report.Verdict;
import org.framebudget.sim.results.RunResult;
import org.framebudget.ui.evidence.Topic;
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

    /** What the verdict is about: the first objective that fails, else frames. */
    static Topic topic(Answer answer) {
        return answer.result().slo().checks().stream()
                .filter(check -> !check.met())
                .findFirst()
                .map(check -> Topic.ofObjective(check.name()))
                .orElse(Topic.FRAMES);
    }

    /** What a plan found: the cheapest of what meets, or what comes nearest; empty without a plan or where nothing needs mending. */
    static String mending(Answer answer) {
        BurstAndSustained phases = answer.phases();
        return phases == null || phases.other() == null ? "" : phases.other().mending();
    }

    /** Whether to look for something that meets makes sense: an objective fails and no plan was made yet. */
    static boolean canBeMended(Answer answer) {
        return answer.plan() == null && answer.verdict().state() == Verdict.State.MISSES;
    }

    /** What its mark shows: nothing is called met beside a device that ended, or of a specification alone. */
    static Verdict.State state(Answer answer, Objective objective) {
        return Verdict.State.of(objective.met(), Verdict.callsMet(answer.result()));
    }

    /** {@code ✗ missed frames 3.8 %}. */
    static String mark(Verdict.State state, Objective objective) {
        return state.mark(true) + " " + objective.name() + " " + objective.actual();
    }

    /** {@code missed frames: 3.8 %, at most 1 %: not met}. */
    static String full(Verdict.State state, Objective objective) {
        String key = switch (state) {
            case MEETS -> "objective.met";
            case MISSES -> "objective.missed";
            case OPEN -> "objective.open";
        };
        return Texts.get(key, objective.name(), objective.actual(), objective.limit());
    }
}
