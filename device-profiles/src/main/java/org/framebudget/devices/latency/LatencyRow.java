package org.framebudget.devices.latency;

import org.framebudget.devices.Source;
import org.jspecify.annotations.Nullable;

/**
 * One measured invoke time.
 *
 * @param network network id
 * @param inputWidthPx input width
 * @param inputHeightPx input height
 * @param precision {@code fp32 fp16 int8}
 * @param unit unit it ran on
 * @param threads CPU threads, 0 where the source states none or the unit has none
 * @param latencyMs the measured level
 * @param statistic {@link LevelKind#text}
 * @param runtime runtime with version as far as stated
 * @param conditions clocks, governor, repetitions, device state as far as stated
 * @param reference true for the unit's reference series; other rows are evidence, never an exact match
 * @param throughputPerS completions per second when fed without gaps, absent where a job occupies the unit for all of its latency
 * @param computeFraction share that scales with the clock, absent to use the unit's
 * @param weightsMb size of the weights, absent where unknown
 * @param bytesPerInferenceMb memory traffic of one inference, absent where unknown
 * @param arenaMb activation memory, absent where unknown
 * @param clockMhz the unit's clock where it was not the full one; never of a reference row
 * @param source where the row comes from
 */
public record LatencyRow(
        String network,
        int inputWidthPx,
        int inputHeightPx,
        String precision,
        String unit,
        int threads,
        double latencyMs,
        String statistic,
        String runtime,
        String conditions,
        boolean reference,
        @Nullable Double throughputPerS,
        @Nullable Double computeFraction,
        @Nullable Double weightsMb,
        @Nullable Double bytesPerInferenceMb,
        @Nullable Double arenaMb,
        @Nullable Double clockMhz,
        Source source) {
    /** The same on a unit that goes by another id. */
    public LatencyRow on(String unitId) {
        return unitId.equals(unit)
                ? this
                : new LatencyRow(
                        network,
                        inputWidthPx,
                        inputHeightPx,
                        precision,
                        unitId,
                        threads,
                        latencyMs,
                        statistic,
                        runtime,
                        conditions,
                        reference,
                        throughputPerS,
                        computeFraction,
                        weightsMb,
                        bytesPerInferenceMb,
                        arenaMb,
                        clockMhz,
                        source);
    }
}
