package org.framebudget.sim.hil;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the sensors of a device say at one instant; what it does not show is absent.
 *
 * @param takenNs when, on the clock of {@link System#nanoTime} here
 * @param clockMhz of the fastest core
 * @param zonesDegC temperatures by the names that the system gives its zones
 * @param powerW drawn, where there is a sensor
 * @param powerSource which sensor, as in {@code RAPL package}; absent without one
 * @param memoryMb resident, of the process that runs the networks
 * @param busyFraction of all cores since the last sample
 * @param stealFraction of all cores since the last sample: time that the machine's own host gave to others
 */
public record DeviceSample(
        long takenNs,
        @Nullable Double clockMhz,
        Map<String, Double> zonesDegC,
        @Nullable Double powerW,
        @Nullable String powerSource,
        @Nullable Double memoryMb,
        @Nullable Double busyFraction,
        @Nullable Double stealFraction) {
    public DeviceSample {
        zonesDegC = Collections.unmodifiableMap(new LinkedHashMap<>(zonesDegC));
    }
}
