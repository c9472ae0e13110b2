package org.framebudget.models.runtime.child;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Growth of this process's largest resident set, on Linux. */
final class ProcessMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path CLEAR_REFS = Path.of("/proc/self/clear_refs");
    private static final double MB_PER_KIB = 1024 / 1e6;

    private final @Nullable Long baseKib;

    private ProcessMemory(@Nullable Long baseKib) {
        this.baseKib = baseKib;
    }

    /** From now on. */
    static ProcessMemory start() {
        try {
            Files.writeString(CLEAR_REFS, "5"); // sets the largest to the present one: proc(5)
            return new ProcessMemory(read("VmHWM:"));
        } catch (IOException | SecurityException e) {
            // another system, or it does not let go of the mark: then the mark so far is the base
            return new ProcessMemory(read("VmHWM:"));
        }
    }

    /** Megabytes of 10^6 bytes; absent where the system does not say. */
    @Nullable
    Double peakGrowthMb() {
        Long nowKib = read("VmHWM:");
        return baseKib == null || nowKib == null ? null : Math.rint((nowKib - baseKib) * MB_PER_KIB * 1e3) / 1e3;
    }

    /** Largest resident set so far in megabytes of 10^6 bytes; absent where the system does not say. */
    static @Nullable Double peakMb() {
        Long kib = read("VmHWM:");
        return kib == null ? null : Math.rint(kib * MB_PER_KIB * 1e3) / 1e3;
    }

    private static @Nullable Long read(String key) {
        if (!Files.isReadable(STATUS)) {
            return null;
        }
        try {
            for (String line : Files.readAllLines(STATUS)) {
                if (line.startsWith(key)) {
                    return Long.valueOf(line.replaceAll("[^0-9]", ""));
                }
            }
        } catch (IOException | NumberFormatException e) {
            return null;
        }
        return null;
    }
}
