package org.framebudget.sim.hil.remote;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.framebudget.sim.hil.remote.RemoteRecord.Device;
import org.framebudget.sim.hil.remote.RemoteRecord.Program;
import org.jspecify.annotations.Nullable;

/** Finds out what a device is, where its {@code benchmark_model} lies and where it may be worked. */
final class DeviceProbe {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    /** As built, and as the nightly files are called. */
    private static final String NAMES = "benchmark_model linux_aarch64_benchmark_model linux_arm_benchmark_model"
            + " linux_x86-64_benchmark_model android_aarch64_benchmark_model android_arm_benchmark_model";

    private DeviceProbe() {}

    static Device device(RemoteShell shell) {
        Map<String, String> facts = new LinkedHashMap<>();
        String script = """
                say() { [ -n "$2" ] && printf '%s\\t%s\\n' "$1" "$2"; }
                say kernel "$(uname -s) $(uname -r)"
                say arch "$(uname -m)"
                if command -v getprop >/dev/null 2>&1; then
                  say android "$(getprop ro.build.version.release)"
                  say model "$(getprop ro.product.manufacturer) $(getprop ro.product.model)"
                  say soc "$(getprop ro.soc.model)"
                fi
                [ -r /proc/device-tree/model ] && say model "$(tr -d '\\000' </proc/device-tree/model)"
                [ -r /etc/os-release ] && say os "$(. /etc/os-release; echo "$PRETTY_NAME")"
                say cpu "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2>/dev/null | head -n 1)"
                say cpu "$(sed -n 's/^Hardware[^:]*: //p' /proc/cpuinfo 2>/dev/null | head -n 1)"
                say cores "$(nproc 2>/dev/null || grep -c ^processor /proc/cpuinfo)"
                exit 0
                """;
        shell.run("asking the device what it is", script, LIMIT).out().lines().forEach(line -> {
            int tab = line.indexOf('\t');
            if (tab > 0 && !line.substring(tab + 1).isBlank()) {
                facts.putIfAbsent(
                        line.substring(0, tab), line.substring(tab + 1).strip());
            }
        });
        String kernel = facts.getOrDefault("kernel", "unknown");
        String android = facts.get("android");
        String os = android == null ? facts.getOrDefault("os", "") : "Android " + android;
        String soc = facts.get("soc");
        String cores = facts.getOrDefault("cores", "");
        return new Device(
                facts.get("model"),
                os.isEmpty() ? kernel : os + ", " + kernel,
                facts.getOrDefault("arch", "unknown"),
                soc == null ? facts.get("cpu") : soc,
                cores.matches("\\d{1,4}") ? Integer.parseInt(cores) : 0);
    }

    /** @throws org.framebudget.models.MachineException where it is not there or may not be run, with where was looked */
    static Program program(RemoteShell shell, @Nullable String given) {
        String search = given == null
                ? "for n in " + NAMES + """
                ; do
                  p=$(command -v "$n") && found "$p"
                done
                for d in /data/local/tmp "${HOME:-/}" "${HOME:-/}/bin" /usr/local/bin; do
                  for n in\s""" + NAMES + "; do found \"$d/$n\"; done\ndone\n"
                : "found " + ShellText.quote(given) + "\n";
        String script = """
                found() {
                  [ -f "$1" ] || return 1
                  if [ ! -x "$1" ]; then printf 'closed\\t%s\\n' "$1"; return 1; fi
                  printf 'program\\t%s\\n' "$1"
                  command -v sha256sum >/dev/null 2>&1 && printf 'sha256\\t%s\\n' "$(sha256sum "$1" | cut -d ' ' -f 1)"
                  exit 0
                }
                """ + search;
        Map<String, String> said = new LinkedHashMap<>();
        shell.run("looking for benchmark_model", script, LIMIT).out().lines().forEach(line -> {
            int tab = line.indexOf('\t');
            if (tab > 0) {
                said.put(line.substring(0, tab), line.substring(tab + 1));
            }
        });
        String path = said.get("program");
        if (path != null) {
            // sha256sum marks a name that it had to escape
            String sha256 = said.getOrDefault("sha256", "").replace("\\", "");
            return new Program(path, sha256.matches("[0-9a-f]{64}") ? sha256 : null);
        }
        String closed = said.get("closed");
        if (closed != null) {
            throw Faults.machine(shell.name() + ": " + closed + " may not be run. 'chmod +x' on the device allows it.");
        }
        throw Faults.machine(shell.name() + ": "
                + (given == null
                        ? "benchmark_model is neither in PATH nor in /data/local/tmp, the home folder or /usr/local/bin."
                        : "there is no " + given + ".")
                + " Copy TensorFlow Lite's or LiteRT's benchmark_model for this device there, or name its place.");
    }

    /**
     * Makes a folder that nobody else uses.
     *
     * @param name of it, new on the device
     * @param under absent to choose
     * @return its path
     */
    static String folder(RemoteShell shell, String name, @Nullable String under) {
        String choose = under == null ? """
                for d in "${TMPDIR:-}" /data/local/tmp /tmp "${HOME:-}"; do
                  [ -n "$d" ] && [ -d "$d" ] && [ -w "$d" ] && break
                  d=
                done
                [ -n "$d" ] || { echo "no folder may be written" >&2; exit 1; }
                """ : "d=" + ShellText.quote(under) + "\n";
        ShellResult made = shell.run(
                "making a working folder",
                choose + "d=${d%/}/" + name + "\numask 077\nmkdir \"$d\" && cd \"$d\" && pwd",
                LIMIT);
        List<String> lines = made.out().lines().filter(line -> !line.isBlank()).toList();
        if (!made.good() || lines.isEmpty()) {
            throw Faults.machine(
                    shell.name() + ": a working folder could not be made on the device: " + made.complaint() + ".");
        }
        return lines.get(lines.size() - 1);
    }
}
