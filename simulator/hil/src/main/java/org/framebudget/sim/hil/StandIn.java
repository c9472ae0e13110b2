package org.framebudget.sim.hil;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.models.MachineException;
import org.framebudget.models.network.InputSize;
import org.framebudget.models.network.Precision;
import org.framebudget.sim.host.HostRuntime;
import org.framebudget.sim.host.HostStandIn;
import org.framebudget.sim.scenario.Scenario;

/** The profile {@code host} of a machine that nobody calibrated, for a scenario that names it; and as part of a recording. */
final class StandIn {
    private static final String HOST = "host";

    private StandIn() {}

    /** Whether the scenario names a profile of this machine that is not there. */
    static boolean needed(Scenario scenario, ProfileRepository profiles) {
        return !profiles.knowsHost()
                && scenario.devices().stream()
                        .anyMatch(device -> device.profile().equals(HOST));
    }

    /** Measures what the scenario runs on this machine for a second each, and writes the profile into a folder. */
    static void measure(Scenario scenario, HostRuntime machine, Path folder) {
        Set<HostStandIn.Wanted> wanted = new LinkedHashSet<>();
        for (Scenario.PipelineSpec pipeline : scenario.pipelines()) {
            for (Scenario.StageSpec stage : pipeline.everyWork()) {
                Scenario.Infer infer = stage.infer();
                if (infer != null && onHost(scenario, pipeline, stage)) {
                    Integer threads = infer.threads();
                    wanted.add(new HostStandIn.Wanted(
                            infer.network(),
                            new InputSize(infer.inputWidthPx(), infer.inputHeightPx()),
                            Precision.valueOf(infer.precision().toUpperCase(Locale.ROOT)),
                            threads == null ? 1 : threads));
                }
            }
        }
        HostStandIn.write(machine, List.copyOf(wanted), folder);
    }

    private static boolean onHost(Scenario scenario, Scenario.PipelineSpec pipeline, Scenario.StageSpec stage) {
        return scenario.devices().stream()
                .filter(device -> device.profile().equals(HOST))
                .anyMatch(device -> stage.device() != null
                        ? stage.device().equals(device.id())
                        : scenario.cameras().stream()
                                .anyMatch(camera -> pipeline.cameras().contains(camera.id())
                                        && camera.device().equals(device.id())));
    }

    /** Its files by their names within a folder. */
    static Map<String, String> read(Path folder) {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(each).toString().replace('\\', '/'), Files.readString(each));
            }
        } catch (IOException e) {
            throw new MachineException(
                    "The temporary folder " + folder + " cannot be read: " + e.getMessage() + ".", e);
        }
        return files;
    }

    /** Puts the files of {@link #read} into a folder; names that lead out of it are left out. */
    static void write(Map<String, String> files, Path folder) {
        try {
            for (Map.Entry<String, String> each : files.entrySet()) {
                Path file = folder.resolve(each.getKey()).normalize();
                Path parent = file.getParent();
                if (parent != null && file.startsWith(folder)) {
                    Files.createDirectories(parent);
                    Files.writeString(file, each.getValue());
                }
            }
        } catch (IOException e) {
            throw new MachineException(
                    "The temporary folder " + folder + " cannot be written: " + e.getMessage() + ".", e);
        }
    }
}
