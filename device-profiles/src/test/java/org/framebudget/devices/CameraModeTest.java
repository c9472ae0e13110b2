package org.framebudget.devices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.framebudget.models.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cameras offer: sizes, rates, readout. */
class CameraModeTest {
    private static final ProfileRepository REPOSITORY = new ProfileRepository(null);

    @TempDir
    Path folder;

    @Test
    void everyShippedDeviceWithACameraOffersModesThatASensorCanRead() {
        for (String id : REPOSITORY.ids()) {
            List<CameraMode> modes = profile(id).camera().modes();
            assertEquals(id.equals("cloud-gpu"), modes.isEmpty(), id);
            int before = 0;
            for (CameraMode mode : modes) {
                String name = id + " " + mode.widthPx() + "x" + mode.heightPx();
                assertTrue(mode.widthPx() * mode.heightPx() > before, name + ": the smallest stands first");
                before = mode.widthPx() * mode.heightPx();
                assertTrue(
                        mode.readoutMs().value() <= 1e3 / mode.maxFps().value(), name + " is read between two frames");
            }
        }
    }

    @Test
    void theReadoutOfARaspberryPiCameraIsThatOfItsRowsAtTheSensorsClock() {
        // 3448 clocks of 182.4 MHz a row: the driver's PPL and pixel rate
        double rowMs = 3448 / 182.4e3;
        for (CameraMode mode : profile("raspberry-pi-4").camera().modes()) {
            // the smallest mode is binned in the sensor, which takes half the clocks
            double expectedMs = mode.heightPx() * rowMs / (mode.heightPx() == 480 ? 2 : 1);
            assertEquals(expectedMs, mode.readoutMs().value(), 0.005, "" + mode);
            assertEquals(
                    1e3 / (expectedMs * (mode.heightPx() + 32) / mode.heightPx()),
                    mode.maxFps().value(),
                    0.05,
                    "" + mode);
        }
    }

    @Test
    void theFastestOfTwoModesOfASizeAnswersForIt() {
        Sourced slow = new Sourced(30, null, null, new Source(SourceKind.DATASHEET, "c", null));
        Sourced fast = new Sourced(60, null, null, slow.source());
        CameraStackProfile camera = new CameraStackProfile(
                slow, slow, slow, List.of(new CameraMode(640, 480, slow, slow), new CameraMode(640, 480, fast, slow)));
        assertEquals(60, camera.mode(640, 480).orElseThrow().maxFps().value());
        assertTrue(camera.mode(480, 640).isEmpty());
    }

    @Test
    void aModeThatIsReadSlowerThanItsRateIsRefused() throws IOException {
        String message = assertThrows(
                        InputException.class,
                        () -> load("{width_px: 640, height_px: 480, max_fps: 60, readout_ms: 20}"))
                .getMessage();
        assertEquals(
                "p.yaml:42: camera.modes[0].readout_ms: 20.0 is more than the 16.67 ms between two frames at 60 fps."
                        + " A sensor is read once before the next frame.",
                message.replaceAll(":\\d+:", ":42:"));
        assertFalse(load("{width_px: 640, height_px: 480, max_fps: 60, readout_ms: 10}")
                .camera()
                .modes()
                .isEmpty());
    }

    @Test
    void aModeNeedsASourceAsEveryNumber() throws IOException {
        DeviceProfile read = load("{width_px: 640, height_px: 480, max_fps: 60, readout_ms: 10}");
        assertEquals(
                List.of("camera.modes[0].max_fps", "camera.modes[0].readout_ms"),
                ProfileNumbers.of(read).numbers().keySet().stream()
                        .filter(path -> path.startsWith("camera.modes"))
                        .toList());
    }

    private DeviceProfile load(String mode) throws IOException {
        Files.writeString(folder.resolve("rows.csv"), resource("rows.csv"));
        Path file = folder.resolve("p.yaml");
        Files.writeString(
                file,
                resource("sound.yaml")
                        .replace("delivery_intervals: 1}", "delivery_intervals: 1, modes: [" + mode + "]}"));
        try {
            return new ProfileRepository(null).load(file.toString(), folder);
        } catch (InputException e) {
            throw new InputException(String.valueOf(e.getMessage()).replace(folder + "/", ""), e);
        }
    }

    private static DeviceProfile profile(String id) {
        return REPOSITORY.load(id, Path.of("."));
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = CameraModeTest.class.getResourceAsStream("/profiles-test/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
