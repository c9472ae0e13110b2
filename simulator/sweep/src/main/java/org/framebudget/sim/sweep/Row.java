package org.framebudget.sim.sweep;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.framebudget.sim.pipeline.Trial;
import org.jspecify.annotations.Nullable;

/**
 * What came of a point.
 *
 * @param results in the order of the sweep's results: Double, Long, Boolean, String, lists of maps of these, or null for one that
 *     the point does not have; empty where it could not be run
 * @param error why it could not be run; absent where it could
 */
public record Row(
        long point,
        List<@Nullable Object> results,
        @Nullable String error) {
    static Row of(long point, PointRunner.Outcome outcome, Outputs outputs) {
        Trial trial = outcome.trial();
        if (trial == null) {
            return new Row(point, List.of(), outcome.reason());
        }
        List<@Nullable Object> results = new ArrayList<>(outputs.kept().size());
        for (Output output : outputs.kept()) {
            results.add(output.value().of(trial));
        }
        return new Row(point, Collections.unmodifiableList(results), null);
    }
}
