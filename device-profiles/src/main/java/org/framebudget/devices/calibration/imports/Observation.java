package org.framebudget.devices.calibration.imports;

import org.jspecify.annotations.Nullable;

/**
 * One measured level.
 *
 * @param line where it stands in its file, 0 where that says nothing
 * @param subject what the file says it is of
 * @param latencyMs the level
 * @param statistic {@code mean} or {@code p50}
 * @param runtime what ran it
 * @param conditions how
 * @param weightsMb size of the weights, absent where unknown
 * @param arenaMb activation memory, absent where unknown
 * @param note what a reader of the row should know, may be empty
 */
public record Observation(
        int line,
        Subject subject,
        double latencyMs,
        String statistic,
        String runtime,
        String conditions,
        @Nullable Double weightsMb,
        @Nullable Double arenaMb,
        String note) {
    static final String MEAN = "mean";
    static final String MEDIAN = "p50";
}
