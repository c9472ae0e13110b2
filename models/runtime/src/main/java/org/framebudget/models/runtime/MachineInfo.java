package org.framebudget.models.runtime;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.jspecify.annotations.Nullable;

/**
 * The machine a measurement was made on; absent what the system does not show.
 *
 * @param os name and version of the operating system
 * @param arch processor architecture as Java names it
 * @param cpuModel as the processor calls itself
 * @param board the computer, where it says what it is
 * @param cores processors that the run may use
 * @param memoryMb physical memory
 * @param governor policy that sets the clock; several where cores differ
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record MachineInfo(
        String os,
        String arch,
        @Nullable String cpuModel,
        @Nullable String board,
        int cores,
        @Nullable Long memoryMb,
        @Nullable String governor) {}
