package org.framebudget.sim.pipeline;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.Sourced;
import org.framebudget.devices.UnitProfile;
import org.framebudget.sim.scenario.Places;
import org.framebudget.sim.scenario.Scenario.DeviceUse;
import org.framebudget.sim.scenario.Scenario.LinkTraffic;
import org.jspecify.annotations.Nullable;

/** Units that share a queue or a link: what a scenario may say of them. */
final class SharedUnits {
    private SharedUnits() {}

    static void check(Places places, DeviceUse use, DeviceProfile profile) {
        for (int p = 0; p < use.pools().size(); p++) {
            checkPool(places, use, profile, use.pools().get(p).units(), key(use, "pools", p));
        }
        for (int t = 0; t < use.linkTraffic().size(); t++) {
            checkTraffic(places, use, profile, use.linkTraffic().get(t), key(use, "link_traffic", t));
        }
    }

    private static String key(DeviceUse use, String list, int index) {
        return "devices." + use.id() + "." + list + "." + index;
    }

    private static void checkPool(Places places, DeviceUse use, DeviceProfile profile, List<String> units, String key) {
        UnitProfile first = unit(places, use, profile, units.get(0), key);
        for (String id : units) {
            if (!alike(first, unit(places, use, profile, id, key))) {
                throw places.error(
                        key + ".units",
                        "'" + first.id() + "' and '" + id + "' of '" + profile.id()
                                + "' are not the same kind of unit.",
                        "A pool is of equal units, as the sticks of 'HOST+coral-usb+coral-usb' are.");
            }
        }
        Stream.concat(
                        use.failures().stream().map(failure -> failure.unit()),
                        use.batching().stream().map(batching -> batching.unit()))
                .filter(units::contains)
                .findFirst()
                .ifPresent(id -> {
                    throw places.error(
                            key + ".units",
                            "'" + id + "' has a failure or gathers frames, which is not simulated for a pool.",
                            "Take it out of 'failures' and 'batching', or out of the pool.");
                });
    }

    /** But for its name and for the part of the device that it heats. */
    static boolean alike(UnitProfile a, UnitProfile b) {
        return a.architecture().equals(b.architecture())
                && a.servers() == b.servers()
                && a.idleW().equals(b.idleW())
                && a.operatingPoints().equals(b.operatingPoints())
                && a.computeFraction().equals(b.computeFraction())
                && same(a.coldFirstFactor(), b.coldFirstFactor())
                && Objects.equals(a.idleRamp(), b.idleRamp())
                && same(a.weightCacheMb(), b.weightCacheMb())
                && same(a.hostLinkMbPerS(), b.hostLinkMbPerS())
                && a.jitter().equals(b.jitter());
    }

    private static boolean same(@Nullable Sourced a, @Nullable Sourced b) {
        return Objects.equals(a, b);
    }

    private static void checkTraffic(
            Places places, DeviceUse use, DeviceProfile profile, LinkTraffic traffic, String key) {
        for (String id : traffic.units()) {
            if (unit(places, use, profile, id, key).hostLinkMbPerS() == null) {
                throw places.error(
                        key + ".units",
                        "'" + id + "' of '" + profile.id() + "' has no link to its host of its own.",
                        "Name an accelerator that is plugged in, as 'tpu' of 'HOST+coral-usb'.");
            }
        }
        double share = traffic.transferMb() * traffic.transfersPerS() / linkMbPerS(profile, traffic);
        if (share >= 1) {
            throw places.error(
                    key + ".transfers_per_s",
                    String.format(
                            Locale.ROOT,
                            "such transfers would take %.0f %% of the link's time, which carries %.0f MB a second.",
                            100 * share,
                            linkMbPerS(profile, traffic)),
                    "Give fewer or smaller ones.");
        }
    }

    /** The slowest of the links, where they differ. */
    static double linkMbPerS(DeviceProfile profile, LinkTraffic traffic) {
        return traffic.units().stream()
                .map(id -> profile.units().get(profile.unitIndex(id)).hostLinkMbPerS())
                .mapToDouble(link -> link == null ? Double.POSITIVE_INFINITY : link.value())
                .min()
                .orElse(Double.POSITIVE_INFINITY);
    }

    private static UnitProfile unit(Places places, DeviceUse use, DeviceProfile profile, String id, String key) {
        int index = profile.unitIndex(id);
        if (index < 0) {
            throw places.error(
                    key + ".units",
                    "the device '" + use.id() + "' (" + profile.id() + ") has no unit '" + id + "'.",
                    "It has: "
                            + String.join(
                                    ", ",
                                    profile.units().stream()
                                            .map(UnitProfile::id)
                                            .toList()) + ".");
        }
        return profile.units().get(index);
    }
}
