package org.framebudget.sim.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.framebudget.models.InputException;
import org.junit.jupiter.api.Test;

/** The block {@code fleet}; more of its mistakes are in broken.txt. */
class FleetReaderTest {
    private static final String FLEET = ScenarioReaderTest.SMALL + """
            fleet:
              hours: 8760
              currency: CHF
              energy_price_per_kwh: 0.25
              n_plus_1: true
              spare_fraction: 0.2
              types:
                - {profile: pixel-4, price: 300, price_source: "a shop, 2024-05-01", count_max: 3, unit: npu}
                - {profile: raspberry-pi-4, price: 75}
            """;

    @Test
    void aFleetIsReadWithItsDefaultsAndToldInWords() {
        Scenario scenario = ScenarioReaderTest.read(FLEET);
        assertEquals(
                new FleetSpec(
                        8760,
                        "CHF",
                        0.25,
                        true,
                        0.2,
                        List.of(
                                new FleetSpec.TypeSpec("pixel-4", 300, "a shop, 2024-05-01", 3, "npu"),
                                new FleetSpec.TypeSpec("raspberry-pi-4", 75, null, null, null))),
                scenario.fleet());
        assertTrue(
                scenario.assumptions().contains("fleet.types.1.price_source: none, so the price is ASSUMED (default)"),
                scenario.assumptions().toString());
        assertEquals(
                "A plan finds the cheapest devices for all cameras among pixel-4 (300 CHF, at most 3, inference on the npu),"
                        + " raspberry-pi-4 (75 CHF, ASSUMED); energy is paid for 8\u202f760 hours at 0.25 CHF a"
                        + " kilowatt-hour; any one device may fail, with 20 % of every unit's time to spare.",
                ScenarioText.sentences(scenario, device -> true).get(5));
        FleetSpec plain = ScenarioReaderTest.read(ScenarioReaderTest.SMALL, "fleet={types: [{profile: a, price: 1}]}")
                .fleet();
        assertNotNull(plain);
        assertEquals(List.of(26_280.0, 0.0, 0.0), List.of(plain.hours(), plain.pricePerW(), plain.spareFraction()));
        assertNull(scenario.withoutFleet().fleet());
        assertNull(ScenarioReaderTest.read(ScenarioReaderTest.SMALL).fleet());
    }

    @Test
    void aWattCostsItsKilowattHours() {
        FleetSpec fleet = ScenarioReaderTest.read(FLEET).fleet();
        assertNotNull(fleet);
        assertEquals(8.76 * 0.25, fleet.pricePerW(), 1e-12);
    }

    @Test
    void aProfileIsForSaleOnceAndKnown() {
        assertEquals(
                "s.yaml:24: fleet.types.1.profile: 'pixel-4' is listed twice. List each profile once.",
                assertThrows(
                                InputException.class,
                                () -> ScenarioReaderTest.read(FLEET.replace("raspberry-pi-4", "pixel-4")))
                        .getMessage());
        assertEquals(
                "--set fleet.types=[{profile: pixle-4, price: 1}]: fleet.types.0.profile: 'pixle-4' is not a known"
                        + " profile. Maybe 'pixel-4'?",
                assertThrows(
                                InputException.class,
                                () -> new Binder(Path.of("."), new KnownIds(List.of("pixel-4"), List.of()))
                                        .bind(
                                                Overrides.apply(
                                                        NodeParser.file(FLEET, "s.yaml"),
                                                        "fleet.types=[{profile: pixle-4, price: 1}]"),
                                                null,
                                                ""))
                        .getMessage());
    }
}
