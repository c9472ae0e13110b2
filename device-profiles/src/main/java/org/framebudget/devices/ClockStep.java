package org.framebudget.devices;

/**
 * One change of a unit's clock.
 *
 * @param atNs when
 * @param unit position of the unit in the profile
 * @param clockFraction new clock over the fastest one
 * @param reason limiter that asked for it, or that let go
 */
public record ClockStep(long atNs, int unit, double clockFraction, String reason) {}
