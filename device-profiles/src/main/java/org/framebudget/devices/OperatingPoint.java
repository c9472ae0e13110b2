package org.framebudget.devices;

/**
 * One clock step of a unit. Latency rows hold for the first point of a unit.
 *
 * @param clockMhz clock
 * @param activeW power of the whole unit while it has a job
 */
public record OperatingPoint(Sourced clockMhz, Sourced activeW) {}
