package org.framebudget.sim.sweep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.framebudget.sim.scenario.SweepReader;

/** A short scenario and sweeps of it. */
final class Sweeps {
    static final String SCENARIO = """
            schema: framebudget/scenario/v1
            name: Short
            duration_s: 2
            seed: 7
            devices:
              - {id: box, profile: raspberry-pi-4}
            cameras:
              - {id: door, device: box, width_px: 640, height_px: 480, fps: 20, jitter_ms: 1}
            pipelines:
              - id: people
                camera: door
                budget_ms: 30
                stages:
                  - {id: prepare, preprocess: {unit: cpu, mean_ms: 1, cv: 0.2}}
                  - {id: find, infer: {network: mobilenet_v1_0.25, input: 128x128, precision: int8, unit: cpu}}
            slo: {miss_fraction_max: 0.5}
            """;

    static final String HEAD = """
            schema: framebudget/sweep/v1
            name: Rates
            scenario: scenario.yaml
            """;

    private Sweeps() {}

    /** A sweep file beside the scenario, with these lines after its head. */
    static Path file(Path folder, String rest) {
        try {
            Files.writeString(folder.resolve("scenario.yaml"), SCENARIO);
            return Files.writeString(folder.resolve("sweep.yaml"), HEAD + rest);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SweepPlan plan(Path folder, String rest) {
        return SweepPlan.of(SweepReader.read(file(folder, rest)));
    }
}
