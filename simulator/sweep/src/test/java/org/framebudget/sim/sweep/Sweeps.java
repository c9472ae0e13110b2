package org.framebudget.sim.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.framebudget.sim.cli.Terminal;
import org.framebudget.sim.report.TextStyle;
import org.framebudget.sim.scenario.SweepReader;
import picocli.CommandLine;

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

    /** Runs a sweep and reads its summary. */
    static JsonNode run(Path file, Path store, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("--json"));
        arguments.addAll(List.of(more));
        return new ObjectMapper().readTree(text(file, store, arguments.toArray(String[]::new)));
    }

    /** Runs a sweep; what it prints. */
    static String text(Path file, Path store, String... more) {
        List<String> arguments = new ArrayList<>(List.of(file.toString(), "--store", store.toString()));
        arguments.addAll(List.of(more));
        return printed(SweepCommand::new, arguments);
    }

    static String query(Path store, String sql, String... more) {
        List<String> arguments = new ArrayList<>(List.of(sql, "--store", store.toString()));
        arguments.addAll(List.of(more));
        return printed(QueryCommand::new, arguments);
    }

    static String views(Path store) {
        return printed(QueryCommand::new, List.of("--views", "--store", store.toString()));
    }

    /** All rows, in order. */
    static String content(Path store) {
        return query(store, "SELECT * FROM points ORDER BY point", "--json");
    }

    private static String printed(Function<Terminal, Callable<Integer>> command, List<String> arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Callable<Integer> made = command.apply(new Terminal(out, new ByteArrayOutputStream(), TextStyle.PLAIN, false));
        new CommandLine(made).parseArgs(arguments.toArray(String[]::new));
        try {
            assertEquals(0, made.call());
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    static SweepPlan plan(Path folder, String rest) {
        return SweepPlan.of(SweepReader.read(file(folder, rest)));
    }
}
