package org.framebudget.sim.scenario;

import java.util.List;
import java.util.Optional;

/** The fleet that is asked for in plain words. */
final class FleetText {
    private FleetText() {}

    static Optional<String> of(Scenario scenario) {
        FleetSpec fleet = scenario.fleet();
        if (fleet == null) {
            return Optional.empty();
        }
        List<String> types =
                fleet.types().stream().map(type -> type(type, fleet.currency())).toList();
        String energy = fleet.pricePerW() == 0
                ? "energy costs nothing"
                : "energy is paid for " + ScenarioText.number(fleet.hours()) + " hours at "
                        + ScenarioText.number(fleet.energyPricePerKwh()) + " " + fleet.currency() + " a kilowatt-hour";
        String spare = fleet.spareFraction() == 0
                ? ""
                : ", with " + ScenarioText.number(100 * fleet.spareFraction()) + " % of every unit's time to spare";
        return Optional.of("A plan finds the cheapest devices for all cameras among " + String.join(", ", types) + "; "
                + energy + (fleet.nPlusOne() ? "; any one device may fail" : "") + spare + ".");
    }

    private static String type(FleetSpec.TypeSpec type, String currency) {
        return type.profile() + " (" + ScenarioText.number(type.price()) + " " + currency
                + (type.priceSource() == null ? ", ASSUMED" : "")
                + (type.countMax() == null ? "" : ", at most " + type.countMax())
                + (type.unit() == null ? "" : ", inference on the " + type.unit()) + ")";
    }
}
