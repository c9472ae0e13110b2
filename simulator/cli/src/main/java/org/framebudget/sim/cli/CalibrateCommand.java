package org.framebudget.sim.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.framebudget.devices.Evidence;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.devices.calibration.imports.ImportedFile;
import org.framebudget.devices.calibration.imports.MeasurementFile;
import org.framebudget.devices.calibration.imports.ProfileCalibration;
import org.framebudget.devices.calibration.imports.Subject;
import org.framebudget.models.InputException;
import org.framebudget.models.network.Precision;
import org.framebudget.sim.report.FitReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code framebudget calibrate FILE…}, with {@code host} and {@code shipped}. */
@Command(
        name = "calibrate",
        description = "Make or update a device profile from measurements, with a report on the fit.",
        footer = {
            "",
            "Reads 'framebudget measure' records (JSON, CSV), the output of benchmark_model with or without its operator"
                    + " profile, MLPerf LoadGen logs (summary, detail, trace), and CSV with a column latency_ms. What a"
                    + " file is, is found out by its content."
        })
final class CalibrateCommand implements Callable<Integer> {
    private static final String ID_PATTERN = "[a-z0-9][a-z0-9_-]*";

    private final Terminal terminal;

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "Files of measurements.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--profile",
            paramLabel = "ID-or-FILE",
            description = "The profile to copy: the same kind of device, so all but its latencies holds.")
    private @Nullable String profile;

    @Option(
            names = "--like",
            paramLabel = "ID-or-FILE",
            description = "A similar device instead: its numbers are carried over as ASSUMED, its latencies left out.")
    private @Nullable String like;

    @Option(
            names = "--device-id",
            paramLabel = "ID",
            description = "Id of the profile to make; with this alone your own profile of that id is updated.")
    private @Nullable String deviceId;

    @Option(
            names = "--join",
            description = "Keep the copied profile's reference rows beside yours, where you measured nothing.")
    private boolean join;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description =
                    "Folder for the profile; default: $FRAMEBUDGET_HOME/profiles, ~/.config/framebudget/profiles.")
    private @Nullable Path out;

    @Option(names = "--network", paramLabel = "ID", description = "Network, where a file does not say it.")
    private @Nullable String network;

    @Option(names = "--input", paramLabel = "WxH", description = "Picture size, where a file does not say it.")
    private @Nullable String input;

    @Option(
            names = "--precision",
            paramLabel = "NAME",
            description = "fp32, fp16 or int8, where a file does not say it.")
    private @Nullable String precision;

    @Option(
            names = "--unit",
            paramLabel = "NAME",
            description = "cpu, gpu, npu, tpu or nnapi, where a file does not say it.")
    private @Nullable String unit;

    @Option(names = "--threads", paramLabel = "N", description = "CPU threads, where a file does not say it.")
    private @Nullable Integer threads;

    @Option(names = "--json", description = "Print what was fitted as one JSON document.")
    private boolean json;

    private CalibrateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    static CommandLine commandLine(Terminal terminal, Backend backend) {
        return new CommandLine(new CalibrateCommand(terminal))
                .addSubcommand(new CalibrateShippedCommand(terminal))
                .addSubcommand(new HostCommand(terminal, backend));
    }

    @Override
    public Integer call() {
        if (files.isEmpty()) {
            throw new InputException("calibrate: there is no FILE of measurements. 'framebudget measure --out FOLDER'"
                    + " makes one; 'framebudget help calibrate' says what else can be read.");
        }
        Path folder = folder();
        new OutputPaths().folder("--out", folder);
        Plan plan = plan(folder);
        Subject given = given();
        List<ImportedFile> read = new ArrayList<>();
        for (Path file : files) {
            read.add(MeasurementFile.read(file.toString(), TextFile.read(file)));
        }
        ProfileCalibration made = ProfileCalibration.of(
                new ProfileCalibration.Request(
                        read, given, plan.base(), like != null, join, plan.id(), folder, Evidence.MEASURED_HERE),
                new ProfileRepository(folder));
        // the profile last: once it is there, all that belongs to it is
        List<Path> report = FitReport.write(folder.resolve(plan.id() + "-fit"), made.report());
        made.write();
        if (json) {
            Map<String, Object> document = new LinkedHashMap<>(CalibrationText.json(made.report()));
            document.put("file", made.file().toString());
            document.put("report", report.stream().map(Path::toString).toList());
            terminal.document(Json.text(document));
        } else {
            terminal.print(CalibrationText.text(made.report(), made.file(), report.get(report.size() - 1)));
        }
        return ExitStatus.DONE;
    }

    private Path folder() {
        Path folder = out == null ? ProfileRepository.defaultUserFolder() : out;
        if (folder == null) {
            throw new InputException("--out: this system names no home folder. Give the folder for the profile.");
        }
        return folder;
    }

    private record Plan(String base, String id) {}

    private Plan plan(Path folder) {
        if (profile != null && like != null) {
            throw new InputException(
                    "--like: stands beside --profile. The same kind of device is copied with --profile, a"
                            + " similar one with --like.");
        }
        if (deviceId != null && !deviceId.matches(ID_PATTERN)) {
            throw new InputException("--device-id: '" + deviceId
                    + "' is not an id. Use lower-case letters, digits, '-' and '_', as in my-phone.");
        }
        String base = profile == null ? like : profile;
        if (base == null) {
            if (deviceId == null) {
                throw new InputException(
                        "calibrate: which device was measured? Give --device-id with an id for it, and the"
                                + " profile of the same kind of device with --profile, or of a similar one with --like.");
            }
            if (!isOwn(folder, deviceId)) {
                throw new InputException("--device-id: there is no profile '" + deviceId + "' of yours in " + folder
                        + " to update. Give the profile to start from with --profile or --like.");
            }
            return new Plan(deviceId, deviceId);
        }
        if (deviceId == null) {
            if (like == null && isOwn(folder, base)) {
                return new Plan(base, base);
            }
            throw new InputException("--device-id: is missing. '" + base
                    + "' stays as it is: give an id for the new profile, as in my-phone.");
        }
        return new Plan(base, deviceId);
    }

    private static boolean isOwn(Path folder, String id) {
        return id.matches(ID_PATTERN)
                && List.of(".yaml", ".yml", ".json").stream()
                        .anyMatch(suffix -> Files.isRegularFile(folder.resolve(id + suffix)));
    }

    private Subject given() {
        Precision of = NetworkOptions.precision(precision);
        if (threads != null && (threads < 0 || threads > 1024)) {
            throw new InputException(
                    "--threads: " + threads + " is out of range. A whole number from 0 to 1024 is right.");
        }
        return new Subject(network, NetworkOptions.input(input), of == null ? null : of.text(), unit, threads);
    }
}
