package org.framebudget.sim.scenario;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.framebudget.sim.scenario.FleetSpec.TypeSpec;
import org.framebudget.sim.scenario.Scenario.DeviceUse;
import org.jspecify.annotations.Nullable;

/** Reads {@code fleet}. */
final class FleetBinder {
    private final Path baseDir;
    private final KnownIds known;

    FleetBinder(Path baseDir, KnownIds known) {
        this.baseDir = baseDir;
        this.known = known;
    }

    /** Null where none is asked for. */
    @Nullable
    FleetSpec fleet(Fields top, List<DeviceUse> devices) {
        Fields fields = top.sectionOrNull("fleet");
        if (fields == null) {
            return null;
        }
        if (top.has("population")) {
            throw top.error(
                    "fleet",
                    "asks which devices to buy, and population what users have who bought their own.",
                    "Keep one of the two: a plan answers one of them.");
        }
        double hours = fields.number("hours");
        String currency = fields.text("currency");
        double energyPrice = fields.number("energy_price_per_kwh");
        boolean nPlusOne = fields.flag("n_plus_1");
        double spare = fields.number("spare_fraction");
        Set<String> seen = new HashSet<>();
        List<TypeSpec> types = new ArrayList<>();
        for (Fields item : fields.sections("types")) {
            String profile = known.profile(item, "profile", baseDir);
            if (!seen.add(profile)) {
                throw item.error("profile", "'" + profile + "' is listed twice.", "List each profile once.");
            }
            types.add(new TypeSpec(
                    profile,
                    item.number("price"),
                    item.textOrNull("price_source"),
                    item.wholeOrNull("count_max"),
                    item.has("unit") ? item.choice("unit") : item.textOrNull("unit")));
        }
        if (devices.size() != 1 || devices.get(0).count() != 1) {
            throw top.error(
                    "fleet",
                    "replaces the scenario's device by those it buys, but there are "
                            + devices.stream().mapToInt(DeviceUse::count).sum() + " devices.",
                    "Put all cameras on one device with count 1, without links.");
        }
        return new FleetSpec(hours, currency, energyPrice, nPlusOne, spare, List.copyOf(types));
    }
}
