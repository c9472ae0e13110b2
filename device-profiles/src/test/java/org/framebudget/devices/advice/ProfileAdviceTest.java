package org.framebudget.devices.advice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.devices.UnitProfile;
import org.framebudget.devices.latency.LatencyModel;
import org.framebudget.models.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileAdviceTest {
    private static final String PIXEL = "profiles/pixel-4.yaml";
    private static final String ROWS = "measurements/pixel-4/latency.csv";

    @TempDir
    Path folder;

    private static String resource(String name) {
        try (InputStream in = ProfileAdviceTest.class.getResourceAsStream("/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private List<Advice> advice(String yaml, String rows) throws IOException {
        Path file = Files.writeString(folder.resolve("pixel-4.yaml"), yaml);
        Path table = folder.resolve(ROWS);
        Files.createDirectories(Objects.requireNonNull(table.getParent()));
        Files.writeString(table, rows);
        DeviceProfile profile = new ProfileRepository(folder).load(file.toString(), folder);
        return ProfileAdvice.of("pixel-4.yaml", "pixel-4", profile, LatencyModel.shipped());
    }

    /** The one finding that the change brings. */
    private String brought(String yaml, String rows) throws IOException {
        List<Advice> before = advice(resource(PIXEL), resource(ROWS));
        List<Advice> after = advice(yaml, rows).stream()
                .filter(one -> !before.contains(one) && !one.problem().contains("rows lie outside"))
                .toList();
        assertEquals(1, after.size(), after.toString());
        return after.get(0).text();
    }

    private static String changed(String name, String from, String to) {
        String text = resource(name);
        assertTrue(text.contains(from), from);
        return text.replace(from, to);
    }

    @Test
    void shippedProfilesLieInsideTheBoundsOfEnergyAndCanRun() {
        ProfileRepository repository = new ProfileRepository(null);
        for (String id : repository.ids()) {
            DeviceProfile profile = repository.load(id, Path.of(""));
            for (UnitProfile unit : profile.units()) {
                double pj = EnergyPlausibility.medianPjPerMac(profile, unit);
                assertTrue(Double.isNaN(pj) || (pj > 1 && pj < 1600), id + " " + unit.id() + " " + pj);
            }
            for (Advice one : ProfileAdvice.of(id, id, profile, LatencyModel.shipped())) {
                assertTrue(one.key().startsWith("latency."), one.text());
            }
        }
    }

    @Test
    void milliwattsWrittenAsWattsAreFound() throws IOException {
        String milliwatts = resource(PIXEL)
                .replaceAll(
                        "active_w: ([0-9.]+), source: \\{kind: ASSUMED, cite: framebudget_assumed, note: \"a Coral",
                        "active_w: $1e3, source: {kind: ASSUMED, cite: framebudget_assumed, note: \"a Coral");
        String text = brought(milliwatts, resource(ROWS));
        assertTrue(
                text.startsWith("pixel-4.yaml: units[npu].operating_points[0].active_w: 1500 W over the measured"
                        + " latencies are 1.05e+04 pJ for a multiply-accumulate. Silicon needs 0.1 to 2000 pJ:"),
                text);
    }

    @Test
    void aRowInSecondsIsFoundAgainstTheOthersOfItsSeries() throws IOException {
        String text = brought(
                resource(PIXEL),
                changed(
                        ROWS,
                        "mobilenet_v1_1.0,224,224,fp32,cpu,4,14.0,mean",
                        "mobilenet_v1_1.0,224,224,fp32,cpu,4,0.014,mean"));
        assertTrue(text.contains("mobilenet_v1_1.0 224x224 fp32 on cpu with 4 threads takes 0.01400 ms;"), text);
        assertTrue(
                text.endsWith("Look at its input size, precision and unit, and whether the column is a mean."), text);
    }

    @Test
    void anotherCellsCutOffIsFound() throws IOException {
        String text = brought(
                changed(
                        PIXEL,
                        "cutoff_v: {value: 3.4, low: 3.3, high: 3.5}",
                        "cutoff_v: {value: 6.8, low: 6, high: 7}"),
                resource(ROWS));
        assertTrue(text.contains("battery.cutoff_v: 6.8 V is not below the "), text);
    }

    @Test
    void aSourceThatSaysNothingIsFound() throws IOException {
        String text = brought(
                changed(
                        PIXEL,
                        "base_w: {value: 0.5, low: 0.3, high: 0.8, source: {kind: ASSUMED,",
                        "base_w: {value: 0.5, low: 0.3, high: 0.8, source: {kind: MEASURED,"),
                resource(ROWS));
        assertEquals(
                "pixel-4.yaml: power.base_w: is called MEASURED but cites an assumption."
                        + " Cite the document, or say ASSUMED with low and high.",
                text);
    }

    @Test
    void anIdleAboveTheSlowestClockIsFound() throws IOException {
        String text = brought(
                resource(PIXEL)
                        .replaceFirst(
                                "idle_w: \\{value: 0.03, low: 0, high: 0.1}", "idle_w: {value: 1, low: 0, high: 2}"),
                resource(ROWS));
        assertEquals(
                "pixel-4.yaml: units[cpu].idle_w: 1.0 W is more than the 0.614 W of its slowest clock."
                        + " A unit needs less while it idles.",
                text);
    }

    @Test
    void aUnitThatNoRowAnswersForIsNamed() throws IOException {
        String text = brought(changed(PIXEL, "    nnapi: [tflite_measurement]\n", ""), resource(ROWS));
        assertTrue(text.startsWith("pixel-4.yaml: latency.reference.nnapi: no row answers for this unit."), text);
    }

    @Test
    void aNetworkOfHeatThatIsTooQuickCannotRun() {
        String yaml = changed(PIXEL, "capacity_j_per_k: 3}", "capacity_j_per_k: 0.001}");
        String message = String.valueOf(assertThrows(InputException.class, () -> advice(yaml, resource(ROWS)))
                .getMessage());
        assertTrue(message.contains("junction"), message);
    }
}
