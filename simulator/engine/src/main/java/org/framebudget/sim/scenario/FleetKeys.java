package org.framebudget.sim.scenario;

import static org.framebudget.sim.scenario.Key.Type.FLAG;
import static org.framebudget.sim.scenario.Key.Type.TEXT;
import static org.framebudget.sim.scenario.Key.number;
import static org.framebudget.sim.scenario.Key.sections;
import static org.framebudget.sim.scenario.Key.whole;

/** The keys of {@code fleet}, as {@link Keys} has the others. */
final class FleetKeys {
    private static final double DEAREST = 1e9;

    private FleetKeys() {}

    static final Section TYPE = Section.of(
            "fleet_type",
            "kinds of devices that can be bought",
            Key.of("profile", TEXT, "id of a device profile, or the path of one")
                    .asRequired(),
            number("price", "price of one, 0 for what is there already")
                    .to(DEAREST)
                    .asRequired(),
            Key.of("price_source", TEXT, "where the price was seen, and when")
                    .absentMeans("none, so the price is ASSUMED"),
            whole("count_max", "how many can be had")
                    .from(1)
                    .to(Keys.MOST_DEVICES)
                    .absentMeans("as many as are needed"),
            Keys.unit().asOptional().absentMeans("the one with the least predicted latency that runs the network"));

    static final Section FLEET = Section.of(
            "fleet",
            "devices to buy for all cameras, for 'framebudget plan'; the scenario's own device is the pattern they are put in",
            number("hours", "time over which energy is paid").to(876_000).defaults("26280"),
            Key.of("currency", TEXT, "what prices are given in").defaults("EUR"),
            number("energy_price_per_kwh", "price of a kilowatt-hour")
                    .to(DEAREST)
                    .defaults("0"),
            Key.of("n_plus_1", FLAG, "true: any one device may fail, so a spare one stands by")
                    .defaults("false"),
            Keys.share("spare_fraction", "share of each unit's time that is left free on every device")
                    .to(0.9)
                    .defaults("0"),
            sections("types", TYPE).from(1).to(100).asRequired());
}
