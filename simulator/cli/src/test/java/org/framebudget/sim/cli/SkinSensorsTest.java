package org.framebudget.sim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.sim.pipeline.RunOptions;
import org.framebudget.sim.pipeline.RunOutcome;
import org.framebudget.sim.pipeline.Simulation;
import org.framebudget.sim.report.ReportInput;
import org.framebudget.sim.scenario.KnownIds;
import org.framebudget.sim.scenario.ScenarioReader;
import org.framebudget.sim.scenario.ScenarioTemplates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A skin policy's thresholds stand beside the temperature they are held against. */
class SkinSensorsTest {
    private static final String VIRTUAL = "VIRTUAL-SKIN (virtual sensor)";

    @TempDir
    Path folder;

    private SkinSensors sensors(String template) throws IOException {
        ProfileRepository profiles = new ProfileRepository();
        Path file = folder.resolve("scenario.yaml");
        Files.writeString(file, ScenarioTemplates.text(template));
        RunOutcome outcome = Simulation.run(
                ScenarioReader.read(file, List.of("duration_s=300"), null, new KnownIds(profiles.ids(), List.of())),
                profiles,
                new RunOptions(1, 1, true, false, share -> {}));
        return SkinSensors.of(outcome, Objects.requireNonNull(outcome.timeline()));
    }

    private static double[] series(Map<String, double[]> temperatures, String name) {
        return Objects.requireNonNull(temperatures.get(name), name);
    }

    @Test
    void aMixtureOfNodesGetsItsOwnCurve() throws IOException {
        SkinSensors sensors = sensors("throttling");
        Map<String, double[]> degC = sensors.timeline().devices().get(0).temperatureDegC();
        double[] virtual = series(degC, VIRTUAL);
        for (int w = 0; w < virtual.length; w++) {
            double skin = series(degC, "skin")[w];
            double battery = series(degC, "battery")[w];
            // Pixel 6's formulas with board_therm = 0.6 skin + 0.4 battery
            double board = 0.6 * skin + 0.4 * battery;
            double expected = Math.max(
                    0.25 * battery + 0.75 * board,
                    Math.max(0.16 * battery + 0.84 * board + 1.5, 2.15 * board - 1.15 * battery - 2));
            assertEquals(expected, virtual[w], 1e-9);
        }
        assertEquals(
                List.of(39.0, 37.0, 37.0),
                sensors.trips().stream().map(ReportInput.TripPoint::tripDegC).toList());
        assertTrue(sensors.trips().stream().allMatch(trip -> trip.node().equals(VIRTUAL)));
        assertEquals("skin policy begins", sensors.trips().get(0).label());
    }

    @Test
    void aSensorThatReadsOneNodeIsThatNode() throws IOException {
        SkinSensors sensors = sensors("phone");
        assertFalse(sensors.timeline().devices().get(0).temperatureDegC().keySet().stream()
                .anyMatch(name -> name.contains("virtual")));
        assertEquals(List.of(new ReportInput.TripPoint("phone", "skin", 39, "skin policy begins")), sensors.trips());
    }

    @Test
    void aDeviceWithoutASkinPolicyStaysAsItIs() throws IOException {
        SkinSensors sensors = sensors("pi-cameras");
        assertEquals(List.of(), sensors.trips());
    }
}
