package org.framebudget.ui.app;

import java.util.function.BiConsumer;
import org.framebudget.ui.evidence.Topic;
import org.framebudget.ui.session.Session;
import org.framebudget.ui.verdict.VerdictBar;

/**
 * What the bar at the top asks for, done by the session and the tabs.
 *
 * @param evidence shows a topic, of it the rows with some words
 * @param map shows the plan
 */
record VerdictActions(Session session, BiConsumer<Topic, String> evidence, Runnable map) implements VerdictBar.Actions {
    @Override
    public void cancel() {
        session.cancel();
    }

    @Override
    public void evidence(Topic topic) {
        evidence.accept(topic, "");
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
}
