package org.framebudget.sim.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.framebudget.sim.results.RunResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What frames ask of units, whatever becomes of the frames; by hand. */
class OfferedLoadTest {
    private static final Pattern PERCENT =
            Pattern.compile("(?:no unit is short of time: )?frames ask for ([0-9]+) % of the ([a-z]+)'s time.*");

    private static final String PREPARED = Bench.ONE_CAMERA.replace(
            "    stages:\n", "    stages:\n      - {id: prepare, preprocess: {unit: cpu, mean_ms: 10}}\n");

    private static final String AWAY = Bench.ONE_CAMERA
                    .replace(
                            "{id: box, profile: bench.yaml}",
                            "{id: box, profile: bench.yaml}\n  - {id: edge, profile: bench.yaml}")
                    .replace("{id: find, infer", "{id: find, device: edge, infer")
            + "links:\n  - {id: wifi, from: box, to: edge, rtt_ms: 20, bandwidth_mbit_s: 1000}\n";

    private static RunResult.Bottleneck bottleneck(RunResult result) {
        RunResult.Bottleneck bottleneck = result.bottleneck();
        assertNotNull(bottleneck);
        return bottleneck;
    }

    private static void assertAsked(double percent, String unit, RunResult result, double within) {
        Matcher why = PERCENT.matcher(bottleneck(result).why());
        assertTrue(why.matches(), bottleneck(result).why());
        assertEquals(unit, why.group(2));
        assertEquals(percent, Double.parseDouble(why.group(1)), within);
    }

    @Test
    void aStageInFrontOfADroppingOneIsAskedOnceAFrameAndTheDroppingOneForEveryFrame() {
        String two = PREPARED.replace("{id: find, infer", "{id: find, queue: {policy: LATEST}, infer")
                        .replace(
                                "cameras:\n",
                                "cameras:\n  - {id: other, device: box, width_px: 64, height_px: 48, fps: 30}\n")
                + "  - {id: also, camera: other, budget_ms: 33, stages: [{id: prepare, preprocess: {unit: cpu, mean_ms: 20}}]}\n";
        RunResult result = Bench.run(
                two, "pipelines.see.frames_in_flight_max=10", "pipelines.see.stages.find.infer.network=fifty");
        // the CPU's two servers are asked for 0.3 + 0.6 of 2, and two of three frames for the network are dropped
        assertTrue(result.streams().get(0).droppedFraction() > 0.3);
        assertFalse(result.streams().get(0).cadenceMet());
        assertTrue(result.streams().get(1).cadenceMet());
        assertAsked(150, "npu", result, 0);
    }

    @Test
    void droppingDuringMotionDoesNotHideMotion() {
        RunResult result = Bench.run(
                PREPARED,
                "cameras.cam.motion_fraction=0.3",
                "pipelines.see.stages.find.infer.network=fifty",
                "duration_s=20000");
        // 0.3 of 30 fps of 50 ms; of the frames that are processed fewer are moving ones
        assertAsked(45, "npu", result, 2);
    }

    @Test
    void aRecordedCameraAsksAtItsOwnRate(@TempDir Path folder) {
        StringBuilder csv = new StringBuilder("frame_start_s\n");
        for (int frame = 0; frame < 500; frame++) {
            csv.append(frame / 100.0).append('\n');
        }
        String trace = "cameras.cam.trace=" + Bench.file(folder, "frames.csv", csv.toString());
        RunResult result =
                Bench.run(Bench.ONE_CAMERA, trace, "cameras.cam.fps=1", "pipelines.see.frames_in_flight_max=2");
        assertAsked(100, "npu", result, 0);
        assertTrue(result.streams().get(0).cadenceMet());
        RunResult slow = Bench.run(Bench.ONE_CAMERA, trace, "pipelines.see.stages.find.infer.network=fifty");
        assertAsked(500, "npu", slow, 0);
        assertFalse(slow.streams().get(0).cadenceMet());
    }

    @Test
    void aStageThatFinishedNothingIsAskedForItsProfilesTime() {
        RunResult result = Bench.run(
                PREPARED,
                "duration_s=0.065",
                "pipelines.see.stages.find.infer={network: fifty, input: 224x224, precision: int8, unit: npu, per_frame: 2}");
        assertAsked(300, "npu", result, 0);
        assertFalse(result.streams().get(0).cadenceMet());
    }

    @Test
    void whereResultsAreLateThoughNothingWaitsTheLongestStageIsTheCause() {
        RunResult far = Bench.run(AWAY, "links.wifi.rtt_ms=500", "pipelines.see.frames_in_flight_max=30");
        assertEquals("wifi", bottleneck(far).link());
        assertTrue(
                bottleneck(far).why().contains("hardly wait, and yet most are late"),
                bottleneck(far).why());
        RunResult slow = Bench.run(Bench.ONE_CAMERA, "pipelines.see.budget_ms=5");
        assertEquals("npu", bottleneck(slow).unit());
        assertTrue(
                bottleneck(slow).why().contains("find on npu takes"),
                bottleneck(slow).why());
    }

    @Test
    void theTimeAResultTakesOnItsWayOutIsNoLoad() {
        // 16 ms of pipelined inference, a new one every 2.6 ms: 100 fps ask for 26 %
        RunResult result = Bench.run(
                Bench.ONE_CAMERA,
                "pipelines.see.stages.find.infer.network=piped",
                "pipelines.see.frames_in_flight_max=3",
                "cameras.cam.fps=100");
        RunResult.Device device = result.devices().get(0);
        assertAsked(100 * device.units().get(1).utilisation(), "npu", result, 1);
        assertTrue(result.streams().get(0).cadenceMet());
        // nor is a link's round trip
        RunResult far = Bench.run(
                AWAY, "links.wifi.rtt_ms=500", "pipelines.see.frames_in_flight_max=30", "pipelines.see.budget_ms=2000");
        assertAsked(30, "npu", far, 0);
        assertTrue(far.streams().get(0).cadenceMet());
        // but the frame is in the pipeline all that time
        RunResult alone = Bench.run(AWAY, "links.wifi.rtt_ms=500", "pipelines.see.frames_in_flight_max=15");
        assertFalse(alone.streams().get(0).cadenceMet());
        assertEquals("frames_in_flight_max", bottleneck(alone).policy());
        assertTrue(
                bottleneck(alone).why().endsWith("only 15 frames may be in the pipeline at a time"),
                bottleneck(alone).why());
    }

    @Test
    void aLinkHasOnlyTheTimeItIsUp() {
        RunResult down = Bench.run(AWAY, "links.wifi.outage=[{at_s: 0, for_s: 1000}]");
        assertEquals("wifi", bottleneck(down).link());
        assertEquals("the link wifi is down all the time", bottleneck(down).why());
        assertFalse(down.streams().get(0).cadenceMet());
        // 3.7 ms of 30 fps are 11 %, and ten times as much in a tenth of the time
        RunResult short10 = Bench.run(AWAY, "links.wifi.outage=[{at_s: 1, for_s: 9}]");
        assertEquals("wifi", bottleneck(short10).link());
        assertEquals(
                "frames ask for 111 % of the wifi's time while it is up, 10 % of the run",
                bottleneck(short10).why());
        assertFalse(short10.streams().get(0).cadenceMet());
        assertTrue(Bench.run(AWAY, "links.wifi.outage=[{at_s: 1, for_s: 1}]", "pipelines.see.frames_in_flight_max=2")
                .streams()
                .get(0)
                .cadenceMet());
    }

    @Test
    void aKilledApplicationKeepsNoCadenceAndItsLimitIsNamed() {
        RunResult result = Bench.run(AWAY, "limits.memory_mb=14");
        assertNull(result.devices().get(0).killedAtS());
        RunResult.Bottleneck bottleneck = bottleneck(result);
        assertEquals("edge", bottleneck.device());
        assertEquals("limits.memory_mb", bottleneck.policy());
        assertEquals(
                "the application on edge was killed at 0.0 s, when its memory passed limits.memory_mb",
                bottleneck.why());
        assertFalse(result.streams().get(0).cadenceMet());
    }
}
