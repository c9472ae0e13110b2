package org.framebudget.sim.pipeline;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.models.InputException;
import org.framebudget.models.catalogue.Networks;
import org.framebudget.sim.scenario.KnownIds;
import org.framebudget.sim.scenario.Scenario;
import org.framebudget.sim.scenario.ScenarioReader;
import org.jspecify.annotations.Nullable;

/** Scenario files whose networks are known, from the catalogue or from the measurements of the profiles that they use. */
public final class ScenarioFiles {
    private ScenarioFiles() {}

    /**
     * Reads and validates a scenario file.
     *
     * @param sets {@code path=value} overrides in order
     * @param seed instead of the file's
     * @throws InputException for everything a user can get wrong, unknown networks and profiles included
     */
    public static Scenario read(Path file, List<String> sets, @Nullable Long seed, ProfileRepository profiles) {
        return known(known -> ScenarioReader.read(file, sets, seed, known), profiles);
    }

    /**
     * Reads and validates a scenario whose file was read before.
     *
     * @param text YAML or JSON
     * @param name of the file, for messages
     * @param baseDir folder that relative paths start from
     * @param sets {@code path=value} overrides in order
     */
    public static Scenario read(String text, String name, Path baseDir, List<String> sets, ProfileRepository profiles) {
        return known(known -> ScenarioReader.read(text, name, baseDir, sets, null, known), profiles);
    }

    private static Scenario known(Function<KnownIds, Scenario> read, ProfileRepository profiles) {
        // what is wrong with a profile's id the repository knows best
        Scenario scenario = read.apply(KnownIds.ANY);
        Set<String> used = usedNetworks(scenario);
        if (!Networks.ids().containsAll(used)) {
            Set<String> known = knownNetworks(scenario, profiles);
            if (!known.containsAll(used)) {
                // reads again to fail with the line and the nearest id
                return read.apply(new KnownIds(List.of(), List.copyOf(known)));
            }
        }
        return scenario;
    }

    private static Set<String> usedNetworks(Scenario scenario) {
        Set<String> used = new LinkedHashSet<>();
        for (Scenario.PipelineSpec pipeline : scenario.pipelines()) {
            for (Scenario.StageSpec stage : pipeline.everyWork()) {
                if (stage.infer() != null) {
                    used.add(stage.infer().network());
                }
            }
        }
        return used;
    }

    /** The catalogue's networks, and those that the scenario's own profiles have measurements of. */
    private static Set<String> knownNetworks(Scenario scenario, ProfileRepository profiles) {
        Set<String> known = new LinkedHashSet<>(Networks.ids());
        for (Scenario.DeviceUse use : scenario.devices()) {
            if (use.profile().equals(ProfileRepository.HOST) && !profiles.knowsHost()) {
                continue; // nothing is measured on it, and hardware may stand in for it
            }
            scenario.places()
                    .blame("devices." + use.id() + ".profile", () -> profiles.load(use.profile(), scenario.baseDir()))
                    .latency()
                    .rows()
                    .forEach(row -> known.add(row.network()));
        }
        return known;
    }
}
