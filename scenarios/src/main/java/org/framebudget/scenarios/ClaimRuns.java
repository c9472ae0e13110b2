package org.framebudget.scenarios;

import java.nio.file.Path;
import java.util.List;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.sim.pipeline.RunOptions;
import org.framebudget.sim.pipeline.Simulation;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.scenario.ScenarioReader;

/** Shipped profiles and scenarios, as the claims are audited with: a user's own profiles are not looked at. */
final class ClaimRuns {
    private final ProfileRepository profiles = new ProfileRepository(null);
    private final Library library;

    ClaimRuns(Library library) {
        this.library = library;
    }

    DeviceProfile profile(String id) {
        return profiles.load(id, Path.of("."));
    }

    List<String> profileIds() {
        return profiles.ids();
    }

    /**
     * A shipped scenario's result.
     *
     * @param sets overrides as of {@code --set}
     */
    RunResult run(String name, String... sets) {
        Path file = library.entries().stream()
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the library lacks " + name))
                .file();
        return Simulation.run(ScenarioReader.read(file, List.of(sets), null), profiles, RunOptions.PLAIN)
                .result();
    }
}
