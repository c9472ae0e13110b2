package org.framebudget.devices;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pause makes the next job slower: after {@code afterMs} without a job the next one takes {@code factor} times as long, and
 * {@code extraMs} on top.
 *
 * @param afterMs shortest pause that costs something
 * @param factor service time of the first job after such a pause over a warm one, at least 1
 * @param extraMs time that this job takes whatever its length, as for caches that others have filled; absent for none
 * @param deeper what longer pauses cost instead, shortest first; the longest that a pause reaches holds
 */
public record IdleRamp(
        Sourced afterMs, Sourced factor, @Nullable Sourced extraMs, List<Deeper> deeper) {

    /** A pause after which the unit is further down. */
    public record Deeper(
            Sourced afterMs, Sourced factor, @Nullable Sourced extraMs) {}

    /** What a job that takes {@code warmMs} back to back takes after a pause. */
    public double pausedMs(double warmMs, double pauseMs) {
        double pausedMs = pauseMs >= afterMs.value() ? paused(warmMs, factor, extraMs) : warmMs;
        for (Deeper step : deeper) {
            if (pauseMs >= step.afterMs().value()) {
                pausedMs = paused(warmMs, step.factor(), step.extraMs());
            }
        }
        return pausedMs;
    }

    private static double paused(double warmMs, Sourced factor, @Nullable Sourced extraMs) {
        return warmMs * factor.value() + (extraMs == null ? 0 : extraMs.value());
    }
}
