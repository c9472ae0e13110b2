package org.framebudget.sim.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Power as Linux shows it: the processors' energy counters ({@code powercap}, readable by few users) or, on a discharging battery,
 * what it gives. Reads nothing elsewhere.
 */
final class PowerMeter {
    private final List<Path> counters = new ArrayList<>();
    private final @Nullable Path battery;

    /** Whose power it is. */
    enum Scope {
        /** The processors alone. */
        PROCESSOR,
        /** All that the battery feeds. */
        DEVICE
    }

    /**
     * What a meter showed at one moment.
     *
     * @param energyJ counters' energy, each since a beginning of its own; NaN without counters
     * @param batteryW what the battery gives; NaN without one that discharges
     */
    record Reading(long atNs, double energyJ, double batteryW) {}

    private PowerMeter(Path root) {
        for (Path zone : matching(root.resolve("sys/class/powercap"), "intel-rapl:*")) {
            // intel-rapl:0 is a package; intel-rapl:0:0 is a part of it
            boolean whole = String.valueOf(zone.getFileName()).matches("intel-rapl:\\d+");
            if (whole && number(zone.resolve("energy_uj")) != null) {
                counters.add(zone);
            }
        }
        Path found = null;
        for (Path supply : matching(root.resolve("sys/class/power_supply"), "*")) {
            if (found == null && text(supply.resolve("type")).equals("Battery")) {
                found = supply;
            }
        }
        this.battery = found;
    }

    static PowerMeter at(Path root) {
        return new PowerMeter(root);
    }

    /** Whose power {@link #watts} is; absent where the system shows none. */
    @Nullable
    Scope scope() {
        return !counters.isEmpty() ? Scope.PROCESSOR : !Double.isNaN(batteryW()) ? Scope.DEVICE : null;
    }

    Reading read(long atNs) {
        double energyJ = counters.isEmpty() ? Double.NaN : 0;
        for (Path counter : counters) {
            Double microJ = number(counter.resolve("energy_uj"));
            energyJ += microJ == null ? Double.NaN : microJ / 1e6;
        }
        return new Reading(atNs, energyJ, batteryW());
    }

    /** Power between two readings, a battery's as its gauge averages it at the second; absent where it shows nothing. */
    @Nullable
    Double watts(Reading from, Reading to) {
        double seconds = (to.atNs() - from.atNs()) / 1e9;
        double watts = counters.isEmpty() ? to.batteryW() : unwrapped(to.energyJ() - from.energyJ()) / seconds;
        return Double.isFinite(watts) && watts > 0 ? watts : null;
    }

    /** Counters begin again at their largest value, every few minutes on a busy processor. */
    private double unwrapped(double differenceJ) {
        if (!(differenceJ < 0)) {
            return differenceJ;
        }
        Double rangeMicroJ = number(counters.get(0).resolve("max_energy_range_uj"));
        return rangeMicroJ == null ? Double.NaN : differenceJ + rangeMicroJ / 1e6;
    }

    private double batteryW() {
        if (battery == null || !text(battery.resolve("status")).equals("Discharging")) {
            return Double.NaN;
        }
        Double microW = number(battery.resolve("power_now"));
        if (microW != null) {
            return microW / 1e6;
        }
        Double microA = number(battery.resolve("current_now"));
        Double microV = number(battery.resolve("voltage_now"));
        return microA == null || microV == null ? Double.NaN : Math.abs(microA * microV) / 1e12;
    }

    private static @Nullable Double number(Path file) {
        String text = text(file);
        return text.matches("-?\\d{1,18}") ? Double.valueOf(text) : null;
    }

    static String text(Path file) {
        try {
            return Files.isReadable(file) ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8).strip() : "";
        } catch (IOException e) {
            return ""; // counters are for the administrator on many systems
        }
    }

    static List<Path> matching(Path folder, String glob) {
        List<Path> paths = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return paths;
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, glob)) {
            found.forEach(paths::add);
        } catch (IOException e) {
            return paths;
        }
        paths.sort(null);
        return paths;
    }
}
