package org.framebudget.sim.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.framebudget.devices.calibration.LatencyCalibration;
import org.framebudget.devices.latency.LatencyModel;
import org.framebudget.models.SafeFiles;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code framebudget calibrate shipped}: for who changes the measurements that come with the product. */
@Command(
        name = "shipped",
        description = "Fit the shipped latency model anew to all published measurements, and write its file.")
final class CalibrateShippedCommand implements Callable<Integer> {
    private static final Path IN_SOURCES = Path.of("device-profiles/src/main/resources", LatencyModel.FILE);

    private final Terminal terminal;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "The file to write; default: its place where this folder is the sources, else"
                    + " latency-model.csv here.")
    private @Nullable Path out;

    CalibrateShippedCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Path file = out != null ? out : Files.exists(IN_SOURCES) ? IN_SOURCES : Path.of("latency-model.csv");
        new OutputPaths().file("--out", file);
        terminal.note("Fitting all published series; this takes about half a minute.");
        LatencyModel model = LatencyCalibration.run();
        SafeFiles.writeText(file, model.text());
        boolean same = model.text().equals(LatencyModel.shipped().text());
        terminal.println(
                file.toAbsolutePath().normalize() + (same ? ": as shipped." : ": differs from the shipped one."));
        return ExitStatus.DONE;
    }
}
