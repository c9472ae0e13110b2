package org.framebudget.sim.hil.remote;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.framebudget.sim.hil.remote.DeviceState.Battery;
import org.jspecify.annotations.Nullable;

/**
 * Reads a device's sensors with its shell: thermal zones, clocks and battery of Linux, and what Android's {@code dumpsys battery}
 * says where the files are closed.
 */
final class DeviceSensors {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final double MILLI = 1e3;
    /** Zones tell thousandths of a degree, some vendors' whole degrees: nothing here is at 0.2 °C or at 200 °C. */
    private static final double WHOLE_DEGREES = 200;

    private static final double COLDEST_DEG_C = -40;
    private static final double HOTTEST_DEG_C = 150;
    private static final List<String> ANDROID_STATUS =
            List.of("", "unknown", "charging", "discharging", "not charging", "full");

    private final RemoteShell shell;
    private final String script;

    /** @param root of the files, {@code /sys} but in tests */
    DeviceSensors(RemoteShell shell, String root) {
        this.shell = shell;
        this.script = "R=" + ShellText.quote(root) + "\n" + SCRIPT;
    }

    private static final String SCRIPT = """
            one() { [ -r "$1" ] && head -n 1 "$1" 2>/dev/null; }
            for z in "$R"/class/thermal/thermal_zone*; do
              t=$(one "$z/temp") && [ -n "$t" ] && printf 'zone\\t%s\\t%s\\n' "$t" "$(one "$z/type")"
            done
            i=0
            while [ -d "$R/devices/system/cpu/cpu$i" ]; do
              c="$R/devices/system/cpu/cpu$i/cpufreq"
              f=$(one "$c/scaling_cur_freq") && [ -n "$f" ] &&
                printf 'core\\t%s\\t%s\\t%s\\n' "$f" "$(one "$c/cpuinfo_max_freq")" "$(one "$c/scaling_governor")"
              i=$((i + 1))
            done
            for b in "$R"/class/power_supply/*; do
              [ "$(one "$b/type")" = Battery ] || continue
              printf 'battery\\t%s\\t%s\\t%s\\t%s\\t%s\\n' "$(one "$b/capacity")" "$(one "$b/temp")" \\
                "$(one "$b/voltage_now")" "$(one "$b/current_now")" "$(one "$b/status")"
            done
            if command -v dumpsys >/dev/null 2>&1; then
              dumpsys battery 2>/dev/null | while IFS= read -r l; do printf 'dumpsys\\t%s\\n' "$l"; done
            fi
            exit 0
            """;

    DeviceState read() {
        String out = shell.run("reading the sensors", script, LIMIT).out();
        Map<String, Double> zones = new LinkedHashMap<>();
        List<Double> clocks = new ArrayList<>();
        List<Double> most = new ArrayList<>();
        List<String> governors = new ArrayList<>();
        Battery battery = null;
        Map<String, String> dumped = new LinkedHashMap<>();
        for (String line : out.split("\n")) {
            String[] cells = line.split("\t", -1);
            if (cells[0].equals("zone") && cells.length == 3) {
                zone(zones, cells[2].isBlank() ? "zone" : cells[2].strip(), number(cells[1]));
            } else if (cells[0].equals("core") && cells.length == 4) {
                add(clocks, cells[1]);
                add(most, cells[2]);
                if (!cells[3].isBlank() && !governors.contains(cells[3].strip())) {
                    governors.add(cells[3].strip());
                }
            } else if (cells[0].equals("battery") && cells.length == 6 && battery == null) {
                battery = battery(cells);
            } else if (cells[0].equals("dumpsys") && cells.length == 2 && cells[1].contains(":")) {
                int colon = cells[1].indexOf(':');
                dumped.putIfAbsent(
                        cells[1].substring(0, colon).strip(),
                        cells[1].substring(colon + 1).strip());
            }
        }
        Battery android = android(dumped);
        Map.Entry<String, Double> hottest =
                zones.entrySet().stream().max(Map.Entry.comparingByValue()).orElse(null);
        return new DeviceState(
                Instant.now().truncatedTo(ChronoUnit.MILLIS).toString(),
                zones,
                hottest == null ? null : hottest.getKey(),
                hottest == null ? null : hottest.getValue(),
                clocks,
                most,
                governors,
                battery == null || battery.levelFraction() == null && android != null ? android : battery);
    }

    private static void zone(Map<String, Double> zones, String name, @Nullable Double value) {
        if (value != null) {
            double degC = Math.abs(value) >= WHOLE_DEGREES ? value / MILLI : value;
            // a zone that is switched off says 0 or far below
            if (degC != 0 && degC > COLDEST_DEG_C && degC < HOTTEST_DEG_C) {
                zones.merge(name, degC, Math::max);
            }
        }
    }

    private static void add(List<Double> clocks, String khz) {
        Double value = number(khz);
        if (value != null && value > 0) {
            clocks.add(value / MILLI);
        }
    }

    private static @Nullable Battery battery(String[] cells) {
        Double percent = number(cells[1]);
        Double tenths = number(cells[2]);
        Double microvolts = number(cells[3]);
        Double microamperes = number(cells[4]);
        String status = cells[5].strip().toLowerCase(Locale.ROOT);
        // the sign of the current differs between vendors, that of the status does not
        Double watts = microvolts == null || microamperes == null
                ? null
                : Double.valueOf(
                        Math.abs(microvolts * 1e-6 * microamperes * 1e-6) * (status.equals("charging") ? -1 : 1));
        return new Battery(
                percent == null ? null : Double.valueOf(percent / 100),
                tenths == null ? null : Double.valueOf(tenths / 10),
                status.isEmpty() ? null : status,
                watts);
    }

    private static @Nullable Battery android(Map<String, String> dumped) {
        Double level = number(dumped.getOrDefault("level", ""));
        Double scale = number(dumped.getOrDefault("scale", "100"));
        Double tenths = number(dumped.getOrDefault("temperature", ""));
        Double status = number(dumped.getOrDefault("status", ""));
        if (level == null || scale == null || !(scale > 0)) {
            return null;
        }
        return new Battery(
                level / scale,
                tenths == null ? null : Double.valueOf(tenths / 10),
                status == null || status < 1 || status >= ANDROID_STATUS.size()
                        ? null
                        : ANDROID_STATUS.get(status.intValue()),
                null);
    }

    private static @Nullable Double number(String text) {
        try {
            double value = Double.parseDouble(text.strip());
            return Double.isFinite(value) ? Double.valueOf(value) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
