package org.framebudget.sim.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.framebudget.devices.ProfileRepository;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.scenario.Scenario;
import org.junit.jupiter.api.Test;

/** A phone that gets too hot. */
class ThrottleRunTest {
    static final String HOT_PHONE = """
            schema: framebudget/scenario/v1
            name: Hot phone
            duration_s: 900
            seed: 1
            environment: {ambient_deg_c: 30}
            devices:
              - {id: phone, profile: pixel-6, screen_fraction: 0.5, start_deg_c: 33}
            cameras:
              - {id: back, device: phone, width_px: 1920, height_px: 1080, fps: 30, exposure_ms: 8}
            pipelines:
              - id: people
                camera: back
                budget_ms: 27
                stages:
                  - {id: prepare, preprocess: {unit: cpu, mean_ms: 2, cv: 0.1}}
                  - {id: classify, infer: {network: mobilenet_edgetpu_1.75, input: 224x224, precision: int8, unit: npu, per_frame: 11}}
            """;

    @Test
    void heatLowersTheClockAndTheClockMakesFramesLate() {
        RunResult cool = Bench.run(HOT_PHONE, "duration_s=50");
        assertEquals(0, cool.devices().get(0).throttle().steps().size());
        assertTrue(cool.streams().get(0).missFraction() < 0.02);
        RunResult hot = Bench.run(HOT_PHONE);
        RunResult.Throttle throttle = hot.devices().get(0).throttle();
        assertTrue(throttle.timeFraction() > 0.3, "throttled " + throttle.timeFraction());
        assertEquals(
                "skin policy",
                throttle.steps().stream()
                        .filter(s -> s.unit().equals("npu"))
                        .findFirst()
                        .orElseThrow()
                        .reason());
        assertEquals(throttle.firstS(), throttle.steps().get(0).atS());
        assertTrue(hot.streams().get(0).missFraction() > 0.1);
        double clock = hot.devices().get(0).units().get(1).clockFractionMean();
        assertTrue(clock < 1 && clock > 0.2, "clock " + clock);
        // the mean clock is that of its steps
        double integral = 0;
        double at = 0;
        double fraction = 1;
        for (RunResult.ThrottleStep step : throttle.steps()) {
            if (step.unit().equals("npu")) {
                integral += fraction * (step.atS() - at);
                at = step.atS();
                fraction = step.clockFraction();
            }
        }
        assertEquals((integral + fraction * (900 - at)) / 900, clock, 1e-9);
    }

    @Test
    void halvingTheStepsOfThePhysicsChangesLittle() {
        Scenario scenario = Bench.scenario(HOT_PHONE);
        RunPlan plan = RunPlan.of(scenario, new ProfileRepository(null));
        Run whole = Wiring.wire(plan, 1, 0, scenario.durationS(), false, null);
        whole.advanceTo(whole.endNs);
        whole.finish();
        // a look at the device in the middle of each of its steps of 100 ms
        Run halved = Wiring.wire(plan, 1, 0, scenario.durationS(), false, null);
        for (long t = 50_000_000L; t < halved.endNs; t += 50_000_000L) {
            halved.advanceTo(t);
            halved.devices.get(0).settle(t);
        }
        halved.advanceTo(halved.endNs);
        halved.finish();
        assertTrue(whole.devices.get(0).state.throttledFraction() > 0.3);
        for (int node = 0; node < 3; node++) {
            assertEquals(
                    whole.devices.get(0).state.temperatureDegC(node),
                    halved.devices.get(0).state.temperatureDegC(node),
                    0.02);
        }
        assertEquals(missFraction(whole), missFraction(halved), 0.0005);
        assertTrue(missFraction(whole) > 0.1 && missFraction(whole) < 0.99, "misses " + missFraction(whole));
    }

    private static double missFraction(Run run) {
        StreamStats stats = run.streams.get(0).stats;
        return (double) (stats.late + stats.dropped) / run.cameras.get(0).captured(run.endNs);
    }
}
