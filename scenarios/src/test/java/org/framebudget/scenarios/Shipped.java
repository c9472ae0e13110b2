package org.framebudget.scenarios;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.sim.pipeline.RunOptions;
import org.framebudget.sim.pipeline.Simulation;
import org.framebudget.sim.pipeline.SteadyState;
import org.framebudget.sim.planner.CapacityPlanner;
import org.framebudget.sim.planner.DeviceChoice;
import org.framebudget.sim.planner.Overtime;
import org.framebudget.sim.planner.PlanResult;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.scenario.Scenario;
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

    /** All, or those that the property {@code framebudget.scenario} names. */
    static Stream<String> chosen() {
        String only = System.getProperty("framebudget.scenario", "");
        return names().stream()
                .filter(name -> only.isEmpty() || List.of(only.split(",")).contains(name));
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

    /** A scenario's plan with overrides as of {@code --set}, on two threads. */
    static PlanResult plan(String name, String... sets) {
        return CapacityPlanner.plan(read(name, sets), new ProfileRepository(null), 2, share -> {})
                .result();
    }

    /** Which of a scenario's devices does best. */
    static DeviceChoice choice(String name, String... sets) {
        return DeviceChoice.of(read(name, sets), new ProfileRepository(null));
    }

    static PlanResult.Headroom headroomOfFps(String name, String... sets) {
        return CapacityPlanner.headroomOfFps(read(name, sets), new ProfileRepository(null), 2);
    }

    /** Its steady state. */
    static RunResult steady(String name, String... sets) {
        return SteadyState.of(read(name, sets), new ProfileRepository(null))
                .orElseThrow()
                .outcome()
                .result();
    }

    static Overtime.Answer overtime(Overtime.Question question, int threads) {
        return Overtime.of(read("overtime-queries"), new ProfileRepository(null), question, threads);
    }

    /** The same, simulated anew. User profiles of this machine are not looked at. */
    static RunResult run(String name, String... sets) {
        return Simulation.run(read(name, sets), new ProfileRepository(null), RunOptions.PLAIN)
                .result();
    }

    private static Scenario read(String name, String... sets) {
        Path file = FOLDER.resolve(name).resolve("scenario.yaml");
        return ScenarioReader.read(file, List.of(sets), null);
    }
}
