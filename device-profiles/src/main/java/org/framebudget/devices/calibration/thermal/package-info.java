/**
 * Heat fitted to published runs: thermal networks, power and policy of a phone from its sustained run by the minute, and the die and
 * board of a Raspberry Pi from its temperature series. Everything runs the product's own network, limiters and device state.
 */
@org.jspecify.annotations.NullMarked
package org.framebudget.devices.calibration.thermal;
