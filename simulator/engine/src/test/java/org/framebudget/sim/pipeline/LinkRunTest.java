package org.framebudget.sim.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.framebudget.models.InputException;
import org.framebudget.sim.results.RunResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A camera's frames that another device answers over a network. */
class LinkRunTest {
    /** 640x480 in 12 bits per pixel over 100 Mbit/s. */
    private static final double TRANSFER_MS = 640 * 480 * 1.5 * 8 / 100e6 * 1e3;

    private static final double RESULT_MS = FrameRoute.RESULT_BYTES * 8 / 100e6 * 1e3;

    /** From the end of the inference at the other device to the result at home. */
    private static final double BACK_MS = RESULT_MS + 10;

    private static final String TWO_DEVICES = Bench.ONE_CAMERA
                    .replace("  - {id: box, profile: bench.yaml}\n", """
              - {id: box, profile: bench.yaml}
              - {id: edge, profile: bench.yaml}
            """.indent(0))
                    .replace("{id: find, infer", "{id: find, device: edge, infer")
            + "links:\n  - {id: wifi, from: box, to: edge, rtt_ms: 20, bandwidth_mbit_s: 100}\n";

    private static RunResult.Stream run(String... sets) {
        return Bench.run(TWO_DEVICES, sets).streams().get(0);
    }

    @Test
    void aFrameCrossesInItsTransferTimeAndHalfARoundTrip() {
        RunResult.Stream stream = run("cameras.cam.fps=10");
        assertEquals(TRANSFER_MS + 10 + 10 + BACK_MS, stream.latencyMs().mean(), 1e-5);
        assertEquals("wifi", stream.stages().get(0).unit());
        assertEquals(TRANSFER_MS + 10, stream.stages().get(0).meanMs(), 1e-5);
    }

    @Test
    void eachEndPaysForTheTimeItsRadioIsOn(@TempDir Path folder) {
        RunResult result = Bench.run(TWO_DEVICES, radio(folder, "box"), radio(folder, "edge"), "cameras.cam.fps=10");
        double frames = 10 * result.simulatedS();
        // the last result is under way when the run ends
        double lastJ = 2 * RESULT_MS * 1e-3;
        assertEquals(frames * (2 * TRANSFER_MS + 1 * RESULT_MS) * 1e-3, linkJ(result, 0), lastJ);
        assertEquals(frames * (1 * TRANSFER_MS + 2 * RESULT_MS) * 1e-3, linkJ(result, 1), lastJ);
        RunResult without = Bench.run(TWO_DEVICES, "cameras.cam.fps=10");
        assertEquals(
                without.devices().get(0).energyJ() + linkJ(result, 0),
                result.devices().get(0).energyJ(),
                1e-6);
        assertTrue(skinMaxDegC(result) > skinMaxDegC(without), "the radio's heat stays in the device");
    }

    @Test
    void whatIsSentAgainIsPaidAgainAndWaitingForTheLinkIsNot(@TempDir Path folder) {
        RunResult result = Bench.run(
                TWO_DEVICES,
                radio(folder, "box"),
                "cameras.cam.fps=5",
                "links.wifi.loss_fraction=0.3",
                "links.wifi.outage=[{at_s: 1, for_s: 3}]");
        RunResult.Device box = result.devices().get(0);
        double sendingS = Objects.requireNonNull(box.bytesSent()) * 8 / 100e6;
        double receivingS = Objects.requireNonNull(result.devices().get(1).bytesSent()) * 8 / 100e6;
        assertEquals(2 * sendingS + receivingS, linkJ(result, 0), 2 * TRANSFER_MS * 1e-3);
        assertTrue(linkJ(result, 1) == 0, "the other end's profile says nothing");
    }

    @Test
    void aPhoneThatSendsSaysThatItsBatteryDoesNotPayForItWhereItsProfileIsSilent(@TempDir Path folder) {
        String says =
                "box: the profile does not say what sending takes, so power, energy and hours of battery leave it out";
        Bench.file(folder, "ocv.csv", "soc_fraction,ocv_v\n0,3.4\n1,4.2\n");
        String silent = profile(folder, "", """
                battery:
                  node: skin
                  source: {kind: ASSUMED, cite: framebudget_assumed, note: "made for tests", spread_fraction: 0.1}
                  capacity_ah: 4
                  ocv: {file: ocv.csv}
                  r0_ohm: 0.04
                  r1_ohm: 0.05
                  tau_s: 30
                  cutoff_v: 3.4
                """);
        assertTrue(Bench.run(TWO_DEVICES, "devices.box.profile=" + silent)
                .warnings()
                .contains(says));
        assertFalse(Bench.run(TWO_DEVICES).warnings().contains(says), "no battery");
        String phone = TWO_DEVICES.replace("{id: box, profile: bench.yaml}", "{id: box, profile: pixel-4}");
        assertFalse(Bench.run(phone).warnings().contains(says));
    }

    @Test
    void anOutageAfterTheEndIsSaid() {
        String says = "wifi: its outage at 10 s is after the end of the run";
        assertTrue(Bench.run(TWO_DEVICES, "links.wifi.outage=[{at_s: 10, for_s: 5}]")
                .warnings()
                .contains(says));
        assertFalse(Bench.run(TWO_DEVICES, "links.wifi.outage=[{at_s: 9.9, for_s: 5}]").warnings().stream()
                .anyMatch(warning -> warning.startsWith("wifi")));
    }

    /** The bench with a radio that sends with 2 W and receives with 1 W, in the place of that device. */
    private static String radio(Path folder, String device) {
        return "devices." + device + ".profile=" + profile(folder, "  network: {tx_w: 2, rx_w: 1}\n", "");
    }

    private static String profile(Path folder, String power, String more) {
        Bench.file(folder, "bench-latency.csv", Bench.resource("bench-latency.csv"));
        String bench = Bench.resource("bench.yaml");
        String node = "  camera_node: skin\n";
        assertTrue(bench.contains(node));
        return Bench.file(folder, "linked.yaml", bench.replace(node, node + power) + more);
    }

    private static double linkJ(RunResult result, int device) {
        return result.devices().get(device).energyByComponentJ().getOrDefault("link", 0.0);
    }

    private static double skinMaxDegC(RunResult result) {
        return Objects.requireNonNull(result.devices().get(0).temperatureDegC().get("skin"))
                .max();
    }

    @Test
    void aStageAtHomeAfterwardsWaitsForTheResultToComeBack() {
        String back = TWO_DEVICES.replace("links:", "      - {id: draw, postprocess: {unit: cpu, mean_ms: 1}}\nlinks:");
        RunResult.Stream stream =
                Bench.run(back, "cameras.cam.fps=10").streams().get(0);
        assertEquals(TRANSFER_MS + 10 + 10 + BACK_MS + 1, stream.latencyMs().mean(), 1e-5);
        assertEquals(
                List.of("wifi", "find", "wifi-back", "draw"),
                stream.stages().stream().map(RunResult.Stage::id).toList());
    }

    @Test
    void aResultFromAnotherDeviceComesBackToTheCamerasDevice() {
        RunResult.Stream stream = run("cameras.cam.fps=10");
        assertEquals(
                List.of("wifi", "find", "wifi-back"),
                stream.stages().stream().map(RunResult.Stage::id).toList());
        assertEquals(BACK_MS, stream.stages().get(2).meanMs(), 1e-5);
    }

    @Test
    void aResultGoesBackStraightWhereALinkLeadsHomeElseTheWayItCame() {
        String three = TWO_DEVICES
                        .replace("  - {id: edge, profile: bench.yaml}\n", """
                  - {id: edge, profile: bench.yaml}
                  - {id: cloud, profile: bench.yaml}
                """.indent(0))
                        .replace(
                                "links:",
                                "      - {id: draw, device: cloud, postprocess: {unit: cpu, mean_ms: 1}}\nlinks:")
                + "  - {id: wan, from: edge, to: cloud, rtt_ms: 40, bandwidth_mbit_s: 100}\n";
        assertEquals(List.of("wifi", "find", "wan", "draw", "wan-back", "wifi-back"), stages(three));
        String straight = three + "  - {id: lte, from: box, to: cloud, rtt_ms: 40, bandwidth_mbit_s: 100}\n";
        assertEquals(List.of("wifi", "find", "wan", "draw", "lte"), stages(straight));
        String again = TWO_DEVICES.replace("links:", """
                      - {id: draw, postprocess: {unit: cpu, mean_ms: 1}}
                      - {id: keep, device: edge, postprocess: {unit: cpu, mean_ms: 1}}
                links:""");
        assertEquals(List.of("wifi", "find", "wifi-back", "draw", "wifi-2", "keep", "wifi-back-2"), stages(again));
        InputException e =
                assertThrows(InputException.class, () -> stages(TWO_DEVICES.replace("id: find", "id: wifi")));
        assertEquals(
                "test.yaml:15: pipelines.see.stages.wifi.id: the way over links.wifi has the name 'wifi' in the result."
                        + " Give the stage another id.",
                e.getMessage());
    }

    private static List<String> stages(String text) {
        return Bench.run(text, "duration_s=1").streams().get(0).stages().stream()
                .map(RunResult.Stage::id)
                .toList();
    }

    @Test
    void identicalServersShareTheCamerasEvenly() {
        RunResult result = Bench.run(
                TWO_DEVICES,
                "devices.edge.count=2",
                "cameras.cam.count=4",
                "cameras.cam.fps=5",
                "links.wifi.bandwidth_mbit_s=1000");
        for (int edge = 1; edge <= 2; edge++) {
            RunResult.Device server = result.devices().get(edge);
            assertEquals("edge-" + edge, server.id());
            // two cameras of 5 fps each, 10 ms a frame
            assertEquals(0.1, server.units().get(1).utilisation(), 0.002);
        }
        // a server that answers nobody holds no weights
        RunResult one = Bench.run(TWO_DEVICES, "devices.edge.count=2");
        assertEquals(10.0, one.devices().get(2).peakMemoryMb());
    }

    @Test
    void afterPreprocessingTheNetworksInputCrosses() {
        String prepared = TWO_DEVICES.replace(
                "    stages:\n", "    stages:\n      - {id: prepare, preprocess: {unit: cpu, mean_ms: 2}}\n");
        RunResult.Stream stream =
                Bench.run(prepared, "cameras.cam.fps=10").streams().get(0);
        // 224x224 in three colours of one byte
        double inputMs = 224 * 224 * 3 * 8 / 100e6 * 1e3;
        assertEquals(2 + inputMs + 10 + 10 + BACK_MS, stream.latencyMs().mean(), 1e-5);
    }

    @Test
    void framesThatComeFasterThanTheLinkCarriesThemAreDropped() {
        RunResult result = Bench.run(TWO_DEVICES, "duration_s=100", "pipelines.see.frames_in_flight_max=10");
        RunResult.Stream stream = result.streams().get(0);
        // 36.864 ms each of 33.333 ms: the link is full and carries 27.13 frames per second
        assertEquals(1e3 / TRANSFER_MS, stream.processedFps(), 0.05);
        assertEquals(1 - 1e3 / TRANSFER_MS / 30, stream.droppedFraction(), 0.002);
        RunResult.Bottleneck bottleneck = result.bottleneck();
        assertNotNull(bottleneck);
        assertEquals("wifi", bottleneck.link());
        assertTrue(!stream.cadenceMet());
    }

    @Test
    void twoCamerasTakeTurnsOnTheLink() {
        RunResult result =
                Bench.run(TWO_DEVICES, "cameras.cam.fps=10", "cameras.cam.count=2", "cameras.cam.phase_ms=0");
        // both frames come at once: one of them waits for the other's transfer
        assertEquals(
                TRANSFER_MS + 20 + BACK_MS, result.streams().get(0).latencyMs().mean(), 1e-5);
        assertEquals(
                2 * TRANSFER_MS + 20 + BACK_MS,
                result.streams().get(1).latencyMs().mean(),
                1e-5);
    }

    @Test
    void aLostTransferIsSentAgainAfterARoundTrip() {
        RunResult.Stream stream = run("cameras.cam.fps=2", "links.wifi.loss_fraction=0.2", "duration_s=20000");
        // each further try, 0.25 on average, takes a transfer and a round trip; its variance is 0.2 / 0.64
        double tries = 0.25;
        double eachMs = TRANSFER_MS + 20;
        double backMs = RESULT_MS + 20;
        double error = Math.hypot(eachMs, backMs) * Math.sqrt(0.2 / 0.64 / 40_000);
        assertEquals(
                TRANSFER_MS + 20 + BACK_MS + tries * (eachMs + backMs),
                stream.latencyMs().mean(),
                4 * error);
        assertEquals(40_000, stream.processed(), 1);
    }

    @Test
    void nothingStartsDuringAnOutage() {
        RunResult.Stream stream =
                run("cameras.cam.fps=1", "links.wifi.outage=[{at_s: 3, for_s: 0.5}, {at_s: 3.5, for_s: 0.25}]");
        // only the frame delivered at 3.05 s is held, until 3.75
        assertEquals(TRANSFER_MS + 20 + BACK_MS + 700, stream.latencyMs().max(), 1e-5);
        assertEquals(TRANSFER_MS + 20 + BACK_MS + 700.0 / 10, stream.latencyMs().mean(), 1e-5);
        assertEquals(10, stream.processed());
    }

    @Test
    void bytesThatLeaveADeviceAreCountedWithTheirRepetitions() {
        RunResult result = Bench.run(TWO_DEVICES, "cameras.cam.fps=10");
        // the last of 100 frames is delivered at 9.95 s and takes 36.9 ms over the link; its result comes back at 10.01
        // s
        assertEquals(100 * 460_800, result.streams().get(0).bytesSent());
        assertEquals(100 * 460_800, result.devices().get(0).bytesSent());
        assertEquals(99 * 4096, result.devices().get(1).bytesSent());
        RunResult lossy =
                Bench.run(TWO_DEVICES, "cameras.cam.fps=2", "links.wifi.loss_fraction=0.2", "duration_s=5000");
        Long sent = lossy.streams().get(0).bytesSent();
        assertNotNull(sent);
        // each frame is sent 1.25 times on average
        assertEquals(1.25, sent / 460_800.0 / 10_000, 0.02);
        assertEquals(0L, Bench.one().bytesSent());
        // with an outage from 5 s on nothing more leaves the box
        RunResult down = Bench.run(TWO_DEVICES, "cameras.cam.fps=10", "links.wifi.outage=[{at_s: 5, for_s: 60}]");
        assertEquals(50 * 460_800, down.streams().get(0).bytesSent());
    }

    @Test
    void whatComesBackToAnApplicationThatWasKilledIsLost() {
        // the 11th frame, delivered at 383 ms, is too much for the box; the first one is at the edge from 375 to 385 ms
        RunResult result = Bench.run(
                TWO_DEVICES,
                "links.wifi.bandwidth_mbit_s=11.7",
                "pipelines.see.queue={policy: FIFO, capacity: 100}",
                "pipelines.see.frames_in_flight_max=100",
                "limits.memory_mb=15.05",
                "duration_s=5");
        assertEquals(0.05 + 10 / 30.0, result.devices().get(0).killedAtS(), 1e-9);
        assertNull(result.devices().get(1).killedAtS());
        RunResult.Stream stream = result.streams().get(0);
        assertEquals(0, stream.processed());
        // frame 11 started before the kill and was not delivered
        assertEquals(12, stream.captured());
        assertEquals(1, stream.inFlight());
        assertEquals(11, stream.dropped());
    }

    @Test
    void theOtherDevicesUnitsDoTheWork() {
        RunResult result = Bench.run(TWO_DEVICES, "cameras.cam.fps=10");
        assertEquals(0, result.devices().get(0).units().get(1).utilisation());
        assertEquals(0.1, result.devices().get(1).units().get(1).utilisation(), 0.001);
        // the camera's power is the home device's
        assertTrue(result.devices().get(0).cameraPowerW() > 0);
        assertEquals(0, result.devices().get(1).cameraPowerW());
    }
}
