package org.framebudget.ui.evidence;

import java.util.List;
import java.util.function.Supplier;

/** Shows what numbers rest on. */
public interface Sources {
    /** Those of the present result. */
    void ofPresent(Topic topic);

    /**
     * Those of another result.
     *
     * @param name of that result
     * @param rows all that it rests on
     */
    void of(String name, Supplier<List<EvidenceRows.Row>> rows, Topic topic);
}
