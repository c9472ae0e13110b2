package org.framebudget.sim.sweep;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.framebudget.sim.cli.Version;
import org.framebudget.sim.scenario.SweepSpec;
import org.jspecify.annotations.Nullable;

/**
 * What a store says of itself, {@code sweep.json}, as it was when the store was begun.
 *
 * @param points that are run, those that are left out not among them
 * @param objective as in {@code minimise average_power_w}; empty without one
 * @param limits as the sweep file has them
 * @param inputs profiles and traces that the points read
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonIgnoreProperties(ignoreUnknown = true)
record StoreInfo(
        String schema,
        String version,
        Named sweep,
        Named scenario,
        long seed,
        int replications,
        long points,
        long excluded,
        List<Column> axes,
        List<String> results,
        String objective,
        List<String> limits,
        Inputs inputs,
        Host host) {
    static final String SCHEMA = "framebudget/store/v1";

    /** A file by its title and content. */
    record Named(String name, String sha256) {}

    /**
     * An axis and its column.
     *
     * @param type in SQL
     * @param values how many it has
     * @param bins ends of the stretches that its values are put together in for means; empty where each value stands alone
     */
    record Column(String key, String name, String type, long values, List<Double> bins) {}

    /** Where the store was begun. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Host(String os, String architecture, int processors, String java) {
        static Host here() {
            return new Host(
                    System.getProperty("os.name", ""),
                    System.getProperty("os.arch", ""),
                    Runtime.getRuntime().availableProcessors(),
                    System.getProperty("java.vm.version", ""));
        }
    }

    static StoreInfo of(SweepPlan plan, Inputs inputs) {
        SweepSpec spec = plan.spec();
        return new StoreInfo(
                SCHEMA,
                Version.text(),
                new Named(spec.name(), spec.sha256()),
                new Named(spec.base().scenario().name(), spec.base().scenario().sha256()),
                spec.seed(),
                spec.replications(),
                plan.kept(),
                plan.size() - plan.kept(),
                Bins.columns(plan),
                plan.outputs().kept().stream().map(Output::name).toList(),
                objective(spec.objective()),
                spec.limits(),
                inputs,
                Host.here());
    }

    private static String objective(SweepSpec.@Nullable Objective objective) {
        return objective == null ? "" : (objective.maximise() ? "maximise " : "minimise ") + objective.result();
    }

    /** All numbers: those of points that are left out as well. */
    long size() {
        return points + excluded;
    }

    /** Whether rows of the other belong to the same sweep, whatever machine makes them. */
    boolean sameSweep(StoreInfo other) {
        return withoutHost().equals(other.withoutHost());
    }

    private StoreInfo withoutHost() {
        return new StoreInfo(
                schema,
                version,
                sweep,
                scenario,
                seed,
                replications,
                points,
                excluded,
                axes,
                results,
                objective,
                limits,
                inputs,
                new Host("", "", 0, ""));
    }

    /** How another sweep differs, in words. */
    String differenceFrom(StoreInfo other) {
        if (!sweep.sha256().equals(other.sweep.sha256())) {
            return "of another sweep, '" + sweep.name() + "', or of another version of its file";
        }
        if (!scenario.sha256().equals(other.scenario.sha256())) {
            return "of another version of the scenario '" + scenario.name() + "'";
        }
        String input = inputs.differenceFrom(other.inputs);
        if (!input.isEmpty()) {
            return input;
        }
        return "of " + (version.equals(other.version) ? "another build of " : "") + "version " + version
                + " of this program";
    }
}
