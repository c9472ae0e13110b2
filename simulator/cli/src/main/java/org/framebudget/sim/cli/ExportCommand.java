package org.framebudget.sim.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.framebudget.models.InputException;
import org.framebudget.models.network.InputSize;
import org.framebudget.models.network.Precision;
import org.framebudget.models.tflite.NetworkExport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code framebudget networks export ID FILE.tflite}. */
@Command(
        name = "export",
        description =
                "Write a network as a .tflite file that runs anywhere, with random weights: for measuring, not for"
                        + " seeing.")
final class ExportCommand implements Callable<Integer> {
    private static final List<Precision> PRECISIONS = List.of(Precision.FP32, Precision.FP16, Precision.INT8);

    private final Terminal terminal;
    private final Backend backend;

    @Parameters(paramLabel = "ID", description = "Network id; 'framebudget networks' lists them.")
    private String id = "";

    @Parameters(paramLabel = "FILE.tflite", description = "Where to write it. An existing file is replaced.")
    private Path file = Path.of("");

    @Option(
            names = "--input",
            paramLabel = "WxH",
            description = "Size of the image in pixels, 32 to 4096 a side; default: as published.")
    private @Nullable String input;

    @Option(
            names = "--precision",
            paramLabel = "P",
            defaultValue = "fp32",
            description = "fp32, fp16 (weights only) or int8; default: fp32.")
    private String precision = "";

    ExportCommand(Terminal terminal, Backend backend) {
        this.terminal = terminal;
        this.backend = backend;
    }

    @Override
    public Integer call() {
        NetworkExport.checkName(file);
        new OutputPaths().file("FILE.tflite", file);
        Precision asked = precision();
        Backend.Exported done = backend.exportNetwork(id, size(), asked, file);
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

    private @Nullable InputSize size() {
        try {
            return input == null ? null : InputSize.of(input);
        } catch (InputException e) {
            throw new InputException("--input: " + e.getMessage(), e);
        }
    }

    private Precision precision() {
        List<String> known = PRECISIONS.stream().map(Precision::text).toList();
        if (!known.contains(precision)) {
            throw new InputException("--precision: '" + precision + "' is not one that files are written in. Right are "
                    + String.join(", ", known) + ".");
        }
        return PRECISIONS.get(known.indexOf(precision));
    }
}
