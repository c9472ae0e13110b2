package org.framebudget.sim.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.framebudget.sim.scenario.Scenario;
import org.framebudget.sim.scenario.ScenarioReader;
import org.framebudget.sim.scenario.ScenarioTemplates;
import org.junit.jupiter.api.Test;

/** Cameras that nobody looks at and devices that nothing runs on are told. */
class UnusedPartsTest {
    private static List<String> of(String text) {
        Scenario scenario = ScenarioReader.read(text, "s.yaml", Path.of("."), List.of(), null);
        return UnusedParts.of(scenario);
    }

    @Test
    void whatHasNoPartInAScenarioIsTold() {
        String phone = ScenarioTemplates.text("phone");
        assertEquals(List.of(), of(phone));
        assertEquals(
                List.of(
                        "front: no pipeline looks at this camera, which takes power all the same",
                        "spare: no camera and no stage is on this device"),
                of(phone.replaceFirst(
                        "(?m)^cameras:",
                        "  - {id: spare, profile: pixel-6}\ncameras:\n"
                                + "  - {id: front, device: phone, width_px: 640, height_px: 480, fps: 15}")));
    }

    @Test
    void aDeviceThatAnswersBehindALinkHasAPart() {
        String text = """
                schema: framebudget/scenario/v1
                name: Two
                duration_s: 1
                devices: [{id: phone, profile: pixel-4}, {id: edge, profile: cloud-gpu}]
                cameras: [{id: back, device: phone, width_px: 640, height_px: 480, fps: 15}]
                pipelines:
                  - id: see
                    camera: back
                    budget_ms: 100
                    stages: [{id: work, device: edge, postprocess: {unit: cpu, mean_ms: 1}}]
                links: [{id: wifi, from: phone, to: edge, rtt_ms: 4, bandwidth_mbit_s: 100}]
                """;
        assertEquals(List.of(), of(text));
    }
}
