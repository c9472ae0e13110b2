package org.framebudget.sim.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.framebudget.models.InputException;
import org.framebudget.sim.results.RunResult;
import org.junit.jupiter.api.Test;

/** A unit that the scenario runs below its fastest clock. */
class ChosenClockTest {
    private static final String CORAL = """
            schema: framebudget/scenario/v1
            name: Coral
            duration_s: 60
            devices:
              - {id: pi, profile: raspberry-pi-5+coral-usb, clocks: [{unit: tpu, clock_mhz: 500}]}
            cameras:
              - {id: cam, device: pi, width_px: 640, height_px: 480, fps: 5}
            pipelines:
              - id: see
                camera: cam
                budget_ms: 200
                stages:
                  - {id: find, infer: {network: yolov8n, input: 512x512, precision: int8, unit: tpu}}
            """;

    private static double inferenceMs(String text, String... sets) {
        Double ms = Bench.run(text, sets).streams().get(0).stages().get(0).meanMs();
        return ms == null ? Double.NaN : ms;
    }

    @Test
    void halfTheClockTakesTwiceTheTimeAndThePowerOfThatOperatingPoint() {
        RunResult slow = Bench.run(Bench.ONE_CAMERA, "devices.box.clocks=[{unit: npu, clock_mhz: 500}]");
        assertEquals(20, slow.streams().get(0).latencyMs().mean(), 1e-6);
        RunResult.Device box = slow.devices().get(0);
        assertEquals(0.5, box.units().get(1).clockFractionMean());
        // the user's choice is no throttling
        assertEquals(0, box.throttle().timeFraction());
        assertEquals(0, box.throttle().steps().size());
        // idle 0.2 W, 1 W at 500 MHz, 299 frames of 20 ms in 10 s
        assertEquals(
                10 * 0.2 + 299 * 20e-3 * (1 - 0.2), box.energyByComponentJ().get("npu"), 0.01);
        assertEquals(
                10,
                Bench.one("devices.box.clocks=[{unit: npu, clock_mhz: 1000}]")
                        .latencyMs()
                        .mean(),
                1e-6);
    }

    @Test
    void aCoralStickAtHalfItsClockIsWithinFifteenPercentOfTheMeasurements() {
        // what an inference of the accelerator alone takes longer at 250 than at 500 MHz, which no host makes faster:
        // 4.0825 - 2.5705, 5.7213 - 3.6485 and 42.3579 - 40.51 ms (measurements/coral/clock.csv)
        String[][] longer = {
            {"mobilenet_v1_1.0", "224x224", "1.512"},
            {"inception_v1", "224x224", "2.073"},
            {"resnet50", "224x224", "1.845"},
        };
        for (String host : new String[] {"raspberry-pi-5", "raspberry-pi-4", "desktop-xeon-e5-1650"}) {
            for (String[] row : longer) {
                String[] sets = {
                    "devices.pi.profile=" + host + "+coral-usb",
                    "pipelines.see.stages.find.infer.network=" + row[0],
                    "pipelines.see.stages.find.infer.input=" + row[1],
                    "devices.pi.clocks=[{unit: tpu, clock_mhz: 250}]"
                };
                double slow = inferenceMs(CORAL, sets);
                sets[3] = "devices.pi.clocks=[]";
                double expectedMs = inferenceMs(CORAL, sets) + Double.parseDouble(row[2]);
                assertEquals(1, slow / expectedMs, 0.15, host + " " + row[0]);
            }
        }
        // times of a Raspberry Pi 5 at 250 MHz, from its rows at 500
        String[][] measured = {
            {"yolov8n", "320x320", "22.2"},
            {"yolov8s", "320x320", "40.1"},
            {"yolov8n", "512x512", "53.5"},
            {"yolov8s", "512x512", "132"},
        };
        for (String[] row : measured) {
            double ms = inferenceMs(
                    CORAL,
                    "devices.pi.clocks=[{unit: tpu, clock_mhz: 250}]",
                    "pipelines.see.stages.find.infer.network=" + row[0],
                    "pipelines.see.stages.find.infer.input=" + row[1]);
            assertEquals(1, ms / Double.parseDouble(row[2]), 0.15, row[0] + " " + row[1]);
        }
    }

    @Test
    void aCoralStickAtHalfItsClockTakesThePowerThatWasMeasuredThere() {
        // an accelerator that is always busy: medians of 1.39 to 1.41 W at 250 MHz, 1.82 to 1.89 W at 500
        for (double[] row : new double[][] {{250, 1.40}, {500, 1.85}}) {
            RunResult result = Bench.run(
                    CORAL,
                    "cameras.cam.fps=60",
                    "pipelines.see.frames_in_flight_max=4",
                    "devices.pi.clocks=[{unit: tpu, clock_mhz: " + row[0] + "}]");
            RunResult.Device pi = result.devices().get(0);
            assertEquals(1, pi.energyByComponentJ().get("tpu") / result.simulatedS() / row[1], 0.15, row[0] + " MHz");
        }
    }

    @Test
    void aClockThatTheProfileDoesNotHaveIsAnError() {
        InputException e =
                assertThrows(InputException.class, () -> Bench.one("devices.box.clocks=[{unit: npu, clock_mhz: 750}]"));
        assertTrue(
                e.getMessage()
                        .contains("devices.box.clocks.0.clock_mhz: 750 is no operating point of 'npu' in 'bench'."
                                + " It has: 1000, 500."),
                e.getMessage());
    }
}
