package org.framebudget.models.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Systems made of files, as Linux shows itself. */
class SensorsTest {
    @TempDir
    Path root;

    private void file(String path, String content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content + "\n");
    }

    @Test
    void temperaturesHaveTheNamesOfTheSystemAndBrokenOnesAreAbsent() throws IOException {
        file("sys/class/thermal/thermal_zone0/type", "cpu-thermal");
        file("sys/class/thermal/thermal_zone0/temp", "52500");
        file("sys/class/thermal/thermal_zone1/type", "gpu-thermal");
        file("sys/class/thermal/thermal_zone1/temp", "-274000");
        file("sys/class/thermal/thermal_zone2/type", "cpu-thermal");
        file("sys/class/thermal/thermal_zone2/temp", "51000");
        file("sys/class/hwmon/hwmon1/name", "coretemp");
        file("sys/class/hwmon/hwmon1/temp1_label", "Package id 0");
        file("sys/class/hwmon/hwmon1/temp1_input", "61000");
        file("sys/class/hwmon/hwmon1/temp2_input", "garbage");
        assertEquals(
                Map.of("cpu-thermal", 52.5, "cpu-thermal 2", 51.0, "coretemp Package id 0", 61.0),
                Sensors.at(root).read().zonesDegC());
    }

    @Test
    void aBatteryComesBeforeABoardsMetersAndTheseBeforeTheProcessors() throws IOException {
        file("sys/class/power_supply/BAT0/type", "Battery");
        file("sys/class/power_supply/BAT0/status", "Discharging");
        file("sys/class/power_supply/BAT0/current_now", "-500000");
        file("sys/class/power_supply/BAT0/voltage_now", "4000000");
        file("sys/class/power_supply/AC/type", "Mains");
        file("sys/class/power_supply/AC/power_now", "9000000");
        file("sys/class/power_supply/hid/type", "Battery");
        file("sys/class/power_supply/hid/scope", "Device");
        file("sys/class/power_supply/hid/power_now", "1000");
        file("sys/class/hwmon/hwmon0/name", "ina3221");
        file("sys/class/hwmon/hwmon0/in2_label", "VDD_CPU");
        file("sys/class/hwmon/hwmon0/in2_input", "5000");
        file("sys/class/hwmon/hwmon0/curr2_input", "300");
        file("sys/class/hwmon/hwmon0/in3_label", "VDD_IN");
        file("sys/class/hwmon/hwmon0/in3_input", "5000");
        file("sys/class/hwmon/hwmon0/curr3_input", "1000");
        file("sys/class/hwmon/hwmon1/name", "ina219");
        file("sys/class/hwmon/hwmon1/power1_input", "2500000");
        Sensors sensors = Sensors.at(root);
        SensorReading reading = sensors.read();
        assertEquals(
                List.of("battery BAT0", "ina3221 VDD_IN", "ina219 power1", "ina3221 VDD_CPU"),
                List.copyOf(reading.powersW().keySet()));
        assertEquals(2.0, reading.powersW().get("battery BAT0"), 1e-9);
        assertEquals(5.0, reading.powersW().get("ina3221 VDD_IN"), 1e-9);
        assertEquals(1.5, reading.powersW().get("ina3221 VDD_CPU"), 1e-9);
        assertEquals(2.5, reading.powersW().get("ina219 power1"), 1e-9);
        assertEquals("battery BAT0", reading.widestPower());

        file("sys/class/power_supply/BAT0/power_now", "3000000");
        assertEquals(3.0, sensors.read().powersW().get("battery BAT0"), 1e-9);
        file("sys/class/power_supply/BAT0/status", "Charging");
        assertEquals("ina3221 VDD_IN", sensors.read().widestPower());
    }

    @Test
    void aCounterOfEnergyBecomesPowerAcrossItsWrapAround() throws IOException {
        Path energy = root.resolve("sys/class/powercap/intel-rapl:0/energy_uj");
        file("sys/class/powercap/intel-rapl:0/name", "package-0");
        file("sys/class/powercap/intel-rapl:0/max_energy_range_uj", "1000000000");
        file("sys/class/powercap/intel-rapl:0/energy_uj", "100000000");
        file("sys/class/powercap/intel-rapl:0:0/name", "core");
        file("sys/class/powercap/intel-rapl:0:0/energy_uj", "1");
        Rapl rapl = new Rapl(energy, energy.resolveSibling("max_energy_range_uj"));
        assertNull(rapl.powerW(1_000_000_000L));
        file("sys/class/powercap/intel-rapl:0/energy_uj", "105000000");
        assertEquals(10.0, rapl.powerW(1_500_000_000L), 1e-9);
        file("sys/class/powercap/intel-rapl:0/energy_uj", "999000000");
        rapl.powerW(2_000_000_000L);
        file("sys/class/powercap/intel-rapl:0/energy_uj", "3000000");
        assertEquals(4.0, rapl.powerW(3_000_000_000L), 1e-9);
        Files.delete(energy);
        assertNull(rapl.powerW(4_000_000_000L));
        file("sys/class/powercap/intel-rapl:0/energy_uj", "4000000");
        assertNull(rapl.powerW(5_000_000_000L), "nothing is known about the time before");

        Sensors sensors = Sensors.at(root);
        assertNull(sensors.read().widestPower());
        file("sys/class/powercap/intel-rapl:0/energy_uj", "5000000");
        assertEquals(
                List.of("RAPL package-0"), List.copyOf(sensors.read().powersW().keySet()));
    }

    @Test
    void theTimeOthersTookIsNeitherBusyNorIdle() throws IOException {
        file("proc/stat", "cpu  100 0 50 800 50 0 0 0 0 0\ncpu0 1 1 1 1 1 1 1");
        Sensors sensors = Sensors.at(root);
        SensorReading first = sensors.read();
        assertNull(first.busyFraction());
        assertNull(first.stealFraction());
        file("proc/stat", "cpu  130 0 60 835 55 0 0 20 7 0\ncpu0 1 1 1 1 1 1 1");
        SensorReading second = sensors.read();
        assertEquals(0.4, second.busyFraction(), 1e-9);
        assertEquals(0.2, second.stealFraction(), 1e-9);
        assertNull(sensors.read().busyFraction(), "no tick has passed");
    }

    @Test
    void theFastestClockIsTakenAndWhatIsAbsentIsNoError() throws IOException {
        SensorReading nothing = Sensors.at(root).read();
        assertNull(nothing.clockMhz());
        assertTrue(nothing.zonesDegC().isEmpty() && nothing.powersW().isEmpty());
        file("proc/cpuinfo", "cpu MHz\t\t: 2000.5\ncpu MHz\t\t: 1500");
        assertEquals(2000.5, Sensors.at(root).read().clockMhz());
        file("sys/devices/system/cpu/cpu0/cpufreq/scaling_cur_freq", "600000");
        file("sys/devices/system/cpu/cpu1/cpufreq/scaling_cur_freq", "1800000");
        assertEquals(1800.0, Sensors.at(root).read().clockMhz());
        assertNotNull(Sensors.here().read());
    }
}
