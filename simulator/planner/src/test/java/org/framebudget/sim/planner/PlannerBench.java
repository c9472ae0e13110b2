package org.framebudget.sim.planner;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.sim.pipeline.SteadyState;
import org.framebudget.sim.pipeline.Trials;
import org.framebudget.sim.scenario.KnownIds;
import org.framebudget.sim.scenario.Scenario;
import org.framebudget.sim.scenario.ScenarioReader;

/** Scenarios on a device of round numbers. */
final class PlannerBench {
    /** A camera whose every frame takes 20 ms of a CPU that does nothing else; its exposure never binds. */
    static final String ONE_STAGE = """
            schema: framebudget/scenario/v1
            name: One stage
            duration_s: 60
            seed: 7
            devices:
              - {id: box, profile: bench.yaml}
            cameras:
              - {id: cam, device: box, width_px: 640, height_px: 480, fps: 30, exposure_ms: 0.1, delivery_ms: 1}
            pipelines:
              - id: see
                camera: cam
                budget_ms: 1000
                frames_in_flight_max: 100
                stages:
                  - {id: work, postprocess: {unit: cpu, mean_ms: 20}}
            slo: {miss_fraction_max: 0.001}
            """;

    private static final String LATENCIES = "network,input_width_px,input_height_px,precision,unit,threads,latency_ms,"
            + "statistic,runtime,conditions,weights_mb,throughput_per_s,arena_mb,kind,cite,note\n";

    final Path folder;
    final ProfileRepository profiles = new ProfileRepository((Path) null);

    PlannerBench(Path folder) {
        this.folder = folder;
        for (String file : List.of("bench.yaml", "bench-latency.csv")) {
            try (InputStream in = PlannerBench.class.getResourceAsStream(file)) {
                Files.write(folder.resolve(file), Objects.requireNonNull(in).readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The profile with one line in other words. */
    PlannerBench profile(String from, String to) {
        try {
            Path file = folder.resolve("bench.yaml");
            String text = Files.readString(file);
            if (!text.contains(from)) {
                throw new IllegalArgumentException(from);
            }
            Files.writeString(file, text.replace(from, to));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the network {@code ten} takes somewhere. */
    static String row(String precision, String unit, double ms) {
        return "ten,224,224," + precision + "," + unit + ",0," + ms
                + ",mean,TFLite,,2,,1,MEASURED,framebudget_assumed,\n";
    }

    /** The profile by another name, {@code other.yaml}, with other latencies and, in pairs, other words. */
    PlannerBench other(String rows, String... words) {
        try {
            Files.writeString(folder.resolve("other-latency.csv"), LATENCIES + rows);
            String text = Files.readString(folder.resolve("bench.yaml"))
                    .replace("id: bench", "id: other")
                    .replace("bench-latency.csv", "other-latency.csv")
                    .replace(
                            "npu: [framebudget_assumed]", "npu: [framebudget_assumed]\n    cpu: [framebudget_assumed]");
            for (int i = 0; i < words.length; i += 2) {
                if (!text.contains(words[i])) {
                    throw new IllegalArgumentException(words[i]);
                }
                text = text.replace(words[i], words[i + 1]);
            }
            Files.writeString(folder.resolve("other.yaml"), text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Scenario read(String text, String... sets) {
        try {
            Path file = folder.resolve("scenario.yaml");
            Files.write(file, text.getBytes(StandardCharsets.UTF_8));
            return ScenarioReader.read(file, List.of(sets), null, KnownIds.ANY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Headroom of one axis with a burst of the scenario's own length. */
    PlanResult.Headroom headroom(Scenario scenario, Axis.Name axis) {
        return answer(scenario, axis, 200, 2).headroom().get(0);
    }

    Headrooms.Answer answer(Scenario scenario, Axis.Name axis, int draws, int threads) {
        try (Parallel parallel = new Parallel(threads)) {
            return new Headrooms(
                            new Trials(scenario, profiles, draws),
                            scenario.durationS(),
                            SteadyState.existsFor(scenario),
                            parallel)
                    .of(scenario, EnumSet.of(axis), share -> {});
        }
    }

    Trials trials(Scenario scenario, int draws) {
        return new Trials(scenario, profiles, draws);
    }

    /** The largest value of the first minute, without draws. */
    Double largest(Scenario scenario, Axis.Name axis) {
        return withoutDraws(scenario, axis, false).maxBurst();
    }

    /** The largest value of the steady state. */
    Double largestSustained(Scenario scenario, Axis.Name axis) {
        return withoutDraws(scenario, axis, true).maxSustained();
    }

    private PlanResult.Headroom withoutDraws(Scenario scenario, Axis.Name axis, boolean steady) {
        try (Parallel parallel = new Parallel(2)) {
            return new Headrooms(trials(scenario, 0), scenario.durationS(), steady, parallel)
                    .of(scenario, EnumSet.of(axis), share -> {})
                    .headroom()
                    .get(0);
        }
    }
}
