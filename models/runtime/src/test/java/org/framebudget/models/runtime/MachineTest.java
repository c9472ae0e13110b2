package org.framebudget.models.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Systems made of files, as Linux shows itself. */
class MachineTest {
    @TempDir
    Path root;

    private void file(String path, String content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    @Test
    void clocksGovernorsAndTheProcessorsSensorAreRead() throws IOException {
        file("sys/devices/system/cpu/cpu0/cpufreq/scaling_cur_freq", "600000\n");
        file("sys/devices/system/cpu/cpu1/cpufreq/scaling_cur_freq", "1800000\n");
        file("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "schedutil\n");
        file("sys/devices/system/cpu/cpu1/cpufreq/scaling_governor", "schedutil\n");
        file("sys/class/thermal/thermal_zone0/type", "battery\n");
        file("sys/class/thermal/thermal_zone0/temp", "31000\n");
        file("sys/class/thermal/thermal_zone1/type", "cpu-thermal\n");
        file("sys/class/thermal/thermal_zone1/temp", "52500\n");
        file("proc/loadavg", "0.75 0.50 0.25 1/100 4711\n");
        file("proc/meminfo", "MemTotal:        3906250 kB\nMemFree: 1 kB\n");
        file("proc/cpuinfo", "processor\t: 0\nCPU implementer\t: 0x41\nCPU part\t: 0xd08\n");
        file("proc/device-tree/model", "Raspberry Pi 4 Model B Rev 1.4\0");
        Machine machine = Machine.at(root);
        assertEquals(new MachineState(1800.0, 52.5, 0.75), machine.state());
        assertEquals("schedutil", machine.info().governor());
        assertEquals("Raspberry Pi 4 Model B Rev 1.4", machine.info().board());
        assertEquals(4000L, machine.info().memoryMb());
        if (System.getProperty("os.name").equals("Linux")) {
            assertEquals("Arm implementer 0x41 part 0xd08", machine.info().cpuModel());
        }
    }

    @Test
    void aChipsLabelFindsTheProcessorAndABrokenSensorIsPassedOver() throws IOException {
        file("sys/class/thermal/thermal_zone0/type", "acpitz\n");
        file("sys/class/thermal/thermal_zone0/temp", "-274000\n");
        file("sys/class/hwmon/hwmon0/name", "nvme\n");
        file("sys/class/hwmon/hwmon0/temp1_input", "40000\n");
        file("sys/class/hwmon/hwmon1/name", "chip\n");
        file("sys/class/hwmon/hwmon1/temp2_label", "Package id 0\n");
        file("sys/class/hwmon/hwmon1/temp2_input", "61000\n");
        file("proc/cpuinfo", "model name\t: A Processor @ 2 GHz\ncpu MHz\t\t: 2000.5\ncpu MHz\t\t: 1500\n");
        Machine machine = Machine.at(root);
        assertEquals(new MachineState(2000.5, 61.0, null), machine.state());
        if (System.getProperty("os.name").equals("Linux")) {
            assertEquals("A Processor @ 2 GHz", machine.info().cpuModel());
        }
    }

    @Test
    void aSystemThatShowsNothingIsNoError() throws IOException {
        file("proc/version", "x");
        Machine machine = Machine.at(root);
        assertEquals(new MachineState(null, null, null), machine.state());
        assertNull(machine.info().governor());
        assertNull(machine.info().memoryMb());
        assertTrue(machine.info().cores() >= 1);
    }
}
