package org.framebudget.models.runtime;

import org.jspecify.annotations.Nullable;

/**
 * Statistics of a series of times in milliseconds. A percentile above 1 - 10/n rests on fewer than ten values and is
 * absent; so is the standard deviation of a single value.
 *
 * @param n how many values
 * @param sd sample standard deviation
 */
public record Distribution(
        long n,
        double mean,
        double min,
        @Nullable Double p50,
        @Nullable Double p90,
        @Nullable Double p95,
        @Nullable Double p99,
        double max,
        @Nullable Double sd) {}
