package org.framebudget.models.runtime;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The sensors of the machine this runs on, as Linux shows them in {@code /proc} and {@code /sys}; nothing elsewhere. Which there
 * are is found once; what one of them does not say is absent, never an error. For one thread.
 */
public final class Sensors {
    private static final double UNIT_PER_MICRO = 1e-6;
    private static final double UNIT_PER_MILLI = 1e-3;
    /** Readings outside are those of a sensor that is not connected. */
    private static final double LEAST_DEG_C = -60;

    private static final double MOST_DEG_C = 160;

    private final Path root;
    private final List<Path> clocks = new ArrayList<>();
    private final Map<String, Path> temperatures = new LinkedHashMap<>();
    private final Map<String, Path> batteries = new LinkedHashMap<>();
    private final Map<String, Path> meters = new LinkedHashMap<>();
    private final Map<String, Rapl> counters = new LinkedHashMap<>();
    private @Nullable CpuTimes times;

    private Sensors(Path root) {
        this.root = root;
        for (Path cpu : SystemFiles.matching(root.resolve("sys/devices/system/cpu"), "cpu[0-9]*")) {
            clocks.add(cpu.resolve("cpufreq/scaling_cur_freq"));
        }
        clocks.removeIf(file -> !Files.isReadable(file));
        findZones();
        findChips();
        findBatteries();
        for (Path zone : SystemFiles.matching(root.resolve("sys/class/powercap"), "*")) {
            findCounter(zone);
        }
    }

    /** Of this machine. */
    public static Sensors here() {
        return at(Path.of("/"));
    }

    /** Of a machine whose root folder is elsewhere, for tests. */
    public static Sensors at(Path root) {
        return new Sensors(root);
    }

    private void findZones() {
        for (Path zone : SystemFiles.matching(root.resolve("sys/class/thermal"), "thermal_zone*")) {
            String type = SystemFiles.text(zone.resolve("type"));
            add(temperatures, type.isEmpty() ? name(zone) : type, zone.resolve("temp"));
        }
    }

    /** Chips of hwmon: temperatures in thousandths of a degree, power in millionths of a watt. */
    private void findChips() {
        for (Path chip : SystemFiles.matching(root.resolve("sys/class/hwmon"), "hwmon*")) {
            for (Path file : SystemFiles.matching(chip, "temp*_input")) {
                add(temperatures, chipName(chip, file), file);
            }
            for (Path file : SystemFiles.matching(chip, "power*_{input,average}")) {
                add(meters, chipName(chip, file), file);
            }
            // the INA3221 of a Jetson tells volts and amperes of each rail instead
            for (Path file : SystemFiles.matching(chip, "curr*_input")) {
                Path volts = chip.resolve(name(file).replace("curr", "in"));
                if (Files.isReadable(volts)) {
                    add(meters, chipName(chip, volts), file);
                }
            }
        }
    }

    private static String chipName(Path chip, Path file) {
        String input = name(file).replaceAll("_.*", "");
        String label = SystemFiles.text(chip.resolve(input + "_label"));
        String kind = SystemFiles.text(chip.resolve("name"));
        return (kind.isEmpty() ? name(chip) : kind) + " " + (label.isEmpty() ? input : label);
    }

    private void findBatteries() {
        for (Path supply : SystemFiles.matching(root.resolve("sys/class/power_supply"), "*")) {
            if (SystemFiles.text(supply.resolve("type")).equals("Battery")
                    // of a mouse or a keyboard
                    && !SystemFiles.text(supply.resolve("scope")).equals("Device")) {
                add(batteries, "battery " + name(supply), supply);
            }
        }
    }

    private void findCounter(Path zone) {
        Path energy = zone.resolve("energy_uj");
        String name = SystemFiles.text(zone.resolve("name"));
        // one colon more is a part of another zone
        if (Files.isReadable(energy) && name(zone).indexOf(':') == name(zone).lastIndexOf(':')) {
            String key = free(counters, "RAPL " + (name.isEmpty() ? name(zone) : name));
            counters.put(key, new Rapl(energy, zone.resolve("max_energy_range_uj")));
        }
    }

    private static <T> void add(Map<String, T> sensors, String name, T sensor) {
        sensors.put(free(sensors, name), sensor);
    }

    /** The name, or with a number behind where that is taken. */
    private static String free(Map<String, ?> sensors, String name) {
        String found = name;
        for (int i = 2; sensors.containsKey(found); i++) {
            found = name + " " + i;
        }
        return found;
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    /** What they say now. */
    public SensorReading read() {
        long nowNs = System.nanoTime();
        CpuTimes before = times;
        CpuTimes now = CpuTimes.parse(SystemFiles.text(root.resolve("proc/stat")));
        times = now;
        return new SensorReading(
                nowNs,
                clockMhz(),
                zonesDegC(),
                powersW(nowNs),
                before == null || now == null ? null : now.busyFraction(before),
                before == null || now == null ? null : now.stealFraction(before));
    }

    private @Nullable Double clockMhz() {
        OptionalDouble khz = clocks.stream()
                .map(Sensors::number)
                .filter(value -> value != null)
                .mapToDouble(value -> value)
                .max();
        if (khz.isPresent()) {
            return khz.getAsDouble() * UNIT_PER_MILLI;
        }
        return Machine.cpuinfoMhz(root);
    }

    private Map<String, Double> zonesDegC() {
        Map<String, Double> zones = new LinkedHashMap<>();
        temperatures.forEach((name, file) -> {
            Double milli = number(file);
            double degC = milli == null ? Double.NaN : milli * UNIT_PER_MILLI;
            if (degC >= LEAST_DEG_C && degC <= MOST_DEG_C) {
                zones.put(name, degC);
            }
        });
        return zones;
    }

    /** The whole machine's first, then what is smaller. */
    private Map<String, Double> powersW(long nowNs) {
        Map<String, Double> powers = new LinkedHashMap<>();
        batteries.forEach((name, supply) -> put(powers, name, batteryW(supply)));
        Map<String, Double> metered =
                new TreeMap<>((a, b) -> total(a) == total(b) ? a.compareTo(b) : total(a) ? -1 : 1);
        meters.forEach((name, file) -> put(metered, name, meterW(file)));
        powers.putAll(metered);
        counters.forEach((name, counter) -> put(powers, name, counter.powerW(nowNs)));
        return powers;
    }

    /** A rail that feeds others, as boards name it: VDD_IN of a Jetson, POM_5V_IN of an older one. */
    private static boolean total(String meter) {
        return meter.matches("(?i).*(_in|total|input|system)\\b.*");
    }

    private static void put(Map<String, Double> powers, String name, @Nullable Double powerW) {
        if (powerW != null) {
            powers.put(name, powerW);
        }
    }

    private static @Nullable Double meterW(Path file) {
        Double value = number(file);
        if (value == null || !name(file).startsWith("curr")) {
            return value == null ? null : value * UNIT_PER_MICRO;
        }
        Double milliV = number(file.resolveSibling(name(file).replace("curr", "in")));
        return milliV == null ? null : value * UNIT_PER_MILLI * milliV * UNIT_PER_MILLI;
    }

    /** Drawn from a battery that is not being charged. Drivers disagree about the sign of a current that flows out. */
    private static @Nullable Double batteryW(Path supply) {
        String status = SystemFiles.text(supply.resolve("status"));
        if (status.equals("Charging") || status.equals("Full") || status.equals("Not charging")) {
            return null;
        }
        Double microW = number(supply.resolve("power_now"));
        if (microW != null) {
            return Math.abs(microW) * UNIT_PER_MICRO;
        }
        Double microA = number(supply.resolve("current_now"));
        Double microV = number(supply.resolve("voltage_now"));
        return microA == null || microV == null ? null : Math.abs(microA) * UNIT_PER_MICRO * microV * UNIT_PER_MICRO;
    }

    static @Nullable Double number(Path file) {
        String text = SystemFiles.text(file);
        return text.matches("-?\\d{1,18}") ? Double.valueOf(text) : null;
    }
}
