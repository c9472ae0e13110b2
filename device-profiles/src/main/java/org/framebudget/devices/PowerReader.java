package org.framebudget.devices;

import org.framebudget.devices.power.PowerProfile;
import org.jspecify.annotations.Nullable;

/** Reads {@code power:}. */
final class PowerReader {
    static final String[] KEYS = {
        "base_w",
        "base_node",
        "screen_on_w",
        "screen_full_w",
        "screen_node",
        "camera_stream_w",
        "camera_nj_per_px",
        "camera_node",
        "leakage"
    };

    private PowerReader() {}

    static PowerProfile read(Section section) {
        if (section.has("screen_on_w") != section.has("screen_node")
                || section.has("screen_on_w") != section.has("screen_full_w")) {
            throw section.error(
                    "screen_on_w",
                    "a screen needs screen_on_w, screen_full_w and screen_node.",
                    "Give all three or none.");
        }
        return new PowerProfile(
                section.number("base_w", 0, 10_000),
                section.text("base_node"),
                section.numberOrNull("screen_on_w", 0, 1000),
                section.numberOrNull("screen_full_w", 0, 1000),
                section.textOrNull("screen_node"),
                section.number("camera_stream_w", 0, 1000),
                section.number("camera_nj_per_px", 0, 1e6),
                section.text("camera_node"),
                leakage(section.sectionOrNull("leakage", "node", "p0_w", "beta_per_k", "t0_deg_c")));
    }

    private static PowerProfile.@Nullable Leakage leakage(@Nullable Section section) {
        return section == null
                ? null
                : new PowerProfile.Leakage(
                        section.text("node"),
                        section.number("p0_w", 0, 1000),
                        section.number("beta_per_k", 0, 1),
                        section.number("t0_deg_c", -100, 300));
    }
}
