package org.framebudget.sim.scenario;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.models.InputException;
import org.framebudget.sim.pipeline.RunOptions;
import org.framebudget.sim.pipeline.Simulation;
import org.junit.jupiter.api.Test;

/** Every number may be as small or as large as its key says: a run then ends with a result or with a message. */
class ExtremeValuesTest {
    private static final String EVERYTHING = """
            schema: framebudget/scenario/v1
            name: Everything
            duration_s: 2
            seed: 1
            devices:
              - {id: box, profile: bench.yaml}
              - {id: edge, profile: bench.yaml}
            links:
              - {id: wifi, from: box, to: edge, rtt_ms: 5, bandwidth_mbit_s: 300, loss_fraction: 0.05, outage: [{at_s: 1, for_s: 0.5}]}
            cameras:
              - {id: cam, device: box, width_px: 320, height_px: 240, fps: 30, jitter_ms: 5, motion_fraction: 0.5, exposure_ms: 0.001}
            pipelines:
              - id: see
                camera: cam
                budget_ms: 33
                frames_in_flight_max: 3
                display_hz: 60
                stale_ms: 100
                queue: {policy: FIFO, capacity: 3}
                stages:
                  - {id: make, preprocess: {unit: cpu, mean_ms: 4, cv: 0.5}}
                  - {id: find, device: edge, infer: {network: spread, input: 224x224, precision: int8, unit: gpu, per_frame: {mean: 1.5}}}
                  - {id: draw, postprocess: {unit: cpu, mean_ms: 2, cv: 1}}
            """;

    private static final Map<String, Section> SECTIONS = new LinkedHashMap<>();

    static {
        SECTIONS.put("", Keys.SCENARIO);
        SECTIONS.put("environment.", Keys.ENVIRONMENT);
        SECTIONS.put("devices.box.", Keys.DEVICE);
        SECTIONS.put("cameras.cam.", Keys.CAMERA);
        SECTIONS.put("pipelines.see.", Keys.PIPELINE);
        SECTIONS.put("pipelines.see.queue.", Keys.QUEUE);
        SECTIONS.put("pipelines.see.stages.make.preprocess.", Keys.PREPROCESS);
        SECTIONS.put("pipelines.see.stages.find.infer.per_frame.", Keys.PER_FRAME);
        SECTIONS.put("pipelines.see.stages.draw.postprocess.", Keys.POSTPROCESS);
        SECTIONS.put("limits.", Keys.LIMITS);
        SECTIONS.put("links.wifi.", Keys.LINK);
        SECTIONS.put("links.wifi.outage.0.", Keys.OUTAGE);
    }

    /** Key paths with the least and the largest value they take; numbers of things and the length of the run left out. */
    private static Map<String, List<String>> extremes() {
        Map<String, List<String>> all = new LinkedHashMap<>();
        SECTIONS.forEach((path, section) -> {
            for (Key key : section.keys()) {
                boolean number = switch (key.type()) {
                    case NUMBER, WHOLE, RATE -> !key.name().matches("count|duration_s|capacity");
                    default -> false;
                };
                if (number) {
                    String least = key.lowOpen() ? "1e-300" : Units.plain(key.low());
                    all.put(path + key.name(), List.of(least, Units.plain(key.high())));
                }
            }
        });
        return all;
    }

    private static int run(List<String> sets) {
        try {
            Path profile = Path.of(Objects.requireNonNull(
                            ExtremeValuesTest.class.getResource("/org/framebudget/sim/pipeline/bench.yaml"))
                    .toURI());
            Scenario scenario = ScenarioReader.read(EVERYTHING, "s.yaml", profile.getParent(), sets, null);
            Simulation.run(scenario, new ProfileRepository(null), RunOptions.PLAIN);
            return 1;
        } catch (InputException message) {
            return 0;
        } catch (URISyntaxException | RuntimeException e) {
            return fail(sets + " gave " + e, e);
        }
    }

    @Test
    void eachNumberAloneAtItsLeastAndAtItsLargest() {
        int ran = 0;
        for (Map.Entry<String, List<String>> key : extremes().entrySet()) {
            for (String value : key.getValue()) {
                ran += run(List.of(key.getKey() + "=" + value));
            }
        }
        assertTrue(ran > 40, "only " + ran + " ran");
    }

    @Test
    void manyAtOnceOverShortAndLongRuns() {
        Random random = new Random(7);
        List<Map.Entry<String, List<String>>> keys = new ArrayList<>(extremes().entrySet());
        int ran = 0;
        for (int round = 0; round < 100; round++) {
            List<String> sets = new ArrayList<>();
            boolean slow = random.nextBoolean();
            // long only for one frame in 10,000 s
            sets.add("duration_s=" + (slow ? "20000" : "2e-9"));
            for (Map.Entry<String, List<String>> key : keys) {
                if (random.nextInt(4) == 0 && !key.getKey().endsWith("fps")) {
                    sets.add(key.getKey() + "=" + key.getValue().get(random.nextInt(2)));
                }
            }
            sets.add("cameras.cam.fps=" + (slow ? "0.0001" : "100000"));
            ran += run(sets);
        }
        assertTrue(ran > 50, "only " + ran + " ran");
    }
}
