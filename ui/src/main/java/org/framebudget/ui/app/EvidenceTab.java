package org.framebudget.ui.app;

import java.util.List;
import java.util.function.Supplier;
import org.framebudget.ui.evidence.EvidenceRows;
import org.framebudget.ui.evidence.EvidenceView;
import org.framebudget.ui.evidence.Sources;
import org.framebudget.ui.evidence.Topic;

/** Brings the evidence to the front.
 *
 * @param bring selects its tab
 */
record EvidenceTab(EvidenceView view, Runnable bring) implements Sources {
    @Override
    public void ofPresent(Topic topic) {
        find(topic, "");
    }

    /** Of those the ones with these words. */
    void find(Topic topic, String words) {
        bring.run();
        view.find(topic, words);
    }

    @Override
    public void of(String name, Supplier<List<EvidenceRows.Row>> rows, Topic topic) {
        bring.run();
        view.findOf(name, rows, topic);
    }
}
