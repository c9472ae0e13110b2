package org.framebudget.sim.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.sim.pipeline.ScenarioFiles;
import org.framebudget.sim.scenario.Scenario;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The arguments of every command that takes a scenario. */
public final class ScenarioArguments {
    @Parameters(paramLabel = "SCENARIO", description = "Scenario file, YAML or JSON.")
    Path file = Path.of("");

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Use another value, as in --set cameras.back.fps=15; may be repeated.")
    List<String> sets = new ArrayList<>();

    @Option(names = "--seed", paramLabel = "N", description = "Seed of all random numbers; default: the scenario's.")
    @Nullable
    Long seed;

    /** As it was named. */
    public Path file() {
        return file;
    }

    /** Reads it, with what the options change. */
    public Scenario read(ProfileRepository profiles) {
        return ScenarioFiles.read(file, sets, seed, profiles);
    }

    Scenario read(Backend backend) {
        return backend.readScenario(file, sets, seed);
    }

    /** The command line that gives the same answer again, quoted for a POSIX shell. */
    String reproduce(String command, String... more) {
        return CommandLines.reproduce(command, file.toString(), sets, seed, more);
    }
}
