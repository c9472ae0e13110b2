package org.framebudget.devices.battery;

import java.util.List;
import org.framebudget.devices.Source;
import org.framebudget.devices.Sourced;

/**
 * A pack as a Thevenin circuit with one RC branch.
 *
 * @param capacityAh charge at 25 °C
 * @param ocvSocFraction grid of the open-circuit-voltage curve, rising from 0 to 1
 * @param ocvV open-circuit voltage on that grid at 25 °C
 * @param ocvSource where the curve comes from
 * @param r0Ohm series resistance at 25 °C
 * @param r1Ohm resistance of the RC branch at 25 °C
 * @param tauS time constant of the RC branch
 * @param cutoffV the device switches off below this voltage under load
 * @param capacityTempDegC grid of the capacity factor, rising; may be empty
 * @param capacityFactor capacity over capacity at 25 °C on that grid
 * @param node thermal node of the pack
 */
public record BatteryProfile(
        Sourced capacityAh,
        List<Double> ocvSocFraction,
        List<Double> ocvV,
        Source ocvSource,
        Sourced r0Ohm,
        Sourced r1Ohm,
        Sourced tauS,
        Sourced cutoffV,
        List<Double> capacityTempDegC,
        List<Double> capacityFactor,
        String node) {}
