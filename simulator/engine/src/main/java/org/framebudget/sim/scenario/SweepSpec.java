package org.framebudget.sim.scenario;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sweep file, {@code framebudget/sweep/v1}, key by key. What axes, comparisons and results mean together is not checked yet;
 * {@link #places} tells mistakes at their lines, with paths as in {@code axes.0.from} and {@code exclude}.
 *
 * @param base the scenario that is varied
 * @param axes in order
 * @param sample absent where no range is sampled
 * @param exclude comparisons, a line each
 * @param results names of results to keep; empty for all
 * @param objective absent where no best point is asked for
 * @param limits comparisons of results with numbers, a line each
 * @param sha256 of the file
 */
public record SweepSpec(
        String name,
        Path file,
        ScenarioBase base,
        Path scenarioFile,
        long seed,
        int replications,
        List<AxisSpec> axes,
        @Nullable SampleSpec sample,
        List<String> exclude,
        List<String> results,
        @Nullable Objective objective,
        List<String> limits,
        String sha256,
        Places places) {

    /** How a range is divided. */
    public enum Scale {
        LINEAR,
        LOG
    }

    /** How points are spread. */
    public enum Method {
        LATIN_HYPERCUBE,
        SOBOL
    }

    /**
     * What varies: a list, or a range.
     *
     * @param key path of a value of the scenario
     * @param name absent for one made of the key
     * @param values of a list, empty for a range
     * @param from where the range begins; absent for a list
     * @param to where it ends; absent for a list
     * @param step absent for a list, for a count and for a sampled range
     * @param count the same
     * @param place a setting of this key whose value does not matter, to make others of
     */
    public record AxisSpec(
            String key,
            @Nullable String name,
            List<Setting> values,
            @Nullable Double from,
            @Nullable Double to,
            @Nullable Double step,
            @Nullable Long count,
            Scale scale,
            Setting place) {}

    /** Points spread over all sampled ranges. */
    public record SampleSpec(Method method, long count) {}

    /** What the best point has most, or least, of. */
    public record Objective(String result, boolean maximise) {}
}
