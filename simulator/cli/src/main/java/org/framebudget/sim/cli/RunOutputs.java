package org.framebudget.sim.cli;

import java.nio.file.Path;
import java.util.Objects;
import org.framebudget.sim.pipeline.RunOutcome;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.scenario.Scenario;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every command that runs a scenario can print and write of it. */
public final class RunOutputs {
    @Option(names = "--json", description = "Print the result as one JSON document and nothing else.")
    private boolean json;

    @Option(names = "--check", description = "End with status 3 where an objective is not met.")
    private boolean check;

    @Option(
            names = "--trace",
            paramLabel = "FILE",
            description = "Write a Chrome trace in JSON, which opens in Perfetto.")
    private @Nullable Path trace;

    @Option(
            names = "--frames",
            paramLabel = "FILE",
            description = "Write a record of every frame, as .csv or .parquet.")
    private @Nullable Path frames;

    /** Looks at the names before any work is done. */
    public OutputPaths add(OutputPaths to) {
        FramesFile.checkName(frames);
        return to.file("--trace", trace).file("--frames", frames);
    }

    /** Whether standard output is for programs. */
    public boolean json() {
        return json;
    }

    @Nullable
    Path trace() {
        return trace;
    }

    @Nullable
    Path frames() {
        return frames;
    }

    /** Writes the files of a run that kept its log and its timeline. */
    public void write(Scenario scenario, RunOutcome outcome) {
        if (trace != null) {
            TraceFile.write(
                    trace,
                    scenario,
                    outcome,
                    Objects.requireNonNull(outcome.log()),
                    Objects.requireNonNull(outcome.timeline()));
        }
        if (frames != null) {
            FramesFile.write(frames, scenario, outcome, Objects.requireNonNull(outcome.log()));
        }
    }

    /** The {@link ExitStatus} of a run that was done. */
    public int status(RunResult result) {
        return check && !result.slo().met() ? ExitStatus.OBJECTIVE_MISSED : ExitStatus.DONE;
    }
}
