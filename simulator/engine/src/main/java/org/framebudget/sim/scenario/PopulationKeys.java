package org.framebudget.sim.scenario;

import static org.framebudget.sim.scenario.Key.Type.TEXT;
import static org.framebudget.sim.scenario.Key.number;
import static org.framebudget.sim.scenario.Key.sections;

/** The keys of {@code population}, as {@link Keys} has the others. */
final class PopulationKeys {
    private PopulationKeys() {}

    private static Key share() {
        return number("share", "share of the users; all of a list sum to 1")
                .above(0)
                .to(1)
                .asRequired();
    }

    static final Section PROFILE = Section.of(
            "population_device",
            "what users have in the place of the scenario's device",
            Key.of("profile", TEXT, "id of a device profile, or the path of one")
                    .asRequired(),
            share(),
            Keys.unit().asOptional().absentMeans("the one with the least predicted latency that runs the network"));

    static final Section AMBIENT = Section.of(
            "population_ambient",
            "air around the users' devices, whatever device it is",
            number("value", "constant air temperature in °C").from(-60).to(85).asRequired(),
            share());

    static final Section POPULATION = Section.of(
            "population",
            "users with different devices, for 'framebudget plan': which share of them meets the objectives",
            Keys.name("device", "the device of the scenario that differs from user to user, where there are several"),
            sections("devices", PROFILE).from(1).to(100).asRequired(),
            Key.of("source", TEXT, "where the shares of devices come from")
                    .absentMeans("none, so the shares of devices are ASSUMED"),
            sections("ambient_deg_c", AMBIENT).from(1).to(100),
            Key.of("ambient_source", TEXT, "where the shares of ambients come from"));
}
