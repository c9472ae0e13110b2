package org.framebudget.models.runtime;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the sensors of a machine said at one moment; what it does not show is absent.
 *
 * @param takenNs when, on the clock of {@link System#nanoTime}
 * @param clockMhz of the fastest core
 * @param zonesDegC temperatures by the names that the system gives its thermal zones and the inputs of its chips
 * @param powersW drawn, by sensor: a battery's, of a board, or of a processor
 * @param busyFraction of all cores since the last reading; absent in the first
 * @param stealFraction of all cores since the last reading: time that the machine's own host gave to others
 */
public record SensorReading(
        long takenNs,
        @Nullable Double clockMhz,
        Map<String, Double> zonesDegC,
        Map<String, Double> powersW,
        @Nullable Double busyFraction,
        @Nullable Double stealFraction) {
    public SensorReading {
        zonesDegC = Collections.unmodifiableMap(new LinkedHashMap<>(zonesDegC));
        powersW = Collections.unmodifiableMap(new LinkedHashMap<>(powersW));
    }

    /** The sensor among {@link #powersW} that sees most of the machine; absent where there is none. */
    public @Nullable String widestPower() {
        return powersW.isEmpty() ? null : powersW.keySet().iterator().next();
    }
}
