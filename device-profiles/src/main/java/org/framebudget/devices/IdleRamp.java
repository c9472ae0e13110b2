package org.framebudget.devices;

import org.jspecify.annotations.Nullable;

/**
 * A pause makes the next job slower: after {@code afterMs} without a job the next one takes {@code factor} times as long, and
 * {@code extraMs} on top.
 *
 * @param afterMs shortest pause that costs something
 * @param factor service time of the first job after such a pause over a warm one, at least 1
 * @param extraMs time that this job takes whatever its length, as for caches that others have filled; absent for none
 */
public record IdleRamp(
        Sourced afterMs, Sourced factor, @Nullable Sourced extraMs) {}
