package org.framebudget.sim.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.models.InputException;
import org.framebudget.models.runtime.MeasureRequest;
import org.framebudget.sim.host.HostCalibration;
import org.framebudget.sim.host.HostCheck;
import org.framebudget.sim.host.HostOptions;
import org.framebudget.sim.host.HostProgress;
import org.framebudget.sim.host.HostReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code framebudget calibrate host}. */
@Command(
        name = "host",
        description = {
            "Measure this machine with TensorFlow Lite and write the profile 'host'.",
            "Half of the known networks are measured at several sizes; --check measures the others and says how well the"
                    + " profile predicts them."
        })
final class HostCommand implements Callable<Integer> {
    private static final double MOST_MINUTES = 1440;

    private final Terminal terminal;
    private final Backend backend;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads of the runs on all cores; default: all cores.")
    private @Nullable Integer threads;

    @Option(names = "--minutes", paramLabel = "M", description = "How long it may take; default: 13.")
    private @Nullable Double minutes;

    @Option(names = "--quick", description = "One short round, in less than three minutes.")
    private boolean quick;

    @Option(names = "--check", description = "Hold the profile against the other half of the networks, measured anew.")
    private boolean check;

    @Option(names = "--json", description = "Print what was done as one JSON document and nothing else.")
    private boolean json;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "Folder of host.yaml; default: profiles in $$FRAMEBUDGET_HOME, or in ~/.config/framebudget.")
    private @Nullable Path out;

    HostCommand(Terminal terminal, Backend backend) {
        this.terminal = terminal;
        this.backend = backend;
    }

    @Override
    public Integer call() {
        HostOptions options = options();
        BackendRuntime runtime = new BackendRuntime(backend);
        if (check) {
            DeviceProfile profile = profile(options.folder());
            HostCheck.Result result;
            try (ProgressBar bar = new ProgressBar(terminal, "checking")) {
                result = HostCheck.run(runtime, options, profile, progress(bar));
            }
            if (json) {
                terminal.document(Json.text(HostText.document(result)));
            } else {
                terminal.print(HostText.of(result));
            }
            return ExitStatus.DONE;
        }
        new OutputPaths().folder("--out", options.folder());
        HostReport report;
        try (ProgressBar bar = new ProgressBar(terminal, "calibrating")) {
            report = HostCalibration.run(runtime, options, progress(bar));
        }
        // what cannot be read back would be found by the next command
        int assumed = backend.assumedValues(
                backend.device(report.profile().toAbsolutePath().toString(), Path.of("")));
        if (json) {
            terminal.document(Json.text(HostText.document(report, assumed)));
        } else {
            terminal.print(HostText.of(report, assumed));
        }
        return ExitStatus.DONE;
    }

    private HostOptions options() {
        if (quick && minutes != null) {
            throw new InputException("--quick and --minutes both say how long it may take. Give one of them.");
        }
        if (minutes != null && !(minutes > 0 && minutes <= MOST_MINUTES)) {
            throw new InputException(
                    "--minutes: " + MeasureText.plain(minutes) + " is out of range. A number above 0, at" + " most "
                            + MeasureText.plain(MOST_MINUTES) + ", is right.");
        }
        if (threads != null && (threads < 1 || threads > MeasureRequest.MOST_THREADS)) {
            throw new InputException("--threads: " + threads + " is out of range. A whole number from 1 to "
                    + MeasureRequest.MOST_THREADS + " is right.");
        }
        Path folder = out == null ? ProfileRepository.defaultUserFolder() : out;
        if (folder == null) {
            throw new InputException("There is no home folder to write the profile to. Name a folder (--out).");
        }
        int of = threads == null ? backend.machine().cores() : threads;
        return quick
                ? HostOptions.quick(folder, of)
                : HostOptions.full(folder, of, minutes == null ? HostOptions.FULL_MINUTES : minutes);
    }

    private DeviceProfile profile(Path folder) {
        Path file = folder.resolve(HostCalibration.PROFILE);
        if (!Files.isRegularFile(file)) {
            throw new InputException(
                    "--check: there is no profile " + file + " yet. 'framebudget calibrate host' writes it.");
        }
        return backend.device(file.toAbsolutePath().toString(), Path.of(""));
    }

    private static HostProgress progress(ProgressBar bar) {
        return (fraction, leftS, doing) -> bar.show(fraction, HostText.left(leftS) + ", " + doing);
    }
}
