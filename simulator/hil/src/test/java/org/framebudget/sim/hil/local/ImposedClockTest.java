package org.framebudget.sim.hil.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clocks that are held down, in a made-up tree of files. */
class ImposedClockTest {
    @TempDir
    Path root;

    private final List<String> notes = new ArrayList<>();

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
        try (ImposedClock imposed = ImposedClock.on(root, 1000, notes::add)) {
            assertEquals("1000000", Files.readString(one));
            assertEquals("1000000", Files.readString(two));
            assertEquals("at most 1000 MHz by cpufreq on 2 cores, read back", imposed.how());
        }
        assertEquals("1500000", Files.readString(one));
        assertEquals("1500000", Files.readString(two));
    }

    @Test
    void coresThatShareALimitGetTheOneBackThatTheyHad() throws IOException {
        Path one = core(0, 600_000, 1_500_000);
        core(4, 600_000, 2_400_000);
        Files.createSymbolicLink(
                Files.createDirectories(root.resolve("sys/devices/system/cpu/cpu1"))
                        .resolve("cpufreq"),
                one.getParent());
        try (ImposedClock imposed = ImposedClock.on(root, 1000, notes::add)) {
            assertEquals("1000000", Files.readString(one));
            assertTrue(imposed.how().contains("on 3 cores"), imposed.how());
        }
        assertEquals("1500000", Files.readString(one));
        assertEquals(
                List.of(
                        "--impose-clock: scaling_max_freq was 1500000 kHz on cpu0, cpu1 and 2400000 kHz on cpu4, which the"
                                + " cores get back at the end. Where this process is killed (SIGKILL), write it there yourself."),
                notes);
    }

    @Test
    void aClockThatACoreCannotHaveChangesNothing() throws IOException {
        Path one = core(0, 600_000, 1_500_000);
        core(1, 1_200_000, 2_400_000);
        InputException e = assertThrows(InputException.class, () -> ImposedClock.on(root, 1000, notes::add));
        assertTrue(e.getMessage().contains("cpu1: 1200 to 2400 MHz"), e.getMessage());
        assertEquals("1500000", Files.readString(one).strip());
        assertEquals(List.of(), notes);
    }

    @Test
    void aMachineWithoutCpufreqSaysSo() {
        assertTrue(assertThrows(MachineException.class, () -> ImposedClock.on(root, 1000, notes::add))
                .getMessage()
                .contains("no cpufreq"));
    }
}
