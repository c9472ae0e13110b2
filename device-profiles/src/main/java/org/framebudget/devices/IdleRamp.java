package org.framebudget.devices;

/**
 * A pause makes the next job slower: after {@code afterMs} without a job the next one takes {@code factor} times as long.
 *
 * @param afterMs shortest pause that costs something
 * @param factor service time of the first job after such a pause over a warm one, at least 1
 */
public record IdleRamp(Sourced afterMs, Sourced factor) {}
