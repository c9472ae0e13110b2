package org.framebudget.sim.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.framebudget.sim.planner.Overtime;
import org.framebudget.sim.scenario.Scenario;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code framebudget overtime SCENARIO}. */
@Command(
        name = "overtime",
        description = "Find the largest query that is done before the next one often enough, as MLPerf's multi-stream"
                + " scenario asked until version 1.1.")
final class OvertimeCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Backend backend;

    @Mixin
    private ScenarioArguments scenario = new ScenarioArguments();

    @Option(
            names = "--axis",
            paramLabel = "AXIS",
            description = "What a query has more of: 'inferences' of a frame, the default, or 'cameras'.")
    private String axis = "inferences";

    @Option(names = "--queries", paramLabel = "N", description = "Queries of each size at least; default: 270336.")
    private long queries = Overtime.QUERIES;

    @Option(
            names = "--confidence",
            paramLabel = "SHARE",
            description = "Confidence of the bound on overtime; default: 0.99.")
    private double confidence = 0.99;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Processor cores to use at most; default: all. Changes no result.")
    private @Nullable Integer threads;

    @Option(names = "--json", description = "Print the answer as one JSON document and nothing else.")
    private boolean json;

    OvertimeCommand(Terminal terminal, Backend backend) {
        this.terminal = terminal;
        this.backend = backend;
    }

    @Override
    public Integer call() {
        Scenario read = scenario.read(backend);
        Overtime.Answer answer =
                backend.overtime(read, new Overtime.Question(axis, queries, confidence), Threads.orAll(threads));
        if (json) {
            JsonNode tree = new ObjectMapper().valueToTree(answer);
            terminal.document(Json.text(tree));
        } else {
            terminal.print(text(answer));
        }
        return ExitStatus.DONE;
    }

    static String text(Overtime.Answer answer) {
        StringBuilder out = new StringBuilder(answer.pipeline() + ": "
                + (answer.most() == 0 ? "no " + answer.axis() : number(answer.most()) + " " + answer.axis())
                + " every " + number(answer.intervalMs()) + " ms, with at most " + percent(answer.limitFraction())
                + " overtime at " + percent(answer.confidence()) + " confidence.\n");
        TextTable table = new TextTable("SIZE", "QUERIES", "OVERTIME", "AT MOST", "HOLDS");
        for (Overtime.Step step : new Overtime.Step[] {answer.at(), answer.next()}) {
            if (step != null) {
                table.row(
                        number(step.size()),
                        Long.toString(step.queries()),
                        percent(step.overtimeFraction()),
                        percent(step.upperFraction()),
                        step.upperFraction() <= answer.limitFraction() ? "yes" : "no");
            }
        }
        return out.append(table.text())
                .append("Seed ")
                .append(answer.seed())
                .append(".\n")
                .toString();
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString(Math.round(value)) : String.format(Locale.ROOT, "%.4g", value);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.3f", 100 * share).replaceAll("\\.?0+$", "") + " %";
    }
}
