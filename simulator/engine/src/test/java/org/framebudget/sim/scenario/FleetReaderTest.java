package org.framebudget.sim.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
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
                scenario.assumptions()
                        .contains("fleet.types.raspberry-pi-4.price_source: none, so the price is ASSUMED (default)"),
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
    void aTypeIsNamedByItsProfileWhereAnotherValueIsSet() {
        Scenario byProfile = ScenarioReaderTest.read(FLEET, "fleet.types.raspberry-pi-4.price=60");
        assertEquals(
                60, Objects.requireNonNull(byProfile.fleet()).types().get(1).price());
        Scenario byIndex = ScenarioReaderTest.read(FLEET, "fleet.types.1.price=61");
        assertEquals(61, Objects.requireNonNull(byIndex.fleet()).types().get(1).price());
        Scenario attached = ScenarioReaderTest.read(
                FLEET,
                "fleet.types=[{profile: raspberry-pi-4+coral-usb, price: 1}]",
                "fleet.types.raspberry-pi-4+coral-usb.price=170");
        assertEquals(
                170, Objects.requireNonNull(attached.fleet()).types().get(0).price());
        assertEquals(
                "--set fleet.types.raspbery-pi-4.price=60: fleet.types.raspbery-pi-4.price: there is no"
                        + " 'fleet.types.raspbery-pi-4'. Maybe 'raspberry-pi-4'?",
                assertThrows(
                                InputException.class,
                                () -> ScenarioReaderTest.read(FLEET, "fleet.types.raspbery-pi-4.price=60"))
                        .getMessage());
    }

    @Test
    void aNameThatSeveralItemsHaveIsRefused() {
        String population = ScenarioReaderTest.SMALL + """
                population:
                  devices:
                    - {profile: pixel-4, share: 0.5, unit: cpu}
                    - {profile: pixel-4, share: 0.5, unit: npu}
                """;
        assertEquals(
                "--set population.devices.pixel-4.share=1: population.devices.pixel-4.share:"
                        + " 'population.devices.pixel-4' is there more than once. Name it by its index: 0 is the first,"
                        + " 1 the last.",
                assertThrows(
                                InputException.class,
                                () -> ScenarioReaderTest.read(population, "population.devices.pixel-4.share=1"))
                        .getMessage());
    }

    @Test
    void aFleetAndAPopulationAreTwoQuestions() {
        assertEquals(
                "s.yaml:17: fleet: asks which devices to buy, and population what users have who bought their own. Keep one"
                        + " of the two: a plan answers one of them.",
                assertThrows(
                                InputException.class,
                                () -> ScenarioReaderTest.read(
                                        FLEET, "population={devices: [{profile: pixel-4, share: 1}]}"))
                        .getMessage());
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
                "s.yaml:24: fleet.types.pixel-4.profile: 'pixel-4' is listed twice. List each profile once.",
                assertThrows(
                                InputException.class,
                                () -> ScenarioReaderTest.read(FLEET.replace("raspberry-pi-4", "pixel-4")))
                        .getMessage());
        assertEquals(
                "--set fleet.types=[{profile: pixle-4, price: 1}]: fleet.types.pixle-4.profile: 'pixle-4' is not a known"
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
