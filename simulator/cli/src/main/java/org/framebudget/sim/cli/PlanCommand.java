package org.framebudget.sim.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.framebudget.sim.scenario.Scenario;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code framebudget plan SCENARIO}. */
@Command(name = "plan", description = "Write the capacity plan of a scenario, as PDF and as JSON.")
final class PlanCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Backend backend;

    @Mixin
    private ScenarioArguments scenario = new ScenarioArguments();

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Processor cores to use at most; default: all. Changes no result.")
    private @Nullable Integer threads;

    @Option(names = "--pdf", paramLabel = "FILE", description = "Write the plan as PDF.")
    private @Nullable Path pdf;

    @Option(names = "--json", description = "Print the plan as one JSON document and nothing else.")
    private boolean json;

    @Option(names = "--out", paramLabel = "DIR", description = "Write plan.pdf and plan.json into this folder.")
    private @Nullable Path out;

    PlanCommand(Terminal terminal, Backend backend) {
        this.terminal = terminal;
        this.backend = backend;
    }

    @Override
    public Integer call() {
        new OutputPaths().input(scenario.file).file("--pdf", pdf).folder("--out", out);
        Scenario read = scenario.read(backend);
        Backend.PlanAnswer answer;
        try (ProgressBar bar = new ProgressBar(terminal, "planning")) {
            answer = backend.plan(
                    read,
                    new Backend.PlanRequest(
                            Threads.orAll(threads), pdf, out, scenario.reproduce("plan"), terminal.style(), bar::show));
        }
        if (json) {
            terminal.document(answer.json());
            return ExitStatus.DONE;
        }
        terminal.print(answer.summary());
        if (pdf != null) {
            terminal.println("The plan is in " + pdf + ".");
        }
        if (out != null) {
            terminal.println("The plan is in " + out.resolve("plan.pdf") + " and " + out.resolve("plan.json") + ".");
        }
        return ExitStatus.DONE;
    }
}
