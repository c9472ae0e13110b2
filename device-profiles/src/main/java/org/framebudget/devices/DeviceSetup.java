package org.framebudget.devices;

import java.util.List;
import java.util.function.Supplier;
import org.framebudget.devices.power.PowerProfile;
import org.framebudget.devices.thermal.ThermalProfile;
import org.framebudget.models.InputException;
import org.framebudget.models.Suggestions;
import org.jspecify.annotations.Nullable;

/** Looks up what a profile and its conditions name, with messages that say what would be right. */
final class DeviceSetup {
    private DeviceSetup() {}

    /** Makes a part of a profile; what is wrong with it is said with the profile's name. */
    static <T> T part(DeviceProfile profile, Supplier<T> maker) {
        try {
            return maker.get();
        } catch (InputException e) {
            throw new InputException("profile '" + profile.id() + "': " + e.getMessage(), e);
        }
    }

    /** A charge between 0 and 1. */
    static double chargeFraction(double fraction) {
        if (!(fraction >= 0 && fraction <= 1)) {
            throw new InputException("battery: start_fraction is " + fraction + "; it must lie between 0 and 1.");
        }
        return fraction;
    }

    /** Position of a thermal node that a profile names. */
    static int node(DeviceProfile profile, String where, String id) {
        int index = profile.thermal().nodeIndex(id);
        if (index < 0) {
            throw new InputException("profile '" + profile.id() + "': " + where + ": there is no thermal node '" + id
                    + "'. "
                    + Suggestions.advice(
                            id,
                            profile.thermal().nodes().stream()
                                    .map(ThermalProfile.Node::id)
                                    .toList()));
        }
        return index;
    }

    /** Clock of each operating point over the first. */
    static double[] clockFractions(UnitProfile unit) {
        double fastestMhz = unit.operatingPoints().get(0).clockMhz().value();
        return unit.operatingPoints().stream()
                .mapToDouble(p -> p.clockMhz().value() / fastestMhz)
                .toArray();
    }

    /** Power of the screen at a brightness; 0 where it is off or there is none. */
    static double screenW(PowerProfile power, double fraction) {
        if (fraction < 0) {
            return 0;
        }
        if (!(fraction <= 1)) {
            throw new InputException("screen_fraction is " + fraction + "; it must lie between 0 and 1.");
        }
        Sourced on = power.screenOnW();
        Sourced full = power.screenFullW();
        return (on == null ? 0 : on.value()) + (full == null ? 0 : full.value() * fraction);
    }

    /** Factor of case and fan on every resistance to ambient. */
    static double ambientFactor(ThermalProfile thermal, DeviceConditions conditions) {
        return setting(thermal, "case", conditions.caseId()) * setting(thermal, "fan", conditions.fanId());
    }

    private static double setting(ThermalProfile thermal, String kind, @Nullable String id) {
        if (id == null) {
            return 1;
        }
        List<ThermalProfile.Setting> known =
                thermal.settings().stream().filter(s -> s.kind().equals(kind)).toList();
        return known.stream()
                .filter(s -> s.id().equals(id))
                .findFirst()
                .map(s -> s.ambientFactor().value())
                .orElseThrow(() -> new InputException(kind + ": there is no '" + id + "'. "
                        + Suggestions.advice(
                                id,
                                known.stream().map(ThermalProfile.Setting::id).toList())));
    }

    static double finite(String key, double value) {
        if (!Double.isFinite(value)) {
            throw new InputException(key + " is " + value + "; it must be a finite temperature in °C.");
        }
        return value;
    }
}
