package org.framebudget.sim.hil;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a device says of itself.
 *
 * @param target as it was named, {@code local} or {@code agent://host:port}
 * @param os operating system with its version
 * @param processor as the system calls it; absent where it does not
 * @param runtime what runs the networks, with its version; empty until one is loaded
 */
public record TargetInfo(
        String target,
        String os,
        String architecture,
        @Nullable String processor,
        int cores,
        String runtime) {
    public TargetInfo {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(os, "os");
        Objects.requireNonNull(architecture, "architecture");
        Objects.requireNonNull(runtime, "runtime");
    }
}
