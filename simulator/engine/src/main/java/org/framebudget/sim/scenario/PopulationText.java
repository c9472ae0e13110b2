package org.framebudget.sim.scenario;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The population in plain words. */
final class PopulationText {
    private PopulationText() {}

    static Optional<String> of(Scenario scenario) {
        PopulationSpec population = scenario.population();
        if (population == null) {
            return Optional.empty();
        }
        List<String> devices = population.devices().stream()
                .map(device -> percent(device.shareFraction()) + " " + device.profile()
                        + (device.unit() == null ? "" : " on its " + device.unit()))
                .toList();
        List<String> ambients = population.ambients().stream()
                .map(ambient -> percent(ambient.shareFraction()) + " at " + Units.plain(ambient.ambientDegC()) + " °C")
                .toList();
        return Optional.of("A plan asks which users meet the objectives, of whom " + String.join(", ", devices)
                + " have in the place of " + population.device() + source(population.source())
                + (ambients.isEmpty()
                        ? ""
                        : ", and of whom " + String.join(", ", ambients) + " use it"
                                + source(population.ambientSource()))
                + ".");
    }

    private static String source(@Nullable String source) {
        return source == null ? " (shares ASSUMED)" : " (" + source + ")";
    }

    private static String percent(double fraction) {
        return Units.plain(Math.round(fraction * 1e5) / 1e3) + " %";
    }
}
