package org.framebudget.ui.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A scenario that is over in no time, for tests: one phone, one camera, twenty seconds. */
public final class ShortScenario {
    /** What stands in the file. */
    public static final String TEXT = """
            schema: framebudget/scenario/v1
            name: Twenty seconds
            duration_s: 20
            seed: 7
            environment: {ambient_deg_c: 25}
            devices:
              - {id: phone, profile: pixel-6, screen_fraction: 0.5}
            cameras:
              - {id: back, device: phone, width_px: 1280, height_px: 720, fps: 30, exposure_ms: 8}
            pipelines:
              - id: people
                camera: back
                budget_ms: 33.3
                queue: {policy: LATEST}
                stages:
                  - {id: prepare, preprocess: {unit: cpu}}
                  - id: classify
                    infer: {network: mobilenet_edgetpu_1.75, input: 224x224, precision: int8, unit: npu}
            slo: {miss_fraction_max: 0.01}
            """;

    private ShortScenario() {}

    /** Writes it. */
    public static Path in(Path folder) throws IOException {
        return Files.writeString(folder.resolve("short.yaml"), TEXT);
    }

    /** Writes one that simulates for so long that it can be cancelled: on a device that no empty battery ends. */
    public static Path longIn(Path folder) throws IOException {
        return Files.writeString(
                folder.resolve("long.yaml"),
                TEXT.replace("duration_s: 20", "duration_s: 20000000")
                        .replace("profile: pixel-6, screen_fraction: 0.5", "profile: raspberry-pi-4")
                        .replace(
                                "network: mobilenet_edgetpu_1.75, input: 224x224, precision: int8, unit: npu",
                                "network: ssd_mobilenet_v1, input: 300x300, precision: int8, unit: cpu"));
    }

    /** A day of sixteen cameras, four on each of four boxes with accelerators. */
    public static String dayOfSixteenCameras() {
        StringBuilder text = new StringBuilder("""
                schema: framebudget/scenario/v1
                name: A day of sixteen cameras
                duration_s: 86400
                seed: 7
                environment: {ambient_deg_c: 25}
                devices:
                """);
        StringBuilder cameras = new StringBuilder("cameras:\n");
        StringBuilder pipelines = new StringBuilder("pipelines:\n");
        for (int i = 0; i < 4; i++) {
            text.append("  - {id: box").append(i).append(", profile: raspberry-pi-4+coral-usb}\n");
        }
        for (int i = 0; i < 16; i++) {
            cameras.append("  - {id: c")
                    .append(i)
                    .append(", device: box")
                    .append(i / 4)
                    .append(", width_px: 1280, height_px: 720, fps: 30, exposure_ms: 8}\n");
            pipelines
                    .append("  - {id: p")
                    .append(i)
                    .append(", camera: c")
                    .append(i)
                    .append(", budget_ms: 100, queue: {policy: LATEST}, stages: [{id: detect, infer: {network: ")
                    .append("ssd_mobilenet_v1, input: 300x300, precision: int8, unit: tpu}}]}\n");
        }
        return text.append(cameras)
                .append(pipelines)
                .append("slo: {miss_fraction_max: 0.01}\n")
                .toString();
    }
}
