package org.framebudget.sim.cli;

import java.util.List;

/** Small curves of characters. */
final class Bars {
    private static final String EIGHTHS = " ▏▎▍▌▋▊▉█";
    private static final String HEIGHTS = "▁▂▃▄▅▆▇█";
    private static final String ASCII_HEIGHTS = "_.-~=+*#";

    private final boolean unicode;

    Bars(boolean unicode) {
        this.unicode = unicode;
    }

    /** A bar that fills {@code width} characters where the value is {@code max}; never empty above 0. */
    String bar(double value, double max, int width) {
        double share = max > 0 ? Math.max(0, Math.min(1, value / max)) : 0;
        if (!unicode) {
            int whole = (int) Math.round(share * width);
            return "#".repeat(share > 0 ? Math.max(1, whole) : 0);
        }
        int eighths = (int) Math.round(share * width * 8);
        eighths = share > 0 ? Math.max(1, eighths) : 0;
        String rest = eighths % 8 == 0 ? "" : EIGHTHS.substring(eighths % 8, eighths % 8 + 1);
        return "█".repeat(eighths / 8) + rest;
    }

    /** One character for each of {@code width} equal steps through a list of values, lowest to highest. */
    String curve(List<Double> values, int width) {
        double low = values.stream().mapToDouble(v -> v).min().orElse(0);
        double high = values.stream().mapToDouble(v -> v).max().orElse(0);
        String levels = unicode ? HEIGHTS : ASCII_HEIGHTS;
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < width; i++) {
            double value = values.get((int) Math.round((double) i * (values.size() - 1) / Math.max(1, width - 1)));
            double share = high > low ? (value - low) / (high - low) : 0;
            text.append(levels.charAt((int) Math.min(levels.length() - 1, Math.floor(share * levels.length()))));
        }
        return text.toString();
    }
}
