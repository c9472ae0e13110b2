package org.framebudget.sim.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.models.InputException;
import org.framebudget.sim.scenario.Places;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What only a device profile can tell is wrong names the line of the scenario, like what the reader finds. */
class PlacedMistakesTest {
    private static final String PHONE = """
            schema: framebudget/scenario/v1
            name: Phone
            duration_s: 10
            devices:
              - id: phone
                profile: pixel-4
                case: none-such
            cameras:
              - {id: back, device: phone, width_px: 640, height_px: 480, fps: 30}
            pipelines:
              - id: see
                camera: back
                budget_ms: 33
                stages:
                  - id: prepare
                    preprocess:
                      unit: cpu
                  - id: find
                    infer:
                      network: efficientnet_lite0
                      input: 224x224
                      precision: int8
                      unit: npu
                  - id: draw
                    postprocess:
                      mean_ms: 1
                      unit: cpu
            slo:
              skin_deg_c_max: 43
            """;

    private static String messageOf(String text, String... sets) {
        return assertThrows(
                        InputException.class,
                        () -> Simulation.check(Bench.scenario(text, sets), new ProfileRepository(null)))
                .getMessage();
    }

    private static String without(String text) {
        return text.replace("    case: none-such\n", "");
    }

    static List<Arguments> mistakes() {
        String phone = without(PHONE);
        String box = Bench.ONE_CAMERA;
        // measured, and not in the catalogue
        String outside = phone.replace("pixel-4", "pixel-6").replace("efficientnet_lite0", "mobilenet_edgetpu_v2_tiny");
        return List.of(
                Arguments.of(
                        box + "fleet:\n  types:\n    - {profile: pixel4, price: 1}\n",
                        "test.yaml:17: fleet.types.pixel4.profile: The device profile 'pixel4' is unknown. Maybe 'pixel-4'?"),
                Arguments.of(
                        box + "fleet:\n  types:\n    - {profile: coral-dev-board, price: 1, unit: npu}\n",
                        "test.yaml:17: fleet.types.coral-dev-board.unit: coral-dev-board has no unit 'npu'. It has: "),
                Arguments.of(
                        box + "population: {devices: [{profile: pixel4, share: 1}]}\n",
                        "test.yaml:15: population.devices.pixel4.profile: The device profile 'pixel4' is unknown. Maybe 'pixel-4'?"),
                Arguments.of(
                        PHONE,
                        "test.yaml:7: devices.phone.case: the profile 'pixel-4' describes no case 'none-such'."
                                + " It describes none: leave the key out."),
                Arguments.of(
                        phone.replace("pixel-4", "pixel4"),
                        "test.yaml:6: devices.phone.profile: The device profile 'pixel4' is unknown. Maybe 'pixel-4'?"),
                Arguments.of(
                        phone.replace("pixel-4", "host"),
                        "test.yaml:6: devices.phone.profile: The profile 'host' is this machine, and nothing is"
                                + " measured on it yet. 'framebudget calibrate host --quick' measures it in three"
                                + " minutes, without --quick better in a quarter of an hour."),
                Arguments.of(
                        outside.replace("int8", "fp16"),
                        "test.yaml:21: pipelines.see.stages.find.infer.precision: Nobody measured"
                                + " mobilenet_edgetpu_v2_tiny 224x224 fp16 on npu for 'pixel-6'. Measured, nearest first:"
                                + " mobilenet_edgetpu_v2_tiny 224x224 int8 on npu; "),
                Arguments.of(
                        outside.replace("int8", "fp16").replace("224x224", "99x99"),
                        "test.yaml:19: pipelines.see.stages.find.infer: Nobody measured mobilenet_edgetpu_v2_tiny 99x99"),
                Arguments.of(
                        phone.replace("224x224", "9x9"),
                        "test.yaml:20: pipelines.see.stages.find.infer.input: The input 9x9 is outside 32 to 4096 pixels"
                                + " a side."),
                Arguments.of(
                        phone.replace("unit: npu", "unit: tpu"),
                        "test.yaml:22: pipelines.see.stages.find.infer.unit: the device 'phone' (pixel-4) has no unit"
                                + " 'tpu'. It has: cpu, gpu, npu, nnapi."),
                Arguments.of(
                        phone.replace("mean_ms: 1\n          unit: cpu", "mean_ms: 1\n          unit: tpu"),
                        "test.yaml:26: pipelines.see.stages.draw.postprocess.unit: the device 'phone' (pixel-4) has no"
                                + " unit 'tpu'. It has: cpu, gpu, npu, nnapi."),
                Arguments.of(
                        phone.replace("preprocess:\n          unit: cpu", "preprocess:\n          unit: gpu"),
                        "test.yaml:16: pipelines.see.stages.prepare.preprocess.unit: the profile 'pixel-4' has no cost"
                                + " of preprocessing on 'gpu'. State its time, as in 'preprocess: {unit: gpu, mean_ms:"
                                + " 2.0}', or take a unit that has one: cpu."),
                Arguments.of(
                        phone.replace("- id: draw\n", "- id: draw\n        queue: {policy: FIFO, when_full: BLOCK}\n"),
                        "test.yaml:24: pipelines.see.stages.draw.queue.when_full: BLOCK holds the camera back, so it can"
                                + " stand only in front of the first stage. Give DROP_NEWEST or DROP_OLDEST."),
                Arguments.of(
                        phone.replace("pixel-4", "raspberry-pi-4").replace("unit: npu", "unit: cpu"),
                        "test.yaml:28: slo.skin_deg_c_max: 43 °C is asked of the device 'phone' (raspberry-pi-4), which"
                                + " has no temperature node 'skin'. It has: junction, board. Leave the objective out."),
                Arguments.of(
                        box + "slo: {battery_hours_min: 4}\n",
                        "test.yaml:15: slo.battery_hours_min: 4 h is asked of the device 'box' (bench), which has no"
                                + " battery. Leave the objective out."),
                Arguments.of(
                        phone.replace("duration_s: 10", "duration_s: 3.1e7")
                                .replace("fps: 30", "fps: 0.03, count: 10000"),
                        "test.yaml:3: duration_s: 31000000 is too long for so many cameras and units. At most "));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void namesFileLineKeyValueAndWhatWouldBeRight(String text, String message) {
        String found = messageOf(text);
        assertTrue(found.startsWith(message), found);
        if (message.endsWith(".") || message.endsWith("?")) {
            assertEquals(message, found);
        }
    }

    @Test
    void aValueFromTheCommandLineIsBlamedOnTheCommandLine() {
        assertEquals(
                "--set devices.phone.fan=big: devices.phone.fan: the profile 'pixel-4' describes no fan 'big'."
                        + " It describes none: leave the key out.",
                messageOf(without(PHONE), "devices.phone.fan=big"));
        String input = messageOf(without(PHONE), "pipelines.see.stages.find.infer.input=9x9");
        assertTrue(
                input.startsWith("--set pipelines.see.stages.find.infer.input=9x9:"
                        + " pipelines.see.stages.find.infer.input: The input 9x9 is outside "),
                input);
    }

    @Test
    void anAbsentKeyIsBlamedOnThePartThatLeavesItOut() {
        Places places = Bench.scenario(PHONE).places();
        assertEquals(
                "test.yaml:5: devices.phone.battery.start_fraction: is low. Charge it.",
                places.error("devices.phone.battery.start_fraction", "is low.", "Charge it.")
                        .getMessage());
        assertEquals(
                "scenario: seed: is odd.",
                Places.NONE.error("seed", "is odd.", null).getMessage());
    }
}
