package org.framebudget.sim.planner;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Small scenarios of one or two cameras on shipped devices, with everything drawn that a frontier could stumble over. */
final class RandomScenarios {
    private record Device(String profile, String network, String precision, String unit, boolean phone) {}

    private static final List<Device> DEVICES = List.of(
            new Device("pixel-4", "efficientnet_lite0", "int8", "npu", true),
            new Device("redmi-note-12r", "mobilenet_v2_1.0", "fp32", "cpu", true),
            new Device("raspberry-pi-4", "mobilenet_v1_1.0", "int8", "cpu", false),
            new Device("raspberry-pi-4+coral-usb", "ssd_mobilenet_v1", "int8", "tpu", false));

    private final Random random;

    RandomScenarios(long seed) {
        random = new Random(seed);
    }

    private double between(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    String next() {
        Device device = one(DEVICES);
        int fps = one(List.of(5, 10, 15, 30));
        String phone = device.phone()
                ? String.format(
                        Locale.ROOT,
                        ", battery: {start_fraction: %.2f}, screen_fraction: %.1f",
                        between(0.2, 1),
                        between(0, 1))
                : "";
        String start = chance(0.3) ? String.format(Locale.ROOT, ", start_deg_c: %.0f", between(20, 38)) : "";
        String camera = (chance(0.2) ? ", jitter_ms: 1.5" : "")
                + (chance(0.2) ? ", motion_fraction: 0.6" : "")
                + (chance(0.2) ? ", count: 2" : "")
                + (chance(0.5) ? ", exposure_ms: 5" : "");
        String queue = one(List.of(
                "{policy: LATEST}",
                "{policy: FIFO, capacity: 2, when_full: DROP_NEWEST}",
                "{policy: FIFO, capacity: 4, when_full: DROP_OLDEST}",
                "{policy: FIFO, capacity: 2, when_full: BLOCK}",
                "{policy: DROP_WHEN_BUSY}"));
        String perFrame = one(List.of("", "", ", per_frame: 2", ", per_frame: {mean: 1.3}"));
        return String.format(
                Locale.ROOT,
                """
                schema: framebudget/scenario/v1
                name: Random
                duration_s: %d
                seed: %d
                environment: {ambient_deg_c: %.0f}
                devices:
                  - {id: box, profile: %s%s%s}
                cameras:
                  - {id: cam, device: box, width_px: 640, height_px: 480, fps: %d%s}
                pipelines:
                  - id: see
                    camera: cam
                    budget_ms: %.1f
                    budget_from: %s
                    frames_in_flight_max: %d
                    queue: %s
                    stages:
                      - {id: prepare, preprocess: {unit: cpu}}
                      - {id: find, infer: {network: %s, input: 224x224, precision: %s, unit: %s%s}}
                      - {id: track, postprocess: {unit: cpu, mean_ms: %.1f%s}}
                slo: {%s}
                """,
                one(List.of(10, 20, 60)),
                random.nextInt(1000),
                between(10, 42),
                device.profile(),
                phone,
                start,
                fps,
                camera,
                between(0.4, 4) * 1000 / fps,
                one(List.of("delivery", "frame_start", "exposure_mid")),
                1 + random.nextInt(3),
                queue,
                device.network(),
                device.precision(),
                device.unit(),
                perFrame,
                between(0.5, 20),
                chance(0.5) ? ", cv: 0.3" : "",
                String.join(", ", objectives(fps)));
    }

    private List<String> objectives(int fps) {
        List<String> all = new ArrayList<>();
        if (chance(0.8)) {
            all.add("miss_fraction_max: " + one(List.of(0.001, 0.01, 0.1, 0.4)));
        }
        if (chance(0.3)) {
            all.add(String.format(Locale.ROOT, "useful_fps_min: %.1f", between(0.3, 1) * fps));
        }
        if (chance(0.2)) {
            all.add(String.format(Locale.ROOT, "processed_fps_min: %.1f", between(0.5, 1) * fps));
        }
        if (chance(0.2)) {
            all.add("consecutive_miss_max: " + (1 + random.nextInt(20)));
        }
        if (chance(0.2)) {
            all.add(String.format(Locale.ROOT, "photon_to_result_p99_ms_max: %.0f", between(80, 400)));
        }
        if (chance(0.2)) {
            all.add(String.format(Locale.ROOT, "power_w_max: %.1f", between(1, 8)));
        }
        if (all.isEmpty()) {
            all.add("miss_fraction_max: 0.05");
        }
        return all;
    }
}
