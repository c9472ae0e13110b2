package org.framebudget.sim.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.framebudget.models.InputException;
import org.framebudget.models.Suggestions;
import org.framebudget.sim.planner.Basis;
import org.framebudget.sim.report.Paper;
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

    @Option(names = "--paper", paramLabel = "SIZE", description = "Paper of the PDF: a4 or letter; default: a4.")
    private String paper = Paper.A4.text();

    @Option(names = "--json", description = "Print the plan as one JSON document and nothing else.")
    private boolean json;

    @Option(names = "--out", paramLabel = "DIR", description = "Write plan.pdf and plan.json into this folder.")
    private @Nullable Path out;

    @Option(
            names = "--basis",
            paramLabel = "BASIS",
            defaultValue = "sustained",
            description =
                    "Of several devices recommend the one that does best 'sustained', the default, or in its first"
                            + " minute: 'burst'.")
    private String basis = "sustained";

    PlanCommand(Terminal terminal, Backend backend) {
        this.terminal = terminal;
        this.backend = backend;
    }

    private Basis basis() {
        return switch (basis.toLowerCase(Locale.ROOT)) {
            case "burst" -> Basis.BURST;
            case "sustained" -> Basis.SUSTAINED;
            default ->
                throw new InputException("--basis: '" + basis + "' is unknown. "
                        + Suggestions.advice(basis, List.of("burst", "sustained")));
        };
    }

    @Override
    public Integer call() {
        Basis by = basis();
        Paper size = paper();
        new OutputPaths().input(scenario.file).file("--pdf", pdf).folder("--out", out);
        Scenario read = scenario.read(backend);
        Backend.PlanAnswer answer;
        try (ProgressBar bar = new ProgressBar(terminal, "planning")) {
            answer = backend.plan(
                    read,
                    new Backend.PlanRequest(
                            Threads.orAll(threads),
                            pdf,
                            out,
                            size,
                            command(size, by),
                            terminal.style(),
                            by,
                            bar::show));
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

    private Paper paper() {
        return Arrays.stream(Paper.values())
                .filter(size -> size.text().equalsIgnoreCase(paper))
                .findFirst()
                .orElseThrow(() ->
                        new InputException("--paper: '" + paper + "' is unknown. One of a4 and letter is right."));
    }

    private String command(Paper size, Basis by) {
        List<String> more = new ArrayList<>();
        if (by == Basis.BURST) {
            more.addAll(List.of("--basis", "burst"));
        }
        if (size != Paper.A4) {
            more.addAll(List.of("--paper", size.text()));
        }
        if (pdf != null) {
            more.addAll(List.of("--pdf", pdf.toString()));
        }
        if (out != null) {
            more.addAll(List.of("--out", out.toString()));
        }
        return scenario.reproduce("plan", more.toArray(String[]::new));
    }
}
