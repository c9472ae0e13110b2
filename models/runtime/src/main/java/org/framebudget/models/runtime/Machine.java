package org.framebudget.models.runtime;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The machine this runs on, as far as the system shows it: {@code /proc} and {@code /sys} on Linux, little elsewhere. What
 * it does not show is absent, never an error.
 */
public final class Machine {
    private static final Pattern PROCESSOR_SENSOR =
            Pattern.compile("(?i).*(cpu|x86_pkg|package|soc|core|k10temp|zenpower|tctl).*");
    private static final Pattern MHZ = Pattern.compile("(?m)^cpu MHz\\s*:\\s*([0-9.]+)$");
    /** Readings outside are those of a sensor that is not connected. */
    private static final double LEAST_DEG_C = -60;

    private static final double MOST_DEG_C = 160;

    private final Path root;
    private final List<Path> clocks;
    private final @Nullable Path sensor;

    private Machine(Path root) {
        this.root = root;
        this.clocks = SystemFiles.matching(root.resolve("sys/devices/system/cpu"), "cpu[0-9]*").stream()
                .map(cpu -> cpu.resolve("cpufreq/scaling_cur_freq"))
                .filter(Files::isReadable)
                .toList();
        this.sensor = sensor(root);
    }

    /** This one. */
    public static Machine here() {
        return at(Path.of("/"));
    }

    static Machine at(Path root) {
        return new Machine(root);
    }

    /** What does not change. */
    public MachineInfo info() {
        String os = System.getProperty("os.name", "") + " " + System.getProperty("os.version", "");
        return new MachineInfo(
                os.strip(),
                System.getProperty("os.arch", ""),
                cpuModel(),
                emptyToNull(
                        SystemFiles.text(root.resolve("proc/device-tree/model")).replace("\0", "")),
                Runtime.getRuntime().availableProcessors(),
                memoryMb(),
                governor());
    }

    /** What does. */
    public MachineState state() {
        return new MachineState(clockMhz(), temperatureDegC(), loadAverage());
    }

    private @Nullable Double clockMhz() {
        OptionalDouble khz = clocks.stream()
                .map(SystemFiles::text)
                .filter(text -> text.matches("\\d+"))
                .mapToDouble(Double::parseDouble)
                .max();
        if (khz.isPresent()) {
            return khz.getAsDouble() / 1000;
        }
        return cpuinfoMhz(root);
    }

    /** The fastest clock in {@code /proc/cpuinfo}, which x86 tells where the kernel does not control it. */
    static @Nullable Double cpuinfoMhz(Path root) {
        OptionalDouble mhz = MHZ.matcher(SystemFiles.text(root.resolve("proc/cpuinfo")))
                .results()
                .mapToDouble(found -> Double.parseDouble(found.group(1)))
                .max();
        return mhz.isPresent() ? mhz.getAsDouble() : null;
    }

    private @Nullable Double temperatureDegC() {
        return sensor == null ? null : degC(sensor);
    }

    private static @Nullable Double degC(Path file) {
        String text = SystemFiles.text(file);
        if (!text.matches("-?\\d+")) {
            return null;
        }
        double degC = Double.parseDouble(text) / 1000;
        return degC < LEAST_DEG_C || degC > MOST_DEG_C ? null : degC;
    }

    private @Nullable Double loadAverage() {
        String first = SystemFiles.text(root.resolve("proc/loadavg")).split(" ", 2)[0];
        if (first.matches("[0-9.]+")) {
            return Double.valueOf(first);
        }
        if (Files.isDirectory(root.resolve("proc"))) {
            return null;
        }
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        return load < 0 ? null : load;
    }

    /** The file of a processor's temperature in thousandths of a degree, else the first one that reads. */
    private static @Nullable Path sensor(Path root) {
        List<Path> files = new ArrayList<>();
        Path first = null;
        for (Path zone : SystemFiles.matching(root.resolve("sys/class/thermal"), "thermal_zone*")) {
            files.add(zone.resolve("temp"));
        }
        for (Path chip : SystemFiles.matching(root.resolve("sys/class/hwmon"), "hwmon*")) {
            files.addAll(SystemFiles.matching(chip, "temp*_input"));
        }
        for (Path file : files) {
            if (degC(file) == null) {
                continue;
            }
            if (PROCESSOR_SENSOR.matcher(sensorName(file)).matches()) {
                return file;
            }
            first = first == null ? file : first;
        }
        return first;
    }

    private static String sensorName(Path file) {
        String label = file.getFileName().toString().replace("_input", "_label");
        return SystemFiles.text(file.resolveSibling("type"))
                + " " + SystemFiles.text(file.resolveSibling("name"))
                + " " + (label.endsWith("_label") ? SystemFiles.text(file.resolveSibling(label)) : "");
    }

    private @Nullable String cpuModel() {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (os.startsWith("mac")) {
            return said("sysctl", "-n", "machdep.cpu.brand_string");
        }
        if (os.startsWith("windows")) {
            return emptyToNull(System.getenv().getOrDefault("PROCESSOR_IDENTIFIER", ""));
        }
        String cpuinfo = SystemFiles.text(root.resolve("proc/cpuinfo"));
        String model = field(cpuinfo, "model name");
        if (model != null) {
            return model;
        }
        // an Arm processor is known by two numbers, which its maker assigns
        String implementer = field(cpuinfo, "CPU implementer");
        String part = field(cpuinfo, "CPU part");
        return implementer == null || part == null
                ? field(cpuinfo, "Hardware")
                : "Arm implementer " + implementer + " part " + part;
    }

    private static @Nullable String field(String cpuinfo, String name) {
        Matcher matcher = Pattern.compile("(?m)^" + Pattern.quote(name) + "\\s*:\\s*(\\S.*)$")
                .matcher(cpuinfo);
        return matcher.find() ? matcher.group(1).strip() : null;
    }

    private @Nullable Long memoryMb() {
        String kib = field(SystemFiles.text(root.resolve("proc/meminfo")), "MemTotal");
        return kib == null || !kib.matches("\\d+ kB")
                ? null
                : Math.round(Long.parseLong(kib.replace(" kB", "")) * 1024 / 1e6);
    }

    private @Nullable String governor() {
        TreeSet<String> governors = new TreeSet<>();
        for (Path clock : clocks) {
            governors.add(SystemFiles.text(clock.resolveSibling("scaling_governor")));
        }
        governors.remove("");
        return emptyToNull(String.join("+", governors));
    }

    private static @Nullable String said(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            try (BufferedReader reader =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                String line = reader.readLine();
                boolean ended = process.waitFor(2, TimeUnit.SECONDS);
                return line == null || !ended || process.exitValue() != 0 ? null : emptyToNull(line.strip());
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
