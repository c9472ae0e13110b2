package org.framebudget.devices.calibration.thermal;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one run has of its own; everything else belongs to the device.
 *
 * @param ambientDegC air around it
 * @param startDegC every node at the start: heat stored by whatever came before
 * @param caseId case of the profile's settings, absent for none
 * @param screenFraction brightness, negative for off
 * @param extraW further electrical power, such as sharing a hotspot
 * @param chargingHeatW what charging loses in the pack, by the minute; the last entry holds on
 */
record RunInputs(
        double ambientDegC,
        List<Double> startDegC,
        @Nullable String caseId,
        double screenFraction,
        double extraW,
        List<Double> chargingHeatW) {

    static List<Double> evenly(int nodes, double degC) {
        return Collections.nCopies(nodes, degC);
    }

    /** The same with another heat of charging, by the minute. */
    RunInputs charging(List<Double> heatW) {
        return new RunInputs(ambientDegC, startDegC, caseId, screenFraction, extraW, heatW);
    }

    /** The same in a room so much warmer. */
    RunInputs warmerBy(double roomK) {
        return new RunInputs(ambientDegC + roomK, startDegC, caseId, screenFraction, extraW, chargingHeatW);
    }

    /** Charging heat of a minute, counted from 1. */
    double chargingHeatW(int minute) {
        return chargingHeatW.get(Math.min(minute, chargingHeatW.size()) - 1);
    }
}
