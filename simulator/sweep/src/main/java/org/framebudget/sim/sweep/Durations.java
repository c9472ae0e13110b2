package org.framebudget.sim.sweep;

import java.util.Locale;

/** Times as people say them. */
final class Durations {
    private static final double S_PER_MIN = 60;
    private static final double S_PER_H = 3600;

    private Durations() {}

    /** As in {@code 12 s}, {@code 3.5 min} and {@code 27 h}. */
    static String words(double seconds) {
        if (Double.isNaN(seconds)) {
            return "some time";
        }
        if (seconds < 2 * S_PER_MIN) {
            return String.format(Locale.ROOT, seconds < 10 ? "%.1f s" : "%.0f s", seconds);
        }
        return seconds < 2 * S_PER_H
                ? String.format(Locale.ROOT, "%.1f min", seconds / S_PER_MIN)
                : String.format(Locale.ROOT, "%.1f h", seconds / S_PER_H);
    }
}
