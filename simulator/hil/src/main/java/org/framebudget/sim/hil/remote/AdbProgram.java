package org.framebudget.sim.hil.remote;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Where {@code adb} is on this machine. */
final class AdbProgram {
    private AdbProgram() {}

    /**
     * Looks in {@code PATH}, then in the folders of Android's tools.
     *
     * @throws org.framebudget.models.MachineException where it is nowhere
     */
    static Path find(Map<String, String> environment) {
        List<Path> folders = new ArrayList<>();
        for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator)) {
            if (!folder.isBlank()) {
                folders.add(Path.of(folder));
            }
        }
        for (String key : List.of("ANDROID_HOME", "ANDROID_SDK_ROOT")) {
            String home = environment.getOrDefault(key, "");
            if (!home.isBlank()) {
                folders.add(Path.of(home, "platform-tools"));
            }
        }
        for (Path folder : folders) {
            for (String name : List.of("adb", "adb.exe")) {
                Path file = folder.resolve(name);
                if (Files.isRegularFile(file) && Files.isExecutable(file)) {
                    return file.toAbsolutePath();
                }
            }
        }
        throw Faults.machine(
                "adb is neither in PATH nor in $ANDROID_HOME/platform-tools. It comes with Android's platform"
                        + " tools.");
    }
}
