package org.framebudget.devices;

import org.framebudget.devices.power.PowerProfile;
import org.jspecify.annotations.Nullable;

/** Reads {@code power:}. */
final class PowerReader {

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
                section.number("base_w"),
                section.text("base_node"),
                section.numberOrNull("screen_on_w"),
                section.numberOrNull("screen_full_w"),
                section.textOrNull("screen_node"),
                section.number("camera_stream_w"),
                section.number("camera_nj_per_px"),
                section.text("camera_node"),
                network(section.sectionOrNull("network")),
                leakage(section.sectionOrNull("leakage")));
    }

    private static PowerProfile.@Nullable Network network(@Nullable Section section) {
        return section == null ? null : new PowerProfile.Network(section.number("tx_w"), section.number("rx_w"));
    }

    private static PowerProfile.@Nullable Leakage leakage(@Nullable Section section) {
        return section == null
                ? null
                : new PowerProfile.Leakage(
                        section.text("node"),
                        section.number("p0_w"),
                        section.number("beta_per_k"),
                        section.number("t0_deg_c"));
    }
}
