package org.framebudget.sim.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.scenario.Scenario;
import org.framebudget.sim.scenario.ScenarioReader;

/** Whole runs of small scenarios, with overrides as {@code --set} takes them. */
final class Bench {
    /**
     * One 30 fps camera and a 10 ms network on the test bench for ten seconds. Exposure 10 ms, readout 20, image processor 15
     * and delivery 5: a frame is delivered 50 ms after its start and 35 ms after its photon.
     */
    static final String ONE_CAMERA = """
            schema: framebudget/scenario/v1
            name: Bench
            duration_s: 10
            seed: 1
            devices:
              - {id: box, profile: bench.yaml}
            cameras:
              - {id: cam, device: box, width_px: 640, height_px: 480, fps: 30, delivery_ms: 5}
            pipelines:
              - id: see
                camera: cam
                budget_ms: 33
                stages:
                  - {id: find, infer: {network: ten, input: 224x224, precision: int8, unit: npu}}
            """;

    /** Four cameras of a phone with everything that is drawn: jitter, motion, counts, spread on all stages. */
    static final String BUSY_PHONE = """
            schema: framebudget/scenario/v1
            name: Busy
            duration_s: 20
            seed: 5
            devices:
              - {id: phone, profile: pixel-6, battery: {start_fraction: 0.8}, screen_fraction: 0.5, scheduling: ROUND_ROBIN}
            cameras:
              - {id: cam, device: phone, width_px: 1280, height_px: 720, fps: "30000/1001", count: 3, jitter_ms: 2, motion_fraction: 0.6}
              - {id: front, device: phone, width_px: 640, height_px: 480, fps: 60, jitter_ms: 1}
            pipelines:
              - id: detect
                cameras: [cam, front]
                budget_ms: 25
                frames_in_flight_max: 3
                stale_ms: 120
                display_hz: 60
                stages:
                  - {id: prepare, preprocess: {unit: cpu, mean_ms: 3, cv: 0.3}}
                  - {id: find, queue: {policy: FIFO, capacity: 4, when_full: DROP_OLDEST}, infer: {network: mobilenet_edgetpu_1.75, input: 224x224, precision: int8, unit: npu, per_frame: {mean: 2}}}
                  - {id: draw, postprocess: {unit: cpu, mean_ms: 2, cv: 0.5}}
            """;

    private static final Path RESOURCES = resources();
    private static final ProfileRepository PROFILES = new ProfileRepository(null);

    private Bench() {}

    static Scenario scenario(String text, String... sets) {
        return ScenarioReader.read(text, "test.yaml", RESOURCES, List.of(sets), null);
    }

    static RunOutcome run(RunOptions options, String text, String... sets) {
        return Simulation.run(scenario(text, sets), PROFILES, options);
    }

    static RunOutcome run(OutsideLoop outside, String text, String... sets) {
        return Simulation.run(scenario(text, sets), PROFILES, RunOptions.PLAIN, outside);
    }

    static RunResult run(String text, String... sets) {
        return run(RunOptions.PLAIN, text, sets).result();
    }

    /** {@link #ONE_CAMERA} with overrides; its only stream. */
    static RunResult.Stream one(String... sets) {
        return run(ONE_CAMERA, sets).streams().get(0);
    }

    /** {@link #ONE_CAMERA} with overrides; its only device. */
    static RunResult.Device box(String... sets) {
        return run(ONE_CAMERA, sets).devices().get(0);
    }

    static RunOptions replications(int replications, int threads) {
        return new RunOptions(replications, threads, false, false, share -> {});
    }

    /** The result without the seconds it took. */
    static String json(RunResult result) {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode tree = mapper.valueToTree(result);
        tree.remove("wall_s");
        try {
            return mapper.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String json(RunResult.Stream stream) {
        return new ObjectMapper().valueToTree(stream).toString();
    }

    /** The text of a file beside the bench's profile. */
    static String resource(String name) {
        try {
            return Files.readString(RESOURCES.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a file, for traces, and gives its path as a scenario takes it. */
    static String file(Path folder, String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path resources() {
        try {
            Path profile = Path.of(Objects.requireNonNull(Bench.class.getResource("bench.yaml"))
                    .toURI());
            return Objects.requireNonNull(profile.getParent());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
