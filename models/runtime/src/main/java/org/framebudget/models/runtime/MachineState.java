package org.framebudget.models.runtime;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.jspecify.annotations.Nullable;

/**
 * What the system showed at one moment; absent where it shows nothing.
 *
 * @param clockMhz the fastest core's clock
 * @param temperatureDegC the processor's sensor, else the first one
 * @param loadAverage runnable processes, mean over a minute
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record MachineState(
        @Nullable Double clockMhz,
        @Nullable Double temperatureDegC,
        @Nullable Double loadAverage) {}
