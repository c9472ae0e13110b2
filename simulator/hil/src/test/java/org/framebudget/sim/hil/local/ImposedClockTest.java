package org.framebudget.sim.hil.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clocks that are held down, in a made-up tree of files. */
class ImposedClockTest {
    @TempDir
    Path root;

    private Path core(int number, long minKhz, long maxKhz) throws IOException {
        Path policy = Files.createDirectories(root.resolve("sys/devices/system/cpu/cpu" + number + "/cpufreq"));
        Files.writeString(policy.resolve("cpuinfo_min_freq"), minKhz + "\n");
        Files.writeString(policy.resolve("cpuinfo_max_freq"), maxKhz + "\n");
        return Files.writeString(policy.resolve("scaling_max_freq"), maxKhz + "\n");
    }

    @Test
    void everyCoreIsHeldDownAndGetsItsLimitBack() throws IOException {
        Path one = core(0, 600_000, 1_500_000);
        Path two = core(1, 600_000, 1_500_000);
        try (ImposedClock imposed = ImposedClock.on(root, 1000)) {
            assertEquals("1000000", Files.readString(one));
            assertEquals("1000000", Files.readString(two));
            assertEquals("at most 1000 MHz by cpufreq on 2 cores, read back", imposed.how());
        }
        assertEquals("1500000", Files.readString(one));
        assertEquals("1500000", Files.readString(two));
    }

    @Test
    void aClockThatACoreCannotHaveChangesNothing() throws IOException {
        Path one = core(0, 600_000, 1_500_000);
        core(1, 1_200_000, 2_400_000);
        InputException e = assertThrows(InputException.class, () -> ImposedClock.on(root, 1000));
        assertTrue(e.getMessage().contains("cpu1: 1200 to 2400 MHz"), e.getMessage());
        assertEquals("1500000", Files.readString(one));
    }

    @Test
    void aMachineWithoutCpufreqSaysSo() {
        assertTrue(assertThrows(MachineException.class, () -> ImposedClock.on(root, 1000))
                .getMessage()
                .contains("no cpufreq"));
    }
}
