package org.framebudget.sim.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import org.framebudget.models.InputException;
import org.framebudget.sim.results.RunResult;
import org.junit.jupiter.api.Test;

/** A unit that answers several frames at once: one takes 10 ms, b of them 10 (0.8 + 0.2 b). */
class BatchingRunTest {
    private static final String BURST = Bench.ONE_CAMERA.replace("fps: 30", "fps: 10, phase_ms: 0");

    private static List<Double> meansMs(int cameras, String batching, String... sets) {
        String[] all = new String[sets.length + 2];
        all[0] = "cameras.cam.count=" + cameras;
        all[1] = "devices.box.batching=[{unit: npu, " + batching + "}]";
        System.arraycopy(sets, 0, all, 2, sets.length);
        return Bench.run(BURST, all).streams().stream()
                .map(stream -> stream.latencyMs().mean())
                .toList();
    }

    private static void assertMs(List<Double> expected, List<Double> actual) {
        assertEquals(expected.size(), actual.size());
        for (int i = 0; i < expected.size(); i++) {
            assertEquals(expected.get(i), actual.get(i), 1e-6, "camera " + (i + 1) + " of " + actual);
        }
    }

    @Test
    void aBurstThatFillsTheBatchStartsAtOnce() {
        assertMs(List.of(16.0, 16.0, 16.0, 16.0), meansMs(4, "max_frames: 4, wait_ms: 5"));
    }

    @Test
    void aBatchThatStaysShortStartsWhenItsFirstFrameHasWaited() {
        assertMs(List.of(19.0, 19.0, 19.0), meansMs(3, "max_frames: 4, wait_ms: 5"));
    }

    @Test
    void withoutWaitingTheFirstFrameGoesAloneAndTheOthersGatherMeanwhile() {
        assertMs(List.of(10.0, 24.0, 24.0, 24.0), meansMs(4, "max_frames: 4"));
    }

    @Test
    void whatDoesNotFitWaitsForTheNextBatch() {
        // four take 16 ms; the fifth has waited long enough then
        assertMs(List.of(16.0, 16.0, 16.0, 16.0, 26.0), meansMs(5, "max_frames: 4, wait_ms: 5"));
        // half a single inference's time is fixed: t(2) = 15
        assertMs(List.of(15.0, 15.0), meansMs(2, "max_frames: 2, wait_ms: 5, fixed_fraction: 0.5"));
    }

    @Test
    void batchesOfOneAreNoBatches() {
        assertMs(List.of(10.0, 20.0), meansMs(2, "max_frames: 1, wait_ms: 5"));
        assertEquals(
                Bench.json(Bench.run(Bench.ONE_CAMERA).streams().get(0)),
                Bench.json(Bench.run(Bench.ONE_CAMERA, "devices.box.batching=[{unit: gpu, max_frames: 8}]")
                        .streams()
                        .get(0)));
    }

    @Test
    void aNewerFrameTakesOverTheWaitOfTheOneItReplaces() {
        RunResult.Stream stream = Bench.run(
                        BURST, "cameras.cam.fps=30", "devices.box.batching=[{unit: npu, max_frames: 2, wait_ms: 50}]")
                .streams()
                .get(0);
        // the second of two frames, a third of the wait old, starts when the first would have
        assertEquals(149, stream.processed(), 1);
        assertEquals(50 - 100 / 3.0 + 10, stream.latencyMs().mean(), 1e-3);
    }

    @Test
    void aBatchIsCountedNoFullerThanItsStreamsCanMakeIt() {
        String[] one = {"cameras.cam.fps=60", "devices.box.batching=[{unit: npu, max_frames: 8}]"};
        RunResult alone = Bench.run(BURST, one);
        assertEquals(0.6, alone.devices().get(0).units().get(1).utilisation(), 0.01);
        assertTrue(askedPercent(alone).contains(" 60 % of the npu's time"), askedPercent(alone));
        // two cameras with one frame each at a time: 120 a second, two of them in 12 ms
        String two = askedPercent(Bench.run(BURST, one[0], one[1], "cameras.cam.count=2"));
        assertTrue(two.contains(" 72 % of the npu's time"), two);
    }

    private static String askedPercent(RunResult result) {
        return Objects.requireNonNull(result.bottleneck()).why();
    }

    @Test
    void framesWithSeveralInferencesRunAlone() {
        assertMs(
                List.of(20.0, 40.0),
                meansMs(
                        2,
                        "max_frames: 4",
                        "pipelines.see.stages.find.infer={network: ten, input: 224x224, precision: int8, unit: npu,"
                                + " per_frame: 2, dispatch: PARALLEL}"));
    }

    @Test
    void batchesCarryWhatSingleFramesCannot() {
        String[] many = {
            "cameras.cam.count=8",
            "cameras.cam.fps=25",
            "pipelines.see.budget_ms=100",
            "devices.box.batching=[{unit: npu, max_frames: 8, wait_ms: 2}]"
        };
        RunResult batched = Bench.run(BURST, many);
        // 200 frames a second; eight at once take 24 ms, so 333 can be had
        for (RunResult.Stream stream : batched.streams()) {
            assertEquals(0, stream.missFraction(), stream.id());
            assertTrue(stream.cadenceMet());
        }
        assertEquals(25 * 24e-3, batched.devices().get(0).units().get(1).utilisation(), 0.01);
        many[3] = "devices.box.batching=[]";
        RunResult alone = Bench.run(BURST, many);
        assertFalse(alone.streams().get(0).cadenceMet());
        assertEquals(
                100,
                alone.streams().stream()
                        .mapToDouble(RunResult.Stream::processedFps)
                        .sum(),
                1);
    }

    @Test
    void aServersBatchesFormFromTheFramesOfSeveralCameras() {
        String server = BURST.replace("  - {id: box, profile: bench.yaml}\n", """
                          - {id: box, profile: bench.yaml}
                          - {id: cloud, profile: bench.yaml, batching: [{unit: npu, max_frames: 4, wait_ms: 50}]}
                        """.indent(0))
                        .replace("{id: find, infer", "{id: find, device: cloud, infer")
                + "links:\n  - {id: wan, from: box, to: cloud, rtt_ms: 20, bandwidth_mbit_s: 1000}\n";
        RunResult result = Bench.run(server, "cameras.cam.count=4", "pipelines.see.budget_ms=90");
        double transferMs = 640 * 480 * 1.5 * 8 / 1e9 * 1e3;
        // the batch is full when the fourth frame has crossed; the first of four results goes back at once
        RunResult.Stream last = result.streams().get(3);
        double backMs = 4 * FrameRoute.RESULT_BYTES * 8 / 1e9 * 1e3;
        assertEquals(4 * transferMs + 10 + 16 + backMs + 10, last.latencyMs().mean(), 1e-4);
    }

    @Test
    void countsAreKeptWithEverythingThatIsDrawnAndUnitsThatFail() {
        for (String scheduling : List.of("FIFO", "ROUND_ROBIN", "PRIORITY", "EARLIEST_DEADLINE")) {
            RunResult result = Bench.run(
                    Bench.BUSY_PHONE,
                    "devices.phone.scheduling=" + scheduling,
                    "devices.phone.batching=[{unit: npu, max_frames: 3, wait_ms: 4}, {unit: cpu, max_frames: 2}]",
                    "devices.phone.failures=[{unit: npu, at_s: 3, for_s: 5}, {unit: cpu, at_s: 12, for_s: 1}]",
                    "pipelines.detect.stages.find.infer.per_frame=1");
            for (RunResult.Stream s : result.streams()) {
                assertEquals(
                        s.captured(), s.onTime() + s.late() + s.dropped() + s.skippedByRule() + s.inFlight(), s.id());
                assertTrue(s.processed() > 100, s.id());
            }
        }
    }

    @Test
    void aQueueWithoutPlacesCannotStandInFrontOfABatch() {
        InputException e = assertThrows(
                InputException.class,
                () -> meansMs(2, "max_frames: 2", "pipelines.see.queue={policy: DROP_WHEN_BUSY}"));
        assertTrue(
                e.getMessage().contains("DROP_WHEN_BUSY lets no frame wait, and 'npu' gathers waiting frames."),
                e.getMessage());
    }
}
