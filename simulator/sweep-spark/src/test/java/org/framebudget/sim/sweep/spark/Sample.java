package org.framebudget.sim.sweep.spark;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.sim.cli.CliCommand;
import org.framebudget.sim.cli.Terminal;
import org.framebudget.sim.report.TextStyle;
import org.framebudget.sim.sweep.QueryCli;
import org.framebudget.sim.sweep.SweepCli;
import picocli.CommandLine;

/** A sweep with files of its own, and the commands that run and read it. */
final class Sample {
    private static final String SCENARIO = """
            schema: framebudget/scenario/v1
            name: With files
            duration_s: 10
            seed: 7
            devices:
              - {id: box, profile: own/box.yaml}
            cameras:
              - {id: door, device: box, width_px: 640, height_px: 480, fps: 20, jitter_ms: 1}
            environment: {ambient_trace: traces/day.csv}
            pipelines:
              - id: people
                camera: door
                budget_ms: 30
                stages:
                  - {id: prepare, preprocess: {unit: cpu, mean_ms: 1, cv: 0.2}}
                  - {id: find, infer: {network: mobilenet_v1_0.25, input: 128x128, precision: int8, unit: cpu}}
            slo: {miss_fraction_max: 0.5}
            """;

    private Sample() {}

    /** A sweep file in a folder below, with these axes; its profile and its trace are files that nobody else has. */
    static Path file(Path folder, String rest) throws IOException {
        Path below = Files.createDirectories(folder.resolve("sweeps"));
        Path own = Files.createDirectories(folder.resolve("own"));
        String table = "measurements/raspberry-pi-4/latency.csv";
        String profile = new ProfileRepository(null)
                .file("raspberry-pi-4", folder)
                .text()
                .replace(table, "table.csv");
        Files.writeString(own.resolve("box.yaml"), profile);
        try (var in = ProfileRepository.class.getClassLoader().getResourceAsStream(table)) {
            Files.copy(in, own.resolve("table.csv"));
        }
        Files.createDirectories(folder.resolve("traces"));
        Files.writeString(folder.resolve("traces/day.csv"), "time_s,ambient_deg_c\n0,20\n5,35\n");
        Files.writeString(folder.resolve("scenario.yaml"), SCENARIO);
        return Files.writeString(below.resolve("sweep.yaml"), """
                schema: framebudget/sweep/v1
                name: Rates
                scenario: ../scenario.yaml
                """ + rest);
    }

    /** What a command prints. */
    static String command(CliCommand command, String... arguments) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                TextStyle.PLAIN,
                false);
        Object object = command.create(terminal);
        new CommandLine(object).parseArgs(arguments);
        ((Callable<?>) object).call();
        return out.toString(StandardCharsets.UTF_8);
    }

    static String sweep(Path file, Path store, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(file.toString(), "--store", store.toString(), "--json"));
        arguments.addAll(List.of(more));
        return command(new SweepCli(), arguments.toArray(String[]::new));
    }

    /** Every row of a store, in the order of the points. */
    static String content(Path store) throws Exception {
        return query(store, "SELECT * FROM points ORDER BY point");
    }

    static String query(Path store, String sql) throws Exception {
        return command(new QueryCli(), sql, "--store", store.toString(), "--json");
    }
}
