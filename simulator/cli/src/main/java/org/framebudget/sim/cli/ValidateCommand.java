package org.framebudget.sim.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.framebudget.devices.calibration.LatencyValidation;
import org.framebudget.devices.calibration.MemoryValidation;
import org.framebudget.devices.calibration.PercentileValidation;
import org.framebudget.devices.calibration.PowerValidation;
import org.framebudget.devices.calibration.thermal.SustainedValidation;
import org.framebudget.models.InputException;
import org.framebudget.sim.report.ValidationPlot;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code framebudget validate}: predicted against published measurements that took no part in the prediction. */
@Command(name = "validate", description = "Compare predictions with published measurements that were left out of them.")
final class ValidateCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(names = "--device", paramLabel = "ID", description = "Only this device; default: all.")
    private @Nullable String device;

    @Option(names = "--rows", description = "Also every left-out measurement.")
    private boolean rows;

    @Option(names = "--plot", paramLabel = "FILE.png", description = "Also write a picture of predicted over measured.")
    private @Nullable Path plot;

    @Option(names = "--json", description = "Print the comparison as one JSON document.")
    private boolean json;

    ValidateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (device != null && device.isBlank()) {
            throw new InputException("--device: is empty. Write a device, or leave the option out for all.");
        }
        LatencyValidation latency = LatencyValidation.run();
        List<SustainedValidation.Row> sustained = SustainedValidation.rows();
        ValidationReport report = new ValidationReport(
                latency,
                sustained,
                MemoryValidation.run(),
                PowerValidation.run(),
                PercentileValidation.run(),
                device == null ? "" : device);
        if (plot != null) {
            ValidationPlot.write(plot, latency);
        }
        if (json) {
            terminal.document(Json.text(report.facts()));
        } else {
            terminal.print(report.text(rows));
        }
        return ExitStatus.DONE;
    }
}
