package org.framebudget.scenarios;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.sim.pipeline.RunOptions;
import org.framebudget.sim.pipeline.Simulation;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.scenario.ScenarioReader;

/** The shipped scenarios as the tests see them, each run at most once unless asked for anew. */
final class Shipped {
    static final Path FOLDER = Path.of("library");
    static final Path GOLDENS = Path.of("src", "test", "resources", "golden");

    private static final Map<List<String>, RunResult> RESULTS = new ConcurrentHashMap<>();

    private Shipped() {}

    static List<String> names() {
        return Library.in(FOLDER).entries().stream().map(Library.Entry::name).toList();
    }

    static boolean regenerate() {
        return Boolean.getBoolean("framebudget.regenerate");
    }

    /** A scenario's result with overrides as of {@code --set}. */
    static RunResult result(String name, String... sets) {
        List<String> key = new ArrayList<>(List.of(sets));
        key.add(0, name);
        return RESULTS.computeIfAbsent(List.copyOf(key), k -> run(name, sets));
    }

    /** The same, simulated anew. User profiles of this machine are not looked at. */
    static RunResult run(String name, String... sets) {
        Path file = FOLDER.resolve(name).resolve("scenario.yaml");
        return Simulation.run(
                        ScenarioReader.read(file, List.of(sets), null), new ProfileRepository(null), RunOptions.PLAIN)
                .result();
    }
}
