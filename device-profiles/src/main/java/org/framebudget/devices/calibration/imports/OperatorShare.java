package org.framebudget.devices.calibration.imports;

/**
 * Time of all operators of one type in an inference.
 *
 * @param nodeType as the runtime names it
 * @param count how many there are
 * @param meanMs their time together
 * @param shareFraction of the sum over all types
 */
public record OperatorShare(String nodeType, int count, double meanMs, double shareFraction) {}
