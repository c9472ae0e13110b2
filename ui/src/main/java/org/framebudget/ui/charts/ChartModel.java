package org.framebudget.ui.charts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a chart shows, without how it is drawn.
 *
 * @param id name for files and for tests
 * @param title what it is about
 * @param unit of all values; empty for numbers of frames
 * @param lines in the order they are drawn in
 * @param levels straight lines through the whole chart
 * @param note a few words beside the title; may be empty
 * @param fullScale upper end of the value axis; absent for what the values ask for
 * @param axis what runs from left to right
 * @param logarithmic whether equal distances on the value axis are equal ratios
 * @param marks what happened at an instant
 */
public record ChartModel(
        String id,
        String title,
        String unit,
        List<Line> lines,
        List<Level> levels,
        String note,
        @Nullable Double fullScale,
        Axis axis,
        boolean logarithmic,
        List<Mark> marks) {

    /** Copies the lists. */
    public ChartModel {
        lines = List.copyOf(lines);
        levels = List.copyOf(levels);
        marks = List.copyOf(marks);
    }

    /** A chart over time. */
    public ChartModel(
            String id,
            String title,
            String unit,
            List<Line> lines,
            List<Level> levels,
            String note,
            @Nullable Double fullScale) {
        this(id, title, unit, lines, levels, note, fullScale, Axis.TIME, false, List.of());
    }

    /** The same with what happened. */
    public ChartModel with(List<Mark> others) {
        return new ChartModel(id, title, unit, lines, levels, note, fullScale, axis, logarithmic, others);
    }

    /** A chart without anything in it. */
    public static ChartModel empty(String id, String title, String unit) {
        return new ChartModel(id, title, unit, List.of(), List.of(), "", null);
    }

    /** How values are drawn. */
    public enum Shape {
        LINE,
        DASHED,
        /** A thin line, as the far end of what a band shows. */
        EDGE,
        /** Held from one value to the next. */
        STEP,
        /** An area between two values. */
        BAND,
        /** A bar over each whole window; those of several lines stand on each other. */
        BARS,
        /** Filled down to the line before; those of several lines lie on each other. */
        AREA;

        /** Whether it is more than a line. */
        boolean filled() {
            return this == BAND || stacked();
        }

        /** Whether values are drawn on top of those of the lines before. */
        boolean stacked() {
            return this == BARS || this == AREA;
        }
    }

    /**
     * What runs from left to right.
     *
     * @param name in words
     * @param unit {@code s} for the time of a run
     */
    public record Axis(String name, String unit) {
        /** The time of a run. */
        public static final Axis TIME = new Axis("time", "s");

        /** A place on it, for people. */
        String text(double value) {
            return equals(TIME) ? TimeView.clock(value) : ValueTicks.text(value, unit);
        }
    }

    /**
     * Something that happened.
     *
     * @param at when, in the axis' unit
     * @param name of its kind, as in the legend
     * @param words what, for people
     */
    public record Mark(double at, Ink ink, String name, String words) {}

    /**
     * Values over time.
     *
     * @param name as in the legend
     * @param timeS end of each window, in seconds, or in the axis' unit; the first window begins at 0
     * @param low lower ends of a band; absent for all others
     * @param values values, or upper ends of a band; NaN where there is none
     */
    public record Line(String name, Ink ink, Shape shape, double[] timeS, double @Nullable [] low, double[] values) {

        /** A line or steps. */
        public Line(String name, Ink ink, Shape shape, double[] timeS, double[] values) {
            this(name, ink, shape, timeS, null, values);
        }

        /** The value of the window that a time is in; NaN where there is none. */
        public double at(double atS) {
            int window = window(atS);
            return window < values.length ? values[window] : Double.NaN;
        }

        /** Position of the window that a time is in; the number of windows behind the last one. */
        int window(double atS) {
            int low = 0;
            int high = timeS.length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (timeS[middle] < atS) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }
    }

    /**
     * A straight line through the whole chart, as a budget or a trip point.
     *
     * @param value on the value axis; on the other one where it is upright
     */
    public record Level(String name, Ink ink, double value, boolean upright) {
        /** A horizontal line. */
        public Level(String name, Ink ink, double value) {
            this(name, ink, value, false);
        }
    }
}
