package org.framebudget.sim.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.scenario.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sustained run against a cold run that goes on until its slowest node has settled. */
class SteadyStateTest {
    private static final ProfileRepository PROFILES = new ProfileRepository(null);
    private static final long HOUR_NS = 3_600_000_000_000L;

    private static SteadyState.Sustained sustained(Scenario scenario) {
        return SteadyState.of(scenario, PROFILES).orElseThrow();
    }

    /** Starts cold, forgets the first two hours (more than five times ten minutes), counts three more; battery held. */
    private static RunResult cold(Scenario scenario) {
        RunPlan plan = RunPlan.of(scenario, PROFILES);
        Run run = Wiring.wire(plan, scenario.seed(), 0, 5 * 3600, false, null);
        run.devices.forEach(DeviceRun::hold);
        run.advanceTo(2 * HOUR_NS);
        run.restart();
        run.advanceTo(5 * HOUR_NS);
        run.finish();
        ResultAssembler assembler = new ResultAssembler(plan);
        assembler.add(run);
        return assembler.outcome(0, null, null).result();
    }

    private static void assertAgree(Scenario scenario) {
        RunResult steady = sustained(scenario).outcome().result();
        RunResult cold = cold(scenario);
        cold.devices()
                .get(0)
                .temperatureDegC()
                .forEach((node, temperature) -> assertEquals(
                        temperature.max(),
                        steady.devices().get(0).temperatureDegC().get(node).max(),
                        0.5,
                        node));
        assertEquals(
                cold.streams().get(0).missFraction(), steady.streams().get(0).missFraction(), 0.002);
        assertEquals(
                cold.devices().get(0).units().get(1).clockFractionMean(),
                steady.devices().get(0).units().get(1).clockFractionMean(),
                0.01);
        assertEquals(
                1,
                steady.devices().get(0).averagePowerW() / cold.devices().get(0).averagePowerW(),
                0.01);
    }

    @Test
    void aPhoneThatStaysCoolEndsWhereAColdRunEnds() {
        Scenario scenario = Bench.scenario(
                ThrottleRunTest.HOT_PHONE,
                "environment.ambient_deg_c=15",
                // from ambient: from 33 degrees the skin policy trips once, and its hysteresis then holds for ever
                "devices.phone.start_deg_c=15",
                "pipelines.people.stages.classify.infer.per_frame=3");
        assertTrue(sustained(scenario).settled());
        assertNull(sustained(scenario).cycleS());
        assertAgree(scenario);
    }

    @Test
    void aPhoneThatThrottlesEndsWhereAColdRunEnds() {
        assertAgree(Bench.scenario(ThrottleRunTest.HOT_PHONE));
    }

    @Test
    void aNodeWithAClosedFormSettlesThere() {
        // 5 K/W: 25 degrees and 5 K for each watt
        RunResult.Device device = sustained(Bench.scenario(Bench.ONE_CAMERA))
                .outcome()
                .result()
                .devices()
                .get(0);
        RunResult.Temperature skin = device.temperatureDegC().get("skin");
        assertNotNull(skin);
        assertEquals(25 + 5 * device.averagePowerW(), skin.end(), 0.05);
        assertEquals(25 + 5 * (1.3 + 0.39216 + 1.2), skin.end(), 0.05);
    }

    @Test
    void theSustainedRunCountsAtLeastTenMinutesAndKeepsTheBalance() {
        RunResult result = sustained(Bench.scenario(Bench.ONE_CAMERA)).outcome().result();
        assertTrue(result.simulatedS() >= 600);
        RunResult.Stream s = result.streams().get(0);
        assertEquals(s.captured(), s.onTime() + s.late() + s.dropped() + s.inFlight());
        assertEquals(30, s.processedFps(), 0.01);
        assertEquals(10, s.latencyMs().mean(), 1e-9);
    }

    @Test
    void recordedInputsAndDeathsHaveNoSteadyState(@TempDir Path folder) {
        String air = Bench.file(folder, "air.csv", "time_s,ambient_deg_c\n0,20\n");
        String frames = Bench.file(folder, "frames.csv", "frame_start_s\n0\n1\n");
        for (String set :
                new String[] {"environment.ambient_trace=" + air, "cameras.cam.trace=" + frames, "limits.memory_mb=5"
                }) {
            assertTrue(
                    SteadyState.of(Bench.scenario(Bench.ONE_CAMERA, set), PROFILES)
                            .isEmpty(),
                    set);
        }
    }
}
