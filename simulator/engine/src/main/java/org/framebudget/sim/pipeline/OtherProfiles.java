package org.framebudget.sim.pipeline;

import java.util.function.Function;
import java.util.stream.Collectors;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.devices.UnitProfile;
import org.framebudget.sim.scenario.FleetSpec;
import org.framebudget.sim.scenario.Places;
import org.framebudget.sim.scenario.PopulationSpec;
import org.framebudget.sim.scenario.Scenario;
import org.jspecify.annotations.Nullable;

/** Checks the profiles that a scenario names beside those of its devices: what a fleet may buy, and what users have. */
public final class OtherProfiles {
    private OtherProfiles() {}

    /**
     * Looks whether all of them are there, with the units that are named.
     *
     * @throws org.framebudget.models.InputException with the place of the first that is wrong
     */
    public static void check(Scenario scenario, ProfileRepository repository) {
        Function<String, DeviceProfile> profiles = name -> repository.load(name, scenario.baseDir());
        FleetSpec fleet = scenario.fleet();
        if (fleet != null) {
            for (int i = 0; i < fleet.types().size(); i++) {
                FleetSpec.TypeSpec type = fleet.types().get(i);
                check(scenario, "fleet.types." + Places.item(type.profile(), i), type.profile(), type.unit(), profiles);
            }
        }
        PopulationSpec population = scenario.population();
        if (population != null) {
            for (int i = 0; i < population.devices().size(); i++) {
                PopulationSpec.ProfileShare share = population.devices().get(i);
                check(
                        scenario,
                        "population.devices." + Places.item(share.profile(), i),
                        share.profile(),
                        share.unit(),
                        profiles);
            }
        }
    }

    private static void check(
            Scenario scenario,
            String key,
            String name,
            @Nullable String unit,
            Function<String, DeviceProfile> profiles) {
        DeviceProfile profile = scenario.places().blame(key + ".profile", () -> profiles.apply(name));
        if (unit != null && profile.unitIndex(unit) < 0) {
            throw scenario.places()
                    .error(
                            key + ".unit",
                            profile.id() + " has no unit '" + unit + "'.",
                            "It has: "
                                    + profile.units().stream()
                                            .map(UnitProfile::id)
                                            .collect(Collectors.joining(", ")) + ".");
        }
    }
}
