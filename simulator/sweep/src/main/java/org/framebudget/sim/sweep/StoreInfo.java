package org.framebudget.sim.sweep;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.framebudget.sim.cli.Version;
import org.framebudget.sim.scenario.SweepSpec;

/**
 * What a store says of itself, {@code sweep.json}, as it was when the store was begun.
 *
 * @param points that are run, those that are left out not among them
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
        Host host) {
    static final String SCHEMA = "framebudget/store/v1";

    /** A file by its title and content. */
    record Named(String name, String sha256) {}

    /** An axis and its column. */
    record Column(String key, String name) {}

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

    static StoreInfo of(SweepPlan plan) {
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
                plan.axes().stream()
                        .map(axis -> new Column(axis.key(), axis.name()))
                        .toList(),
                plan.outputs().kept().stream().map(Output::name).toList(),
                Host.here());
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
        return "of version " + version + " of this program";
    }
}
