package org.framebudget.sim.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.framebudget.models.InputException;
import org.framebudget.sim.results.RunResult;
import org.junit.jupiter.api.Test;

/** The same inference on two units, compared: 10 ms on the NPU, 14 ms on the CPU, then a check of 0.5 ms. */
class ComparisonRunTest {
    private static final String COMPARE = ", compare: {unit: cpu, check: {unit: cpu, mean_ms: 0.5}}";
    private static final String REDUNDANT = with(COMPARE);

    private static String with(String keys) {
        return Bench.ONE_CAMERA.replace("unit: npu}}", "unit: npu}" + keys + "}");
    }

    @Test
    void aResultTakesTheLongerOfTwoInferencesAndTheCheck() {
        RunResult result = Bench.run(REDUNDANT);
        RunResult.Stream stream = result.streams().get(0);
        assertEquals(Math.max(10, 14) + 0.5, stream.latencyMs().mean(), 1e-6);
        assertEquals(Math.max(10, 14) + 0.5, stream.latencyMs().max(), 1e-6);
        assertEquals(
                List.of("find", "find-check", "find-second"),
                stream.stages().stream().map(RunResult.Stage::id).toList());
        assertEquals(10, stream.stages().get(0).meanMs(), 1e-6);
        assertEquals(14, stream.stages().get(2).meanMs(), 1e-6);
        assertEquals(stream.captured(), stream.onTime() + stream.inFlight());
        RunResult alone = Bench.run(Bench.ONE_CAMERA);
        assertEquals(10, alone.streams().get(0).latencyMs().mean(), 1e-6);
        // 299 frames in 10 s: the NPU as before, and 14.5 ms of one of two cores
        List<RunResult.Unit> units = result.devices().get(0).units();
        assertEquals(
                alone.devices().get(0).units().get(1).utilisation(),
                units.get(1).utilisation(),
                1e-9);
        assertEquals(0.299 * 14.5 / 10 / 2, units.get(0).utilisation(), 1e-3);
        // 2 W of a core above idle for those
        assertEquals(
                alone.devices().get(0).energyJ() + 299 * 14.5e-3 * 2 / 2,
                result.devices().get(0).energyJ(),
                0.03);
    }

    @Test
    void bothUnitsMustKeepUp() {
        RunResult result = Bench.run(REDUNDANT, "cameras.cam.fps=80", "pipelines.see.frames_in_flight_max=10");
        RunResult.Stream stream = result.streams().get(0);
        // two cores of 14.5 ms carry 138 a second, the NPU 100
        assertTrue(stream.cadenceMet());
        assertEquals(80, stream.processedFps(), 0.5);
        RunResult fast = Bench.run(REDUNDANT, "cameras.cam.fps=90", "pipelines.see.frames_in_flight_max=1");
        // one at a time: 14.5 ms are longer than an interval
        assertFalse(fast.streams().get(0).cadenceMet());
    }

    @Test
    void severalInferencesOfAFrameAreComparedAsOne() {
        RunResult.Stream stream = Bench.run(
                        REDUNDANT, "cameras.cam.fps=10", "pipelines.see.stages.find.infer.per_frame=3")
                .streams()
                .get(0);
        assertEquals(3 * 14 + 0.5, stream.latencyMs().mean(), 1e-6);
    }

    @Test
    void withoutASubstituteALossOfEitherUnitStopsTheStream() {
        for (String unit : List.of("npu", "cpu")) {
            RunResult.Stream stream = Bench.run(
                            REDUNDANT, "devices.box.failures=[{unit: " + unit + ", at_s: 1.02, for_s: 4}]")
                    .streams()
                    .get(0);
            assertNotNull(stream.failures());
            RunResult.Failure failure = stream.failures().get(0);
            assertEquals(1, failure.framesLost(), unit);
            assertEquals(stream.captured(), stream.processed() + stream.dropped() + stream.inFlight(), unit);
            assertTrue(failure.recoveryMs() != null && failure.recoveryMs() > 4000, unit + " " + failure);
        }
    }

    @Test
    void withASubstituteTheSurvivorGoesOnAloneWithoutCheck() {
        String fallsBack = with(COMPARE + ", on_failure: {unit: cpu}");
        RunResult.Stream npuLost = Bench.run(fallsBack, "devices.box.failures=[{unit: npu, at_s: 1.02, for_s: 4}]")
                .streams()
                .get(0);
        assertNotNull(npuLost.failures());
        RunResult.Degraded onCpu = npuLost.failures().get(0).degraded();
        assertNotNull(onCpu);
        assertEquals("find on cpu as ten 224x224 int8", onCpu.mode());
        assertEquals(14, onCpu.latencyMs().p50(), 0.2);
        RunResult.Stream cpuLost = Bench.run(fallsBack, "devices.box.failures=[{unit: cpu, at_s: 1.02, for_s: 4}]")
                .streams()
                .get(0);
        assertNotNull(cpuLost.failures());
        RunResult.Degraded onNpu = cpuLost.failures().get(0).degraded();
        assertNotNull(onNpu);
        assertEquals("find on npu alone, without comparison", onNpu.mode());
        assertEquals(10, onNpu.latencyMs().p50(), 0.2);
        assertEquals(14.5, cpuLost.latencyMs().p90(), 0.2);
    }

    @Test
    void noFrameIsLostToTheCountsWhateverFails() {
        String fallsBack = with(COMPARE + ", on_failure: {unit: cpu}");
        for (String scenario : List.of(REDUNDANT, fallsBack)) {
            for (String failures : List.of(
                    "[{unit: npu, at_s: 1.02}]",
                    "[{unit: cpu, at_s: 1.02}]",
                    "[{unit: npu, at_s: 1.001, for_s: 2}, {unit: cpu, at_s: 1.5, for_s: 3}]",
                    "[{unit: cpu, at_s: 1.001, for_s: 2, takeover_ms: 0}, {unit: npu, at_s: 1.05, for_s: 3}]")) {
                RunResult.Stream stream = Bench.run(
                                scenario,
                                "devices.box.failures=" + failures,
                                "cameras.cam.fps=70",
                                "pipelines.see.frames_in_flight_max=4",
                                "pipelines.see.queue={policy: FIFO, capacity: 3}")
                        .streams()
                        .get(0);
                assertEquals(
                        stream.captured(),
                        stream.onTime() + stream.late() + stream.dropped() + stream.inFlight(),
                        failures);
                assertTrue(stream.dropped() > 0, failures);
            }
        }
    }

    @Test
    void onlyInferencesAreComparedAndOnTwoUnits() {
        InputException same = assertThrows(
                InputException.class, () -> Bench.run(REDUNDANT, "pipelines.see.stages.find.compare.unit=npu"));
        assertTrue(same.getMessage().contains("'npu' is the stage's own unit."), same.getMessage());
        InputException no = assertThrows(
                InputException.class,
                () -> Bench.run(Bench.ONE_CAMERA.replace(
                        "infer: {network: ten, input: 224x224, precision: int8, unit: npu}",
                        "postprocess: {unit: npu, mean_ms: 1}" + COMPARE)));
        assertTrue(no.getMessage().contains("compares inferences, and this stage has none."), no.getMessage());
    }
}
