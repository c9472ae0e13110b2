package org.framebudget.devices;

import org.jspecify.annotations.Nullable;

/**
 * Where and how a device runs.
 *
 * @param ambientDegC air around it
 * @param startDegC every node at the start
 * @param caseId case of the profile's settings, absent for none
 * @param fanId fan of the profile's settings, absent for none
 * @param screenFraction brightness, 0 to 1; negative = screen off
 * @param batteryStartFraction charge at the start, 0 to 1; not used where there is no battery
 */
public record DeviceConditions(
        double ambientDegC,
        double startDegC,
        @Nullable String caseId,
        @Nullable String fanId,
        double screenFraction,
        double batteryStartFraction) {}
