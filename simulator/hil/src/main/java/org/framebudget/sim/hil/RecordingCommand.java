package org.framebudget.sim.hil;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.framebudget.models.InputException;
import org.framebudget.models.SafeFiles;
import org.framebudget.sim.cli.ExitStatus;
import org.framebudget.sim.cli.OutputPaths;
import org.framebudget.sim.cli.Terminal;
import org.framebudget.sim.results.Hardware;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code framebudget recording FILE}: needs neither the scenario nor the device. */
@Command(
        name = "recording",
        description = {
            "Show what a recording of a hardware run holds, and write it as CSV.",
            "A run that broke off leaves FILE.partial, which can be read as far as it goes."
        })
final class RecordingCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "FILE", description = "What 'framebudget hil' wrote with --record.")
    private Path file = Path.of("");

    @Option(
            names = "--answers",
            paramLabel = "FILE",
            description =
                    "Write a line for every inference, as .csv: when it was due, how late it was handed over, how long"
                            + " it took.")
    private @Nullable Path answers;

    @Option(
            names = "--samples",
            paramLabel = "FILE",
            description =
                    "Write what the device's sensors said over time, as .csv: clock, power, memory, temperatures.")
    private @Nullable Path samples;

    RecordingCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        checkName("--answers", answers);
        checkName("--samples", samples);
        new OutputPaths().input(file).file("--answers", answers).file("--samples", samples);
        RecordingFile.Read read = RecordingFile.read(file);
        Recording recording = read.recording();
        if (answers != null) {
            SafeFiles.write(answers, RecordingCsv.answers(recording));
        }
        if (samples != null) {
            SafeFiles.write(samples, RecordingCsv.samples(recording));
        }
        if (answers == null && samples == null) {
            terminal.print(terminal.style().clean(text(read)));
        } else if (read.damage() != null) {
            terminal.note("framebudget: " + file + ": " + read.damage() + "; what stands before is written.");
        }
        return ExitStatus.DONE;
    }

    private static void checkName(String option, @Nullable Path csv) {
        String name = csv == null ? "" : csv.toString().toLowerCase(Locale.ROOT);
        if (csv != null && !name.endsWith(".csv") && !name.startsWith("/dev/")) {
            throw new InputException(
                    option + ": '" + csv + "' has an unknown ending. A name that ends in .csv is right.");
        }
    }

    private String text(RecordingFile.Read read) {
        Recording recording = read.recording();
        Recording.Head head = recording.head();
        Hardware hardware = HardwareSummary.of(recording);
        StringBuilder text = new StringBuilder(file + ": "
                + String.format(
                        Locale.ROOT,
                        "%,d inferences and %,d samples of device '%s', answered by %s\n",
                        recording.inferences().size(),
                        recording.samples().size(),
                        head.device(),
                        head.target().target()));
        text.append("Scenario sha256 ")
                .append(head.scenarioSha256())
                .append(", seed ")
                .append(head.seed())
                .append(", ")
                .append(head.durationS())
                .append(" s\n");
        for (Hardware.Network network : hardware.networks()) {
            text.append(network.network())
                    .append(" (")
                    .append(network.stages())
                    .append("): ")
                    .append(String.format(
                            Locale.ROOT, "%,d inferences", network.invokeMs().count()))
                    .append(
                            network.invokeMs().p50() == null
                                    ? ""
                                    : String.format(
                                            Locale.ROOT,
                                            ", median %.3f ms",
                                            network.invokeMs().p50()))
                    .append('\n');
        }
        return text.append(TwinText.run(hardware))
                .append(
                        read.damage() == null
                                ? "The recording is complete.\n"
                                : "The recording is not complete: " + read.damage() + ".\n")
                .toString();
    }
}
