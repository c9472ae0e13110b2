package org.framebudget.sim.hil;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.framebudget.devices.Evidence;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.devices.calibration.imports.MeasurementFile;
import org.framebudget.devices.calibration.imports.ProfileCalibration;
import org.framebudget.devices.calibration.imports.Subject;
import org.framebudget.models.InputException;
import org.framebudget.models.SafeFiles;
import org.framebudget.models.runtime.MachineInfo;
import org.framebudget.sim.pipeline.DeviceInference;
import org.framebudget.sim.report.FitReport;
import org.framebudget.sim.report.ResultJson;
import org.framebudget.sim.results.Twin;

/** Makes a new profile of the one that was predicted with and what hardware answered, with the evidence beside it. */
final class Recalibration {
    private static final String ID_PATTERN = "[a-z0-9][a-z0-9_-]*";
    private static final Pattern AGENT_HERE = Pattern.compile("agent://(localhost|127(\\.\\d+){3}|\\[::1])(:\\d+)?");
    private static final String MEASUREMENTS = "hil-measurements.csv";

    /** Files of the evidence. */
    static final List<String> EVIDENCE =
            List.of(MEASUREMENTS, "twin.json", "parameters.csv", "covariance.csv", "residuals.csv", "fit-report.pdf");

    private Recalibration() {}

    /** Folder of the evidence for a profile. */
    static Path evidence(String id, Path folder) {
        return folder.resolve(id + "-fit");
    }

    /**
     * Refuses an id that is none or is taken.
     *
     * @throws InputException with what would be right
     */
    static void check(String id, Path folder) {
        if (!id.matches(ID_PATTERN)) {
            throw new InputException("--update: '" + id
                    + "' is not an id. Use lower-case letters, digits, '-' and '_', as in my-phone.");
        }
        if (id.equals(ProfileRepository.HOST)) {
            throw new InputException(
                    "--update: '" + id + "' is this machine as 'framebudget calibrate host' measures it, and a run"
                            + " of a few networks does not replace that. Give another id.");
        }
        boolean there = Stream.of(".yaml", ".yml", ".json").anyMatch(end -> Files.exists(folder.resolve(id + end)));
        if (there || ProfileRepository.isShipped(id)) {
            throw new InputException("--update: there is a profile '" + id
                    + "' already, and it stays as it is. Give another" + " id for the new one.");
        }
    }

    /**
     * Writes the profile, a report on the fit, what was measured and the twin report. What another machine answered is not called
     * measured here, and what it takes of {@code host}, which is this machine, becomes ASSUMED.
     *
     * @param base name of the profile in the scenario
     * @param machine this one
     * @return the profile's file
     * @throws InputException where no run counts, or nothing was answered
     */
    static Path write(
            String id,
            Path folder,
            String base,
            Prepared prepared,
            MachineInfo machine,
            List<TwinMaker.Real> runs,
            Twin twin) {
        String csv = measurements(prepared.bench().inferences(), runs);
        boolean here = isHere(runs.get(0).recording().head().target(), machine);
        ProfileCalibration made = ProfileCalibration.of(
                new ProfileCalibration.Request(
                        List.of(MeasurementFile.read(MEASUREMENTS, csv)),
                        Subject.UNKNOWN,
                        base,
                        !here && base.equals(ProfileRepository.HOST),
                        true,
                        id,
                        folder,
                        here ? Evidence.MEASURED_HERE : Evidence.MEASURED_ELSEWHERE),
                prepared.profiles());
        Path evidence = evidence(id, folder);
        FitReport.write(evidence, made.report());
        SafeFiles.writeText(evidence.resolve(MEASUREMENTS), csv);
        ResultJson.write(evidence.resolve("twin.json"), twin);
        // the profile last: once it is there, all that belongs to it is
        made.write();
        return made.file();
    }

    /**
     * Whether this machine answered, as far as the recording tells: an agent elsewhere may run on the same model. A recording that was made on
     * another machine of it cannot be told from one that was made here.
     */
    static boolean isHere(TargetInfo target, MachineInfo machine) {
        return (target.target().equals("local")
                        || AGENT_HERE.matcher(target.target()).matches())
                && target.architecture().equals(machine.arch())
                && Objects.equals(target.processor(), machine.cpuModel())
                && target.cores() == machine.cores();
    }

    /**
     * Mean of each network over all runs that count.
     *
     * @throws InputException where no run counts, or nothing was answered
     */
    static String measurements(List<DeviceInference> inferences, List<TwinMaker.Real> runs) {
        List<TwinMaker.Real> counted =
                runs.stream().filter(run -> run.hardware().valid()).toList();
        if (counted.isEmpty()) {
            throw new InputException("--update: no profile is made of a run that does not count: "
                    + runs.get(runs.size() - 1).hardware().why() + ".");
        }
        StringBuilder text = new StringBuilder(
                "network,input_width_px,input_height_px,precision,unit,threads,latency_ms,statistic,runtime,conditions,note\n");
        List<String> rows = new ArrayList<>();
        for (int n = 0; n < inferences.size(); n++) {
            double sumMs = 0;
            long count = 0;
            for (TwinMaker.Real run : counted) {
                for (InferenceRecord each : run.recording().inferences()) {
                    if (each.network() == n) {
                        sumMs += each.invokeNs() * 1e-6;
                        count++;
                    }
                }
            }
            if (count == 0) {
                continue;
            }
            DeviceInference what = inferences.get(n);
            rows.add(String.join(
                    ",",
                    what.network(),
                    Integer.toString(what.widthPx()),
                    Integer.toString(what.heightPx()),
                    what.precision(),
                    what.unit(),
                    Integer.toString(what.threads()),
                    String.format(Locale.ROOT, "%.6f", sumMs / count),
                    "mean",
                    quoted(counted.get(0).hardware().machine().runtime()),
                    quoted("in the scenario by framebudget hil, n=" + count),
                    ""));
        }
        if (rows.isEmpty()) {
            throw new InputException("--update: no profile is made of a run in which the device answered nothing.");
        }
        rows.forEach(row -> text.append(row).append('\n'));
        return text.toString();
    }

    private static String quoted(String cell) {
        return '"' + cell.replace("\"", "\"\"") + '"';
    }
}
