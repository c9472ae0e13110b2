package org.framebudget.sim.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.framebudget.models.InputException;
import org.junit.jupiter.api.Test;

class TemplatesAndWordsTest {
    private static Scenario template(String name) {
        return ScenarioReader.read(ScenarioTemplates.text(name), name + ".yaml", Path.of("."), List.of(), null);
    }

    @Test
    void wordsTellOfFailuresClocksBatchesAndComparisons() {
        String text = String.join(
                " ",
                ScenarioText.sentences(
                        ScenarioReaderTest.read(ScenarioReaderTest.SMALL
                                .replace(
                                        "profile: pixel-4",
                                        "profile: pixel-4, clocks: [{unit: cpu, clock_mhz: 1785}],"
                                                + " batching: [{unit: gpu, max_frames: 4}],"
                                                + " failures: [{unit: npu, at_s: 3}, {unit: gpu, at_s: 1, for_s: 2}]")
                                .replace(
                                        "unit: npu}}",
                                        "unit: npu}, compare: {unit: gpu, check: {unit: cpu, mean_ms: 1}},"
                                                + " on_failure: {unit: cpu}}")),
                        device -> true));
        for (String part : List.of(
                "cpu at 1785 MHz",
                "gpu in batches of up to 4",
                "npu lost at 3 s for the rest",
                "gpu lost at 1 s for 2 s",
                "compared with the same on the gpu",
                "without its unit on the cpu")) {
            assertTrue(text.contains(part), part + " in " + text);
        }
    }

    @Test
    void everyTemplateReadsAndExplainsItself() {
        assertEquals(List.of("phone", "low-end-phone", "pi-cameras", "throttling"), ScenarioTemplates.names());
        for (String name : ScenarioTemplates.names()) {
            assertTrue(ScenarioTemplates.text(name).startsWith("# "), name);
            assertTrue(ScenarioText.sentences(template(name), device -> true).size() >= 5, name);
        }
        assertEquals(
                "'pi' is not a known template. Known: phone, low-end-phone, pi-cameras, throttling.",
                assertThrows(InputException.class, () -> ScenarioTemplates.text("pi"))
                        .getMessage());
        assertEquals(
                "'fone' is not a known template. Maybe 'phone'?",
                assertThrows(InputException.class, () -> ScenarioTemplates.text("fone"))
                        .getMessage());
    }

    @Test
    void theTemplatesSetsInTheirCommentsWork() {
        for (String name : ScenarioTemplates.names()) {
            ScenarioTemplates.text(name)
                    .lines()
                    .filter(line -> line.contains("--set "))
                    .map(line -> line.substring(line.indexOf("--set ") + 6).strip())
                    .forEach(set ->
                            ScenarioReader.read(ScenarioTemplates.text(name), name, Path.of("."), List.of(set), null));
        }
    }

    @Test
    void onlyTheCamerasOfOneEntryAreSaidToSpread() {
        String camera = "  - {id: back, device: phone, width_px: 1280, height_px: 720, fps: 30}\n";
        Scenario s = ScenarioReaderTest.read(ScenarioReaderTest.SMALL.replace(
                camera,
                camera
                        + camera.replace("back", "side")
                        + camera.replace("id: back", "id: yard, count: 4").replace("fps: 30", "fps: 5")
                        + camera.replace("id: back", "id: late, count: 3, phase_ms: 7")));
        assertEquals(
                List.of(
                        "cameras.back.phase_ms: 0 (default)",
                        "cameras.side.phase_ms: 0 (default)",
                        "cameras.yard.phase_ms: 0 for the first of 4, each next one 1/4 of the interval at 5 fps later"
                                + " (default)"),
                s.assumptions().stream()
                        .filter(words -> words.contains("phase_ms"))
                        .toList());
    }

    @Test
    void theSmallScenarioInPlainWords() {
        assertEquals(
                List.of(
                        "10 seconds simulated at 25 °C ambient, seed 1.",
                        "Device phone is pixel-4: battery at 100 %, screen off, frames are served in order of arrival.",
                        "Camera back on phone delivers 1280×720 at 30 fps, exposed for 10 ms.",
                        "Pipeline classify takes the frames of camera back through prepare (preprocess on the cpu), then"
                                + " run (efficientnet_lite0 at 224×192, int8, on the npu), then draw (postprocess on the"
                                + " cpu, 1 ms). A result is due 33.3 ms after the frame is delivered. One frame at a time;"
                                + " meanwhile only the newest frame waits.",
                        "No objectives are set."),
                ScenarioText.sentences(ScenarioReaderTest.read(ScenarioReaderTest.SMALL), device -> true));
    }

    @Test
    void aCameraThatFeedsItselfSaysSo() {
        String own = ScenarioReaderTest.BASE.replace("fps: 30, exposure_ms", "fps: 30, powered_by: own, exposure_ms");
        assertEquals(
                "Camera back on phone delivers 1280×720 at 30 fps, exposed for 10 ms, with a supply of its own.",
                ScenarioText.sentences(ScenarioReaderTest.read(own), device -> true)
                        .get(3));
    }

    @Test
    void largeNumbersAreGroupedAndCountsKeepTheirZeros() {
        List<String> words = ScenarioText.sentences(
                ScenarioReaderTest.read(
                        ScenarioReaderTest.SMALL, "pipelines.classify.budget_ms=1500", "duration_s=100", "seed=1234"),
                device -> true);
        assertEquals("100 seconds simulated at 25 °C ambient, seed 1234.", words.get(0));
        assertTrue(words.get(3).contains("due 1\u202f500 ms after"), words.get(3));
    }

    @Test
    void theLargerScenarioInPlainWords() {
        List<String> words = ScenarioText.sentences(
                ScenarioReaderTest.read(ScenarioReaderTest.BASE),
                device -> device.id().equals("phone"));
        assertEquals("60 seconds simulated at 20 °C ambient, seed 7.", words.get(0));
        assertEquals(
                "Device edge is cloud-gpu: screen off, frames are served in order of arrival.",
                words.get(2),
                "no battery is named where there is none");
        assertEquals("Camera front on phone delivers 640×480 at 29.97 fps, exposed for 10 ms.", words.get(4));
        assertEquals(
                "Pipeline detect takes the frames of cameras back, front through find (ssd_mobilenet_v1 at 300×300, fp32,"
                        + " on the gpu of edge, 2.5 per frame on average, one after another). A result is due 100 ms after"
                        + " the frame is delivered. One frame at a time; meanwhile only the newest frame waits.",
                words.get(6));
        assertEquals(
                "Link wifi joins phone to edge: 100 Mbit/s, round trip 4 ms, 0 % lost, down 1 time.", words.get(7));
        assertEquals("Objectives: at most 1 % missed frames.", words.get(8));
        assertEquals("The application is killed when it takes more than 50 MB.", words.get(9));
    }
}
