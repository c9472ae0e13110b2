package org.framebudget.devices;

import java.util.Arrays;

/** What a device did in one interval. Mutable and reused: whoever runs the device fills it before each advance. */
public final class DeviceLoad {
    /** Per unit: nanoseconds with a job, summed over its servers, each job weighted by its power over the operating point's. */
    public final long[] busyNs;
    /** Mean power of all cameras over the interval. */
    public double cameraW;
    /** Mean power over the interval of sending and receiving over network links. */
    public double linkW;
    /** Mean heat over the interval that charging leaves in the battery's node; the supply pays for it, no component does. */
    public double chargingHeatW;

    /** No load. */
    public DeviceLoad(int units) {
        busyNs = new long[units];
    }

    /** Back to no load. */
    public void clear() {
        Arrays.fill(busyNs, 0);
        cameraW = 0;
        linkW = 0;
        chargingHeatW = 0;
    }
}
