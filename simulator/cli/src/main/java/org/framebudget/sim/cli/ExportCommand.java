package org.framebudget.sim.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.framebudget.models.network.Precision;
import org.framebudget.models.tflite.NetworkExport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code framebudget networks export ID FILE.tflite}. */
@Command(
        name = "export",
        description =
                "Write a network as a .tflite file that runs anywhere, with random weights: for measuring, not for"
                        + " seeing. In fp16 only the weights are.")
final class ExportCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Backend backend;

    @Parameters(paramLabel = "ID", description = "Network id; 'framebudget networks' lists them.")
    private String id = "";

    @Parameters(paramLabel = "FILE.tflite", description = "Where to write it. An existing file is replaced.")
    private Path file = Path.of("");

    @Mixin
    private NetworkOptions options = new NetworkOptions();

    ExportCommand(Terminal terminal, Backend backend) {
        this.terminal = terminal;
        this.backend = backend;
    }

    @Override
    public Integer call() {
        NetworkExport.checkName(file);
        new OutputPaths().file("FILE.tflite", file);
        Precision given = options.precision();
        Precision asked = given == null ? Precision.FP32 : given;
        Backend.Exported done = backend.exportNetwork(id, options.input(), asked, file);
        terminal.println(String.format(
                Locale.ROOT,
                "%s at %s in %s is in %s (%.1f MB). Its weights are random: it is for measuring, not for seeing.",
                id,
                done.input(),
                asked.text(),
                file,
                done.bytes() / 1e6));
        return ExitStatus.DONE;
    }
}
