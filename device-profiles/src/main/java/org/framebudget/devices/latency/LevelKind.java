package org.framebudget.devices.latency;

import java.util.Arrays;
import java.util.List;

/** Of which statistic of its times a network's level is. */
public enum LevelKind {
    /** The mean. */
    MEAN("mean"),
    /** The median. */
    MEDIAN("p50"),
    /** What it takes where nothing else disturbs the machine. */
    CALM("calm");

    private final String text;

    LevelKind(String text) {
        this.text = text;
    }

    /** As tables have it. */
    public String text() {
        return text;
    }

    /** All, as tables have them. */
    public static List<String> texts() {
        return Arrays.stream(values()).map(LevelKind::text).toList();
    }
}
