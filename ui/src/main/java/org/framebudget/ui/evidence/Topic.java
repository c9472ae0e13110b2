package org.framebudget.ui.evidence;

import java.util.regex.Pattern;

/** What a shown number is about, and which values it rests on. */
public enum Topic {
    /** All there is. */
    EVERYTHING(".*"),
    /** Whether and when results come: times, their spread, the camera's delays, and what lowers clocks. */
    FRAMES(
            "latency\\[.*|units\\[[^]]*]\\.(?!.*(active_w|idle_w|thread_power)).*|camera\\..*|limiters\\[.*|memory\\.bandwidth.*"),
    /** What is drawn from the supply. */
    POWER("power\\..*|units\\[.*\\.(active_w|idle_w|thread_power_fraction)"),
    /** Temperatures and what they do to clocks. */
    HEAT("thermal\\..*|limiters\\[.*|power\\..*|units\\[.*\\.(active_w|idle_w|thread_power_fraction)"),
    /** How long a charge lasts. */
    BATTERY("battery\\..*|power\\..*|units\\[.*\\.(active_w|idle_w|thread_power_fraction)"),
    /** What is held at once. */
    MEMORY("memory\\..*");

    private final Pattern paths;

    Topic(String paths) {
        this.paths = Pattern.compile(paths);
    }

    /** Of an objective, by its key in the scenario, as in {@code battery_hours_min}. */
    public static Topic ofObjective(String key) {
        if (key.contains("battery")) {
            return BATTERY;
        }
        if (key.contains("deg_c") || key.contains("throttled")) {
            return HEAT;
        }
        if (key.contains("power_w")) {
            return POWER;
        }
        if (key.contains("memory")) {
            return MEMORY;
        }
        return key.contains("accuracy") ? EVERYTHING : FRAMES;
    }

    /** Whether a number of this topic rests on a row. */
    boolean restsOn(EvidenceRows.Row row) {
        return switch (row.group()) {
            case TIME -> this == FRAMES || this == EVERYTHING;
            case ASSUMED, SOURCED -> paths.matcher(row.what()).matches();
            case WARNING, CITATION -> this == EVERYTHING;
        };
    }
}
