package org.framebudget.sim.planner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.framebudget.sim.planner.packing.IntegerSolver;
import org.framebudget.sim.scenario.FleetSpec;
import org.framebudget.sim.scenario.Scenario;

/** Fleets on boxes of round numbers. */
final class FleetBench {
    private static final String CAMERA =
            "width_px: 640, height_px: 480, exposure_ms: 0.1, delivery_ms: 1, powered_by: own}\n";

    /**
     * Three cameras spread over 100 ms leave the 50th free for a fourth, two do not: a box with fewer cameras fails where a fuller one
     * meets.
     */
    static final String PHASES = """
            schema: framebudget/scenario/v1
            name: Phases
            duration_s: 20
            seed: 7
            devices:
              - {id: box, profile: bench.yaml, scheduling: FIFO}
            cameras:
            """
            + "  - {id: a, device: box, count: 8, fps: 10, " + CAMERA
            + "  - {id: b, device: box, count: 4, fps: 10, phase_ms: 50, " + CAMERA
            + """
            pipelines:
              - id: see
                cameras: [a, b]
                budget_ms: 20
                queue: {policy: FIFO, capacity: 2, when_full: DROP_NEWEST}
                stages:
                  - {id: work, postprocess: {unit: cpu, mean_ms: 15}}
            slo: {miss_fraction_max: 0.001}
            fleet:
              types:
                - {profile: bench.yaml, price: 60}
            """;

    final PlannerBench planner;
    private final int draws;

    /** @param draws of what profiles leave open; 0 for none */
    FleetBench(Path folder, int draws) {
        this.planner = new PlannerBench(folder);
        this.draws = draws;
    }

    /** Another type of box, in a file of its own, with one line in other words. */
    FleetBench type(String id, String from, String to) {
        try {
            String text = Files.readString(planner.folder.resolve("bench.yaml"));
            if (!text.contains(from)) {
                throw new IllegalArgumentException(from);
            }
            Files.writeString(
                    planner.folder.resolve(id + ".yaml"),
                    text.replace("id: bench", "id: " + id).replace(from, to));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Scenario read(String text, String... sets) {
        return planner.read(text, sets);
    }

    Fleets.Found find(Scenario scenario, int threads) {
        try (Parallel parallel = new Parallel(threads)) {
            return new Fleets(scenario, planner.trials(scenario, draws), scenario.durationS(), parallel)
                    .find(share -> {});
        }
    }

    /** Of so few loads that each is simulated. */
    PlanResult.Fleet fleet(Scenario scenario) {
        return Objects.requireNonNull(find(scenario, 2).answer().fleet());
    }

    /** As if there were too many loads to simulate them all. */
    PlanResult.Fleet searched(Scenario scenario) {
        try (Parallel parallel = new Parallel(2)) {
            return Objects.requireNonNull(new Fleets(
                            scenario,
                            planner.trials(scenario, draws),
                            scenario.durationS(),
                            parallel,
                            IntegerSolver.best(),
                            0)
                    .find(share -> {})
                    .answer()
                    .fleet());
        }
    }

    /** Boxes that are simulated anew, to judge an answer by. */
    FleetBoxes boxes(Scenario scenario) {
        FleetSpec spec = Objects.requireNonNull(scenario.fleet());
        return new FleetBoxes(
                scenario,
                CameraClass.of(scenario),
                spec.types(),
                planner.trials(scenario, 0),
                scenario.durationS(),
                1 - spec.spareFraction());
    }
}
