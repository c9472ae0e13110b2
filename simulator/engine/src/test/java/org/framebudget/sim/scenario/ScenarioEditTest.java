package org.framebudget.sim.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.framebudget.models.InputException;
import org.junit.jupiter.api.Test;

class ScenarioEditTest {
    private static final String TEXT = """
            # a question – with a dash, and 🙂 beyond the basic plane
            schema: framebudget/scenario/v1
            name: Short
            duration_s: 20

            devices:
              - id: phone
                profile: pixel-6   # the one in the drawer
                screen_fraction: 0.5

            # the only camera
            cameras:
              - {id: back, device: phone, width_px: 1920, height_px: 1080, fps: 30, exposure_ms: 8}

            pipelines:
              - id: people
                camera: back
                budget_ms: 33.3                 # from delivery
                stages:
                  - {id: prepare, preprocess: {unit: cpu}}
                  # the network
                  - id: classify
                    infer: {network: mobilenet_v1_1.0, input: 224x224, precision: int8, unit: npu}
                # the end of people
            """;

    private static String edited(String text, String name, Map<String, String> changes) {
        String after = ScenarioEdit.apply(text, name, changes);
        List<String> sets = changes.entrySet().stream()
                .map(change -> change.getKey() + "=" + change.getValue())
                .toList();
        Scenario asked = ScenarioReader.read(text, name, Path.of("."), sets, null);
        Scenario got = ScenarioReader.read(after, name, Path.of("elsewhere"), List.of(), null);
        assertTrue(ScenarioEdit.same(asked, got), after);
        return after;
    }

    @Test
    void aValueIsReplacedWhereItStandsAndNothingElseMoves() {
        assertEquals(
                TEXT.replace("fps: 30", "fps: 15")
                        .replace("pixel-6 ", "pixel-8 ")
                        .replace("33.3 ", "50 "),
                edited(
                        TEXT,
                        "a.yaml",
                        Map.of(
                                "cameras.back.fps", "15",
                                "devices.phone.profile", "pixel-8",
                                "pipelines.people.budget_ms", "50")));
    }

    @Test
    void aKeyThatIsMissingComesAfterItsNeighbours() {
        assertEquals(
                TEXT.replace("exposure_ms: 8}", "exposure_ms: 8, motion_fraction: 0.3}"),
                edited(TEXT, "a.yaml", Map.of("cameras.back.motion_fraction", "0.3")));
        assertEquals(
                TEXT.replace(
                        "    screen_fraction: 0.5\n", "    screen_fraction: 0.5\n    battery: {start_fraction: 0.9}\n"),
                edited(TEXT, "a.yaml", Map.of("devices.phone.battery.start_fraction", "0.9")));
        assertEquals(
                TEXT.replace("unit: npu}\n", "unit: npu}\n    queue: {policy: LATEST}\n"),
                edited(TEXT, "a.yaml", Map.of("pipelines.people.queue.policy", "LATEST")));
    }

    @Test
    void aSectionOfTheWholeFileStandsApartAtTheEnd() {
        String after = edited(TEXT, "a.yaml", Map.of("environment.ambient_deg_c", "31"));
        assertTrue(after.contains("unit: npu}\n\nenvironment: {ambient_deg_c: 31}\n"), after);
    }

    @Test
    void severalChangesGoInOneAfterTheOther() {
        Map<String, String> changes = new LinkedHashMap<>();
        changes.put("environment.ambient_deg_c", "31");
        changes.put("cameras.0.fps", "24");
        changes.put("pipelines.people.stages.classify.infer.input", "192x192");
        changes.put("environment.ambient_deg_c", "35");
        changes.put("name", "With, commas [and] brackets");
        String after = edited(TEXT, "a.yaml", changes);
        assertTrue(after.contains("# the one in the drawer") && after.contains("# the end of people"), after);
    }

    @Test
    void aSingleValueBecomesASectionWhereAPartOfItIsAsked() {
        String text = TEXT.replace("unit: npu}", "unit: npu, per_frame: 6}");
        assertTrue(edited(text, "a.yaml", Map.of("pipelines.people.stages.classify.infer.per_frame.mean", "2.5"))
                .contains("per_frame: {mean: 2.5}"));
    }

    @Test
    void linesEndAsTheyDidBefore() {
        String after =
                edited(TEXT.replace("\n", "\r\n"), "a.yaml", Map.of("devices.phone.battery.start_fraction", "0.9"));
        assertFalse(after.replace("\r\n", "").contains("\n"));
    }

    @Test
    void jsonStaysJson() {
        String text = """
                {"schema": "framebudget/scenario/v1", "name": "Short", "duration_s": 20,
                 "devices": [{"id": "phone", "profile": "pixel-6"}],
                 "cameras": [{"id": "back", "device": "phone", "width_px": 640, "height_px": 480, "fps": 30}],
                 "pipelines": [{"id": "p", "camera": "back", "budget_ms": 33,
                   "stages": [{"id": "a", "preprocess": {"unit": "cpu"}}]}]}
                """;
        Map<String, String> changes = new LinkedHashMap<>();
        changes.put("devices.phone.profile", "pixel-8");
        changes.put("environment.ambient_deg_c", "31");
        changes.put("pipelines.p.queue.policy", "LATEST");
        String after = edited(text, "a.json", changes);
        assertTrue(after.contains("\"profile\": \"pixel-8\""), after);
    }

    @Test
    void aPartThatIsSharedByAnAliasIsNotChangedInSecret() {
        String text = TEXT.replace("infer: {network", "infer: &net {network")
                + "  - id: second\n    camera: back\n    budget_ms: 33\n    stages:\n      - {id: b, infer: *net}\n";
        InputException e = assertThrows(
                InputException.class,
                () -> ScenarioEdit.apply(text, "a.yaml", Map.of("pipelines.second.stages.b.infer.input", "192x192")));
        assertTrue(String.valueOf(e.getMessage()).contains("alias"), e.getMessage());
    }
}
