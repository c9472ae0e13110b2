package org.framebudget.sim.hil.remote;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a device's sensors say at one instant; what it does not show is absent or empty.
 *
 * @param at when, in UTC
 * @param zonesDegC temperatures by the names that the system gives its zones; of several of one name the hottest
 * @param clockMhz of each core in its order
 * @param governors of the cores, each once
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record DeviceState(
        String at,
        Map<String, Double> zonesDegC,
        @Nullable String hottestZone,
        @Nullable Double hottestDegC,
        List<Double> clockMhz,
        List<Double> maxClockMhz,
        List<String> governors,
        @Nullable Battery battery) {
    public DeviceState {
        zonesDegC = Collections.unmodifiableMap(new LinkedHashMap<>(zonesDegC));
        clockMhz = List.copyOf(clockMhz);
        maxClockMhz = List.copyOf(maxClockMhz);
        governors = List.copyOf(governors);
    }

    /** Of the fastest core; absent where the system does not show it. */
    @Nullable
    Double fastestMhz() {
        return clockMhz.isEmpty() ? null : Collections.max(clockMhz);
    }

    /**
     * The battery.
     *
     * @param levelFraction charge over a full one's
     * @param status as the system says, {@code charging}, {@code discharging}, {@code full} or another
     * @param powerW drawn from it, below 0 where it is charged
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Battery(
            @Nullable Double levelFraction,
            @Nullable Double temperatureDegC,
            @Nullable String status,
            @Nullable Double powerW) {}
}
