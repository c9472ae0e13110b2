package org.framebudget.devices;

import java.util.List;
import org.framebudget.devices.battery.BatteryProfile;
import org.framebudget.devices.latency.LatencyTable;
import org.framebudget.devices.power.PowerProfile;
import org.framebudget.devices.thermal.LimiterProfile;
import org.framebudget.devices.thermal.ThermalProfile;
import org.jspecify.annotations.Nullable;

/**
 * One device, immutable, every number with its source.
 *
 * @param id profile id, as in {@code pixel-4} or {@code raspberry-pi-4+coral-usb}
 * @param name what people call it
 * @param evidence how its latencies are known
 * @param badge a sentence shown on every result of this profile, absent where none is needed
 * @param units the things that compute, at least one
 * @param latency measured invoke times
 * @param memory what a run needs in memory, and how fast memory is
 * @param power power that belongs to no unit
 * @param thermal the heat network
 * @param limiters what lowers clocks, in no particular order
 * @param battery absent for a device on a fixed supply
 * @param camera delays of this device's camera stack
 * @param usbGeneration of its fastest port, 2 (480 Mbit/s) or 3 (5 Gbit/s and more), absent where the profile does not say
 * @param fittedSets sets of numbers that a fit left over, absent where it kept none
 * @param sha256 hash of the files the profile was read from, lower-case hex
 */
public record DeviceProfile(
        String id,
        String name,
        Evidence evidence,
        @Nullable String badge,
        List<UnitProfile> units,
        LatencyTable latency,
        MemoryProfile memory,
        PowerProfile power,
        ThermalProfile thermal,
        List<LimiterProfile> limiters,
        @Nullable BatteryProfile battery,
        CameraStackProfile camera,
        @Nullable Sourced usbGeneration,
        @Nullable FittedSets fittedSets,
        String sha256) {
    /** Without a word about its ports and without fitted sets. */
    public DeviceProfile(
            String id,
            String name,
            Evidence evidence,
            @Nullable String badge,
            List<UnitProfile> units,
            LatencyTable latency,
            MemoryProfile memory,
            PowerProfile power,
            ThermalProfile thermal,
            List<LimiterProfile> limiters,
            @Nullable BatteryProfile battery,
            CameraStackProfile camera,
            String sha256) {
        this(
                id, name, evidence, badge, units, latency, memory, power, thermal, limiters, battery, camera, null,
                null, sha256);
    }

    /** The same device with other limiters. */
    public DeviceProfile withLimiters(List<LimiterProfile> others) {
        return new DeviceProfile(
                id,
                name,
                evidence,
                badge,
                units,
                latency,
                memory,
                power,
                thermal,
                others,
                battery,
                camera,
                usbGeneration,
                fittedSets,
                sha256);
    }

    DeviceProfile with(FittedSets sets, String hash) {
        return new DeviceProfile(
                id,
                name,
                evidence,
                badge,
                units,
                latency,
                memory,
                power,
                thermal,
                limiters,
                battery,
                camera,
                usbGeneration,
                sets,
                hash);
    }

    /** Position of a unit in {@link #units()}, or -1. */
    public int unitIndex(String unitId) {
        for (int i = 0; i < units.size(); i++) {
            if (units.get(i).id().equals(unitId)) {
                return i;
            }
        }
        return -1;
    }
}
