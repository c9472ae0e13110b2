package org.framebudget.ui.app;

import java.util.Optional;
import org.framebudget.sim.planner.CapacityPlan;
import org.framebudget.ui.evidence.Topic;
import org.framebudget.ui.evidence.TriedSources;
import org.framebudget.ui.session.Answer;
import org.framebudget.ui.session.Session;
import org.framebudget.ui.verdict.VerdictBar;

/**
 * What the bar at the top asks for, done by the session and the tabs.
 *
 * @param evidence its tab
 * @param map shows the plan
 */
record VerdictActions(Session session, EvidenceTab evidence, Runnable map) implements VerdictBar.Actions {
    @Override
    public void cancel() {
        session.cancel();
    }

    @Override
    public void evidence(Topic topic) {
        evidence.ofPresent(topic);
    }

    @Override
    public void find() {
        map.run();
        session.plan();
    }

    @Override
    public void found() {
        map.run();
    }

    @Override
    public void fix() {
        Answer answer = session.answerProperty().get();
        CapacityPlan plan = answer == null ? null : answer.plan();
        // where nothing comes nearer than the scenario itself, that is what the words are about
        Optional.ofNullable(plan)
                .flatMap(TriedSources::mending)
                .ifPresentOrElse(
                        tried -> TriedSources.show(evidence, tried, Topic.FRAMES),
                        () -> evidence.ofPresent(Topic.FRAMES));
    }
}
