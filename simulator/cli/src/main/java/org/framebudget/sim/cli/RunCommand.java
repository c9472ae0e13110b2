package org.framebudget.sim.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.framebudget.models.InputException;
import org.framebudget.sim.pipeline.RunOptions;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.scenario.Scenario;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code framebudget run SCENARIO}. */
@Command(name = "run", description = "Simulate a scenario and print the verdict.")
final class RunCommand implements Callable<Integer> {
    private static final int MOST_REPLICATIONS = 100_000;
    private static final int MOST_DRAWS = 10_000;

    private final Terminal terminal;
    private final Backend backend;

    @Mixin
    private ScenarioArguments scenario = new ScenarioArguments();

    @Option(
            names = "--replications",
            paramLabel = "N",
            defaultValue = "1",
            description = "Repeat with other random numbers and report intervals; default: 1.")
    private int replications;

    @Option(
            names = "--uncertainty",
            paramLabel = "N",
            defaultValue = "0",
            description = "Run N more times with other values within the ranges of the profile and of predicted"
                    + " latencies, for prediction intervals; default: 0, none.")
    private int draws;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Processor cores to use at most; default: all. Changes no result.")
    private @Nullable Integer threads;

    @Mixin
    private RunOutputs outputs = new RunOutputs();

    @Option(names = "--out", paramLabel = "DIR", description = "Write result.json into this folder.")
    private @Nullable Path out;

    RunCommand(Terminal terminal, Backend backend) {
        this.terminal = terminal;
        this.backend = backend;
    }

    @Override
    public Integer call() {
        if (replications < 1 || replications > MOST_REPLICATIONS) {
            throw new InputException("--replications: " + replications + " is out of range. A whole number from 1 to "
                    + MOST_REPLICATIONS + " is right.");
        }
        if (draws != 0 && (draws < RunOptions.DRAWS_MIN || draws > MOST_DRAWS)) {
            throw new InputException("--uncertainty: " + draws + " is out of range. 0 for none, or a whole number from "
                    + RunOptions.DRAWS_MIN + " to " + MOST_DRAWS + " is right.");
        }
        outputs.add(new OutputPaths().input(scenario.file)).folder("--out", out);
        Scenario read = scenario.read(backend);
        RunResult result;
        try (ProgressBar bar = new ProgressBar(terminal, "simulating")) {
            List<String> options = new ArrayList<>();
            if (replications != 1) {
                options.addAll(List.of("--replications", Integer.toString(replications)));
            }
            if (draws != 0) {
                options.addAll(List.of("--uncertainty", Integer.toString(draws)));
            }
            String again = scenario.reproduce("run", options.toArray(String[]::new));
            result = backend.run(
                    read,
                    new Backend.RunRequest(
                            replications,
                            draws,
                            Threads.orAll(threads),
                            out,
                            outputs.trace(),
                            outputs.frames(),
                            again,
                            bar::show));
        }
        if (outputs.json()) {
            terminal.document(backend.toJson(result));
        } else {
            terminal.print(backend.verdict(result, terminal.style()));
        }
        return outputs.status(result);
    }
}
