package org.framebudget.models.runtime;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Memory of a process in megabytes of 10^6 bytes, as Linux shows it; absent elsewhere.
 *
 * @param residentMb held now
 * @param peakMb most so far
 */
public record ChildMemory(
        @Nullable Double residentMb, @Nullable Double peakMb) {
    private static final double MB_PER_KIB = 1024 / 1e6;

    static ChildMemory of(Path root, long pid) {
        String status = SystemFiles.text(root.resolve("proc/" + pid + "/status"));
        return new ChildMemory(mb(status, "VmRSS"), mb(status, "VmHWM"));
    }

    private static @Nullable Double mb(String status, String key) {
        Matcher found = Pattern.compile("(?m)^" + key + ":\\s*(\\d+) kB$").matcher(status);
        return found.find() ? Double.parseDouble(found.group(1)) * MB_PER_KIB : null;
    }
}
