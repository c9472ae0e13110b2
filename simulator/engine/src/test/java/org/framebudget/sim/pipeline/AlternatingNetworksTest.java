package org.framebudget.sim.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.framebudget.sim.results.RunResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A stick's energy; two networks that take turns on one Edge TPU, against the pairs of measurements/coral/co-compilation.csv. */
class AlternatingNetworksTest {
    private static final String PAIR = """
            schema: framebudget/scenario/v1
            name: Two networks in turn
            duration_s: 100
            seed: 1
            devices:
              - {id: host, profile: PROFILE}
            cameras:
              - {id: cam, device: host, width_px: 640, height_px: 480, fps: 2, powered_by: own}
            pipelines:
              - id: both
                camera: cam
                budget_ms: 500
                stages:
                  - {id: first, infer: {network: mobilenet_v1_1.0, input: 224x224, precision: int8, unit: tpu}}
                  - {id: second, infer: {network: mobilenet_v2_1.0, input: 224x224, precision: int8, unit: tpu}}
            """;

    /** 1.05 W above the open stick's idle power for 15.1 ms; the claim of 0.10 mWh, 360 mJ, would be 24 W over that time. */
    @Test
    void anInferenceOfADetectorOnAStickTakesFifteenToSixteenMillijoulesAboveIdle() {
        String detect = PAIR.replace("PROFILE", "raspberry-pi-4+coral-usb")
                .replaceAll("(?m)^ +- \\{id: second.*\\n", "")
                .replace("mobilenet_v1_1.0, input: 224x224", "ssd_mobilenet_v1, input: 300x300")
                .replace("fps: 2", "fps: 30");
        RunResult.Device device = Bench.run(detect).devices().get(0);
        assertEquals(1.05 * 15.0897, device.energyPerInferenceAboveIdleMj(), 0.5);
        // and 0.8 W of idle power for each 33.3 ms
        assertEquals(1.05 * 15.0897 + 0.8 * 1e3 / 30, device.energyPerInferenceGrossMj(), 1);
    }

    /** Both fit into 8 MB together, and still each inference reloads its own. */
    @ParameterizedTest
    @CsvSource({
        "raspberry-pi-4+coral-usb, 39.1231",
        "raspberry-pi-3b-plus+coral-usb, 279.22",
        "desktop-xeon-e5-1650+coral-usb, 22.61",
        "coral-dev-board, 26.17"
    })
    void aPairTakesWhatWasMeasuredWithin15Percent(String profile, double measuredMs) {
        RunResult.Stream stream =
                Bench.run(PAIR.replace("PROFILE", profile)).streams().get(0);
        assertEquals(1, stream.budgetToResultMs().mean() / measuredMs, 0.15, profile);
    }
}
