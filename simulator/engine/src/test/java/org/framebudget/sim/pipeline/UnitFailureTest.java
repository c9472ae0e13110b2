package org.framebudget.sim.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.framebudget.models.InputException;
import org.framebudget.sim.results.RunResult;
import org.junit.jupiter.api.Test;

/** A unit that is lost in mid-run, by hand: frame k is delivered at 50 ms + k / 30 s and takes 10 ms on the NPU. */
class UnitFailureTest {
    /** The fault hits frame 29, which is in service from 1016.67 ms on; the unit is back at 5.02 s. */
    private static final String FOUR_SECONDS = "devices.box.failures=[{unit: npu, at_s: 1.02, for_s: 4}]";

    private static final String WORK = "infer: {network: ten, input: 224x224, precision: int8, unit: npu}";

    private static String stage(String onFailure) {
        return Bench.ONE_CAMERA.replace(WORK, "postprocess: {unit: npu, mean_ms: 10}, on_failure: {" + onFailure + "}");
    }

    private static RunResult.Failure only(RunResult.Stream stream) {
        List<RunResult.Failure> failures = stream.failures();
        assertNotNull(failures);
        assertEquals(1, failures.size());
        return failures.get(0);
    }

    private static RunResult.Degraded degraded(RunResult.Failure failure) {
        RunResult.Degraded degraded = failure.degraded();
        assertNotNull(degraded);
        return degraded;
    }

    @Test
    void theNextFailureMayBeginWhereOneEnds() {
        // as binary fractions, 1.1 and 0.1 add up to more than 1.2
        String touching = "[{unit: npu, at_s: 1.1, for_s: 0.1}, {unit: npu, at_s: 1.2, for_s: 0.1}]";
        List<RunResult.Failure> failures = Bench.run(Bench.ONE_CAMERA, "devices.box.failures=" + touching)
                .streams()
                .get(0)
                .failures();
        assertNotNull(failures);
        assertEquals(1.2, failures.get(0).backAtS());
        assertEquals(1.3, failures.get(1).backAtS());
        InputException e = assertThrows(
                InputException.class,
                () -> Bench.scenario(
                        Bench.ONE_CAMERA, "devices.box.failures=" + touching.replace("1.2,", "1.199999999,")));
        assertTrue(e.getMessage().contains("lies before the end of the failure of 'npu' before it, 1.2."), e + "");
    }

    @Test
    void aLostUnitTakesItsFrameWithItAndAnotherUnitGoesOn() {
        RunResult result = Bench.run(stage("unit: gpu, mean_ms: 20"), FOUR_SECONDS);
        RunResult.Stream stream = result.streams().get(0);
        RunResult.Failure failure = only(stream);
        assertEquals("npu", failure.unit());
        assertEquals(1.02, failure.atS());
        assertEquals(5.02, failure.backAtS());
        assertEquals(1, failure.framesLost());
        // frames 30 and 31 are replaced by 32, which starts at the takeover and ends 20 ms later
        assertEquals(3, failure.missedUntilRecovery());
        assertEquals(120, failure.recoveryMs(), 1e-6);
        RunResult.Degraded degraded = degraded(failure);
        assertEquals("find on gpu", degraded.mode());
        assertEquals(3.9, degraded.forS(), 1e-9);
        // frames 32 to 148; frame 149 is on the GPU when the NPU comes back, and ends there
        assertEquals(117, degraded.processed());
        assertEquals(117, degraded.onTime());
        assertEquals(0, degraded.missFraction());
        assertEquals((116 * 20 + 20 + 20 / 6.0) / 117, degraded.latencyMs().mean(), 0.02);
        assertEquals(3, stream.dropped());
        assertEquals(
                List.of("find", "find-on-failure"),
                stream.stages().stream().map(RunResult.Stage::id).toList());
        assertEquals(
                List.of("npu", "gpu"),
                stream.stages().stream().map(RunResult.Stage::unit).toList());
        assertEquals(20, stream.stages().get(1).meanMs(), 1e-6);
        // 118 frames of 20 ms in 10 s
        assertEquals(0.236, result.devices().get(0).units().get(2).utilisation(), 1e-6);
    }

    @Test
    void withoutASubstituteFramesWaitUntilTheUnitIsBack() {
        RunResult.Stream stream = Bench.one(FOUR_SECONDS);
        RunResult.Failure failure = only(stream);
        assertEquals(1, failure.framesLost());
        assertNull(failure.degraded());
        // frame 149 waits from 5016.67 ms to 5020 and takes 10 ms
        assertEquals(4010, failure.recoveryMs(), 1e-6);
        // frames 29 to 148
        assertEquals(120, failure.missedUntilRecovery());
        assertEquals(120, stream.dropped());
    }

    @Test
    void aUnitThatStaysAwayLeavesItsStreamWithoutAnyResult() {
        RunResult.Stream stream = Bench.one("devices.box.failures=[{unit: npu, at_s: 1.02}]");
        RunResult.Failure failure = only(stream);
        assertNull(failure.backAtS());
        assertNull(failure.recoveryMs());
        assertEquals(29, stream.processed());
        assertEquals(stream.captured(), stream.processed() + stream.dropped() + stream.inFlight());
        assertFalse(Bench.one("devices.box.failures=[{unit: npu, at_s: 1.02}]").missFraction() < 0.89);
    }

    @Test
    void theSubstituteMayTakeFewerFramesAndTheOthersAreSkippedByRule() {
        RunResult.Stream stream = Bench.run(
                        stage("unit: gpu, mean_ms: 30, every_nth_frame: 2"), FOUR_SECONDS, "duration_s=5")
                .streams()
                .get(0);
        RunResult.Degraded degraded = degraded(only(stream));
        assertEquals("find on gpu, one frame in 2", degraded.mode());
        assertEquals(0, degraded.dropped());
        // even ones from 32 to 146 ended; odd ones from 33 to 147 skipped
        assertEquals(58, degraded.processed());
        assertEquals(58, degraded.skippedByRule());
        assertEquals(58, stream.skippedByRule());
        assertEquals(
                stream.captured(), stream.processed() + stream.dropped() + stream.skippedByRule() + stream.inFlight());
    }

    @Test
    void aStreamThatIsGivenUpSkipsItsFramesUntilTheUnitIsBack() {
        RunResult.Stream stream =
                Bench.run(stage("skip: true"), FOUR_SECONDS).streams().get(0);
        RunResult.Failure failure = only(stream);
        assertEquals("frames are skipped", degraded(failure).mode());
        // frames 33 to 149; what waited at the takeover is lost
        assertEquals(117, stream.skippedByRule());
        assertEquals(4, stream.dropped());
        // frame 150 is the first again, delivered at 5050 ms
        assertEquals(4040, failure.recoveryMs(), 1e-6);
        assertTrue(stream.cadenceMet());
    }

    @Test
    void twoLossesOfAUnitAreTwoEntries() {
        RunResult.Stream stream = Bench.run(
                        stage("unit: gpu, mean_ms: 20"),
                        "devices.box.failures=[{unit: npu, at_s: 1.02, for_s: 1, takeover_ms: 0},"
                                + " {unit: npu, at_s: 3.02, for_s: 0.5, takeover_ms: 700}]")
                .streams()
                .get(0);
        List<RunResult.Failure> failures = stream.failures();
        assertNotNull(failures);
        assertEquals(2, failures.size());
        // frame 30 comes 30 ms after the fault
        assertEquals(50, failures.get(0).recoveryMs(), 1e-6);
        assertEquals(1, failures.get(0).missedUntilRecovery());
        // back before anybody took over
        assertNull(failures.get(1).degraded());
        assertEquals(510, failures.get(1).recoveryMs(), 1e-6);
    }

    @Test
    void aStreamOnOtherUnitsHasNoPartInTheFailure() {
        RunResult.Stream stream = Bench.one("devices.box.failures=[{unit: gpu, at_s: 1, for_s: 1}]");
        assertNull(stream.failures());
        assertEquals(0, stream.missFraction());
    }

    @Test
    void aSubstituteThatIsTooSlowBreaksTheCadence() {
        assertTrue(Bench.run(stage("unit: gpu, mean_ms: 20"), FOUR_SECONDS)
                .streams()
                .get(0)
                .cadenceMet());
        RunResult result = Bench.run(stage("unit: gpu, mean_ms: 50"), FOUR_SECONDS);
        assertFalse(result.streams().get(0).cadenceMet());
        RunResult.Bottleneck bottleneck = result.bottleneck();
        assertNotNull(bottleneck);
        assertEquals("gpu", bottleneck.unit());
        assertTrue(degraded(only(result.streams().get(0))).missFraction() > 0.3);
    }

    @Test
    void frameCountsAreKeptWithQueuesSpreadAndReplications() {
        String busy = Bench.BUSY_PHONE.replace(
                "per_frame: {mean: 2}}}",
                "per_frame: {mean: 2}}, on_failure: {unit: cpu, network: mobilenet_v1_0.25, every_nth_frame: 3}}");
        for (String scheduling : List.of("FIFO", "ROUND_ROBIN", "PRIORITY", "EARLIEST_DEADLINE")) {
            RunResult result = Bench.run(
                            Bench.replications(3, 2),
                            busy,
                            "devices.phone.scheduling=" + scheduling,
                            "devices.phone.failures=[{unit: npu, at_s: 3, for_s: 5}, {unit: cpu, at_s: 6, for_s: 4},"
                                    + " {unit: npu, at_s: 12}]")
                    .result();
            for (RunResult.Stream s : result.streams()) {
                assertEquals(
                        s.captured(), s.onTime() + s.late() + s.dropped() + s.skippedByRule() + s.inFlight(), s.id());
                assertNotNull(s.failures());
                assertEquals(3, s.failures().size());
            }
        }
    }

    @Test
    void aFailureOfAUnitThatIsNotThereIsAnError() {
        InputException e =
                assertThrows(InputException.class, () -> Bench.one("devices.box.failures=[{unit: tpu, at_s: 1}]"));
        assertTrue(
                e.getMessage()
                        .contains("devices.box.failures.0.unit: the device 'box' (bench) has no unit 'tpu'."
                                + " It has: cpu, npu, gpu."),
                e.getMessage());
        InputException own = assertThrows(InputException.class, () -> Bench.run(stage("unit: npu")));
        assertTrue(own.getMessage().contains("'npu' is the stage's own unit. Give another one."), own.getMessage());
        InputException overlap = assertThrows(
                InputException.class,
                () -> Bench.one("devices.box.failures=[{unit: npu, at_s: 1}, {unit: npu, at_s: 2}]"));
        assertTrue(
                overlap.getMessage().contains("2 lies before the end of the failure of 'npu' before it"),
                overlap.getMessage());
    }
}
